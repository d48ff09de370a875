// How each type stands in the database, once for both: a date is ISO text (DATE on PostgreSQL), a
// moment "2026-02-03 10:11:12.123" in UTC, an enum its word, a bool 0 or 1 (BOOLEAN); a blank code,
// an empty text, an unset optional and an id of 0 are NULL.
#pragma once

#include <optional>
#include <string>
#include <type_traits>

#include "base/code.hpp"
#include "base/date.hpp"
#include "base/ids.hpp"
#include "base/names.hpp"
#include "base/private.hpp"
#include "care/record.hpp"
#include "service/ports.hpp"
#include "store/sql.hpp"

namespace homeward::store {

std::string moment_text(service::Moment moment);
// Nothing if it is not such a text.
std::optional<service::Moment> parse_moment(std::string_view text);

// Refuses text that is not UTF-8 or holds a NUL, with the same words for both databases.
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
template <class E>
  requires std::is_enum_v<E>
void put(Parameters& to, E value) {
  to.add_text(to_text(value));
}
template <class Tag>
void put(Parameters& to, Id<Tag> value) {
  value ? to.add_integer(value.value) : to.add_null();
}
template <class T>
void put(Parameters& to, const std::optional<T>& value) {
  value ? put(to, *value) : to.add_null();
}
// 0 stands for no row, or no year.
inline void put_unless_zero(Parameters& to, std::int32_t value) {
  value ? to.add_integer(value) : to.add_null();
}
// A statement only borrows its texts until it is reset, so a text that ends with the call is
// refused by the compiler: give it a name that lives as long as the statement is read.
template <class T>
inline constexpr bool is_borrowed_text =
    std::is_same_v<T, std::string> || std::is_same_v<T, PrivateText> ||
    std::is_same_v<T, std::optional<std::string>> || std::is_same_v<T, std::optional<PrivateText>>;
template <class... T>
Statement& with(Statement& statement, T&&... values) {
  static_assert((!is_borrowed_text<std::remove_const_t<T>> && ...),
                "this text ends before the statement has read it");
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
  template <class E>
    requires std::is_enum_v<E>
  void get(E& value) {
    const auto read = parse_name<E>(row_.text(column_++));
    if (!read) refuse_word();
    value = *read;
  }
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
  // The schema's CHECKs keep other words out, so one here means another hand wrote the table.
  [[noreturn]] static void refuse_word();

  const Statement& row_;
  int column_ = 0;
};

}  // namespace homeward::store
