// A whole invented authority: children, workers and teams, plausible enough to try everything with.
// The same options give the same bytes on every platform.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "care/record.hpp"
#include "synthetic/errors.hpp"

namespace homeward::synthetic {

struct Options {
  int children = 300;  // looked after on as_of, leaving out those on short breaks (V3, V4)
  std::string name = "Synthshire";
  std::uint64_t seed = 1;
  Date as_of;              // nothing later is known, except meetings that are planned
  int history_years = 10;  // those who left care in these years before as_of are included, 0 to 18
  int tracking_months = 18;  // how long before as_of the joint tracker was begun
  double error_rate = 0;     // share of the children whose record is given one error, 0 to 1
};

// Ids are temporary and negative, as service::ChangeSet wants them for new rows: a child, its rows
// and the workers, teams and sibling groups that they name agree; rows have id 0.
struct SyntheticAuthority {
  care::Authority authority;  // id 0, synthetic; its ONS code and DfE number belong to nobody
  std::vector<care::Team> teams;
  std::vector<care::Worker> workers;  // those who hold a post on as_of, and those named by a record
  std::vector<care::SiblingGroup> sibling_groups;
  std::vector<care::ChildRecord> children;  // -1, -2 … in order of first coming into care
  Date tracking_began;
  std::vector<InjectedError> errors;
};

// Children's ages at entry, ways through care, moves, exits, meetings and reviews are drawn from
// the tables in spreads.hpp and life.cpp. What a return holds has Source::return_file and the
// collection year of the last return that holds it; workers and names Source::extract; what people
// record on the tracker (milestones, plans, delays) Source::hand. Impossible options are brought
// into range.
SyntheticAuthority generate(const Options& options, const Calendar& calendar);

// The same with positive ids from 1, as a store would give them (children, rows, workers, teams,
// groups), for callers that have no store.
care::Snapshot numbered(SyntheticAuthority authority);

}  // namespace homeward::synthetic
