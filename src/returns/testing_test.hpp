// What the tests of this room share: files as text, and readings of them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "returns/source.hpp"

namespace homeward::returns::testing {

inline Date day(const char* iso) {
  return Date::parse_iso(iso).value();
}

inline Options options_for(int collection_year) {
  Options options;
  options.as_of = day("2026-06-01");
  options.collection_year = collection_year;
  return options;
}

using Files = std::vector<std::pair<std::string, std::string>>;

inline Reading read(const Files& files, const Options& options = options_for(2026)) {
  std::vector<NamedBytes> named;
  for (const auto& [name, bytes] : files) named.push_back({name, bytes});
  return read_return(named, options);
}

// A table as text: one string for each row, "row: cell|cell|…".
inline std::vector<std::string> rows_of(const Table& table) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < table.size(); ++i) {
    std::string line = std::to_string(table.row(i)) + ": ";
    for (std::size_t column = 0; column < table.layout().columns.size(); ++column) {
      if (column > 0) line += "|";
      line += table.cell(i, column);
    }
    out.push_back(line);
  }
  return out;
}

inline std::vector<std::string> lines_of(const std::vector<Problem>& problems) {
  std::vector<std::string> out;
  for (const Problem& problem : problems) out.push_back(to_line(problem));
  return out;
}

}  // namespace homeward::returns::testing
