// PostgreSQL's part of backups: one transaction that sees one state of the database, and one that
// puts another in its place or leaves everything as it was.
#include "store/backup.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "store/files.hpp"
#include "store/postgres/connection.hpp"
#include "store/sqlite/connection.hpp"

namespace homeward::store {
namespace {

std::string text_of(Connection& db, const std::string& query) {
  Statement& select = db.prepare(query);
  const ResetOnExit reset(select);
  return select.next() && !select.is_null(0) ? std::string(select.text(0)) : "";
}

// Tables of the schema that no Homeward has made.
std::string tables_of_others(Connection& db, const std::vector<std::string>& ours) {
  std::string list;
  Statement& select = db.prepare(
      "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() "
      "AND tablename <> 'schema_migration' ORDER BY tablename");
  while (select.next())
    if (std::ranges::find(ours, select.text(0)) == ours.end())
      list.append(list.empty() ? "" : ", ").append(select.text(0));
  return list;
}

// Every table that any step makes, in a database in memory.
std::vector<std::string> all_tables() {
  SqliteConnection db(":memory:", SqliteConnection::Use::fill);
  migrate(db, migrations(), "-");
  return tables_of(db);
}

// What is there now gets another name, or goes when it holds nothing. Gives that name.
std::string set_aside(Connection& db, const std::string& schema, bool replace) {
  if (text_of(db,
              "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = "
              "'schema_migration'")
          .empty())
    return {};
  if (const auto others = tables_of_others(db, all_tables()); !others.empty())
    refuse(ErrorKind::conflict, "The schema " + schema + " also holds tables of others (" + others +
                                    "). Nothing was changed; restore into a database of its own.");
  const bool holds = !text_of(db, "SELECT 1 FROM authority LIMIT 1").empty();
  if (holds && !replace)
    refuse(ErrorKind::conflict,
           "The database is not empty. Nothing was changed. Add --replace to put the backup in its "
           "place; what is there now is kept in a schema beside it.");
  const std::string kept = schema + "_before_restore_" + [] {
    std::string stamp = file_stamp();
    std::ranges::replace(stamp, '-', '_');
    return stamp;
  }();
  db.execute(fmt::format("ALTER SCHEMA \"{}\" RENAME TO \"{}\"; CREATE SCHEMA \"{}\"", schema, kept,
                         schema));
  if (holds) return kept;
  db.execute(fmt::format("DROP SCHEMA \"{}\" CASCADE", kept));
  return {};
}

}  // namespace

service::Contents back_up_postgres(const std::string& url, const std::string& to) {
  PostgresConnection db(url);
  take_place(db, PlaceUse::shared);
  db.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  db.allow_long_work();
  make_private_file(to);
  SqliteConnection file(to, SqliteConnection::Use::fill);
  fill_from_postgres(file, db);
  auto contents = read_contents(db, tables_of(file));
  db.execute("COMMIT");
  return contents;
}

service::Restored restore_postgres(const std::string& url, const std::string& from, bool replace) {
  const auto backup = verify_backup(from);
  SqliteConnection file(from, SqliteConnection::Use::look);
  PostgresConnection db(url);
  take_place(db, PlaceUse::alone);
  const std::string schema = text_of(db, "SELECT current_schema()");
  db.execute("BEGIN");
  db.allow_long_work();
  service::Restored restored{backup.schema, {}, set_aside(db, schema, replace)};
  fill_postgres(db, file);
  restored.contents = read_contents(db, tables_of(file));
  if (restored.contents != backup.contents)
    refuse(ErrorKind::unavailable,
           "The database does not hold what the backup holds, so nothing was changed. Check its "
           "disk and try again.");
  // Who has signed out or was disabled since must not be signed in again.
  db.execute("DELETE FROM session");
  db.execute("COMMIT");
  return restored;
}

}  // namespace homeward::store
