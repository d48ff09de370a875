#include <fmt/format.h>

#include <map>

#include "store/check_folding.hpp"
#include "store/check_sql.hpp"
#include "store/values.hpp"

namespace homeward::store {
namespace {

using service::CheckId;
using service::CheckRule;

const std::string kSummaryColumns =
    "id, at, by_account_id, collection_year, rules_year, own_area, previous_id, children, passed, "
    "not_run, errors, queries, new_findings, gone, files_kept_until";

service::CheckSummary get_summary(const Statement& row) {
  service::CheckSummary summary;
  RowReader read(row);
  read(summary.id, summary.at, summary.by, summary.collection_year, summary.rules_year,
       summary.own_area, summary.previous, summary.children, summary.passed, summary.not_run,
       summary.errors, summary.queries, summary.new_findings, summary.gone,
       summary.files_kept_until);
  return summary;
}

// Accepted findings are few, findings many: the join begins with the few (CROSS JOIN keeps SQLite
// to that order).
std::string accepted_counts(std::string_view group, bool one_check) {
  return fmt::format(
      "SELECT f.{0}, r.is_query, COUNT(*) FROM accepted_finding a "
      "CROSS JOIN return_check_finding f CROSS JOIN return_check_rule r "
      "WHERE a.authority_id = ? AND f.authority_id = a.authority_id "
      "AND f.fingerprint = a.fingerprint {1}"
      "AND r.authority_id = f.authority_id AND r.check_id = f.check_id AND r.nth = f.rule_nth "
      "GROUP BY f.{0}, r.is_query",
      group, one_check ? "AND f.check_id = ? " : "");
}

struct AcceptedCounts {
  std::int64_t errors = 0, queries = 0;
};
// By check, rule or child, as `group` says; `check` 0: of all checks.
std::map<std::int64_t, AcceptedCounts> read_accepted(Connection& db, AuthorityId authority,
                                                     std::string_view group, CheckId check) {
  Statement& select = db.prepare(accepted_counts(group, static_cast<bool>(check)));
  const ResetOnExit reset(select);
  with(select, authority);
  if (check) put(select, check);
  std::map<std::int64_t, AcceptedCounts> counts;
  while (select.next()) {
    std::int64_t key = 0, count = 0;
    bool query = false;
    RowReader read(select);
    read(key, query, count);
    (query ? counts[key].queries : counts[key].errors) = count;
  }
  return counts;
}

void put_accepted(service::CheckSummary& summary, const AcceptedCounts& counts) {
  summary.accepted_errors = counts.errors;
  summary.accepted_queries = counts.queries;
}

std::vector<CheckRule> read_rules(Connection& db, AuthorityId authority, CheckId check) {
  Statement& select = db.prepare(
      "SELECT state, code, sentence, remedy, reading, fields, is_query, confirmed, why, findings, "
      "children, new_findings FROM return_check_rule WHERE authority_id = ? AND check_id = ? "
      "ORDER BY nth");
  const ResetOnExit reset(select);
  with(select, authority, check);
  std::vector<CheckRule> rules;
  while (select.next()) {
    CheckRule& rule = rules.emplace_back();
    RowReader read(select);
    read(rule.state, rule.code, rule.sentence, rule.remedy, rule.reading, rule.fields, rule.query,
         rule.confirmed, rule.why, rule.findings, rule.children, rule.new_findings);
  }
  return rules;
}

// What a query asks for, as a condition and its parameters.
class Where {
 public:
  Where(AuthorityId authority, CheckId check, const service::FindingQuery& query,
        std::optional<FindingSpan> span)
      : authority_(authority),
        check_(check),
        child_(query.child_key),
        after_(query.after),
        span_(span) {
    sql_ = " FROM return_check_finding f WHERE f.authority_id = ? AND f.check_id = ?";
    if (span_) sql_ += " AND f.nth BETWEEN ? AND ?";
    if (child_ != 0) sql_ += " AND f.child_nth = ?";
    if (after_ != 0) sql_ += " AND f.nth > ?";
    sql_ += in_state("f", query.state);
  }
  const std::string& sql() const { return sql_; }
  void put_into(Statement& statement) const {
    with(statement, authority_, check_);
    if (span_) with(statement, span_->first, span_->last);
    if (child_ != 0) put(statement, child_);
    if (after_ != 0) put(statement, after_);
  }

