// Which table of the return a file is, by its set of columns.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "returns/schema.hpp"

namespace homeward::returns {

struct Recognition {
  // The table; if `missing` is not empty, the table that is most like the file; null if none is.
  const TableSchema* table = nullptr;
  std::vector<std::string_view> missing;          // columns of the table that the file lacks
  std::vector<std::string> extra;                 // headings that the table does not have
  std::vector<std::string> repeated;              // headings of the table that stand twice
  std::vector<std::optional<std::size_t>> place;  // for each heading, its column in the table
  bool readable() const { return table != nullptr && missing.empty() && repeated.empty(); }
};

// `headings` trimmed and upper-cased, in any order; blank ones are skipped. A file is taken as the
// table that is most like it only if it has at least half of the columns that set that table apart
// (all but CHILD and DOB).
Recognition recognise(const std::vector<std::string_view>& headings);

}  // namespace homeward::returns
