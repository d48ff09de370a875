// What an authority may change: milestones, timescales, plans, stages and trackers, as values.
// service/ reads them from config/*.toml; journey/ only takes the values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/code.hpp"
#include "base/date.hpp"

namespace homeward::journey {

// How sure the source of a fact is (domain file: C confirmed, U unconfirmed, L local target).
enum class Standing { confirmed, unconfirmed, local };

// What a milestone is read from. `entered` ones only people know; the others are derived from the
// record each time. One derivation = one function in journey/derive.cpp. A derivation is added at
// the end, and in derive.cpp and service/config_reader.cpp.
enum class Derivation {
  entered,
  became_looked_after,  // start of the period of care
  placement_started,    // n-th placement of the period (not temporary)
  review_held,          // n-th review on or after the start of the period
  placement_order,      // first episode of the period with legal status E1
  care_order,           // first with C2
  interim_care_order,   // first with C1
  adoption_decision,    // agency decision maker's should-be-placed decision, not reversed
  adoption_decision_reversed,
  matched_for_adoption,        // AD1 match
  placed_for_adoption,         // first episode placed A3-A6
  long_term_foster_placement,  // first episode placed U1 or U4
  permanence_plan_agreed,      // first plan of the period (not parallel)
  left_care,                   // end of the period
  reached_age,                 // birthday; age in `parameter`
  placement_ended_unplanned,   // n-th placement that ended with a move nobody had planned
  returned_from_missing,       // n-th missing or away period of this period of care that ended
  became_eligible,             // eligible child (leaving care): 13 weeks since 14, at 16 or later
};

struct MilestoneType {
  std::string id;           // "permanency_planning_meeting"
  std::string name;         // "Permanency planning meeting"
  std::string short_name;   // "Planning meeting"
  std::string explanation;  // one plain sentence for somebody who mixes the meetings up
  Derivation derivation = Derivation::entered;
  int parameter = 0;                  // reached_age: years
  bool repeats = false;               // counted 1st, 2nd …
  std::string who_can_fill;           // "Social worker", "Reviewing officer", "Panel adviser" …
  std::vector<std::string> outcomes;  // offered words; empty = free
  // A derived milestone that a person may also enter (the two then stand side by side).
  bool may_be_entered = true;
  // Phrases for sentences, in small letters; the ordinal is put before `done` ("first review
  // held").
  std::string done;   // "came into care", "review held"
  std::string when;   // "a review is held": "Starts when a review is held"
  std::string to_do;  // "Book the {nth} planning meeting"; {nth} becomes "first" … or "next"
  // Does the authority record this here? If not, or for days before `collected_from`, silence tells
  // nothing: see "When silence is not lateness" below.
  bool collected = true;
  std::optional<Date> collected_from;
};

enum class Kind { statutory, national_standard, scorecard, guidance, local };

// A milestone as one end of a timescale: its type and which one. nth = 0 means "the latest", and
// for `to` "the next one after `from`".
struct MilestoneRef {
  std::string type;
  int nth = 1;
  int index = -1;  // the type's place in Config::milestones; set by link()
};

// Which children a timescale is about, as tests of the record on `as_of` that must all hold.
struct Population {
  bool looked_after = true;                // in a period of care that is not short breaks only
  std::optional<bool> short_breaks;        // unset: short-break periods are left out
  std::optional<int> age_from, age_under;  // at the `from` milestone, full years
  std::vector<std::string> plans;          // current plan is one of these (empty: any or none)
  std::vector<Code> legal_statuses;        // current legal status is one of these
  std::vector<Code> placement_types;       // current placement type is one of these
  std::optional<bool> without_permanence;  // true: no permanent home reached yet
  // Full months that the present placement has lasted; a placement that lasts an unknown time is
  // in neither range.
  std::optional<int> placement_months_from, placement_months_under;
  std::optional<MilestoneRef> before, after;  // this milestone has not, or has, happened
};

// When silence is not lateness. A deadline has passed and the milestone `to` has no date. That is
// "overdue" only if the record would show the date had there been one. It is "unknown" instead if
//  1. `to` is not collected here, or the deadline lies before its collected_from; or
//  2. a later one of its kind, or a milestone of `settled_by`, has happened: then the missing one
//     happened too, or was skipped; or
//  3. more than `unknown_after` has passed since the last day on which anybody showed that they
//  were
//     following it: the deadline, a planned date, or the day a purposeful delay was to be looked
//     at; or
//  4. `to` comes from files sent for a collection year (reviews) and the deadline is not in the
//  years
//     that this child's imported facts cover.
// A deadline that has not passed needs no such care. A purposeful delay is knowledge: it is shown.

struct Timescale {
  std::string id;    // "first-review"
  std::string name;  // "First review"
  MilestoneRef from, to;
  Limit limit;  // amount 0: days are counted, there is no limit
  Kind kind = Kind::local;
  std::string law;  // "Care Planning Regulations 2010, reg 33(1)", or the guidance
  Standing standing = Standing::unconfirmed;
  std::string source;  // tag of the domain file
  std::string note;
  std::optional<Date> effective_from, effective_until;  // tested against the `from` milestone's day
  std::optional<Limit>
      due_soon;          // how long before the deadline it is "due soon"; default 5 working days
  bool repeats = false;  // from the latest `from` of its kind to the next `to`
  Population population;
  std::optional<Limit> unknown_after;  // default 6 months
  std::vector<MilestoneRef> settled_by;
  // A date still missing this many months after the deadline is shown as unknown, but nobody is
  // asked for it any more (Clock::asked). 0 = always ask.
  int ask_months = 12;
};

// A stage of the way to permanence: from `begins` (the latest stage whose milestone has happened).
struct Stage {
  std::string id;    // "planning"
  std::string name;  // "Planning"
  std::string explanation;
  MilestoneRef begins;
  std::string ends_with;  // words for what comes next: "a permanence plan"
  int stuck_after_days =
      0;  // longer than this in the stage without a purposeful delay: stuck. 0 = never
  bool permanent = false;                 // reaching it is permanence
  std::vector<MilestoneRef> also_begins;  // other milestones that begin it as well
  // The stage lasts only while the present placement is one of these (empty: any): a child whose
  // adoptive placement ended is placed for adoption no more.
  std::vector<Code> placement_types;
  // A search or a match is used up when the permanent placement it led to has ended: begun before
  // that day, the stage counts no more.
  bool ends_with_placement = false;
};

struct PlanType {
  std::string id;    // "long_term_fostering"
  std::string name;  // "Long-term fostering"
  std::string explanation;
  bool permanent_outside_family = false;
};

// One column of a tracker.
struct TrackerColumn {
  std::string id;
  std::string title;
  enum class Show {
    child,
    age,
    in_care_days,
    worker,
    team,
    stage,
    plan,
    clock,
    milestone,
    next_step,
    legal_status,
    placement,
    moves,
    waiting_days
  } show = Show::clock;
  std::string timescale;   // for clock
  MilestoneRef milestone;  // for milestone; for clock: the `to` of the timescale
  bool hidden = false;     // off until the person turns it on
  int width = 0;           // pixels, 0 = by kind
};

struct Tracker {
  std::string id;    // "joint"
  std::string name;  // "Joint tracker"
  std::string how_to_read;
  Population population;
  std::vector<TrackerColumn> columns;
  std::vector<std::string>
      clocks;  // timescales counted in "overdue" and "unknown" even if no column shows them
};

struct Config {
  std::vector<MilestoneType> milestones;
  std::vector<Timescale> timescales;
  std::vector<Stage> stages;
  std::vector<PlanType> plans;
  std::vector<Tracker> trackers;
  // Which value counts when an imported and an entered one disagree and nobody has settled it:
  // true = the entered one.
  bool entered_counts = true;

  // Nothing if there is no such id.
  const MilestoneType* milestone(std::string_view id) const;
  const Timescale* timescale(std::string_view id) const;
  const PlanType* plan(std::string_view id) const;
  const Tracker* tracker(std::string_view id) const;
};

// Sets MilestoneRef::index everywhere, which makes clocks quick. Call it once a config is complete
// (read_config does); a reference to a type that does not exist keeps -1 and never happens.
void link(Config& config);

}  // namespace homeward::journey
