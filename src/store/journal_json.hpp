// The journal's before and after as JSON text: the same content as service/json_fact.hpp gives,
// written straight from the columns because an import writes tens of thousands of them.
#pragma once

#include <string>

#include "care/columns.hpp"

namespace homeward::store {

void append_json(std::string& to, const std::string& value);
void append_json(std::string& to, const PrivateText& value);
void append_json(std::string& to, Date value);
void append_json(std::string& to, Code value);
void append_json(std::string& to, bool value);
void append_json(std::string& to, std::int64_t value);
inline void append_json(std::string& to, std::int32_t value) {
  append_json(to, std::int64_t{value});
}
void append_json(std::string& to, care::Source value);

inline bool is_set(const std::string& value) {
  return !value.empty();
}
inline bool is_set(const PrivateText& value) {
  return !value.reveal().empty();
}
inline bool is_set(Code value) {
  return !value.blank();
}
inline bool is_set(Date) {
  return true;
}
inline bool is_set(bool) {
  return true;
}
inline bool is_set(std::int32_t) {
  return true;
}
inline bool is_set(care::Source) {
  return true;
}
template <class Tag>
bool is_set(Id<Tag> value) {
  return static_cast<bool>(value);
}
template <class T>
bool is_set(const std::optional<T>& value) {
  return value && is_set(*value);
}
template <class Tag>
void append_json(std::string& to, Id<Tag> value) {
  append_json(to, value.value);
}
template <class T>
void append_json(std::string& to, const std::optional<T>& value) {
  append_json(to, *value);
}

inline void append_name(std::string& to, std::string_view name) {
  to += to.back() == '{' ? "\"" : ",\"";
  to += name;
  to += "\":";
}

// Where the row came from; null for what was entered here by hand.
void append_json(std::string& to, const care::Provenance& from);

// Every column that is set, plus "version" and, unless entered by hand, "from".
template <class T>
std::string whole_json(const T& row) {
  std::string json = "{";
  care::for_each_column<T>([&](const auto& column) {
    if (!is_set(row.*column.member)) return;
    append_name(json, column.name);
    append_json(json, row.*column.member);
  });
  if (row.provenance != care::Provenance{}) {
    append_name(json, "from");
    append_json(json, row.provenance);
  }
  append_name(json, "version");
  append_json(json, row.version);
  return json += '}';
}

// The columns in which `row` differs from `other`: the values of `row`, null where unset; "from" if
// the two came from different places; plus its version.
template <class T>
std::string changed_json(const T& row, const T& other) {
  std::string json = "{";
  care::for_each_column<T>([&](const auto& column) {
    if (row.*column.member == other.*column.member) return;
    append_name(json, column.name);
    if (is_set(row.*column.member))
      append_json(json, row.*column.member);
    else
      json += "null";
  });
  if (row.provenance != other.provenance) {
    append_name(json, "from");
    append_json(json, row.provenance);
  }
  append_name(json, "version");
  append_json(json, row.version);
  return json += '}';
}

}  // namespace homeward::store
