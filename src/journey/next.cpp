// What is due and who does it; what is unknown and who can fill it.
#include <fmt/format.h>

#include <algorithm>

#include "journey/derive.hpp"

namespace homeward::journey {

namespace {

bool is_due(const Clock& clock) {
  return clock.due_on && clock.to_type->collected && clock.to_type->may_be_entered &&
         (clock.state == ClockState::overdue || clock.state == ClockState::due_soon ||
          clock.state == ClockState::running || clock.state == ClockState::purposeful_delay);
}

bool is_booked(const Clock& clock, Date as_of) {
  return clock.planned_on && *clock.planned_on >= as_of;
}

// The limit; after a purposeful delay the day it is looked at again.
Date limit_of(const Clock& clock) {
  return clock.state == ClockState::purposeful_delay ? clock.look_again_on.value_or(*clock.due_on)
                                                     : *clock.due_on;
}

// By when somebody must act: what is booked waits for its day.
Date act_by(const Clock& clock, Date as_of) {
  return is_booked(clock, as_of) ? *clock.planned_on : limit_of(clock);
}

std::string what_to_do(const Clock& clock, Date as_of) {
  const MilestoneType& type = *clock.to_type;
  const std::string name = milestone_name(type, clock.to_nth);
  if (is_booked(clock, as_of))
    return fmt::format("{}, planned {}", name, near(*clock.planned_on, as_of));
  if (clock.planned_on)
    return fmt::format("Record whether this happened: {}, planned for {}", name,
                       near(*clock.planned_on, as_of));
  const std::string which = clock.to_nth > 0 ? ordinal(clock.to_nth) : "next";
  if (type.to_do.empty()) return fmt::format("Record the date: {}", name);
  std::string what = type.to_do;
  const auto at = what.find("{nth}");
  if (at != std::string::npos) what.replace(at, 5, which);
  return what;
}

// Waiting on purpose comes after everything that waits for somebody.
int urgency(ClockState state) {
  return state == ClockState::purposeful_delay ? 1 : 0;
}

bool same_step(const NextStep& a, const std::string& what, const Clock& clock) {
  return a.what == what && std::ranges::equal(a.roles, clock.to_type->who_can_fill);
}

}  // namespace

std::vector<NextStep> next_steps(const std::vector<Clock>& clocks,
                                 const std::optional<StageReached>& stage, Date as_of) {
  std::vector<const Clock*> due;
  for (const auto& clock : clocks)
    if (is_due(clock)) due.push_back(&clock);
  std::stable_sort(due.begin(), due.end(), [as_of](const Clock* a, const Clock* b) {
    if (urgency(a->state) != urgency(b->state)) return urgency(a->state) < urgency(b->state);
    return act_by(*a, as_of) < act_by(*b, as_of);
  });
  std::vector<NextStep> next;
  for (const Clock* clock : due) {
    const std::string what = what_to_do(*clock, as_of);
    if (std::any_of(next.begin(), next.end(),
                    [&](const NextStep& step) { return same_step(step, what, *clock); }))
      continue;
    NextStep step;
    step.what = what;
    step.roles = clock->to_type->who_can_fill;
    step.due_on = limit_of(*clock);
    step.timescale = clock->timescale;
    step.state = clock->state;
    next.push_back(std::move(step));
  }
  if (next.empty() && stage && stage->stage && !stage->stage->ends_with.empty()) {
    NextStep step;
    step.what = "Next: " + stage->stage->ends_with;
    next.push_back(std::move(step));
  }
  return next;
}

std::vector<UnknownDate> unknown_dates(const std::vector<Clock>& clocks) {
  std::vector<UnknownDate> unknown;
  for (const auto& clock : clocks) {
    if (clock.state != ClockState::unknown || !clock.asked) continue;
    const MilestoneType& type = *clock.missing_type;
    const int nth = clock.missing_nth;
    const std::string why =
        clock.timescale->limit.amount > 0
            ? fmt::format(
                  "without it nobody can tell whether this was in time: {} "
                  "within {}",
                  clock.timescale->name, clock.timescale->limit.words())
            : fmt::format("without it these days cannot be counted: {}", clock.timescale->name);
    const auto same = std::find_if(unknown.begin(), unknown.end(), [&](const UnknownDate& one) {
      return one.milestone == type.id && one.nth == nth;
    });
    if (same != unknown.end()) {
      same->why_it_matters += "; " + why;
      continue;
    }
    unknown.push_back(UnknownDate{type.id, nth, clock.missing, why, clock.who_can_fill});
  }
  return unknown;
}

}  // namespace homeward::journey
