// A journey through one course: milestones in order, stage, clocks with reasons, what is next and
// what is unknown. Everything here is derived each time from what the record tells and what people
// entered, and never stored.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "care/told.hpp"
#include "journey/config.hpp"
#include "journey/traits.hpp"

namespace homeward::journey {

// A milestone of this course as it counts: the imported and the entered value stand side
// by side, and `counts` says which one is used.
struct DatedMilestone {
  const MilestoneType* type = nullptr;
  int nth = 1;                      // 0: one of its kind, which one is not known
  std::optional<Date> happened_on;  // the one that counts, never later than as_of
  std::optional<Date> planned_on;   // entered; may be in the future
  std::string outcome;
  PrivateText note;                          // entered
  care::Source source = care::Source::hand;  // of the date that counts
  care::Provenance provenance;
  care::Provenance imported_from;               // of imported_on
  std::optional<Date> imported_on, entered_on;  // both given and different: a conflict
  const care::Milestone* entered = nullptr;     // points to the fact; null if none
  RowId entered_row() const { return entered ? entered->id : RowId{}; }
  std::int32_t entered_version() const { return entered ? entered->version : 0; }
  // It had happened by this day, but the day itself is not known (the record begins later). Set
  // only when happened_on is not.
  std::optional<Date> happened_by;
  bool happened() const { return happened_on || happened_by; }
  bool in_conflict() const { return imported_on && entered_on && imported_on != entered_on; }
};

// A disagreement between an imported and an entered value that nobody has settled as it stands now.
struct Conflict {
  RowId milestone;   // the entered one
  std::string what;  // "Second review"
  Date imported_on, entered_on;
  care::Provenance imported_from;
  care::Source counts = care::Source::hand;  // which one is used meanwhile
};

enum class ClockState {
  not_applicable,  // the timescale is not about this subject (why says so)
  not_started,     // its first milestone has not happened
  running,
  due_soon,
  overdue,
  met,
  met_late,
  purposeful_delay,
  unknown,  // a date that must exist is not recorded (missing says which)
};
// Their names in JSON and CSS.
constexpr auto names_of(ClockState) {
  return named<ClockState>("not_applicable", "not_started", "running", "due_soon", "overdue", "met",
                           "met_late", "purposeful_delay", "unknown");
}

// Why a clock does not apply.
enum class WhyNot {
  applies,
  population,    // the subject is not one of those it is about: Clock::missed says why
  not_in_force,  // on the day it would begin, or its milestones do not exist
};

// Which reason of config.hpp ("When silence is not lateness") makes a clock unknown.
enum class WhyUnknown {
  known,
  start_missing,  // `to` has happened (or must have), the day of `from` is not recorded
  day_not_known,  // it had happened when the record begins
  not_collected,
  later_step_happened,
  long_silence,
  outside_the_returns,
};

struct Clock {
  const Timescale* timescale = nullptr;
  ClockState state = ClockState::not_applicable;
  std::optional<Date> from, due_on, done_on, planned_on;
  std::optional<Date> look_again_on;  // purposeful delay
  // Counted in working days for a limit in working days, and in calendar days for any other.
  std::optional<int> elapsed;  // passed since `from`, to done_on or as_of; negative: done before
  int over = 0;         // over the limit; 0 if not over, or if only days off have passed since
  int left = 0;         // left; 0 if none (or due today)
  std::string missing;  // unknown: which milestone's date ("First review")
  const MilestoneType* missing_type = nullptr;
  int missing_nth = 1;  // 0: cannot be told
  std::string who_can_fill;
  bool counts_as_late = false;               // purposeful delay past its limit is still counted
  const MilestoneType* from_type = nullptr;  // nothing if the config has no such type
  const MilestoneType* to_type = nullptr;
  int from_nth = 1, to_nth = 1;      // the ones meant; 0 if that cannot be told
  WhyNot why_not = WhyNot::applies;  // for not_applicable
  Missed missed;                     // for WhyNot::population; points into the config
  WhyUnknown why_unknown = WhyUnknown::known;
  bool asked = false;    // unknown, and still worth filling in
  int planned_late = 0;  // planned_on is this much after due_on (counted as `over`)
};

// The words of docs/pages.md: "Overdue by 12 working days", "Due in 4 working days
// (Fri 6 Feb)", "Done in 8 of 10 working days", "–". One file, used everywhere (journey/words.cpp).
std::string words(const Clock& clock, Date as_of);

// One plain sentence or a few: the dates, the rule, its law or standing, the arithmetic. Example:
// "Came into care Mon 12 Jan 2026. First planning meeting within 10 working days (local target):
// by Mon 26 Jan 2026. None recorded as of Wed 11 Feb 2026: 12 working days over."
std::string because(const Clock& clock, const Config& config, Date as_of, const Calendar& calendar);

// "Social worker or reviewing officer": the names of roles, which are given by id. Roles that the
// config does not know are left out. `social_worker`: who holds that role, told in its place; empty
// where nobody is known.
std::string role_words(std::span<const std::string> roles, const Config& config,
                       std::string_view social_worker = {});

struct StageReached {
  const Stage* stage = nullptr;
  Date since;
  int days = 0;  // calendar days in it as of as_of
  bool stuck = false;
  bool since_known = true;  // false: at the latest on `since`; days is then "at least"
};

// A stage that has been left: how long it took, when both its days are known.
struct FinishedStay {
  const Stage* stage = nullptr;
  int days = 0;  // calendar days until the next stage began
};

// A thing that is due, and who does it.
struct NextStep {
  std::string what;  // "Book the first planning meeting"
  // Ids of roles, in the config, which must outlive it; the caller says who holds them. Empty: what
  // comes next in this stage, which nobody has been given yet.
  std::span<const std::string> roles;
  std::optional<Date> due_on;  // after a purposeful delay: the day it is looked at again
  const Timescale* timescale = nullptr;
  ClockState state = ClockState::running;
};

struct UnknownDate {
  std::string milestone;  // id
  int nth = 1;
  std::string name;            // "First planning meeting"
  std::string why_it_matters;  // "First planning meeting within 10 working days cannot be told"
  std::string who_can_fill;
};

// The journey of one subject in the course that `as_of` falls in (or the latest before it).
struct Journey {
  Date as_of;
  std::optional<care::ToldCourse> course;  // as the record tells it; nothing before any
  bool in_course = false;                  // it had not ended on as_of: a child is looked after
  std::optional<Date> began_on;            // of the course; nothing if it is not known
  std::optional<int> days_in_course;       // calendar days; nothing if began_on is unknown
  std::vector<DatedMilestone> milestones;  // by date; undated planned ones last
  std::optional<StageReached> stage;
  std::vector<FinishedStay> finished_stays;  // in the order of the stages
  bool permanent = false;
  std::vector<Clock> clocks;   // one for each timescale of the config, in its order
  std::vector<NextStep> next;  // most urgent first
  std::vector<UnknownDate> unknown;
  std::vector<Conflict> conflicts;
  const care::Plan* plan = nullptr;  // current plan, pointing to the fact; nothing if none
  std::vector<const care::Plan*> parallel_plans;
  Traits traits;    // what the subject is on as_of: what populations ask about
  Reached reached;  // which milestones are behind it
};

// Pure. The facts that `told` points to must outlive the journey (plans and milestones point to
// them), and `config` too; `told` itself need not. Facts dated after its as_of are not used
// (planned dates are).
Journey follow(const care::Told& told, const Config& config, const Calendar& calendar);

// Only the clocks, the same as follow(...).clocks. Pure, and safe from any number of threads at
// once.
std::vector<Clock> clocks(const care::Told& told, const Config& config, const Calendar& calendar);

// Is it the journey of one of a population, on its day? The first test that says no, if one does;
// sentence() tells it. What belongs to a timescale's start (Trait::at_start) is asked of that day.
Missed missed(const Journey& journey, const Population& population);
bool belongs(const Journey& journey, const Population& population);

// Of `finished_stays` (the days that other children spent in the stage before they left it), the
// share from 0 to 100 that were shorter than `days`. Nothing when fewer than five are known.
std::optional<int> share_left_sooner(std::vector<int> finished_stays, int days);

}  // namespace homeward::journey
