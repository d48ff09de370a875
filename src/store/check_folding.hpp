// In SQL: which findings stand below another one, because one wrong start is one fault
// (service::WrongStart).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "service/check_store.hpp"
#include "store/sql.hpp"

namespace homeward::store {

// The findings of one rule have consecutive numbers.
struct FindingSpan {
  std::int64_t first = 0, last = -1;
  bool empty() const { return last < first; }
};
// Nothing when the rule found nothing or was not run.
std::optional<FindingSpan> span_of(Connection& db, AuthorityId authority, service::CheckId check,
                                   const std::string& rule);
// The findings of WrongStart::above; empty when there are none.
FindingSpan wrong_starts(Connection& db, AuthorityId authority, service::CheckId check);
// What the codes of the rules below are LIKE; lives as long as the program.
const std::string& rules_below();

// " AND …": the condition that the finding (the alias of its row) is in that state (FindingState).
std::string in_state(std::string_view finding, service::FindingState state);

// " AND …": the condition that the finding f stands below a wrong start that is in that state.
std::string below_one_of(FindingSpan starts, service::FindingState state);

struct FoldedRule {
  std::int64_t findings = 0;        // open, and below an open wrong start
  std::int64_t other_children = 0;  // with any other finding of the rule
};
// By the number of the rule; rules without folded findings are not among them.
std::map<std::int64_t, FoldedRule> read_folded_by_rule(Connection& db, AuthorityId authority,
                                                       service::CheckId check);

// SELECT child_nth, errors, queries: of each child the open findings below an open wrong start.
// Parameters: authority, check, first and last of the wrong starts, rules_below().
std::string folded_by_child();

}  // namespace homeward::store
