// The dated steps that a child's record tells by itself.
#include <algorithm>

#include "care/child_told.hpp"
#include "care/codes.hpp"

namespace homeward::care {

namespace {

constexpr Code kInterimCareOrder = "C1", kCareOrder = "C2", kPlacementOrder = "E1";

using Steps = std::vector<Step>;

void add(Steps& steps, int nth, Date on, const Provenance& provenance) {
  steps.push_back({nth, on, std::nullopt, provenance});
}

// It had happened by that day; `known`: on that very day.
void add_by(Steps& steps, int nth, Date day, bool known, const Provenance& provenance) {
  if (known)
    add(steps, nth, day, provenance);
  else
    steps.push_back({nth, std::nullopt, day, provenance});
}

// A child in the present period of care, which there must be, and its slice of the episodes.
struct InCare {
  explicit InCare(const Told& told)
      : child(child_of(told)),
        record(*child.record),
        period(*child.period()),
        first_episode(period.first_episode),
        end_episode(period.first_episode + period.episodes) {}
  const ChildTold& child;
  const ChildRecord& record;
  const PeriodOfCare& period;
  std::size_t first_episode, end_episode;
};

// Until as_of, and neither after the present period of care nor in one before it.
bool counts(const ChildTold& child, OptionalDate day) {
  if (!day || *day > child.as_of) return false;
  const auto& periods = child.periods;
  if (periods.empty()) return true;
  if (periods.back().ended_on && *day > *periods.back().ended_on) return false;
  if (periods.size() == 1) return true;
  const OptionalDate before = periods[periods.size() - 2].ended_on;
  return !before || *before < *day;
}

void became_looked_after(const Told& told, int, Steps& steps) {
  const InCare in(told);
  add_by(steps, 1, in.period.started_on, in.period.start_known,
         in.record.episodes[in.first_episode].provenance);
}

void left_care(const Told& told, int, Steps& steps) {
  const InCare in(told);
  if (in.period.ended_on)
    add(steps, 1, *in.period.ended_on, in.record.episodes[in.end_episode - 1].provenance);
}

// The first episode of the period that `matches`. If it is the first one we hold of the period and
// its code does not say that this very thing began with it, it began on that day or earlier.
template <class Matches, class Begins>
void first_episode(const Told& told, Steps& steps, Matches matches, Begins begins) {
  const InCare in(told);
  for (std::size_t i = in.first_episode; i < in.end_episode; ++i) {
    const Episode& episode = in.record.episodes[i];
    if (!matches(episode)) continue;
    const bool known =
        i > in.first_episode || in.period.start_known || begins(episode.reason_for_new_episode);
    return add_by(steps, 1, episode.started_on, known, episode.provenance);
  }
}

template <const Code& kLegalStatus>
void first_legal_status(const Told& told, int, Steps& steps) {
  first_episode(
      told, steps, [](const Episode& episode) { return episode.legal_status == kLegalStatus; },
      [](Code rne) { return rne == "L" || rne == "B" || rne == "U"; });
}

template <bool (&kIsType)(Code)>
void first_placement_type(const Told& told, int, Steps& steps) {
  first_episode(
      told, steps, [](const Episode& episode) { return kIsType(episode.placement_type); },
      [](Code rne) { return rne == "P" || rne == "B" || rne == "T" || rne == "U"; });
}

void placements_started(const Told& told, int, Steps& steps) {
  const InCare in(told);
  int nth = in.period.start_known ? 1 : 0;
  for (const Placement& placement : in.child.placements) {
    if (placement.first_episode < in.first_episode || placement.first_episode >= in.end_episode)
      continue;
    add_by(steps, nth, placement.started_on, placement.start_known,
           in.record.episodes[placement.first_episode].provenance);
    if (nth > 0) ++nth;
  }
}

void reviews_held(const Told& told, int, Steps& steps) {
  const InCare in(told);
  int nth = in.child.numbers_known ? 1 : 0;
  OptionalDate previous;
  for (const Review& review : in.record.reviews) {
    if (review.held_on > in.child.as_of) break;
    if (review.held_on < in.period.started_on || !counts(in.child, review.held_on)) continue;
    if (previous == review.held_on) continue;  // one review, written twice
    previous = review.held_on;
    add(steps, nth, review.held_on, review.provenance);
    if (nth > 0) ++nth;
  }
}

void adoption_decision(const Told& told, int, Steps& steps) {
  const ChildTold& child = child_of(told);
  for (const AdoptionDecision& decision : child.record->adoption_decisions) {
    if (!counts(child, decision.decided_on)) continue;
    if (decision.reversed_on && *decision.reversed_on <= child.as_of) continue;
    return add(steps, 1, *decision.decided_on, decision.provenance);
  }
  if (!child.record->adoption_decisions.empty()) return;
  for (const Adoption& adoption : child.record->adoptions)
    if (counts(child, adoption.decided_on))
      return add(steps, 1, *adoption.decided_on, adoption.provenance);
}

void adoption_decision_reversed(const Told& told, int, Steps& steps) {
  const ChildTold& child = child_of(told);
  const AdoptionDecision* latest = nullptr;
  for (const AdoptionDecision& decision : child.record->adoption_decisions)
    if (counts(child, decision.reversed_on) &&
        (!latest || *decision.reversed_on > *latest->reversed_on))
      latest = &decision;
  if (latest) add(steps, 1, *latest->reversed_on, latest->provenance);
}

void matched_for_adoption(const Told& told, int, Steps& steps) {
  const ChildTold& child = child_of(told);
  for (const Adoption& adoption : child.record->adoptions)
    if (counts(child, adoption.matched_on))
      return add(steps, 1, *adoption.matched_on, adoption.provenance);
}

void plan_agreed(const Told& told, int, Steps& steps) {
  for (const Plan& plan : told.tracking->plans) {
    if (plan.parallel || plan.agreed_on > told.as_of) continue;
    if (told.entered.in_present(plan.course, plan.agreed_on))
      return add(steps, 1, plan.agreed_on, plan.provenance);
  }
}

void reached_age(const Told& told, int years, Steps& steps) {
  const Child& child = child_of(told).record->child;
  if (!child.born_on || years <= 0) return;
  const Date day = birthday(*child.born_on, years);
  if (day <= told.as_of) add(steps, 1, day, child.provenance);
}

void returned_from_missing(const Told& told, int, Steps& steps) {
  const InCare in(told);
  int nth = 1;
  for (const MissingPeriod& missing : in.record.missing_periods)
    if (missing.started_on >= in.period.started_on && counts(in.child, missing.ended_on))
      add(steps, nth++, *missing.ended_on, missing.provenance);
}

void placement_ended_unplanned(const Told& told, int, Steps& steps) {
  const InCare in(told);
  int nth = 1;
  for (const Placement& placement : in.child.placements) {
    if (placement.first_episode < in.first_episode || !placement.moved_by_ending) continue;
    if (placement.ended_planned.value_or(true) || !placement.ended_on) continue;
    add(steps, nth++, *placement.ended_on, in.record.episodes[placement.last_episode].provenance);
  }
}

// Regulation 40: looked after (not in short breaks) for 13 weeks in all since the age of 14, some
// of it at 16 or later. The first day on which that is so.
void became_eligible(const Told& told, int, Steps& steps) {
  constexpr int kDays = 13 * 7;
  const ChildTold& child = child_of(told);
  const auto& born_on = child.record->child.born_on;
  if (!born_on) return;
  const Date from = birthday(*born_on, 14);
  const Date sixteen = birthday(*born_on, 16);
  const Date eighteen = birthday(*born_on, 18);
  int days = 0;
  bool all_known = true;
  for (const PeriodOfCare& period : child.periods) {
    if (period.short_break) continue;
    const Date start = std::max(period.started_on, from);
    const Date end = period.ended_on ? *period.ended_on : child.as_of + 1;
    if (end <= start) continue;
    all_known = all_known && (period.start_known || period.started_on <= from);
    const Date day = std::max({start, start + (kDays - days), sixteen});
    if (day < end && day <= child.as_of && day < eighteen)
      return add_by(steps, 1, day, all_known || day == sixteen,
                    child.record->episodes[period.first_episode].provenance);
    days = std::min(kDays, days + (end - start));
  }
}

constexpr Happening kHappenings[] = {
    {.name = "became_looked_after", .tell = became_looked_after, .begins_course = true},
    {.name = "placement_started", .tell = placements_started, .repeats = true, .lane = Lane::none},
    {.name = "review_held",
     .tell = reviews_held,
     .repeats = true,
     .told_year_by_year = true,
     .numbered_from_start = true,
     .lane = Lane::meeting},
    {.name = "placement_order", .tell = first_legal_status<kPlacementOrder>},
    {.name = "care_order", .tell = first_legal_status<kCareOrder>, .lane = Lane::none},
    {.name = "interim_care_order",
     .tell = first_legal_status<kInterimCareOrder>,
     .lane = Lane::none},
    {.name = "adoption_decision", .tell = adoption_decision, .without_course = true},
    {.name = "adoption_decision_reversed",
     .tell = adoption_decision_reversed,
     .without_course = true},
    {.name = "matched_for_adoption", .tell = matched_for_adoption, .without_course = true},
    {.name = "placed_for_adoption", .tell = first_placement_type<is_placed_for_adoption>},
    {.name = "long_term_foster_placement", .tell = first_placement_type<is_long_term_foster>},
    {.name = "permanence_plan_agreed", .tell = plan_agreed, .without_course = true},
    {.name = "left_care", .tell = left_care},
    {.name = "reached_age",
     .tell = reached_age,
     .parameter = "age",
     .asks = "which birthday is meant?",
     .without_course = true,
     .lane = Lane::none},
    {.name = "placement_ended_unplanned",
     .tell = placement_ended_unplanned,
     .repeats = true,
     .lane = Lane::none},
    {.name = "returned_from_missing", .tell = returned_from_missing, .repeats = true},
    {.name = "became_eligible", .tell = became_eligible},
};

}  // namespace

std::span<const Happening> child_happenings() {
  return kHappenings;
}

}  // namespace homeward::care
