// What pages and commands show: plain values, names for people included. Personal texts leave the
// service only here. Field for field the shapes of docs/openapi.yaml and web/src/api/types.ts.
#pragma once

#include <map>
#include <optional>
#include <string>
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
  Role role = Role::viewer;
  bool can_edit = false, can_import = false, can_see_log = false;
  care::Authority authority;
  std::vector<NamedId> authorities;  // all that this person may work in
  std::string csrf_token;
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
  std::string state;  // journey::state_name, or "none"
  std::string words, because;
  std::optional<Date> due_on, planned_on, happened_on;
  std::string outcome;
  std::optional<care::Source> source;
  bool conflict = false;
  std::optional<CellEdit> edit;
  std::int64_t sort = 0;  // ascending: most urgent first
};

struct NextStepView {
  std::string what, who;
  std::optional<Date> due_on;
  std::string state, words;
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
  int overdue = 0, due_soon = 0, unknown = 0, waiting_on_purpose = 0, conflicts = 0;
  std::vector<std::pair<std::string, Cell>> cells;  // by column id
};

struct TrackerColumnView {
  std::string id, title, show, explanation;
  bool hidden = false;
  int width = 0;
};

struct MilestoneWords {
  std::string name, explanation, who_can_fill;
  std::vector<std::string> outcomes;
};

struct Explained {
  std::string id, name, explanation;
};

struct TrackerView {
  std::string id, name, how_to_read;
  Date as_of;
  std::optional<Date> known_on;
  std::int64_t sequence = 0;
  std::vector<TrackerColumnView> columns;
  int children = 0, overdue = 0, due_soon = 0, stuck = 0, unknown = 0, conflicts = 0,
      waiting_on_purpose = 0;  // children with at least one
  std::vector<care::Team> teams;
  struct WorkerView {
    std::int64_t id = 0;
    std::string name, initials;
    std::int64_t team = 0;
  };
  std::vector<WorkerView> workers;
  std::vector<Explained> stages, plans;
  std::map<std::string, MilestoneWords> milestones;
  std::vector<TrackerRow> rows;
  // Not shown: by stage of the config, the days children spent in it before they left it.
  std::vector<std::vector<int>> finished_stays;
};

struct PlanView {
  std::string type, name;
  Date agreed_on;
  std::optional<Date> ended_on;
};

struct ClockView {
  std::string timescale, name, law, kind, standing;
  Cell cell;
  std::int32_t delay_version = 0;  // of the purposeful delay on it, 0 if none
};

struct ConflictView {
  ChildId child;
  std::string child_label, subject, what;
  Date imported_on;
  std::string imported_from;
  Date entered_on;
  std::string counts;  // "imported" or "entered"
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
  std::string detail;
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
  std::vector<ConflictView> conflicts;
  Timeline timeline;
  std::vector<std::string> story;
  int moves_12_months = 0;
};

struct JournalLine {
  std::int64_t sequence = 0;
  std::string at, by, what, before, after, source;  // at: ISO moment, UTC
};

struct SearchHit {
  ChildId child;
  std::string name, number;
  std::optional<std::string> age;
  std::string worker;
};

struct LookLine {
  std::string at, by, child_label, what;
};

}  // namespace homeward::service
