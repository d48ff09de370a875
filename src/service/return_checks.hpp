// What goes into and comes out of checking a return that was uploaded, or the record as its return
// would be today. The use cases themselves are in Service.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "service/check_store.hpp"

namespace homeward::service {

struct CheckOutcome {
  CheckId id;
  std::string sentence;  // one line for people: what came of it
};

struct RuleNotRun {
  std::string rule, sentence, why;
};

// A finding in the record, which has no rows and files.
struct RecordFinding {
  std::string rule, sentence, remedy;
  bool query = false;
  std::vector<std::string> fields;
  std::string about;  // "the episode that began 12 Jan 2026"
};

struct RecordChild {
  ChildId child;
  std::string number, name, initials;  // name and initials empty when not known
  std::vector<RecordFinding> findings;
};

struct RecordWorker {
  std::optional<WorkerId> worker;
  std::string name, team;  // name empty: nobody is known
  std::size_t findings = 0;
  std::vector<RecordChild> children;  // most findings first
};

struct RecordCheck {
  int collection_year = 0;
  Date as_of;
  std::size_t children = 0, rules_run = 0;
  std::vector<RuleNotRun> not_run;
  std::vector<RecordWorker> workers;  // most findings first, nobody last
};

struct ChildFindings {
  int collection_year = 0;
  std::vector<RecordFinding> findings;
  std::size_t not_run = 0;
};

}  // namespace homeward::service
