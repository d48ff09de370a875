// Reads a record as of a day: what it derives, what people entered beside it, which of the two
// counts.
#include <algorithm>

#include "care/codes.hpp"
#include "journey/derive.hpp"

namespace homeward::journey {

namespace {

using care::ChildRecord;
using care::Episode;

// A settlement is about the entered milestone of the same course, type and number.
const care::Settlement* settlement(const Reading& reading, const DatedMilestone& milestone) {
  const care::Milestone& entered = *milestone.entered;
  for (const auto& settled : reading.record->settlements)
    if (settled.course == entered.course && settled.type == entered.type &&
        settled.nth == entered.nth && settled.imported_value == milestone.imported_on->iso() &&
        settled.entered_value == milestone.entered_on->iso())
      return &settled;
  return nullptr;
}

// Puts what a person entered beside what the record says.
void merge(Reading& reading, std::size_t first, const MilestoneType& type,
           const care::Milestone& entered, int nth) {
  auto& milestones = reading.milestones;
  const auto happened = entered.happened_on && *entered.happened_on <= reading.as_of
                            ? entered.happened_on
                            : std::nullopt;
  std::size_t at = first;
  while (at < milestones.size() && milestones[at].nth != nth) ++at;
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
  milestone.nth = nth;
  milestone.planned_on = entered.planned_on;
  milestone.outcome = entered.outcome;
  milestone.note = entered.note;
  milestone.entered_on = happened;
  milestone.entered = &entered;
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

void read_plans(Reading& reading) {
  for (const auto& plan : reading.record->plans) {
    if (plan.agreed_on > reading.as_of) continue;
    if (!reading.courses.in_present(plan.course, plan.agreed_on)) continue;
    if (plan.ended_on && *plan.ended_on <= reading.as_of) continue;
    if (plan.parallel)
      reading.parallel_plans.push_back(&plan);
    else
      reading.plan = &plan;
  }
}

void note_reached(Reading& reading) {
  reading.reached = Reached(*reading.config);
  for (const auto& milestone : reading.milestones)
    if (milestone.happened())
      reading.reached.add(
          static_cast<std::size_t>(milestone.type - reading.config->milestones.data()),
          milestone.nth);
}

}  // namespace

Reading read(const ChildRecord& record, const Config& config, Date as_of) {
  HOMEWARD_CHECK(care::is_sorted(record));
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
  // Which period a course is, the whole record tells, and not what is visible on a past day.
  if (record.courses.empty() || visible_end == record.episodes.end())
    reading.courses = care::Courses(record, reading.periods, as_of);
  else
    reading.courses = care::Courses(record, care::periods_of_care(record.episodes), as_of);
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
  read_plans(reading);

  std::vector<std::pair<const MilestoneType*, care::EnteredMilestone>> entered;
  for (const auto& milestone : reading.courses.milestones())
    if (const auto* type = config.milestone(milestone.row->type))
      entered.emplace_back(type, milestone);

  reading.milestones.reserve(24);
  reading.first_of_type.reserve(config.milestones.size() + 1);
  for (const auto& type : config.milestones) {
    const std::size_t first = reading.milestones.size();
    reading.first_of_type.push_back(static_cast<std::uint32_t>(first));
    derive(type, reading, window);
    bool any_entered = false;
    for (const auto& [of_type, milestone] : entered)
      if (of_type == &type) {
        merge(reading, first, type, *milestone.row, milestone.nth);
        any_entered = true;
      }
    if (any_entered)
      std::stable_sort(
          reading.milestones.begin() + static_cast<std::ptrdiff_t>(first), reading.milestones.end(),
          [](const DatedMilestone& a, const DatedMilestone& b) { return a.nth < b.nth; });
    if (type.happening && type.happening->begins_care && reading.milestones.size() > first)
      reading.came_into_care_on = reading.milestones[first].happened_on;
  }
  reading.first_of_type.push_back(static_cast<std::uint32_t>(reading.milestones.size()));
  note_reached(reading);
  reading.stage = stage_reached(reading);
  reading.permanent = reading.stage && reading.stage->stage->permanent;
  reading.traits = Traits(reading);
  return reading;
}

std::vector<Conflict> conflicts(const Reading& reading) {
  std::vector<Conflict> found;
  for (const auto& milestone : reading.milestones) {
    if (!milestone.in_conflict() || settlement(reading, milestone)) continue;
    Conflict conflict;
    conflict.child = ChildId{reading.record->child.id.value};
    conflict.milestone = milestone.entered_row();
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
