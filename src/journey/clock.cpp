// One timescale applied to one subject as of a day.
#include <algorithm>

#include "journey/derive.hpp"

namespace homeward::journey {

namespace {

constexpr Limit kDueSoon{5, Unit::working_days};
constexpr Limit kUnknownAfter{6, Unit::months};

struct Counting {
  const Reading& reading;
  const Calendar& calendar;
};

int count(const Counting& counting, Unit unit, Date from, Date to) {
  return unit == Unit::working_days ? counting.calendar.working_days_between(from, to) : to - from;
}

const MilestoneType* type_of(const Config& config, const MilestoneRef& ref) {
  return ref.index >= 0 ? &config.milestones[static_cast<std::size_t>(ref.index)]
                        : config.milestone(ref.type);
}

// The delay that speaks on as_of: the latest decided of those not ended.
const care::PurposefulDelay* delay_for(const Reading& reading, const Timescale& timescale) {
  const care::PurposefulDelay* found = nullptr;
  for (const auto& delay : reading.told->tracking->purposeful_delays) {
    if (delay.timescale != timescale.id || delay.decided_on > reading.as_of) continue;
    if (delay.ended_on && *delay.ended_on <= reading.as_of) continue;
    if (!reading.told->entered.in_present(delay.course, delay.decided_on)) continue;
    if (!found || found->decided_on <= delay.decided_on) found = &delay;
  }
  return found;
}

bool in_force(const Timescale& timescale, Date from) {
  return (!timescale.effective_from || *timescale.effective_from <= from) &&
         (!timescale.effective_until || from <= *timescale.effective_until);
}

// Has something happened that can only come after `to`?
bool later_step_happened(const Reading& reading, const Timescale& timescale) {
  if (timescale.to.nth > 0) {
    MilestoneRef later = timescale.to;
    later.nth = timescale.to.nth + 1;
    if (reading.reached(later)) return true;
  }
  return std::any_of(timescale.settled_by.begin(), timescale.settled_by.end(),
                     [&](const MilestoneRef& ref) { return reading.reached(ref); });
}

// `bound`: the day from which ask_months are counted, after which nobody is asked for the date any
// more. Nothing: nobody is asked at all, unless ask_months is 0.
void set_unknown(Clock& clock, const Reading& reading, WhyUnknown why, const MilestoneType* missing,
                 int nth, std::optional<Date> bound) {
  clock.state = ClockState::unknown;
  clock.why_unknown = why;
  clock.over = clock.left = 0;
  if (!missing) return;
  clock.missing = milestone_name(*missing, nth);
  clock.missing_type = missing;
  clock.missing_nth = nth;
  clock.who_can_fill = missing->who_in_words;
  const int months = clock.timescale->ask_months;
  clock.asked = nth > 0 && missing->collected && missing->may_be_entered &&
                (months == 0 || (bound && reading.as_of <= add_months(*bound, months)));
}

// Which of the reasons of config.hpp keeps silence from being lateness, for a passed deadline.
WhyUnknown why_unknown(const Counting& counting, const Clock& clock,
                       const care::PurposefulDelay* delay) {
  const Reading& reading = counting.reading;
  const Timescale& timescale = *clock.timescale;
  const MilestoneType& to = *clock.to_type;
  if (!to.collected || (to.collected_from && *clock.due_on < *to.collected_from))
    return WhyUnknown::not_collected;
  if (later_step_happened(reading, timescale)) return WhyUnknown::later_step_happened;
  if (to.happening && to.happening->told_year_by_year &&
      !reading.told->covered.contains(*clock.due_on))
    return WhyUnknown::outside_the_returns;
  Date followed = *clock.due_on;
  if (clock.planned_on) followed = std::max(followed, *clock.planned_on);
  if (delay) followed = std::max(followed, delay->look_again_on);
  if (reading.as_of >
      counting.calendar.deadline(followed, timescale.unknown_after.value_or(kUnknownAfter)))
    return WhyUnknown::long_silence;
  return WhyUnknown::known;
}

void take_done(const Counting& counting, Clock& clock) {
  const Unit unit = clock.timescale->limit.unit;
  clock.elapsed = count(counting, unit, *clock.from, *clock.done_on);
  clock.state = ClockState::met;
  if (clock.due_on && *clock.done_on > *clock.due_on) {
    clock.state = ClockState::met_late;
    clock.over = count(counting, unit, *clock.due_on, *clock.done_on);
  }
}

void take_undone(const Counting& counting, Clock& clock) {
  const Reading& reading = counting.reading;
  const Timescale& timescale = *clock.timescale;
  const Unit unit = timescale.limit.unit;
  const Date as_of = reading.as_of;
  const auto* delay = delay_for(reading, timescale);
  if (delay) clock.look_again_on = delay->look_again_on;
  clock.elapsed = count(counting, unit, *clock.from, as_of);
  const bool late = clock.due_on && as_of > *clock.due_on;
  if (late) clock.over = count(counting, unit, *clock.due_on, as_of);
  if (clock.due_on && !late) clock.left = count(counting, unit, as_of, *clock.due_on);
  if (clock.due_on && clock.planned_on && *clock.planned_on > *clock.due_on)
    clock.planned_late = count(counting, unit, *clock.due_on, *clock.planned_on);

  if (delay && as_of <= delay->look_again_on) {
    clock.state = ClockState::purposeful_delay;
    clock.counts_as_late = late;
    return;
  }
  if (!clock.due_on) {
    clock.state = ClockState::running;
    if (later_step_happened(reading, timescale))
      set_unknown(clock, reading, WhyUnknown::later_step_happened, clock.to_type, clock.to_nth,
                  clock.from);
    return;
  }
  if (!late) {
    const bool soon =
        counting.calendar.deadline(as_of, timescale.due_soon.value_or(kDueSoon)) >= *clock.due_on;
    clock.state = soon && clock.to_type->collected ? ClockState::due_soon : ClockState::running;
    return;
  }
  const WhyUnknown why = why_unknown(counting, clock, delay);
  clock.state = ClockState::overdue;
  if (why != WhyUnknown::known)
    set_unknown(clock, reading, why, clock.to_type, clock.to_nth, clock.due_on);
}

int nth_of(const MilestoneRef& ref, const DatedMilestone* milestone) {
  return milestone ? milestone->nth : ref.nth;
}

// `clock` is a new one, and made in its place: there are more than fifty for each child.
void make_clock(Clock& clock, const Counting& counting, const Timescale& timescale) {
  const Reading& reading = counting.reading;
  clock.timescale = &timescale;
  clock.from_type = type_of(*reading.config, timescale.from);
  clock.to_type = type_of(*reading.config, timescale.to);
  clock.from_nth = timescale.from.nth;
  clock.to_nth = timescale.to.nth;
  const auto leave_out = [&](WhyNot why, const Missed& missed = {}) {
    clock.state = ClockState::not_applicable;
    clock.why_not = why;
    clock.missed = missed;
  };
  if (!clock.from_type || !clock.to_type) return leave_out(WhyNot::not_in_force);
  const auto missed = [&](bool done) {
    return first_missed(timescale.population, reading.traits, reading.reached,
                        {&reading, &timescale.from, done});
  };
  // Whoever is out even if it was done needs no further look.
  const Missed out = missed(true);
  if (out && !out.test->trait->at_start) return leave_out(WhyNot::population, out);

  const DatedMilestone* from = reading.find(timescale.from);
  const bool started = from && from->happened();
  if (started) clock.from = from->happened_on;
  if (out) return leave_out(WhyNot::population, out);
  clock.from_nth = nth_of(timescale.from, from);
  if (clock.from && !in_force(timescale, *clock.from)) return leave_out(WhyNot::not_in_force);

  const bool same_kind = clock.from_type == clock.to_type;
  const DatedMilestone* to = nullptr;
  if (timescale.to.nth > 0)
    to = reading.find(timescale.to);
  else if (clock.from)
    to = reading.next_after(timescale.to, *clock.from, same_kind);
  const bool done = to && to->happened();
  if (done) clock.done_on = to->happened_on;
  if (const auto* planned = done ? nullptr : reading.planned(timescale.to, clock.from); planned)
    clock.planned_on = planned->planned_on;
  if (timescale.to.nth == 0) clock.to_nth = done ? to->nth : reading.next_number(timescale.to);

  // Once a child has left care nothing is due any more; what was done is still shown.
  if (!done && !reading.told->in_course())
    if (const Missed why = missed(false)) return leave_out(WhyNot::population, why);

  if (clock.from && timescale.limit.amount > 0)
    clock.due_on = counting.calendar.deadline(*clock.from, timescale.limit);

  const bool numbers_lost = !reading.tells_numbers_of(*clock.to_type);
  if (done && !clock.done_on) {
    set_unknown(clock, reading, WhyUnknown::day_not_known, clock.to_type, clock.to_nth,
                to->happened_by);
  } else if (clock.from && clock.done_on) {
    take_done(counting, clock);
  } else if (clock.from) {
    take_undone(counting, clock);
  } else if (done || started) {
    const auto bound = started ? from->happened_by : clock.done_on;
    set_unknown(clock, reading, started ? WhyUnknown::day_not_known : WhyUnknown::start_missing,
                clock.from_type, clock.from_nth, bound);
  } else if (numbers_lost) {
    const auto* course = reading.told->present();
    set_unknown(clock, reading, WhyUnknown::outside_the_returns, clock.to_type, clock.to_nth,
                course && course->start_known ? std::optional(course->started_on) : std::nullopt);
  } else if (later_step_happened(reading, timescale)) {
    set_unknown(clock, reading, WhyUnknown::start_missing, clock.from_type, clock.from_nth, {});
  } else {
    clock.state = ClockState::not_started;
  }
}

}  // namespace

std::vector<Clock> clocks(const Reading& reading, const Calendar& calendar) {
  const Counting counting{reading, calendar};
  std::vector<Clock> all;
  all.reserve(reading.config->timescales.size());
  for (const auto& timescale : reading.config->timescales)
    make_clock(all.emplace_back(), counting, timescale);
  return all;
}

}  // namespace homeward::journey
