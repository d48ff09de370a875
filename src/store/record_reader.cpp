#include "store/record_reader.hpp"

#include "base/check.hpp"
#include "care/periods.hpp"
#include "store/fact_sql.hpp"
#include "store/list_sql.hpp"

namespace homeward::store {
namespace {

template <class T>
std::vector<T> read_list(Connection& db, AuthorityId authority) {
  std::string names = "id";
  for_each_list_column<T>([&](const auto& column) { names += fmt::format(", {}", column.name); });
  Statement& select = db.prepare(
      fmt::format("SELECT {} FROM {} WHERE authority_id = ? ORDER BY id", names, List<T>::name));
  with(select, authority);
  const ResetOnExit reset(select);
  std::vector<T> rows;
  while (select.next()) {
    T& row = rows.emplace_back();
    RowReader read(select);
    read(row.id);
    for_each_list_column<T>([&](const auto& column) { read(row.*column.member); });
  }
  return rows;
}

// Both the rows and `records` come in the order of child ids.
template <class T>
void read_rows(Connection& db, AuthorityId authority, std::vector<care::ChildRecord>& records) {
  static const std::string sql = select_sql<T>("authority_id = ?");
  Statement& select = db.prepare(sql);
  with(select, authority);
  const ResetOnExit reset(select);
  auto record = records.begin();
  T row;
  while (select.next()) {
    get_row(select, row);
    while (record != records.end() && record->child.child < row.child) ++record;
    if (record == records.end()) break;
    HOMEWARD_CHECK(record->child.child == row.child);
    care::rows_of<T>(*record).push_back(row);
  }
}

}  // namespace

std::vector<care::Authority> read_authorities(Connection& db) {
  Statement& select =
      db.prepare("SELECT id, name, dfe_number, ons_code, synthetic FROM authority ORDER BY id");
  const ResetOnExit reset(select);
  std::vector<care::Authority> authorities;
  while (select.next()) {
    care::Authority& authority = authorities.emplace_back();
    RowReader read(select);
    read(authority.id, authority.name, authority.dfe_number, authority.ons_code,
         authority.synthetic);
  }
  return authorities;
}

std::vector<care::Worker> read_workers(Connection& db, AuthorityId authority) {
  return read_list<care::Worker>(db, authority);
}

std::int64_t read_last_sequence(Connection& db, AuthorityId authority) {
  Statement& select = db.prepare(
      "SELECT sequence FROM journal WHERE authority_id = ? ORDER BY sequence DESC LIMIT 1");
  with(select, authority);
  const ResetOnExit reset(select);
  return select.next() ? select.integer(0) : 0;
}

care::Snapshot read_snapshot(Connection& db, AuthorityId authority) {
  care::Snapshot snapshot;
  for (care::Authority& known : read_authorities(db))
    if (known.id == authority) snapshot.authority = std::move(known);
  if (!snapshot.authority.id) refuse(ErrorKind::not_found, "There is no such authority.");
  snapshot.teams = read_list<care::Team>(db, authority);
  snapshot.workers = read_list<care::Worker>(db, authority);
  snapshot.sibling_groups = read_list<care::SiblingGroup>(db, authority);
  snapshot.sequence = read_last_sequence(db, authority);
  {
    static const std::string sql = select_sql<care::Child>("authority_id = ?");
    Statement& select = db.prepare(sql);
    with(select, authority);
    const ResetOnExit reset(select);
    while (select.next()) get_row(select, snapshot.children.emplace_back().child);
  }
  care::for_each_row_table([&]<class T>() { read_rows<T>(db, authority, snapshot.children); });
  for (care::ChildRecord& record : snapshot.children) care::sort_record(record);
  return snapshot;
}

care::ChildRecord read_child(Connection& db, AuthorityId authority, ChildId child) {
  care::ChildRecord record;
  care::Stored key;
  key.id = RowId{child.value};
  key.child = child;
  const auto found = find_row<care::Child>(db, authority, key);
  if (!found) refuse(ErrorKind::not_found, "There is no such child in this authority.");
  record.child = *found;
  care::for_each_row_table([&]<class T>() {
    static const std::string sql = select_sql<T>("authority_id = ? AND child_id = ?");
    Statement& select = db.prepare(sql);
    with(select, authority, child);
    const ResetOnExit reset(select);
    auto& rows = care::rows_of<T>(record);
    while (select.next()) get_row(select, rows.emplace_back());
  });
  care::sort_record(record);
  return record;
}

std::vector<service::JournalEntry> read_journal(Connection& db, AuthorityId authority,
                                                const service::JournalQuery& query) {
  std::string sql =
      "SELECT sequence, authority_id, at, by_account_id, import_id, operation, table_name, row_id, "
      "child_id, before_json, after_json, undoes_import_id FROM journal WHERE authority_id = ? AND "
      "sequence > ?";
  if (query.child) sql += " AND child_id = ?";
  if (query.import) sql += " AND import_id = ?";
  if (query.after_moment) sql += " AND at >= ?";
  sql += query.newest_first ? " ORDER BY sequence DESC" : " ORDER BY sequence";
  if (query.limit > 0) sql += " LIMIT ?";
  Statement& select = db.prepare(sql);
  with(select, authority, query.after_sequence);
  if (query.child) put(select, query.child->value);
  if (query.import) put(select, query.import->value);
  if (query.after_moment) put(select, *query.after_moment);
  if (query.limit > 0) put(select, query.limit);
  const ResetOnExit reset(select);
  std::vector<service::JournalEntry> entries;
  while (select.next()) {
    service::JournalEntry& entry = entries.emplace_back();
    RowReader read(select);
    read(entry.sequence, entry.authority, entry.at, entry.by, entry.import, entry.operation,
         entry.table, entry.row, entry.child, entry.before, entry.after, entry.undoes);
  }
  return entries;
}

}  // namespace homeward::store
