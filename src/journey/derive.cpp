#include "journey/derive.hpp"

#include <algorithm>

#include "care/codes.hpp"

namespace homeward::journey {

namespace {

using care::ChildRecord;
using care::Episode;

// The part of the record in which the steps of one period of care lie.
struct Window {
  std::optional<Date> after;  // the end of the period before
  std::optional<Date> until;  // the end of this period
  bool contains(Date day) const { return (!after || *after < day) && (!until || day <= *until); }
};

struct Deriving {
  const ChildRecord& record;
  Reading& reading;
  Window window;
  std::size_t first_episode = 0, end_episode = 0;
};

void add(Deriving& d, const MilestoneType& type, int nth, std::optional<Date> on,
         std::optional<Date> by, const care::Provenance& provenance) {
  DatedMilestone milestone;
  milestone.type = &type;
  milestone.nth = nth;
  if (on) {
    milestone.imported_on = on;
    milestone.happened_on = on;
  } else {
    milestone.happened_by = by;
  }
  milestone.provenance = provenance;
  milestone.imported_from = provenance;
  milestone.source = provenance.source;
  d.reading.milestones.push_back(std::move(milestone));
}

void became_looked_after(Deriving& d, const MilestoneType& type) {
  const auto* period = d.reading.present_period();
  const auto& provenance = d.record.episodes[d.first_episode].provenance;
  if (period->start_known)
    add(d, type, 1, period->started_on, std::nullopt, provenance);
  else
    add(d, type, 1, std::nullopt, period->started_on, provenance);
}

void left_care(Deriving& d, const MilestoneType& type) {
  const auto* period = d.reading.present_period();
  if (period->ended_on)
    add(d, type, 1, period->ended_on, std::nullopt,
        d.record.episodes[d.end_episode - 1].provenance);
}

// The first episode of the period that `matches`. If it is the first one we hold of the period and
// its code does not say that this very thing began with it, it began on that day or earlier.
template <class Matches, class Begins>
void first_episode(Deriving& d, const MilestoneType& type, Matches matches, Begins begins) {
  for (std::size_t i = d.first_episode; i < d.end_episode; ++i) {
    const Episode& episode = d.record.episodes[i];
    if (!matches(episode)) continue;
    const bool known = i > d.first_episode || d.reading.present_period()->start_known ||
                       begins(episode.reason_for_new_episode);
    if (known)
      add(d, type, 1, episode.started_on, std::nullopt, episode.provenance);
    else
      add(d, type, 1, std::nullopt, episode.started_on, episode.provenance);
    return;
  }
}

void first_legal_status(Deriving& d, const MilestoneType& type, Code legal_status) {
  first_episode(
      d, type, [&](const Episode& episode) { return episode.legal_status == legal_status; },
      [](Code rne) { return rne == "L" || rne == "B" || rne == "U"; });
}

template <class IsType>
void first_placement_type(Deriving& d, const MilestoneType& type, IsType is_type) {
  first_episode(
      d, type, [&](const Episode& episode) { return is_type(episode.placement_type); },
      [](Code rne) { return rne == "P" || rne == "B" || rne == "T" || rne == "U"; });
}

void placements_started(Deriving& d, const MilestoneType& type) {
  int nth = d.reading.present_period()->start_known ? 1 : 0;
  for (const auto& placement : d.reading.placements) {
    if (placement.first_episode < d.first_episode || placement.first_episode >= d.end_episode)
      continue;
    const auto& provenance = d.record.episodes[placement.first_episode].provenance;
    if (placement.start_known)
      add(d, type, nth, placement.started_on, std::nullopt, provenance);
    else
      add(d, type, nth, std::nullopt, placement.started_on, provenance);
    if (nth > 0) ++nth;
  }
}

void reviews_held(Deriving& d, const MilestoneType& type) {
  const Date started = d.reading.present_period()->started_on;
  int nth = d.reading.reviews_numbered ? 1 : 0;
  std::optional<Date> previous;
  for (const auto& review : d.record.reviews) {
    if (review.held_on > d.reading.as_of) break;
    if (review.held_on < started || !d.window.contains(review.held_on)) continue;
    if (previous == review.held_on) continue;  // one review, written twice
    previous = review.held_on;
    add(d, type, nth, review.held_on, std::nullopt, review.provenance);
    if (nth > 0) ++nth;
  }
}

bool counts(const Deriving& d, const std::optional<Date>& day) {
  return day && *day <= d.reading.as_of && d.window.contains(*day);
}

void adoption_decision(Deriving& d, const MilestoneType& type) {
  for (const auto& decision : d.record.adoption_decisions) {
    if (!counts(d, decision.decided_on)) continue;
    if (decision.reversed_on && *decision.reversed_on <= d.reading.as_of) continue;
    add(d, type, 1, decision.decided_on, std::nullopt, decision.provenance);
    return;
  }
  if (!d.record.adoption_decisions.empty()) return;
  for (const auto& adoption : d.record.adoptions) {
    if (!counts(d, adoption.decided_on)) continue;
    add(d, type, 1, adoption.decided_on, std::nullopt, adoption.provenance);
    return;
  }
}

void adoption_decision_reversed(Deriving& d, const MilestoneType& type) {
  const care::AdoptionDecision* latest = nullptr;
  for (const auto& decision : d.record.adoption_decisions)
    if (counts(d, decision.reversed_on) &&
        (!latest || *decision.reversed_on > *latest->reversed_on))
      latest = &decision;
  if (latest) add(d, type, 1, latest->reversed_on, std::nullopt, latest->provenance);
}

void matched_for_adoption(Deriving& d, const MilestoneType& type) {
  for (const auto& adoption : d.record.adoptions) {
    if (!counts(d, adoption.matched_on)) continue;
    add(d, type, 1, adoption.matched_on, std::nullopt, adoption.provenance);
    return;
  }
}

void plan_agreed(Deriving& d, const MilestoneType& type) {
  for (const auto& plan : d.record.plans) {
    if (plan.parallel || !counts(d, plan.agreed_on)) continue;
    add(d, type, 1, plan.agreed_on, std::nullopt, plan.provenance);
    return;
  }
}

void reached_age(Deriving& d, const MilestoneType& type) {
  if (!d.record.child.born_on || type.parameter <= 0) return;
  const Date day = birthday(*d.record.child.born_on, type.parameter);
  if (day <= d.reading.as_of) add(d, type, 1, day, std::nullopt, d.record.child.provenance);
}

// Derivations that need no period of care.
void derive_before_care(Deriving& d, const MilestoneType& type) {
  switch (type.derivation) {
    case Derivation::adoption_decision:
      return adoption_decision(d, type);
    case Derivation::adoption_decision_reversed:
      return adoption_decision_reversed(d, type);
    case Derivation::matched_for_adoption:
      return matched_for_adoption(d, type);
    case Derivation::permanence_plan_agreed:
      return plan_agreed(d, type);
    case Derivation::reached_age:
      return reached_age(d, type);
    default:
      return;
  }
}

void derive(Deriving& d, const MilestoneType& type) {
  if (type.derivation == Derivation::entered) return;
  if (!d.reading.present_period()) return derive_before_care(d, type);
  switch (type.derivation) {
    case Derivation::became_looked_after:
      return became_looked_after(d, type);
    case Derivation::left_care:
      return left_care(d, type);
    case Derivation::placement_started:
      return placements_started(d, type);
    case Derivation::review_held:
      return reviews_held(d, type);
    case Derivation::placement_order:
      return first_legal_status(d, type, "E1");
    case Derivation::care_order:
      return first_legal_status(d, type, "C2");
    case Derivation::interim_care_order:
      return first_legal_status(d, type, "C1");
    case Derivation::placed_for_adoption:
      return first_placement_type(d, type, care::is_placed_for_adoption);
    case Derivation::long_term_foster_placement:
      return first_placement_type(d, type, care::is_long_term_foster);
    default:
      return derive_before_care(d, type);
  }
}

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

