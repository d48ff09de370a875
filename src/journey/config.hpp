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
#include "base/names.hpp"
#include "care/told.hpp"

namespace homeward::journey {

// How sure the source of a rule is: docs/sources.md explains the three.
enum class Standing { confirmed, unconfirmed, local };
constexpr auto names_of(Standing) {
  return named<Standing>("confirmed", "unconfirmed", "local");
}

// Who answers for a step and can fill in its date.
struct Role {
  std::string id;    // "reviewing_officer"
  std::string name;  // "Reviewing officer"
  Standing standing = Standing::local;
};
// The role whose holder the record itself tells (SWEpisodes).
inline constexpr std::string_view kSocialWorkerRole = "social_worker";

struct MilestoneType {
  std::string id;           // "permanency_planning_meeting"
  std::string name;         // "Permanency planning meeting"
  std::string short_name;   // "Planning meeting"
  std::string explanation;  // one plain sentence for somebody who mixes the meetings up
  const care::Happening* happening =
      nullptr;                            // what the record tells; nothing: only people know it
  int parameter = 0;                      // of the happening: the years of reached_age
  bool repeats = false;                   // counted 1st, 2nd …
  std::vector<std::string> who_can_fill;  // ids of roles; at least one
  std::string who_in_words;               // "Social worker or reviewing officer"; link() makes it
  std::vector<std::string> outcomes;      // offered words; empty = free
  // A derived milestone that a person may also enter (the two then stand side by side).
  bool may_be_entered = true;
  // A decision that changes what happens to the child next: the person who records it is asked to
  // look at it a second time before it is saved.
  bool decision = false;
  // It often lies before the child comes into care (a legal planning meeting, an application).
  bool before_care = false;
  // Phrases for sentences, in small letters; the ordinal is put before `done` ("first review
  // held").
  std::string done;   // "came into care", "review held"
  std::string when;   // "a review is held": "Starts when a review is held"
  std::string to_do;  // "Book the {nth} planning meeting"; {nth} becomes "first" … or "next"
  // Does the authority record this milestone here? If not, or for days before `collected_from`, a
  // missing date does not mean that the step is late: see "When silence is not lateness" below.
  bool collected = true;
  std::optional<Date> collected_from;
};

enum class Kind { statutory, national_standard, scorecard, guidance, local };
constexpr auto names_of(Kind) {
  return named<Kind>("statutory", "national_standard", "scorecard", "guidance", "local");
}

// A milestone as one end of a timescale: its type and which one. nth = 0 means "the latest", and
// for `to` "the next one after `from`".
struct MilestoneRef {
  std::string type;
  int nth = 1;
  int index = -1;  // the type's place in Config::milestones; set by link()
};

// One thing asked of a subject: a trait (care/told.hpp) and what it must be. Which of the fields
// count depends on the trait's shape; the others are not read.
struct TraitTest {
  const care::Trait* trait = nullptr;
  bool wanted = true;              // yes_no
  std::optional<int> from, under;  // number: from it on, and less than it
  std::vector<Code> codes;         // code: one of these
  std::vector<std::string> ids;    // plan: one of these
  MilestoneRef step;               // step
};

// What an unknown trait means for a population that asks about it: the child is left out, or is in
// all the same.
enum class IfUnknown { out, in };
constexpr auto names_of(IfUnknown) {
  return named<IfUnknown>("out", "in");
}

// Who a timescale or a tracker is about: those for whom every test holds (traits.hpp evaluates it).
// Without tests it is about everybody.
struct Population {
  std::vector<TraitTest> tests;
  IfUnknown if_unknown = IfUnknown::out;

  // The population where the configuration names none: care::Kind::usual. Of children those who
  // are looked after and not on short breaks only.
  static Population usual(const care::Kind& kind, IfUnknown if_unknown);
};

// When silence is not lateness. A deadline has passed and the milestone `to` has no date. It is
// "overdue" only if the record would show the date had there been one. It is "unknown" instead if
//  1. `to` is not collected here, or the deadline lies before its collected_from; or
//  2. a later one of its kind, or a milestone of `settled_by`, has happened: then the missing one
//  happened too, or was skipped; or
//  3. more than `unknown_after` has passed since the last day on which anybody is known to have
//  followed it: the deadline, a planned date, or the day on which a purposeful delay was to be
//  looked at again; or
//  4. `to` comes from files sent for a collection year (reviews), and the deadline is not in the
//  years that this child's imported facts cover.
// A deadline that has not passed is never unknown for these reasons. A purposeful delay is always
// shown: somebody decided on it.

struct Timescale {
  std::string id;    // "first-review"
  std::string name;  // "First review"
  MilestoneRef from, to;
  Limit limit;  // amount 0: days are counted, there is no limit
  Kind kind = Kind::local;
  std::string law;  // "Care Planning Regulations 2010, reg 33(1)", or the guidance
  Standing standing = Standing::unconfirmed;
  std::string source;  // tags of docs/sources.md, separated by commas
  std::string note;
  std::optional<Date> effective_from, effective_until;  // tested against the `from` milestone's day
  std::optional<Limit>
      due_soon;          // how long before the deadline it is "due soon"; default 5 working days
  bool repeats = false;  // from the latest `from` of its kind to the next `to`
  Population population;
  std::optional<Limit> unknown_after;  // default 6 months
  std::vector<MilestoneRef> settled_by;
  // A date that is still missing this many months after the deadline is shown as unknown, but
  // nobody is asked for it any more (Clock::asked). 0 = it is always asked for.
  int ask_months = 12;
};

// A stage on the way to permanence. A child is in the last stage of the list that has begun.
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
  // The stage lasts only while this test of a trait with spells holds (nothing: always). A child
  // whose adoptive placement ended is no longer placed for adoption.
  std::optional<TraitTest> lasts_while;
  // When the permanent home that a search or a match led to has ended (a spell that a permanent
  // stage lasts with), they no longer count: the stage counts only if it began after that day.
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

constexpr auto names_of(TrackerColumn::Show) {
  return named<TrackerColumn::Show>("child", "age", "in_care_days", "worker", "team", "stage",
                                    "plan", "clock", "milestone", "next_step", "legal_status",
                                    "placement", "moves", "waiting_days");
}

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
  std::vector<Role> roles;
  std::vector<MilestoneType> milestones;
  std::vector<Timescale> timescales;
  std::vector<Stage> stages;
  std::vector<PlanType> plans;
  std::vector<Tracker> trackers;
  // Which value counts when an imported and an entered one disagree and nobody has settled it:
  // true = the entered one.
  bool entered_counts = true;

  // Nothing if there is no such id.
  const Role* role(std::string_view id) const;
  const MilestoneType* milestone(std::string_view id) const;
  const Timescale* timescale(std::string_view id) const;
  const PlanType* plan(std::string_view id) const;
  const Tracker* tracker(std::string_view id) const;
};

// Sets MilestoneRef::index everywhere, which makes clocks quick, and the words for who can fill in
// a milestone. Call it once when a config is complete (read_config does). A reference to a type
// that does not exist keeps -1 and never happens; a role that does not exist has no words.
void link(Config& config);

}  // namespace homeward::journey
