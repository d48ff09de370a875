// Reads a record as of a day: what it derives, what people entered beside it, which of the two
// counts.
#include <algorithm>

#include "care/codes.hpp"
#include "journey/derive.hpp"

namespace homeward::journey {

namespace {

using care::ChildRecord;
using care::Episode;

std::string subject(const DatedMilestone& milestone, std::optional<Date> care_started_on) {
  return "milestone:" + milestone.type->id + ":" + std::to_string(milestone.nth) + ":" +
         (care_started_on ? care_started_on->iso() : "");
}

const care::Settlement* settlement(const Reading& reading, const DatedMilestone& milestone) {
  if (reading.record->settlements.empty()) return nullptr;
  const auto* period = reading.present_period();
  const std::string about =
      subject(milestone, period ? std::optional(period->started_on) : std::nullopt);
  for (const auto& settled : reading.record->settlements)
    if (settled.subject == about && settled.imported_value == milestone.imported_on->iso() &&
        settled.entered_value == milestone.entered_on->iso())
      return &settled;
  return nullptr;
}

// Puts what a person entered beside what the record says.
void merge(Reading& reading, std::size_t first, const MilestoneType& type,
           const care::Milestone& entered) {
  auto& milestones = reading.milestones;
  const auto happened = entered.happened_on && *entered.happened_on <= reading.as_of
                            ? entered.happened_on
                            : std::nullopt;
  std::size_t at = first;
  while (at < milestones.size() && milestones[at].nth != entered.nth) ++at;
  if (at == milestones.size() && happened) {
    // A step whose number we do not know, on the same day: it is this one.
    at = first;
    while (at < milestones.size() &&
           !(milestones[at].nth == 0 && milestones[at].imported_on == happened))
      ++at;
  }
  if (at == milestones.size()) {
    milestones.emplace_back();
    milestones[at].type = &type;
  }
  DatedMilestone& milestone = milestones[at];
  milestone.nth = entered.nth;
  milestone.planned_on = entered.planned_on;
  milestone.outcome = entered.outcome;
  milestone.entered_on = happened;
  milestone.entered_row = entered.id;
  milestone.entered_version = entered.version;
  bool entered_counts = happened.has_value();
  if (milestone.in_conflict()) {
    const auto* settled = settlement(reading, milestone);
    entered_counts =
        settled ? settled->counts == care::Source::hand : reading.config->entered_counts;
  }
  if (entered_counts) {
    milestone.happened_on = happened;
    milestone.happened_by.reset();
    milestone.source = entered.provenance.source;
    milestone.provenance = entered.provenance;
  } else if (!milestone.imported_on) {
    milestone.source = entered.provenance.source;
    milestone.provenance = entered.provenance;
  }
}

// An entered milestone names the period it belongs to. One that names none belongs to the period
// it leads to or lies in; one that names a start which the record no longer has (an import put the
// start right) belongs to the period that contains the named day.
bool belongs_to_period(const Reading& reading, const Window& window,
                       const care::Milestone& entered) {
  const auto* period = reading.present_period();
  if (!entered.care_started_on) {
    const auto day = entered.happened_on ? entered.happened_on : entered.planned_on;
    return !day || window.contains(*day);
  }
  if (!period) return false;
  if (*entered.care_started_on == period->started_on) return true;
  for (const auto& one : reading.periods)
    if (one.started_on == *entered.care_started_on) return false;
  return window.contains(*entered.care_started_on);
}

template <class Rows>
void widen(std::int32_t& first, std::int32_t& last, const Rows& rows) {
  for (const auto& row : rows) {
    const auto year = row.provenance.collection_year;
    if (row.provenance.source != care::Source::return_file || year <= 0) continue;
    if (first == 0 || year < first) first = year;
    if (year > last) last = year;
  }
}

Covered covered_days(const ChildRecord& record) {
  Covered covered;
  std::int32_t first = 0, last = 0;
  widen(first, last, record.episodes);
  widen(first, last, record.reviews);
  if (first == 0) return covered;
  covered.from = Date::of(first - 1, 4, 1);
  covered.until = Date::of(last, 3, 31);
  return covered;
}

// Is the first review we hold the first of the period? Yes if the returns reach back to its start;
// and if it was held so soon after that there was no time for another (an episode keeps the year of
// the last return that held it, so the years alone would forget older returns).
bool first_review_is_here(const Reading& reading, const care::PeriodOfCare& period) {
  constexpr int kTooSoonForTwo = 42;  // calendar days; the first review is due in about 28
  if (!period.start_known) return false;
  if (!reading.covered.from || *reading.covered.from <= period.started_on) return true;
  for (const auto& review : reading.record->reviews)
    if (review.held_on >= period.started_on)
      return review.held_on <= reading.as_of &&
             review.held_on - period.started_on <= kTooSoonForTwo;
  return false;
}

void mask_what_comes_later(Reading& reading) {
  for (auto& period : reading.periods)
    if (period.ended_on && *period.ended_on > reading.as_of) {
      period.ended_on.reset();
      period.reason_ended = {};
    }
  for (auto& placement : reading.placements)
    if (placement.ended_on && *placement.ended_on > reading.as_of) placement.ended_on.reset();
}

void read_plans(Reading& reading, const Window& window) {
  for (const auto& plan : reading.record->plans) {
    if (plan.agreed_on > reading.as_of || !window.contains(plan.agreed_on)) continue;
    if (plan.ended_on && *plan.ended_on <= reading.as_of) continue;
    if (plan.parallel)
      reading.parallel_plans.push_back(&plan);
    else
      reading.plan = &plan;
  }
}

}  // namespace

Reading read(const ChildRecord& record, const Config& config, Date as_of) {
  Reading reading;
  reading.record = &record;
  reading.config = &config;
  reading.as_of = as_of;
  const auto visible_end =
      std::partition_point(record.episodes.begin(), record.episodes.end(),
                           [&](const Episode& episode) { return episode.started_on <= as_of; });
  const std::span<const Episode> visible(record.episodes.begin(), visible_end);
  reading.periods = care::periods_of_care(visible);
  reading.placements = care::placements(visible);
  mask_what_comes_later(reading);
  reading.covered = covered_days(record);

  Window window;
  if (!reading.periods.empty()) {
    reading.period = static_cast<int>(reading.periods.size()) - 1;
    const auto& period = reading.periods.back();
    window.until = period.ended_on;
    if (reading.period > 0) window.after = reading.periods[reading.periods.size() - 2].ended_on;
    reading.in_care = !period.ended_on;
    const Episode& last = visible[period.first_episode + period.episodes - 1];
    reading.legal_status = last.legal_status;
    reading.placement_type = last.placement_type;
    if (!reading.placements.empty() &&
        reading.placements.back().first_episode >= period.first_episode)
      reading.placement = &reading.placements.back();
    reading.reviews_numbered = first_review_is_here(reading, period);
  }
  read_plans(reading, window);

  std::vector<std::pair<const MilestoneType*, const care::Milestone*>> entered;
  for (const auto& milestone : record.milestones)
    if (const auto* type = config.milestone(milestone.type);
        type && belongs_to_period(reading, window, milestone))
      entered.emplace_back(type, &milestone);

  reading.milestones.reserve(24);
  reading.first_of_type.reserve(config.milestones.size() + 1);
  for (const auto& type : config.milestones) {
    const std::size_t first = reading.milestones.size();
    reading.first_of_type.push_back(static_cast<std::uint32_t>(first));
    derive(type, reading, window);
    bool any_entered = false;
    for (const auto& [of_type, milestone] : entered)
      if (of_type == &type) {
        merge(reading, first, type, *milestone);
        any_entered = true;
      }
    if (any_entered)
      std::stable_sort(
          reading.milestones.begin() + static_cast<std::ptrdiff_t>(first), reading.milestones.end(),
          [](const DatedMilestone& a, const DatedMilestone& b) { return a.nth < b.nth; });
    if (type.derivation == Derivation::became_looked_after && reading.milestones.size() > first)
      reading.came_into_care_on = reading.milestones[first].happened_on;
  }
  reading.first_of_type.push_back(static_cast<std::uint32_t>(reading.milestones.size()));
  return reading;
}

std::vector<Conflict> conflicts(const Reading& reading) {
  std::vector<Conflict> found;
  const auto* period = reading.present_period();
  for (const auto& milestone : reading.milestones) {
    if (!milestone.in_conflict() || settlement(reading, milestone)) continue;
    Conflict conflict;
    conflict.child = ChildId{reading.record->child.id.value};
    conflict.subject =
        subject(milestone, period ? std::optional(period->started_on) : std::nullopt);
    conflict.what = milestone_name(*milestone.type, milestone.nth);
    conflict.imported_on = *milestone.imported_on;
    conflict.entered_on = *milestone.entered_on;
    conflict.imported_from = milestone.imported_from;
    conflict.counts = milestone.happened_on == milestone.entered_on
                          ? care::Source::hand
                          : milestone.imported_from.source;
    found.push_back(std::move(conflict));
  }
  return found;
}

}  // namespace homeward::journey
