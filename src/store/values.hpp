// How each type stands in the database, once for both: a date is ISO text (DATE on PostgreSQL), a
// moment "2026-02-03 10:11:12.123" in UTC, an enum its word, a bool 0 or 1 (BOOLEAN); a blank code,
// an empty text, an unset optional and an id of 0 are NULL.
#pragma once

#include <optional>
#include <string>

#include "base/code.hpp"
#include "base/date.hpp"
#include "base/ids.hpp"
#include "base/private.hpp"
#include "care/record.hpp"
#include "service/ports.hpp"
#include "store/sql.hpp"

namespace homeward::store {

std::string moment_text(service::Moment moment);
// Nothing if it is not such a text.
std::optional<service::Moment> parse_moment(std::string_view text);

// Both databases refuse text that is not UTF-8 or holds a NUL, in the same words.
void check_text(std::string_view text);

inline void put(Parameters& to, std::int64_t value) {
  to.add_integer(value);
}
inline void put(Parameters& to, std::int32_t value) {
  to.add_integer(value);
}
inline void put(Parameters& to, bool value) {
  to.add_integer(value ? 1 : 0);
}
void put(Parameters& to, const std::string& value);
inline void put(Parameters& to, const PrivateText& value) {
  put(to, value.reveal());
}
void put(Parameters& to, Date value);
void put(Parameters& to, Code value);
void put(Parameters& to, service::Moment value);
void put(Parameters& to, care::Source value);
void put(Parameters& to, service::Role value);
void put(Parameters& to, service::Operation value);
void put(Parameters& to, service::ImportState value);
template <class Tag>
void put(Parameters& to, Id<Tag> value) {
  value ? to.add_integer(value.value) : to.add_null();
}
template <class T>
void put(Parameters& to, const std::optional<T>& value) {
  value ? put(to, *value) : to.add_null();
}
// A row or year of 0 means that there is none.
inline void put_unless_zero(Parameters& to, std::int32_t value) {
  value ? to.add_integer(value) : to.add_null();
}
template <class... T>
Statement& with(Statement& statement, const T&... values) {
  (put(statement, values), ...);
  return statement;
}

// Reads the columns of the present row from left to right.
class RowReader {
 public:
  explicit RowReader(const Statement& row) : row_(row) {}
  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }
  void get(std::int64_t& value);
  void get(std::int32_t& value);
  void get(bool& value);
  void get(std::string& value);
  void get(PrivateText& value);
  void get(Date& value);
  void get(Code& value);
  void get(service::Moment& value);
  void get(care::Source& value);
  void get(service::Role& value);
  void get(service::Operation& value);
  void get(service::ImportState& value);
  template <class Tag>
  void get(Id<Tag>& value) {
    get(value.value);
  }
  template <class T>
  void get(std::optional<T>& value) {
    if (row_.is_null(column_)) {
      value.reset();
      ++column_;
      return;
    }
    get(value.emplace());
  }

 private:
  const Statement& row_;
  int column_ = 0;
};

}  // namespace homeward::store
