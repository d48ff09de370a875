// Findings that the authority has looked at and accepts as they are.
#include "store/check_sql.hpp"
#include "store/journal_json.hpp"
#include "store/values.hpp"

namespace homeward::store {
namespace {

struct Finding {
  std::int64_t fingerprint = 0, rule_nth = 0;
  std::string rule;
};

Finding find(Connection& db, const service::CheckEdit& edit) {
  Statement& select = db.prepare(
      "SELECT f.fingerprint, f.rule_nth, r.code FROM return_check_finding f "
      "JOIN return_check_rule r ON r.authority_id = f.authority_id AND r.check_id = f.check_id "
      "AND r.nth = f.rule_nth WHERE f.authority_id = ? AND f.check_id = ? AND f.nth = ?");
  const ResetOnExit reset(select);
  with(select, edit.authority, edit.check, edit.finding);
  if (!select.next())
    refuse(ErrorKind::not_found, "There is no such finding, or none that you may see.");
  Finding found;
  RowReader read(select);
  read(found.fingerprint, found.rule_nth, found.rule);
  return found;
}

struct Accepted {
  std::int64_t id = 0;
  std::string reason;
};
std::optional<Accepted> accepted(Connection& db, AuthorityId authority, std::int64_t fingerprint) {
  Statement& select = db.prepare(
      "SELECT id, reason FROM accepted_finding WHERE authority_id = ? AND fingerprint = ?");
  const ResetOnExit reset(select);
  with(select, authority, fingerprint);
  if (!select.next()) return std::nullopt;
  Accepted row;
  RowReader read(select);
  read(row.id, row.reason);
  return row;
}

std::string json(const Finding& finding, const std::string& reason) {
  std::string out = "{";
  append_name(out, "rule");
  append_json(out, finding.rule);
  append_name(out, "fingerprint");
  append_json(out, std::to_string(finding.fingerprint));
  append_name(out, "reason");
  append_json(out, reason);
  return out + "}";
}

// Each fingerprint with the number of findings of this check that have it.
using Counted = std::vector<std::pair<std::int64_t, std::int64_t>>;

Counted open_findings(Connection& db, const service::CheckEdit& edit, std::int64_t rule_nth) {
  Statement& select = db.prepare(
      "SELECT f.fingerprint, COUNT(*) FROM return_check_finding f WHERE f.authority_id = ? "
      "AND f.check_id = ? AND f.rule_nth = ? AND NOT EXISTS (SELECT 1 FROM accepted_finding a "
      "WHERE a.authority_id = f.authority_id AND a.fingerprint = f.fingerprint) "
      "GROUP BY f.fingerprint");
  const ResetOnExit reset(select);
  with(select, edit.authority, edit.check, rule_nth);
  Counted found;
  while (select.next()) found.emplace_back(select.integer(0), select.integer(1));
  return found;
}

std::int64_t count_of(Connection& db, const service::CheckEdit& edit, std::int64_t fingerprint) {
  Statement& select = db.prepare(
      "SELECT COUNT(*) FROM return_check_finding WHERE authority_id = ? AND fingerprint = ? "
      "AND check_id = ?");
  const ResetOnExit reset(select);
  with(select, edit.authority, fingerprint, edit.check);
  select.next();
  return select.integer(0);
}

void change_reason(Connection& db, const service::CheckEdit& edit, const Accepted& before,
                   const Finding& finding, const std::string& reason) {
  with(db.prepare("UPDATE accepted_finding SET reason = ?, by_account_id = ?, at = ? "
                  "WHERE authority_id = ? AND id = ?"),
       reason, edit.by, edit.at, edit.authority, before.id)
      .run();
  journal_desk(db, edit,
               {{service::Operation::update, "accepted_finding", before.id,
                 json(finding, before.reason), json(finding, reason)}});
}

std::int64_t insert(Connection& db, const service::CheckEdit& edit, const Counted& findings,
                    Finding finding, const std::string& reason) {
  const auto ids = db.reserve_ids("accepted_finding", findings.size());
  std::vector<DeskEntry> entries;
  std::int64_t count = 0;
  const auto bulk = db.bulk_insert(
      "accepted_finding", "authority_id, id, fingerprint, rule, reason, by_account_id, at");
  for (std::size_t i = 0; i < findings.size(); ++i) {
    finding.fingerprint = findings[i].first;
    count += findings[i].second;
    put(*bulk, edit.authority);
    put(*bulk, ids[i]);
    put(*bulk, finding.fingerprint);
    put(*bulk, finding.rule);
    put(*bulk, reason);
    put(*bulk, edit.by);
    put(*bulk, edit.at);
    bulk->end_row();
    entries.push_back(
        {service::Operation::insert, "accepted_finding", ids[i], {}, json(finding, reason)});
  }
  bulk->finish();
  journal_desk(db, edit, entries);
  return count;
}

}  // namespace

std::int64_t accept_findings(Connection& db, const service::CheckEdit& edit,
                             const std::string& reason, bool all_of_rule) {
  const Finding finding = find(db, edit);
  std::int64_t count = 0;
  if (const auto before = accepted(db, edit.authority, finding.fingerprint)) {
    if (before->reason != reason) change_reason(db, edit, *before, finding, reason);
    if (!all_of_rule) count = count_of(db, edit, finding.fingerprint);
  } else if (!all_of_rule) {
    count = insert(db, edit, {{finding.fingerprint, count_of(db, edit, finding.fingerprint)}},
                   finding, reason);
  }
  if (all_of_rule) {
    const Counted open = open_findings(db, edit, finding.rule_nth);
    if (!open.empty()) count += insert(db, edit, open, finding, reason);
  }
  return count;
}

void withdraw_acceptance(Connection& db, const service::CheckEdit& edit) {
  const Finding finding = find(db, edit);
  const auto before = accepted(db, edit.authority, finding.fingerprint);
  if (!before) return;
  with(db.prepare("DELETE FROM accepted_finding WHERE authority_id = ? AND id = ?"), edit.authority,
       before->id)
      .run();
  journal_desk(db, edit,
               {{service::Operation::remove,
                 "accepted_finding",
                 before->id,
                 json(finding, before->reason),
                 {}}});
}

}  // namespace homeward::store
