// SQL for the record's tables, made from care/columns.hpp: one template each for insert, update,
// remove and select, for every table and both databases. Every statement names the authority.
#pragma once

#include <fmt/format.h>

#include <string>

#include "care/columns.hpp"
#include "store/sql.hpp"
#include "store/values.hpp"

namespace homeward::store {

template <class T>
inline constexpr bool kIsChild = std::is_same_v<T, care::Child>;

// "started_on, ended_on", or "started_on = ?, ended_on = ?".
template <class T>
std::string own_columns(std::string_view after_each = "") {
  std::string text;
  care::for_each_column<T>([&](const auto& column) {
    text += fmt::format("{}{}{}", text.empty() ? "" : ", ", column.name, after_each);
  });
  return text;
}

template <class T>
const std::string& insert_columns() {
  static const std::string text =
      fmt::format("authority_id, {}id, version, source, import_id, source_row, collection_year, {}",
                  kIsChild<T> ? "" : "child_id, ", own_columns<T>());
  return text;
}

template <class T>
const std::string& insert_sql() {
  static const std::string text =
      fmt::format("INSERT INTO {} ({}) VALUES ({})", care::Table<T>::name, insert_columns<T>(),
                  placeholders_for(insert_columns<T>()));
  return text;
}

template <class T>
std::string_view row_key() {
  return kIsChild<T> ? "authority_id = ? AND id = ?"
                     : "authority_id = ? AND child_id = ? AND id = ?";
}

template <class T>
const std::string& update_sql() {
  static const std::string text = fmt::format(
      "UPDATE {} SET version = ?, source = ?, import_id = ?, source_row = ?, collection_year = ?, "
      "{} WHERE {}",
      care::Table<T>::name, own_columns<T>(" = ?"), row_key<T>());
  return text;
}

template <class T>
const std::string& remove_sql() {
  static const std::string text =
      fmt::format("DELETE FROM {} WHERE {}", care::Table<T>::name, row_key<T>());
  return text;
}

// `where` is one of a few fixed texts; rows come by child, then by id.
template <class T>
std::string select_sql(std::string_view where) {
  const std::string_view child = kIsChild<T> ? "id" : "child_id";
  return fmt::format(
      "SELECT {}, id, version, source, import_id, source_row, collection_year, {} FROM {} WHERE {} "
      "ORDER BY {}{}",
      child, own_columns<T>(), care::Table<T>::name, where, child, kIsChild<T> ? "" : ", id");
}

template <class T>
void put_own_columns(Parameters& to, const T& row) {
  care::for_each_column<T>([&](const auto& column) { put(to, row.*column.member); });
}

inline void put_provenance(Parameters& to, const care::Provenance& provenance) {
  put(to, provenance.source);
  put(to, provenance.import);
  put_unless_zero(to, provenance.row);
  put_unless_zero(to, provenance.collection_year);
}

// In the order of insert_columns().
template <class T>
void put_row(Parameters& to, AuthorityId authority, const T& row) {
  put(to, authority);
  if constexpr (!kIsChild<T>) put(to, row.child);
  put(to, row.id);
  put(to, row.version);
  put_provenance(to, row.provenance);
  put_own_columns(to, row);
}

// The values of row_key().
template <class T>
void put_row_key(Parameters& to, AuthorityId authority, const care::Stored& row) {
  put(to, authority);
  if constexpr (!kIsChild<T>) put(to, row.child);
  put(to, row.id);
}

// In the order of select_sql().
template <class T>
void get_row(const Statement& from, T& row) {
  RowReader read(from);
  read(row.child, row.id, row.version, row.provenance.source, row.provenance.import,
       row.provenance.row, row.provenance.collection_year);
  care::for_each_column<T>([&](const auto& column) { read(row.*column.member); });
}

// The row as it is now, found by authority, child and id; nothing if there is none.
template <class T>
std::optional<T> find_row(Connection& db, AuthorityId authority, const care::Stored& key) {
  static const std::string sql = select_sql<T>(row_key<T>());
  Statement& select = db.prepare(sql);
  put_row_key<T>(select, authority, key);
  const ResetOnExit reset(select);
  if (!select.next()) return std::nullopt;
  std::optional<T> row(std::in_place);
  get_row(select, *row);
  return row;
}

}  // namespace homeward::store
