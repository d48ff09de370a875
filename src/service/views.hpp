// What pages and commands show: plain values, names for people included. Personal texts leave the
// service only here. The shapes are those of docs/openapi.yaml, field for field.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "journey/journey.hpp"
#include "service/ports.hpp"

namespace homeward::service {

struct NamedId {
  std::int64_t id = 0;
  std::string name;
};

struct SessionInfo {
  AccountId account;
  std::string name, initials;
  WorkerId worker;  // whom this person is in the lists of workers; 0: nobody
  Role role = Role::viewer;
  bool can_edit = false, can_import = false, can_see_log = false, can_export = false;
  bool must_change_password = false;  // before anything else
  care::Authority authority;
  std::vector<NamedId> authorities;  // all that this person may work in
  std::string csrf_token;
  std::chrono::seconds seconds_left{};  // until the session ends, if nobody does anything
  Date today;
  std::optional<Date> last_data_on;
  std::string last_data_words;
  std::vector<std::pair<std::string, std::string>> trackers;  // id, name
};

struct CellEdit {
  std::string type;
  int nth = 1;
  std::int32_t version = 0;
};

struct Cell {
  std::string state;  // a name of journey::ClockState, or "none"
  std::string words;
  // Sentences that say why. A tracker's cells hold them only where the words are a dash, which a
  // screen reader says in full; the others are asked for one at a time (Service::tracker_because).
  std::optional<std::string> because;
  std::optional<Date> due_on, planned_on, happened_on;
  std::string outcome, note;
  std::optional<care::Source> source;
  bool conflict = false;
  std::optional<CellEdit> edit;
  std::int64_t rank = 0;  // ascending: most urgent first. The one order of urgency (cells.cpp)
};

struct NextStepView {
  std::string what, who;
  std::optional<Date> due_on;
  std::string state, words;
};

// What a tracker counts: children with at least one. Its page's headings and filters are these, and
// so are the export's.
struct TrackerCount {
  std::string_view id, words;
};
inline constexpr std::array kTrackerCounts = {
    TrackerCount{"overdue", "overdue"},
    TrackerCount{"due_soon", "due soon"},
    TrackerCount{"stuck", "stuck"},
    TrackerCount{"unknown", "with something unknown"},
    TrackerCount{"waiting_on_purpose", "waiting on purpose"},
    TrackerCount{"conflicts", "with dates that disagree"},
};

struct TrackerRow {
  ChildId child;
  std::string number, given_name, family_name, initials;
  std::optional<std::int64_t> sibling_group;
  std::string sibling_label;
  std::optional<Date> born_on;
  std::optional<std::string> age;
  std::optional<int> age_days;
  std::optional<Date> in_care_since;
  std::optional<int> in_care_days, waiting_days;
  std::optional<std::int64_t> worker, team;
  std::optional<std::string> stage;
  std::optional<int> stage_days, stage_share;
  bool stuck = false;
  std::optional<std::string> plan;
  std::vector<std::string> parallel_plans;
  std::string legal_status, placement;
  int moves_12_months = 0;
  std::optional<NextStepView> next_step;
  // By the id of a count, if this child is in it: the columns that say why, most urgent first. None
  // where no column does.
  std::map<std::string_view, std::vector<std::string>> counted;
  std::vector<std::pair<std::string, Cell>> cells;  // by column id
};

struct TrackerColumnView {
  std::string id, title, show, explanation;
  bool hidden = false;
  int width = 0;
  std::optional<std::string> milestone;  // of the catalogue: what is entered in its cells
};

struct MilestoneWords {
  std::string name, explanation, who_can_fill;
  std::vector<std::string> outcomes;
  bool repeats = false, decision = false;  // see journey::MilestoneType
};

struct Explained {
  std::string id, name, explanation;
};

// What the configuration calls things: the same for everybody, and nothing of anybody.
struct Catalogue {
  std::map<std::string, MilestoneWords> milestones;  // those a person may enter
  std::vector<Explained> stages, plans;
  struct TimescaleName {
    std::string name;
    std::string heading;  // of its column in the first tracker that has one; may be empty
  };
  std::map<std::string, TimescaleName> timescales;
};

struct TrackerView {
  std::string id, name, how_to_read;
  Date as_of;
  std::optional<Date> known_on;
  std::int64_t sequence = 0;
  std::vector<TrackerColumnView> columns;
  std::vector<care::Team> teams;
  struct WorkerView {
    std::int64_t id = 0;
    std::string name, initials;
    std::int64_t team = 0;
  };
  std::vector<WorkerView> workers;
  std::vector<TrackerRow> rows;
  // Not shown: by stage of the config, the days children spent in it before they left it.
  std::vector<std::vector<int>> finished_stays;
};

struct PlanView {
  std::string type, name;
  Date agreed_on;
  std::optional<Date> ended_on;
};

// A purposeful delay as it is held. version 0: there is none, and nothing else is set.
struct HeldDelay {
  std::string reason, decided_by;
  std::optional<Date> decided_on, look_again_on, ended_on;
  std::int32_t version = 0;
  std::string by, at;  // who entered it last (initials) and when; empty when not known
  RowId row;           // not shown
};

struct ClockView {
  std::string timescale, name, law, kind, standing;
  Cell cell;
  std::optional<HeldDelay> delay;  // on purpose, and not ended
};

struct ConflictView {
  ChildId child;
  std::string child_label, child_initials, child_number;
  RowId milestone;  // the entered one
  std::string what;
  Date imported_on;
  std::string imported_from;
  Date entered_on;
  std::string counts;  // "imported" or "entered"
};

// What people entered for a period of care that the returns do not tell any more: a person says
// where it belongs, or removes it.
struct UnplacedView {
  ChildId child;
  std::string child_label, child_initials, child_number;
  RowId course;
  Date started_on;  // as the returns last told the period
  std::optional<Date> ended_on;
  std::vector<std::string> entries;  // "First planning meeting, happened on Thu 22 Jan 2026"
  struct Period {
    Date started_on;
    std::optional<Date> ended_on;
  };
  std::vector<Period> periods;  // of the child: where it may belong
  std::string outcome;          // "open", "joined" (to another period) or "removed"
  std::string by, at;           // who settled it, when (ISO, UTC); empty while open
};

struct TimelineBar {
  std::string lane, label, detail;
  Date from;
  std::optional<Date> until;
  std::string shape;
  std::optional<bool> ended_planned;
};
struct TimelinePoint {
  std::string lane, label;
  Date on;
  bool planned = false;
  std::string detail, note;
  std::optional<std::string> age;
};
struct TimelineTarget {
  std::string label;
  Date on;
  std::string state;
};
struct Timeline {
  Date from, to;
  std::vector<TimelineBar> bars;
  std::vector<TimelinePoint> points;
  std::vector<TimelineTarget> targets;
};

struct SiblingView {
  ChildId child;
  std::string name, initials;
  std::optional<std::string> age;
  std::string placement;
  std::optional<bool> together;  // living in the same placement now; unknown without postcodes
};

struct UnknownView {
  std::string milestone;
  int nth = 1;
  std::string name, why_it_matters, who_can_fill;
  std::int32_t version = 0;
  bool editable = false;
};

// One milestone of this period of care as it is held: what people entered, and beside it the date
// that an import brought. version 0: nothing was entered.
struct HeldMilestone {
  std::string type;
  int nth = 1;
  std::string name;
  std::optional<Date> planned_on, happened_on;  // entered
  std::optional<Date> imported_on;
  std::string outcome, note;
  std::int32_t version = 0;
  std::string by, at;  // who entered it last (initials) and when; empty when not known
  RowId row;           // not shown
};

struct ChildView {
  ChildId id;
  Date as_of;
  std::optional<Date> known_on;
  std::string number, given_name, family_name, initials;
  std::optional<Date> born_on;
  std::optional<std::string> age;
  std::string sex, ethnicity;
  bool in_care = false;
  std::optional<Date> in_care_since;
  std::optional<int> days_in_care, share_of_life_percent;
  std::string legal_status, placement;
  std::optional<Date> placement_since;
  std::string team, worker;
  std::optional<PlanView> plan;
  std::vector<PlanView> parallel_plans;
  struct StageView {
    std::string id, name, explanation;
    Date since;
    int days = 0;
    bool stuck = false;
    std::optional<int> share;
  };
  std::optional<StageView> stage;
  bool permanent = false;
  std::vector<SiblingView> siblings;
  struct GroupView {
    std::string label;
    std::optional<bool> plan_together;
    std::string reason;
  };
  std::optional<GroupView> sibling_group;
  std::vector<NextStepView> next;
  std::vector<ClockView> clocks;
  std::vector<UnknownView> unknown;
  std::vector<HeldMilestone> milestones;  // those a person may enter, in the order of the config
  std::vector<ConflictView> conflicts;
  std::vector<UnplacedView> unplaced;  // open ones
  Timeline timeline;
  std::vector<std::string> story;
  int moves_12_months = 0;
};

// One value of a journal entry. `kind` says what it tells about a person: "" (nothing), "name",
// "birth", "place", "note", "number"; or "hidden" when this person may not see it: the value then
// says so.
struct JournalValue {
  std::string name, value, kind;
};
struct JournalLine {
  std::int64_t sequence = 0;
  std::string at, by, what;  // at: ISO moment, UTC
  std::vector<JournalValue> before, after;
  std::string source;
};

struct SearchHit {
  ChildId child;
  std::string name, initials, number;
  std::optional<std::string> age;
  std::string worker;
};
struct SearchHits {
  std::vector<SearchHit> children;  // the first of them
  std::int64_t total = 0;           // all that were found
};

struct LookLine {
  std::string at, by, child_label, what;
};

// One of a person's own sessions.
struct SessionLine {
  SessionId id;
  Moment begun_at{}, last_used_at{};
  std::string address, device;
  bool this_one = false;
};

// One line of the security log. `who` is empty for a name without an account; `by` is empty when
// they did it themselves.
struct SecurityLine {
  Moment at{};
  std::string act, words, who, by, address;
  bool refused = false;  // a wrong try, or a lock
};

}  // namespace homeward::service
