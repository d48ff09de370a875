// What an import would do, said before anything is written; and the questions it asks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/ports.hpp"

namespace homeward::service {

// Whether children whose identifiers differ by leading zeros alone are the same.
enum class LeadingZeros { unanswered, same_children, different_children };
constexpr auto names_of(LeadingZeros) {
  return named<LeadingZeros>("unanswered", "same_children", "different_children");
}

// What a person says about the files.
struct ImportAnswers {
  std::optional<int> year;  // the collection year of the (latest) return; told from the files if
                            // not given
  LeadingZeros leading_zeros = LeadingZeros::unanswered;
  bool unknown_children = false;  // import although none or few of the children are known here
  bool old_year = false;          // import although it is not the present or last collection year
};

enum class WarningKind {
  leading_zeros,  // asks: the same children, or different ones?
  none_known,     // asks
  few_known,      // asks
  other_year,     // asks: neither the present collection year nor the last
  year_guessed,
  absent,     // children of the last import of this return are not in it
  overtaken,  // facts that a later return contradicts
  nothing_new,
};
constexpr auto names_of(WarningKind) {
  return named<WarningKind>("leading_zeros", "none_known", "few_known", "other_year",
                            "year_guessed", "absent", "overtaken", "nothing_new");
}

// Something that stands out. A warning that asks keeps the import back until it is answered.
struct ImportWarning {
  WarningKind kind = WarningKind::nothing_new;
  std::string sentence;  // holds no personal data
  bool asks = false;
  bool answered = false;
};

struct LookOverTable {
  std::string file, table;  // "episodes.csv", "Episodes"
  int collection_year = 0;
  std::int64_t rows = 0;
};
struct LookOverReturn {
  int collection_year = 0;
  std::string told;  // "2025-26, told by 1 234 of 1 240 dates in episodes.csv"
  std::int64_t children = 0, episodes = 0;
};
// How many facts of one kind would come, change and go.
struct LookOverFacts {
  std::string word;  // "episode"
  std::int64_t added = 0, changed = 0, withdrawn = 0;
};
struct LookOverChild {
  ChildId child;  // 0: new
  PrivateText number;
  std::int64_t added = 0, changed = 0, withdrawn = 0;  // facts
};

struct LookOver {
  std::string source_name;  // "9 files"
  std::vector<LookOverTable> tables;
  std::vector<LookOverReturn> returns;  // earliest first
  std::int64_t children = 0, episodes = 0;
  std::int64_t known = 0, fresh = 0;  // of the children read: held here already, or new
  std::int64_t held_elsewhere = 0;    // held here and not in these files
  std::int64_t added = 0, changed = 0, withdrawn = 0;
  std::vector<LookOverFacts> facts;      // kinds with something to say
  std::vector<LookOverChild> concerned;  // whose facts would change; those known here first
  std::int64_t concerned_total = 0;      // more than are listed
  std::vector<LookOverChild> absent;     // of the last import of this return, not in it
  std::vector<ImportProblem> problems;   // the first ones
  std::int64_t problems_total = 0;
  std::vector<ImportWarning> warnings;
  ImportAnswers answers;  // with which it was made
  std::string digest;     // of what would be written: another one, and something else would happen

  // A warning that asks stands unanswered: nothing would be imported.
  bool asks() const;
};

// What would be taken back, or was.
struct UndoLeft {
  ChildId child;
  PrivateText number;
  std::string what;  // "review", "child"
  std::string why;
};
struct UndoPlan {
  ImportSummary import;
  std::int64_t taken_out = 0, put_back = 0, brought_back = 0;  // facts added, changed, withdrawn
  std::int64_t children_taken_out = 0;
  std::int64_t later_imports = 0;  // done since and not undone
  std::vector<UndoLeft> left;      // the first ones of what stays as it is
  std::int64_t left_total = 0;
  std::string digest;
  std::string sentence;  // what would be done; after it was done, what was
};

// A child that a return no longer held when it came again for its year.
struct AbsenceView {
  ChildId child;
  PrivateText number;
  int collection_year = 0;
  std::int64_t facts = 0;  // what that return said of the child and is held
  std::string outcome;     // "": open; "withdrawn", "stays"
  std::string reason;      // why it stays
  std::string by, at;      // who settled it, when (ISO, UTC); empty while open
};

}  // namespace homeward::service
