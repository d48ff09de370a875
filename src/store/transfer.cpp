// Rows from one database to the other. The tables are those of the schema; how a value is spelled
// in each stands in values.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "store/backup.hpp"
#include "store/pieces.hpp"
#include "store/sqlite/connection.hpp"
#include "store/values.hpp"

namespace homeward::store {
namespace {

enum class Value { integer, text, bytes };

struct Column {
  std::string name;
  Value value = Value::text;
};

std::vector<Column> columns_of(Connection& sqlite, const std::string& table) {
  std::vector<Column> columns;
  Statement& select = sqlite.prepare("SELECT name, type FROM pragma_table_info(?) ORDER BY cid");
  select.add_text(table);
  while (select.next()) {
    const std::string_view type = select.text(1);
    columns.push_back({std::string(select.text(0)), type == "INTEGER" ? Value::integer
                                                    : type == "BLOB"  ? Value::bytes
                                                                      : Value::text});
  }
  return columns;
}

// Column by column: its type in PostgreSQL.
std::map<std::string, std::string> types_of(Connection& postgres, const std::string& table) {
  std::map<std::string, std::string> types;
  Statement& select = postgres.prepare(
      "SELECT column_name, data_type FROM information_schema.columns "
      "WHERE table_schema = current_schema() AND table_name = ?");
  select.add_text(table);
  while (select.next()) types.emplace(select.text(0), select.text(1));
  return types;
}

std::string names(const std::vector<Column>& columns) {
  std::string list;
  for (const Column& column : columns) list += (list.empty() ? "" : ", ") + column.name;
  return list;
}

// What both databases must have alike before a row is moved.
std::map<std::string, std::string> matching_types(Connection& postgres, const std::string& table,
                                                  const std::vector<Column>& columns) {
  auto types = types_of(postgres, table);
  const bool same =
      types.size() == columns.size() &&
      std::ranges::all_of(columns, [&](const Column& one) { return types.contains(one.name); });
  if (!same)
    refuse(ErrorKind::unavailable,
           "The table " + table +
               " of the PostgreSQL database is not as Homeward made it, so it cannot be copied "
               "whole. Nothing was kept.");
  return types;
}

std::string select_from_postgres(const std::string& table, const std::vector<Column>& columns,
                                 const std::map<std::string, std::string>& types) {
  std::string list;
  for (const Column& column : columns) {
    list += list.empty() ? "" : ", ";
    // PostgreSQL leaves out trailing zeros of the fraction.
    list += types.at(column.name).starts_with("timestamp")
                ? fmt::format("to_char({}, 'YYYY-MM-DD HH24:MI:SS.MS')", column.name)
                : column.name;
  }
  return "SELECT " + list + " FROM " + table;
}

void copy_rows(Statement& from, BulkInsert& to, const std::vector<Column>& columns,
               Dialect source) {
  std::vector<std::string> bytes;  // of the row, which only borrows them
  while (from.next()) {
    bytes.assign(columns.size(), {});
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const int column = static_cast<int>(i);
      if (from.is_null(column))
        to.add_null();
      else if (columns[i].value == Value::integer)
        to.add_integer(from.integer(column));
      else if (columns[i].value == Value::text)
        to.add_text(from.text(column));
      else
        to.add_bytes(bytes[i] = bytes_in(from, column, source));
    }
    to.end_row();
  }
  to.finish();
}

// A step of the schema may have written rows, which come with the others.
void make_empty(Connection& db, const std::string& table) {
  Statement& select = db.prepare("SELECT 1 FROM " + table + " LIMIT 1");
  const bool any = select.next();
  select.reset();
  if (any) db.execute("DELETE FROM " + table);
}

// Ids are never given twice, so the last one given comes along.
constexpr std::string_view kIds = "_ids";

std::vector<std::string> sequences_of(Connection& postgres) {
  std::vector<std::string> sequences;
  Statement& select = postgres.prepare(
      "SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema() "
      "ORDER BY sequencename");
  while (select.next())
    if (select.text(0).ends_with(kIds)) sequences.emplace_back(select.text(0));
  return sequences;
}

void copy_last_ids(Connection& sqlite, Connection& postgres) {
  Statement& insert = sqlite.prepare("INSERT INTO id_counter (table_name, last_id) VALUES (?, ?)");
  for (const std::string& sequence : sequences_of(postgres)) {
    std::int64_t last = 0;
    bool called = false;
    Statement& select = postgres.prepare("SELECT last_value, is_called FROM " + sequence);
    select.next();
    RowReader row(select);
    row(last, called);
    select.reset();
    if (!called) continue;
    const std::string table = sequence.substr(0, sequence.size() - kIds.size());
    with(insert, table, last).run();
  }
}

void set_last_ids(Connection& postgres, Connection& sqlite) {
  Statement& select = sqlite.prepare("SELECT table_name, last_id FROM id_counter");
  Statement& set = postgres.prepare("SELECT setval(?::regclass, ?)");
  while (select.next()) {
    const std::string sequence = std::string(select.text(0)) + std::string(kIds);
    with(set, sequence, select.integer(1)).run();
  }
  Statement& identities = postgres.prepare(
      "SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), "
      "column_name) "
      "FROM information_schema.columns WHERE table_schema = current_schema() "
      "AND is_identity = 'YES'");
  std::vector<std::string> moves;
  while (identities.next())
    moves.push_back(
        fmt::format("SELECT setval('{2}', COALESCE((SELECT max({1}) FROM {0}), 0) + 1, false)",
                    identities.text(0), identities.text(1), identities.text(2)));
  for (const std::string& move : moves) postgres.execute(move);
}

std::string now_text() {
  return moment_text(
      std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
}

}  // namespace

void fill_from_postgres(SqliteConnection& file, Connection& postgres) {
  const auto steps = applied_steps(postgres);
  if (steps.empty())
    refuse(ErrorKind::not_found,
           "The database holds no tables yet, so there is nothing to back up.");
  file.execute("BEGIN");
  migrate(file, steps, now_text());
  for (const std::string& table : tables_of(file)) {
    const auto columns = columns_of(file, table);
    const auto types = matching_types(postgres, table, columns);
    make_empty(file, table);
    const auto rows = file.bulk_insert(table, names(columns));
    copy_rows(postgres.prepare(select_from_postgres(table, columns, types)), *rows, columns,
              Dialect::postgres);
  }
  file.execute("DELETE FROM id_counter");
  copy_last_ids(file, postgres);
  file.execute("COMMIT");
}

void fill_postgres(Connection& postgres, SqliteConnection& file) {
  migrate(postgres, applied_steps(file), now_text());
  for (const std::string& table : tables_of(file)) {
    const auto columns = columns_of(file, table);
    matching_types(postgres, table, columns);
    make_empty(postgres, table);
    const auto rows = postgres.bulk_insert(table, names(columns));
    copy_rows(file.prepare("SELECT " + names(columns) + " FROM " + table), *rows, columns,
              Dialect::sqlite);
  }
  set_last_ids(postgres, file);
}

}  // namespace homeward::store
