// Which table of the return a file is, by its set of columns.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "returns/schema.hpp"

namespace homeward::returns {

struct Recognition {
  // The table, or the nearest one when `missing` is not empty; null if it is like none of them.
  const TableSchema* table = nullptr;
  std::vector<std::string_view> missing;          // columns of the table that the file lacks
  std::vector<std::string> extra;                 // headings that the table does not have
  std::vector<std::string> repeated;              // headings of the table that stand twice
  std::vector<std::optional<std::size_t>> place;  // for each heading, its column in the table
  bool readable() const { return table != nullptr && missing.empty() && repeated.empty(); }
};

// `headings` trimmed and upper-cased, in any order; blank ones are passed over. A file is taken
// for the nearest table only if it has at least half of the columns that set that table apart
// (all but CHILD and DOB).
Recognition recognise(const std::vector<std::string_view>& headings);

}  // namespace homeward::returns