  Deriving d{record, reading, {}, 0, 0};
  if (!reading.periods.empty()) {
    reading.period = static_cast<int>(reading.periods.size()) - 1;
    const auto& period = reading.periods.back();
    d.first_episode = period.first_episode;
    d.end_episode = period.first_episode + period.episodes;
    d.window.until = period.ended_on;
    if (reading.period > 0) d.window.after = reading.periods[reading.periods.size() - 2].ended_on;
    reading.in_care = !period.ended_on;
    const Episode& last = visible[d.end_episode - 1];
    reading.legal_status = last.legal_status;
    reading.placement_type = last.placement_type;
    if (!reading.placements.empty() &&
        reading.placements.back().first_episode >= period.first_episode)
      reading.placement = &reading.placements.back();
    reading.reviews_numbered =
        period.start_known && (!reading.covered.from || *reading.covered.from <= period.started_on);
  }
  read_plans(reading, d.window);

  std::vector<std::pair<const MilestoneType*, const care::Milestone*>> entered;
  for (const auto& milestone : record.milestones)
    if (const auto* type = config.milestone(milestone.type);
        type && belongs_to_period(reading, d.window, milestone))
      entered.emplace_back(type, &milestone);

  reading.milestones.reserve(24);
  reading.first_of_type.reserve(config.milestones.size() + 1);
  for (const auto& type : config.milestones) {
    const std::size_t first = reading.milestones.size();
    reading.first_of_type.push_back(static_cast<std::uint32_t>(first));
    derive(d, type);
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
