#include "store/backup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "store/sqlite/connection.hpp"
#include "store/values.hpp"

namespace homeward::store {
namespace {

constexpr std::string_view kOwn[] = {"schema_migration", "id_counter"};

bool has_table(Connection& db, const std::string& name) {
  Statement& select = db.prepare(
      db.dialect() == Dialect::sqlite
          ? "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
          : "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?");
  const ResetOnExit reset(select);
  select.add_text(name);
  return select.next();
}

[[noreturn]] void refuse_backup(const std::string& file, const char* why) {
  refuse(ErrorKind::invalid_input, "“" + file + "” is not a whole backup of Homeward: " + why +
                                       " Nothing was changed; name another one.");
}

}  // namespace

std::vector<std::string> tables_of(Connection& sqlite) {
  std::map<std::string, std::set<std::string>> named;  // table -> those that its rows name
  Statement& select = sqlite.prepare(
      "SELECT t.name, f.\"table\" FROM sqlite_schema AS t "
      "LEFT JOIN pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table'");
  while (select.next()) {
    const std::string name(select.text(0));
    if (name.starts_with("sqlite_") || std::ranges::find(kOwn, name) != std::end(kOwn)) continue;
    auto& others = named[name];
    if (!select.is_null(1) && select.text(1) != name) others.emplace(select.text(1));
  }
  std::vector<std::string> tables;
  while (!named.empty()) {
    const auto next = std::ranges::find_if(named, [&](const auto& one) {
      return std::ranges::none_of(one.second, [&](const auto& of) { return named.contains(of); });
    });
    if (next == named.end())
      refuse(ErrorKind::unavailable, "Tables of the schema name each other in a circle.");
    tables.push_back(next->first);
    named.erase(next);
  }
  return tables;
}

service::Contents read_contents(Connection& db, const std::vector<std::string>& tables) {
  service::Contents contents;
  Statement& select = db.prepare(
      "SELECT name, (SELECT count(*) FROM child WHERE authority_id = authority.id), "
      "(SELECT count(*) FROM journal WHERE authority_id = authority.id), "
      "(SELECT max(sequence) FROM journal WHERE authority_id = authority.id) "
      "FROM authority ORDER BY id");
  while (select.next()) {
    auto& authority = contents.authorities.emplace_back();
    RowReader row(select);
    row(authority.name, authority.children, authority.journal_entries, authority.last_sequence);
  }
  for (const std::string& table : tables) {
    Statement& count = db.prepare("SELECT count(*) FROM " + table);
    const ResetOnExit reset(count);
    count.next();
    contents.tables.push_back({table, count.integer(0)});
  }
  std::ranges::sort(contents.tables, {}, &service::Contents::Table::name);
  return contents;
}

std::vector<Migration> applied_steps(Connection& db) {
  std::vector<Migration> steps;
  if (!has_table(db, "schema_migration")) return steps;
  Statement& select = db.prepare("SELECT number, checksum FROM schema_migration ORDER BY number");
  const ResetOnExit reset(select);
  while (select.next()) {
    const auto step = std::ranges::find(migrations(), select.integer(0), &Migration::number);
    if (step == migrations().end() ||
        checksum(migration_sql(*step, db.dialect())) != select.text(1))
      refuse(ErrorKind::unavailable,
             fmt::format("Schema step {} is not one that this program knows: it was made by "
                         "another Homeward. Nothing was changed; use that program.",
                         select.integer(0)));
    steps.push_back(*step);
  }
  return steps;
}

int last_of(const std::vector<Migration>& steps) {
  return steps.empty() ? 0 : steps.back().number;
}

Verified verify_backup(const std::string& file) {
  try {
    SqliteConnection db(file, SqliteConnection::Use::look);
    Statement& check = db.prepare("PRAGMA integrity_check(1)");
    if (!check.next() || check.text(0) != "ok") refuse_backup(file, "it is damaged.");
    check.reset();
    const auto steps = applied_steps(db);
    if (steps.empty()) refuse_backup(file, "it holds none of its tables.");
    Statement& references = db.prepare("PRAGMA foreign_key_check");
    const bool broken = references.next();
    references.reset();
    if (broken) refuse_backup(file, "a row names another one that is not there.");
    return {last_of(steps), read_contents(db, tables_of(db))};
  } catch (const DatabaseError& error) {
    if (error.failure() != Failure::lost) throw;
    refuse_backup(file, "it is no database, or damaged.");
  }
}

}  // namespace homeward::store
