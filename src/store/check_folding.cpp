#include "store/check_folding.hpp"

#include <fmt/format.h>

#include "store/values.hpp"

namespace homeward::store {
namespace {

using service::CheckId;
using service::FindingState;

// Open findings f below an open wrong start p, with their rule r. It begins with the wrong starts,
// which are few. Parameters as of folded_by_child().
std::string from_folded() {
  return "FROM return_check_finding p "
         "JOIN return_check_finding f ON f.authority_id = p.authority_id "
         "AND f.check_id = p.check_id AND f.child_nth = p.child_nth AND f.row_nth = p.row_nth "
         "JOIN return_check_rule r ON r.authority_id = f.authority_id AND r.check_id = f.check_id "
         "AND r.nth = f.rule_nth "
         "WHERE p.authority_id = ? AND p.check_id = ? AND p.nth BETWEEN ? AND ? AND r.code LIKE ?" +
         in_state("p", FindingState::open) + in_state("f", FindingState::open);
}

}  // namespace

std::optional<FindingSpan> span_of(Connection& db, AuthorityId authority, CheckId check,
                                   const std::string& rule) {
  Statement& select = db.prepare(
      "SELECT first_finding, findings FROM return_check_rule WHERE authority_id = ? "
      "AND check_id = ? AND code = ? AND state = 'found'");
  const ResetOnExit reset(select);
  with(select, authority, check, rule);
  if (!select.next()) return std::nullopt;
  std::int64_t first = 0, findings = 0;
  RowReader read(select);
  read(first, findings);
  return FindingSpan{first, first + findings - 1};
}

FindingSpan wrong_starts(Connection& db, AuthorityId authority, CheckId check) {
  return span_of(db, authority, check, std::string(service::WrongStart::above))
      .value_or(FindingSpan{});
}

const std::string& rules_below() {
  static const std::string codes = std::string(service::WrongStart::below) + "%";
  return codes;
}

std::string in_state(std::string_view finding, FindingState state) {
  if (state == FindingState::all) return {};
  if (state == FindingState::is_new) return fmt::format(" AND {}.is_new", finding);
  // Acceptances are few: the join begins with them (CROSS JOIN keeps SQLite to that order).
  return fmt::format(
      " AND {0} EXISTS (SELECT 1 FROM accepted_finding a CROSS JOIN return_check_rule q "
      "WHERE a.authority_id = {1}.authority_id AND a.fingerprint = {1}.fingerprint "
      "AND q.authority_id = {1}.authority_id AND q.check_id = {1}.check_id "
      "AND q.nth = {1}.rule_nth AND q.is_query)",
      state == FindingState::accepted ? "" : "NOT", finding);
}

std::string below_one_of(FindingSpan starts, FindingState state) {
  return fmt::format(
      " AND EXISTS (SELECT 1 FROM return_check_rule r WHERE r.authority_id = f.authority_id "
      "AND r.check_id = f.check_id AND r.nth = f.rule_nth AND r.code LIKE '{}') "
      "AND EXISTS (SELECT 1 FROM return_check_finding p WHERE p.authority_id = f.authority_id "
      "AND p.check_id = f.check_id AND p.child_nth = f.child_nth AND p.row_nth = f.row_nth "
      "AND p.nth BETWEEN {} AND {}{})",
      rules_below(), starts.first, starts.last, in_state("p", state));
}

std::map<std::int64_t, FoldedRule> read_folded_by_rule(Connection& db, AuthorityId authority,
                                                       CheckId check) {
  std::map<std::int64_t, FoldedRule> folded;
  const FindingSpan starts = wrong_starts(db, authority, check);
  if (starts.empty()) return folded;
  {
    Statement& select =
        db.prepare("SELECT f.rule_nth, COUNT(*) " + from_folded() + " GROUP BY f.rule_nth");
    const ResetOnExit reset(select);
    with(select, authority, check, starts.first, starts.last, rules_below());
    while (select.next()) folded[select.integer(0)].findings = select.integer(1);
  }
  if (folded.empty()) return folded;
  Statement& select = db.prepare(
      "SELECT f.rule_nth, COUNT(DISTINCT f.child_nth) FROM return_check_finding f "
      "JOIN return_check_rule r ON r.authority_id = f.authority_id AND r.check_id = f.check_id "
      "AND r.nth = f.rule_nth WHERE f.authority_id = ? AND f.check_id = ? AND r.code LIKE ? "
      "AND NOT EXISTS (SELECT 1 FROM return_check_finding p WHERE p.authority_id = f.authority_id "
      "AND p.check_id = f.check_id AND p.child_nth = f.child_nth AND p.row_nth = f.row_nth "
      "AND p.nth BETWEEN ? AND ?" +
      in_state("p", FindingState::open) + in_state("f", FindingState::open) +
      ") GROUP BY f.rule_nth");
  const ResetOnExit reset(select);
  with(select, authority, check, rules_below(), starts.first, starts.last);
  while (select.next())
    if (const auto rule = folded.find(select.integer(0)); rule != folded.end())
      rule->second.other_children = select.integer(1);
  return folded;
}

std::string folded_by_child() {
  return "SELECT f.child_nth, SUM(CASE WHEN r.is_query THEN 0 ELSE 1 END) AS errors, "
         "SUM(CASE WHEN r.is_query THEN 1 ELSE 0 END) AS queries " +
         from_folded() + " GROUP BY f.child_nth";
}

}  // namespace homeward::store
