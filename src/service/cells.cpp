#include "service/cells.hpp"

#include "service/names.hpp"

namespace homeward::service {

using journey::Clock;
using journey::ClockState;
using journey::DatedMilestone;
using journey::Journey;

namespace {

std::optional<CellEdit> edit_of(const journey::MilestoneRef& ref, const Journey& journey,
                                const journey::Config& config) {
  const journey::MilestoneType* type = config.milestone(ref.type);
  if (!type || !type->may_be_entered || !journey.course) return std::nullopt;
  const int nth = nth_to_enter(ref, journey);
  const DatedMilestone* milestone = find(journey, ref.type, nth);
  return CellEdit{ref.type, nth, milestone ? milestone->entered_version() : 0};
}

// By hand is only what was entered as this milestone. A plan of the record that somebody wrote
// there is no entry of it, and cannot be taken away in its cell.
care::Source source_of(const DatedMilestone& milestone) {
  if (milestone.entered_on && milestone.entered_on == milestone.happened_on)
    return care::Source::hand;
  return milestone.source == care::Source::hand ? care::Source::extract : milestone.source;
}

void fill_from(Cell& cell, const DatedMilestone* milestone) {
  if (!milestone) return;
  cell.outcome = milestone->outcome;
  cell.note = milestone->note.reveal();
  cell.conflict = milestone->in_conflict();
  if (milestone->happened_on) cell.source = source_of(*milestone);
  if (!cell.happened_on) cell.happened_on = milestone->happened_on;
  if (!cell.planned_on) cell.planned_on = milestone->planned_on;
}

constexpr const char* kDash = "–";

// The milestone that a cell of `ref` shows: for nth = 0 the latest that has happened. Or null.
const DatedMilestone* shown_of(const journey::MilestoneRef& ref, const Journey& journey) {
  if (ref.nth > 0) return find(journey, ref.type, ref.nth);
  const DatedMilestone* latest = nullptr;
  for (const DatedMilestone& one : journey.milestones)
    if (one.type->id == ref.type && one.happened_on && *one.happened_on <= journey.as_of &&
        (!latest || one.nth > latest->nth))
      latest = &one;
  return latest;
}

int urgency_of(ClockState state) {
  switch (state) {
    case ClockState::overdue:
      return 0;
    case ClockState::due_soon:
      return 1;
    case ClockState::purposeful_delay:
      return 2;
    case ClockState::unknown:
      return 3;
    case ClockState::running:
      return 4;
    case ClockState::met_late:
      return 5;
    case ClockState::met:
      return 6;
    case ClockState::not_started:
      return 7;
    case ClockState::not_applicable:
      return 8;
  }
  return 8;
}

}  // namespace

const DatedMilestone* find(const Journey& journey, std::string_view type, int nth) {
  for (const DatedMilestone& milestone : journey.milestones)
    if (milestone.type->id == type && milestone.nth == nth) return &milestone;
  return nullptr;
}

int nth_to_enter(const journey::MilestoneRef& ref, const Journey& journey) {
  if (ref.nth > 0) return ref.nth;
  int happened = 0;
  for (const DatedMilestone& milestone : journey.milestones)
    if (milestone.type->id == ref.type && milestone.happened_on)
      happened = std::max(happened, milestone.nth);
  return happened + 1;
}

std::int64_t rank_of(const Clock& clock, Date as_of) {
  constexpr std::int64_t kStep = 1'000'000;
  const std::int64_t base = urgency_of(clock.state) * kStep;
  if (clock.state == ClockState::overdue && clock.due_on)
    return base + kStep / 2 - (as_of - *clock.due_on);
  if (clock.due_on) return base + kStep / 2 + (*clock.due_on - as_of);
  return base + kStep - 1;
}

Cell clock_cell(const Clock& clock, const Journey& journey, const journey::Config& config,
                const Calendar& calendar) {
  Cell cell;
  cell.state = to_text(clock.state);
  cell.words = journey::words(clock, journey.as_of);
  if (cell.words == kDash) cell.because = journey::because(clock, config, journey.as_of, calendar);
  cell.due_on = clock.due_on;
  cell.happened_on = clock.done_on;
  cell.planned_on = clock.planned_on;
  cell.rank = rank_of(clock, journey.as_of);
  if (clock.state == ClockState::not_applicable) return cell;
  journey::MilestoneRef to = clock.timescale->to;
  if (clock.to_nth > 0) to.nth = clock.to_nth;
  cell.edit = edit_of(to, journey, config);
  const DatedMilestone* end = cell.edit ? find(journey, to.type, cell.edit->nth) : nullptr;
  // A repeating clock that is met shows the one that met it; typing then enters the next.
  fill_from(cell, end);
  return cell;
}

Cell milestone_cell(const journey::MilestoneRef& ref, const Journey& journey,
                    const journey::Config& config) {
  Cell cell;
  cell.state = "none";
  cell.edit = edit_of(ref, journey, config);
  const DatedMilestone* milestone = shown_of(ref, journey);
  fill_from(cell, milestone);
  constexpr std::int64_t kNever = 2'000'000'000;
  cell.rank = kNever;
  if (milestone && milestone->happened_on) {
    cell.words = milestone->happened_on->words();
    cell.rank = milestone->happened_on->day_number();
  } else if (cell.planned_on) {
    cell.words = "Planned " + cell.planned_on->short_words();
    cell.rank = kNever / 2 + cell.planned_on->day_number();
  } else {
    cell.words = kDash;
    cell.because = milestone_because(ref, journey, config);
  }
  return cell;
}

std::string milestone_because(const journey::MilestoneRef& ref, const Journey& journey,
                              const journey::Config& config) {
  const journey::MilestoneType* type = config.milestone(ref.type);
  const std::string name = type ? type->name : ref.type;
  const DatedMilestone* milestone = shown_of(ref, journey);
  if (milestone && milestone->happened_on)
    return name + " on " + milestone->happened_on->words() +
           (milestone->source == care::Source::hand ? ", entered here." : ", from the return.");
  if (milestone && milestone->planned_on)
    return name + " is planned for " + milestone->planned_on->words() + ".";
  return name + ": none recorded as of " + journey.as_of.words() + ".";
}

NextStepView next_step_view(const journey::NextStep& step, const journey::Config& config,
                            const std::string& worker) {
  NextStepView view;
  view.what = step.what;
  view.who = journey::role_words(step.roles, config, worker);
  view.due_on = step.due_on;
  view.state = to_text(step.state);
  const char* when = step.state == ClockState::overdue            ? "was due "
                     : step.state == ClockState::purposeful_delay ? "look again "
                                                                  : "by ";
  if (step.due_on) view.words = when + step.due_on->short_words();
  return view;
}

}  // namespace homeward::service
