// The port to kept checks of returns: what a check found, what the authority has accepted, and the
// uploaded files until they are deleted. store/ implements it for both databases, as ports.hpp says
// of the record. Every method names the authority; what belongs to another is not found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/private.hpp"
#include "base/result.hpp"
#include "service/ports.hpp"

namespace homeward::service {

using CheckId = Id<struct CheckTag>;

struct CheckSummary {
  CheckId id;
  Moment at{};
  AccountId by;
  int collection_year = 0, rules_year = 0;
  std::string own_area;
  CheckId previous;           // what it was compared with; 0 if there was none, or it is deleted
  std::int64_t children = 0;  // in the return
  std::int64_t passed = 0, not_run = 0;                    // rules
  std::int64_t errors = 0, queries = 0;                    // findings, accepted or not
  std::int64_t new_findings = 0, gone = 0;                 // 0 without a previous check
  std::optional<Date> files_kept_until;                    // nothing: they are deleted
  std::int64_t accepted_errors = 0, accepted_queries = 0;  // of those above (FindingState), now
};

// A rule as it was when the check was made: a later program may word it differently.
struct CheckRule {
  enum class State { found, not_run, gone };
  State state = State::found;
  std::string code, sentence, remedy, reading;
  std::string fields;  // columns it is about, separated by spaces
  bool query = false, confirmed = false;
  std::string why;                                            // not run
  std::int64_t findings = 0, children = 0, new_findings = 0;  // gone: findings of the check before
  std::int64_t accepted = 0;  // as of now; those of an error are open all the same (FindingState)
  // How many of the open findings are shown below an open finding of another rule (WrongStart), as
  // of now. A child who has no other findings of this rule is not counted in `children` of a kept
  // check.
  std::int64_t folded = 0;
};

constexpr auto names_of(CheckRule::State) {
  return named<CheckRule::State>("found", "not_run", "gone");
}

// One wrong start shows in many rules. Where a rule of `above` finds that an episode does not start
// as last year's return left it, findings in the same row of rules whose codes begin with one of
// `below` most likely have the same cause, and are shown below it.
struct WrongStart {
  static constexpr std::string_view above = "502", below = "503";
};

struct CheckTable {
  std::string file, table;
  int collection_year = 0;
  std::int64_t rows = 0;
};

// Parts of a new check refer to each other by their places in its lists.
struct CheckChild {
  PrivateText number;
  std::int64_t errors = 0, queries = 0, new_findings = 0;
};
struct CheckRow {
  std::string table, file;
  std::int32_t row = 0;
  PrivateText cells;  // a JSON object: column, value; in the order of the file's layout
};
struct CheckFinding {
  std::uint32_t rule = 0, row = 0, child = 0;  // places in NewCheck
  // The same finding has the same fingerprint in another delivery, unless a value that it is about
  // was changed.
  std::int64_t fingerprint = 0;
  bool is_new = false;
  std::string fields = "";  // as in FoundRow; empty: all that its rule is about
};
struct KeptFile {
  std::string name;
  bool previous = false;  // last year's
  std::string bytes;
};

struct NewCheck {
  AuthorityId authority;
  CheckSummary summary;  // its id is given by the store
  std::vector<CheckRule> rules;
  std::vector<CheckTable> tables;
  std::vector<PrivateText> problems;
  std::vector<CheckChild> children;    // with findings
  std::vector<CheckRow> rows;          // with findings
  std::vector<CheckFinding> findings;  // those of one rule stand together, in the rules' order
  std::vector<KeptFile> files;
};

struct CheckDetail {
  CheckSummary summary;
  std::vector<CheckRule> rules;
  std::vector<CheckTable> tables;
  std::vector<PrivateText> problems;
};

enum class FindingState { all, open, accepted, is_new };  // an error is open, accepted or not
constexpr auto names_of(FindingState) {
  return named<FindingState>("all", "open", "accepted", "new");
}
struct FindingQuery {
  std::string rule = "";       // empty: every rule
  std::int64_t child_key = 0;  // 0: every child
  FindingState state = FindingState::all;
  std::int64_t after = 0;  // only findings with a higher id
  std::int64_t offset = 0, limit = 200;
  bool count = true;  // whether the total is asked for
};

struct Acceptance {
  std::string reason;
  AccountId by;
  Moment at{};
};
struct FoundRow {
  std::int64_t id = 0;  // within its check, from 1
  CheckRule rule;       // its words; no counts
  CheckRow row;
  std::string fields;  // columns of the row that are at fault, separated by spaces
  std::int64_t child_key = 0;
  PrivateText number;
  ChildId child;  // of the record today; 0 if the number is not in it
  bool is_new = false;
  std::optional<Acceptance> accepted;
  std::int64_t under = 0;  // the finding that it stands below (WrongStart); 0: none
};
struct FindingPage {
  std::int64_t total = 0;
  std::int64_t folded = 0;  // of these, those that stand below another of what was asked for
  std::vector<FoundRow> findings;
};

struct FoundChild {
  std::int64_t child_key = 0;
  PrivateText number;
  ChildId child;
  std::int64_t errors = 0, queries = 0, accepted_errors = 0, accepted_queries = 0;
  std::int64_t new_findings = 0;
  std::int64_t folded_errors = 0, folded_queries = 0;  // open, and below an open wrong start
};
struct FoundChildren {
  std::int64_t total = 0;
  std::vector<FoundChild> children;
};

// The findings of an earlier check, for what is new and what is gone.
struct Fingerprints {
  CheckId check;
  struct One {
    std::int64_t fingerprint = 0;
    std::uint32_t rule = 0;  // place in rules
  };
  std::vector<CheckRule> rules;  // code and sentence
  std::vector<One> all;
};

// A change that somebody makes to what is kept.
struct CheckEdit {
  AuthorityId authority;
  CheckId check;
  std::int64_t finding = 0;
  AccountId by;
  Moment at{};
};

class CheckStore {
 public:
  virtual ~CheckStore() = default;

  // Writes all of it in one transaction, or nothing.
  virtual Result<CheckId> save(const NewCheck& check) = 0;

  virtual Result<std::vector<CheckSummary>> list(AuthorityId authority, int limit) = 0;
  virtual Result<CheckDetail> detail(AuthorityId authority, CheckId check) = 0;
  // Sorted by rule, table, row.
  virtual Result<FindingPage> findings(AuthorityId authority, CheckId check,
                                       const FindingQuery& query) = 0;
  // The children with findings, most findings first; one wrong start counts once.
  virtual Result<FoundChildren> children(AuthorityId authority, CheckId check, std::int64_t offset,
                                         std::int64_t limit) = 0;
  // The fingerprints of the latest check of that year; nothing if there is none.
  virtual Result<std::optional<Fingerprints>> latest(AuthorityId authority,
                                                     int collection_year) = 0;

  // Accepts the finding, or every open finding of its rule in this check, and gives how many
  // findings of the check were accepted. Journalled. A finding that is accepted already takes the
  // new reason only if it is the one named. That it is a query is for the service to see to.
  virtual Result<std::int64_t> accept(const CheckEdit& edit, const std::string& reason,
                                      bool all_of_rule) = 0;
  // Journalled. A finding that is not accepted stays as it is.
  virtual Status withdraw(const CheckEdit& edit) = 0;
  // The check, its findings and files; what was accepted stays. Journalled.
  virtual Status remove(const CheckEdit& edit) = 0;

  // Deletes the bytes of files that were to be kept until `today` or an earlier day, for every
  // authority; their names stay. Gives how many files that were.
  virtual Result<std::int64_t> delete_files(Date today, Moment at) = 0;
};

}  // namespace homeward::service
