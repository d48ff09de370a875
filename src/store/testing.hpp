// Sample rows for tests: every column of a table set to a value that depends on the seed.
#pragma once

#include <string>

#include "care/columns.hpp"

namespace homeward::store::testing {

inline Date sample_date(int seed) {
  return Date::from_day_number(18'000 + seed);
}

inline void fill(std::string& value, int seed) {
  value = "text " + std::to_string(seed);
}
// Quotes, a tab, a backslash and a letter beyond ASCII: what COPY, SQL and JSON must each escape.
inline void fill(PrivateText& value, int seed) {
  value = PrivateText{"Zoë \"O'Neill\"\t\\N\n" + std::to_string(seed)};
}
inline void fill(Date& value, int seed) {
  value = sample_date(seed);
}
inline void fill(Code& value, int seed) {
  value = *Code::parse("C" + std::to_string(seed));
}
inline void fill(bool& value, int seed) {
  value = seed % 2 == 0;
}
inline void fill(int& value, int seed) {
  value = seed;
}
inline void fill(care::Source& value, int) {
  value = care::Source::return_file;
}
// References to other rows stay unset: their targets are made by the tests that use them.
template <class Tag>
void fill(Id<Tag>&, int) {}
template <class T>
void fill(std::optional<T>& value, int seed) {
  fill(value.emplace(), seed);
}

template <class T>
T filled(int seed) {
  T row;
  care::for_each_column<T>([&](const auto& column) { fill(row.*column.member, seed++); });
  return row;
}

}  // namespace homeward::store::testing
