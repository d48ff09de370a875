#include <algorithm>
#include <array>

#include "store/check_sql.hpp"
#include "store/pieces.hpp"
#include "store/values.hpp"

namespace homeward::store {
namespace {

using service::CheckRule;
using service::NewCheck;

std::int64_t number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

// Rows of one table of a check, numbered from 1.
class Rows {
 public:
  Rows(Connection& db, AuthorityId authority, service::CheckId check, std::string_view table,
       std::string_view columns)
      : authority_(authority),
        check_(check),
        bulk_(db.bulk_insert(std::string(table),
                             "authority_id, check_id, nth, " + std::string(columns))) {}
  template <class... T>
  void add(const T&... values) {
    put(*bulk_, authority_);
    put(*bulk_, check_);
    put(*bulk_, ++nth_);
    (put(*bulk_, values), ...);
    bulk_->end_row();
  }
  void finish() { bulk_->finish(); }

 private:
  AuthorityId authority_;
  service::CheckId check_;
  std::unique_ptr<BulkInsert> bulk_;
  std::int64_t nth_ = 0;
};

void write_summary(Connection& db, const NewCheck& check, service::CheckId id) {
  static const std::string columns =
      "authority_id, id, at, by_account_id, collection_year, rules_year, own_area, previous_id, "
      "children, passed, not_run, errors, queries, new_findings, gone, files_kept_until";
  const service::CheckSummary& summary = check.summary;
  Statement& insert = db.prepare("INSERT INTO return_check (" + columns + ") VALUES (" +
                                 placeholders_for(columns) + ")");
  with(insert, check.authority, id, summary.at, summary.by, summary.collection_year,
       summary.rules_year, summary.own_area, summary.previous, summary.children, summary.passed,
       summary.not_run, summary.errors, summary.queries, summary.new_findings, summary.gone,
       summary.files_kept_until)
      .run();
}

void write_files(Connection& db, const NewCheck& check, service::CheckId id) {
  Rows files(db, check.authority, id, "return_check_file",
             "name, previous, size_bytes, deleted_at");
  for (const service::KeptFile& file : check.files)
    files.add(file.name, file.previous, number(file.bytes.size()),
              std::optional<service::Moment>{});
  files.finish();
  // One statement for each piece: a bulk insert would hold all of them at once.
  Statement& insert = db.prepare(
      "INSERT INTO return_check_file_piece (authority_id, check_id, file_nth, nth, bytes) "
      "VALUES (?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < check.files.size(); ++i) {
    for_each_piece(check.files[i].bytes, [&](std::int64_t piece, std::string_view bytes) {
      with(insert, check.authority, id, number(i + 1), piece).add_bytes(bytes);
      insert.run();
    });
  }
}

void write_rules(Connection& db, const NewCheck& check, service::CheckId id) {
  Rows rules(db, check.authority, id, "return_check_rule",
             "state, code, sentence, remedy, reading, fields, is_query, confirmed, why, findings, "
             "children, new_findings, first_finding");
  std::int64_t first = 1;
  for (const CheckRule& rule : check.rules) {
    rules.add(std::string(to_text(rule.state)), rule.code, rule.sentence, rule.remedy, rule.reading,
              rule.fields, rule.query, rule.confirmed, rule.why, rule.findings, rule.children,
              rule.new_findings, first);
    if (rule.state == CheckRule::State::found) first += rule.findings;
  }
  rules.finish();
}

void write_reading(Connection& db, const NewCheck& check, service::CheckId id) {
  Rows tables(db, check.authority, id, "return_check_table",
              "file, table_name, collection_year, row_count");
  for (const service::CheckTable& table : check.tables)
    tables.add(table.file, table.table, table.collection_year, table.rows);
  tables.finish();
  Rows problems(db, check.authority, id, "return_check_problem", "sentence");
  for (const PrivateText& sentence : check.problems) problems.add(sentence);
  problems.finish();
}

void write_findings(Connection& db, const NewCheck& check, service::CheckId id) {
  Rows children(db, check.authority, id, "return_check_child",
                "number, errors, queries, new_findings");
  for (const service::CheckChild& child : check.children)
    children.add(child.number, child.errors, child.queries, child.new_findings);
  children.finish();
  Rows rows(db, check.authority, id, "return_check_row", "table_name, file, source_row, cells");
  for (const service::CheckRow& row : check.rows) rows.add(row.table, row.file, row.row, row.cells);
  rows.finish();
  Rows findings(db, check.authority, id, "return_check_finding",
                "rule_nth, row_nth, child_nth, fingerprint, is_new, fields");
  for (const service::CheckFinding& finding : check.findings)
    findings.add(number(finding.rule) + 1, number(finding.row) + 1, number(finding.child) + 1,
                 finding.fingerprint, finding.is_new, finding.fields);
  findings.finish();
}

std::string check_json(int collection_year) {
  return "{\"collection_year\":" + std::to_string(collection_year) + "}";
}

void run_for(Connection& db, const std::string& sql, AuthorityId authority,
             service::CheckId check) {
  with(db.prepare(sql), authority, check).run();
}

}  // namespace

void no_such_check() {
  refuse(ErrorKind::not_found, "There is no such check, or none that you may see.");
}

service::CheckId write_check(Connection& db, const NewCheck& check) {
  const service::CheckId id{db.reserve_ids("return_check", 1).front()};
  write_summary(db, check, id);
  write_files(db, check, id);
  write_rules(db, check, id);
  write_reading(db, check, id);
  write_findings(db, check, id);
  service::CheckEdit by;
  by.authority = check.authority;
  by.by = check.summary.by;
  by.at = check.summary.at;
  journal_desk(db, by,
               {{service::Operation::insert,
                 "return_check",
                 id.value,
                 {},
                 check_json(check.summary.collection_year)}});
  return id;
}

void remove_check(Connection& db, const service::CheckEdit& edit) {
  Statement& select =
      db.prepare("SELECT collection_year FROM return_check WHERE authority_id = ? AND id = ?");
  std::int32_t year = 0;
  {
    const ResetOnExit reset(select);
    with(select, edit.authority, edit.check);
    if (!select.next()) no_such_check();
    RowReader read(select);
    read(year);
  }
  constexpr std::array kTables = {"finding", "row",   "child",      "rule",
                                  "problem", "table", "file_piece", "file"};
  for (const char* table : kTables)
    run_for(db,
            "DELETE FROM return_check_" + std::string(table) +
                " WHERE authority_id = ? AND check_id = ?",
            edit.authority, edit.check);
  run_for(db,
          "UPDATE return_check SET previous_id = NULL WHERE authority_id = ? AND previous_id = ?",
          edit.authority, edit.check);
  run_for(db, "DELETE FROM return_check WHERE authority_id = ? AND id = ?", edit.authority,
          edit.check);
  journal_desk(
      db, edit,
      {{service::Operation::remove, "return_check", edit.check.value, check_json(year), {}}});
}

std::int64_t delete_check_files(Connection& db, Date today, service::Moment at) {
  struct Due {
    AuthorityId authority;
    service::CheckId check;
  };
  std::vector<Due> due;
  Statement& select =
      db.prepare("SELECT authority_id, id FROM return_check WHERE files_kept_until <= ?");
  {
    const ResetOnExit reset(select);
    with(select, today);
    while (select.next()) {
      RowReader read(select);
      Due& one = due.emplace_back();
      read(one.authority, one.check);
    }
  }
  std::int64_t files = 0;
  for (const Due& one : due) {
    run_for(db, "DELETE FROM return_check_file_piece WHERE authority_id = ? AND check_id = ?",
            one.authority, one.check);
    files += with(db.prepare("UPDATE return_check_file SET deleted_at = ? WHERE authority_id = ? "
                             "AND check_id = ? AND deleted_at IS NULL"),
                  at, one.authority, one.check)
                 .run();
    run_for(db, "UPDATE return_check SET files_kept_until = NULL WHERE authority_id = ? AND id = ?",
            one.authority, one.check);
  }
  return files;
}

void journal_desk(Connection& db, const service::CheckEdit& edit,
                  const std::vector<DeskEntry>& entries) {
  if (entries.empty()) return;
  const auto sequences = db.reserve_ids("journal", entries.size());
  const auto bulk = db.bulk_insert("journal",
                                   "authority_id, sequence, at, by_account_id, operation, "
                                   "table_name, row_id, before_json, after_json");
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const DeskEntry& entry = entries[i];
    put(*bulk, edit.authority);
    put(*bulk, sequences[i]);
    put(*bulk, edit.at);
    put(*bulk, edit.by);
    put(*bulk, entry.operation);
    put(*bulk, entry.table);
    put(*bulk, entry.row);
    put(*bulk, entry.before);
    put(*bulk, entry.after);
    bulk->end_row();
  }
  bulk->finish();
}

}  // namespace homeward::store