 private:
  AuthorityId authority_;
  CheckId check_;
  std::int64_t child_, after_;
  std::optional<FindingSpan> span_;
  std::string sql_;
};

void must_be_there(Connection& db, AuthorityId authority, CheckId check) {
  Statement& select = db.prepare("SELECT id FROM return_check WHERE authority_id = ? AND id = ?");
  const ResetOnExit reset(select);
  with(select, authority, check);
  if (!select.next()) no_such_check();
}

// `further`: one more condition, without parameters.
std::int64_t total_of(Connection& db, const Where& where, const std::string& further) {
  Statement& select = db.prepare("SELECT COUNT(*)" + where.sql() + further);
  const ResetOnExit reset(select);
  where.put_into(select);
  select.next();
  return select.integer(0);
}

}  // namespace

std::vector<service::CheckSummary> read_checks(Connection& db, AuthorityId authority, int limit) {
  std::vector<service::CheckSummary> checks;
  {
    Statement& select =
        db.prepare("SELECT " + kSummaryColumns +
                   " FROM return_check WHERE authority_id = ? ORDER BY id DESC LIMIT ?");
    const ResetOnExit reset(select);
    with(select, authority, limit);
    while (select.next()) checks.push_back(get_summary(select));
  }
  auto accepted = read_accepted(db, authority, "check_id", {});
  for (service::CheckSummary& summary : checks) put_accepted(summary, accepted[summary.id.value]);
  return checks;
}

service::CheckDetail read_check(Connection& db, AuthorityId authority, CheckId check) {
  service::CheckDetail detail;
  {
    Statement& select = db.prepare("SELECT " + kSummaryColumns +
                                   " FROM return_check WHERE authority_id = ? AND id = ?");
    const ResetOnExit reset(select);
    with(select, authority, check);
    if (!select.next()) no_such_check();
    detail.summary = get_summary(select);
  }
  detail.rules = read_rules(db, authority, check);
  for (const auto& [nth, counts] : read_accepted(db, authority, "rule_nth", check)) {
    detail.rules.at(static_cast<std::size_t>(nth - 1)).accepted = counts.errors + counts.queries;
    detail.summary.accepted_errors += counts.errors;
    detail.summary.accepted_queries += counts.queries;
  }
  for (const auto& [nth, folded] : read_folded_by_rule(db, authority, check)) {
    CheckRule& rule = detail.rules.at(static_cast<std::size_t>(nth - 1));
    rule.folded = folded.findings;
    rule.children = folded.other_children;
  }
  {
    Statement& select = db.prepare(
        "SELECT file, table_name, collection_year, row_count FROM return_check_table "
        "WHERE authority_id = ? AND check_id = ? ORDER BY nth");
    const ResetOnExit reset(select);
    with(select, authority, check);
    while (select.next()) {
      service::CheckTable& table = detail.tables.emplace_back();
      RowReader read(select);
      read(table.file, table.table, table.collection_year, table.rows);
    }
  }
  Statement& select = db.prepare(
      "SELECT sentence FROM return_check_problem WHERE authority_id = ? AND check_id = ? "
      "ORDER BY nth");
  const ResetOnExit reset(select);
  with(select, authority, check);
  while (select.next()) {
    RowReader read(select);
    read(detail.problems.emplace_back());
  }
  return detail;
}

service::FindingPage read_findings(Connection& db, AuthorityId authority, CheckId check,
                                   const service::FindingQuery& query) {
  must_be_there(db, authority, check);
  service::FindingPage page;
  std::optional<FindingSpan> span;
  if (!query.rule.empty()) {
    span = span_of(db, authority, check, query.rule);
    if (!span) return page;
  }
  const Where where(authority, check, query, span);
  const FindingSpan starts = wrong_starts(db, authority, check);
  if (query.count) {
    page.total = total_of(db, where, "");
    // A wrong start is not among the findings of one of the rules below it.
    if (query.rule.empty() && !starts.empty())
      page.folded = total_of(db, where, below_one_of(starts, query.state));
  }
  Statement& select = db.prepare(
      "SELECT f.nth, r.code, r.sentence, r.remedy, r.fields, r.is_query, r.confirmed, f.fields, "
      "w.table_name, w.file, w.source_row, w.cells, f.child_nth, k.number, c.id, f.is_new, "
      "a.id, a.reason, a.by_account_id, a.at, "
      "CASE WHEN r.code LIKE ? THEN (SELECT MIN(p.nth) FROM return_check_finding p "
      "WHERE p.authority_id = f.authority_id AND p.check_id = f.check_id "
      "AND p.child_nth = f.child_nth AND p.nth BETWEEN ? AND ? AND p.row_nth = f.row_nth) END "
      "FROM (SELECT *" +
      where.sql() +
      " ORDER BY f.nth LIMIT ? OFFSET ?) f "
      "JOIN return_check_rule r ON r.authority_id = f.authority_id AND r.check_id = f.check_id "
      "AND r.nth = f.rule_nth "
      "JOIN return_check_row w ON w.authority_id = f.authority_id AND w.check_id = f.check_id "
      "AND w.nth = f.row_nth "
      "JOIN return_check_child k ON k.authority_id = f.authority_id AND k.check_id = f.check_id "
      "AND k.nth = f.child_nth "
      "LEFT JOIN child c ON c.authority_id = f.authority_id AND c.number = k.number "
      "LEFT JOIN accepted_finding a ON a.authority_id = f.authority_id "
      "AND a.fingerprint = f.fingerprint ORDER BY f.nth");
  const ResetOnExit reset(select);
  with(select, rules_below(), starts.first, starts.last);
  where.put_into(select);
  with(select, query.limit, query.offset);
  while (select.next()) {
    service::FoundRow& found = page.findings.emplace_back();
    RowId acceptance;
    service::Acceptance accepted;
    std::optional<service::Moment> at;
    std::optional<std::int64_t> under;
    RowReader read(select);
    read(found.id, found.rule.code, found.rule.sentence, found.rule.remedy, found.rule.fields,
         found.rule.query, found.rule.confirmed, found.fields, found.row.table, found.row.file,
         found.row.row, found.row.cells, found.child_key, found.number, found.child, found.is_new,
         acceptance, accepted.reason, accepted.by, at, under);
    if (found.fields.empty()) found.fields = found.rule.fields;
    found.under = under.value_or(0);
    if (!acceptance) continue;
    accepted.at = at.value_or(service::Moment{});
    found.accepted = std::move(accepted);
  }
  return page;
}

service::FoundChildren read_found_children(Connection& db, AuthorityId authority, CheckId check,
                                           std::int64_t offset, std::int64_t limit) {
  must_be_there(db, authority, check);
  service::FoundChildren page;
  {
    Statement& count = db.prepare(
        "SELECT COUNT(*) FROM return_check_child WHERE authority_id = ? AND check_id = ?");
    const ResetOnExit reset(count);
    with(count, authority, check);
    count.next();
    page.total = count.integer(0);
  }
  auto accepted = read_accepted(db, authority, "child_nth", check);
  Statement& select = db.prepare(
      "SELECT k.nth, k.number, c.id, k.errors, k.queries, k.new_findings, k.folded_errors, "
      "k.folded_queries FROM (SELECT a.nth, a.number, a.authority_id, a.errors, a.queries, "
      "a.new_findings, COALESCE(b.errors, 0) AS folded_errors, "
      "COALESCE(b.queries, 0) AS folded_queries, "
      "a.errors + a.queries - COALESCE(b.errors + b.queries, 0) AS standing "
      "FROM return_check_child a LEFT JOIN (" +
      folded_by_child() +
      ") b ON b.child_nth = a.nth WHERE a.authority_id = ? AND a.check_id = ? "
      "ORDER BY standing DESC, a.nth LIMIT ? OFFSET ?) k "
      "LEFT JOIN child c ON c.authority_id = k.authority_id AND c.number = k.number "
      "ORDER BY k.standing DESC, k.nth");
  const ResetOnExit reset(select);
  const FindingSpan starts = wrong_starts(db, authority, check);
  with(select, authority, check, starts.first, starts.last, rules_below());
  with(select, authority, check, limit, offset);
  while (select.next()) {
    service::FoundChild& child = page.children.emplace_back();
    RowReader read(select);
    read(child.child_key, child.number, child.child, child.errors, child.queries,
         child.new_findings, child.folded_errors, child.folded_queries);
    child.accepted_errors = accepted[child.child_key].errors;
    child.accepted_queries = accepted[child.child_key].queries;
  }
  return page;
}

std::optional<service::Fingerprints> read_latest_fingerprints(Connection& db, AuthorityId authority,
                                                              int collection_year) {
  service::Fingerprints prints;
  {
    Statement& select = db.prepare(
        "SELECT id FROM return_check WHERE authority_id = ? AND collection_year = ? "
        "ORDER BY id DESC LIMIT 1");
    const ResetOnExit reset(select);
    with(select, authority, collection_year);
    if (!select.next()) return std::nullopt;
    prints.check.value = select.integer(0);
  }
  prints.rules = read_rules(db, authority, prints.check);
  Statement& select = db.prepare(
      "SELECT fingerprint, rule_nth FROM return_check_finding WHERE authority_id = ? "
      "AND check_id = ?");
  const ResetOnExit reset(select);
  with(select, authority, prints.check);
  while (select.next())
    prints.all.push_back({select.integer(0), static_cast<std::uint32_t>(select.integer(1) - 1)});
  return prints;
}

}  // namespace homeward::store
