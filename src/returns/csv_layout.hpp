// Where the heading of a CSV file stands, and what separates its cells.
#pragma once

#include <string_view>

#include "returns/recognise.hpp"
#include "returns/source.hpp"

namespace homeward::returns {

struct CsvLayout {
  std::size_t from = 0;  // where reading begins: behind a line "sep=;", which is no row
  char separator = ',';
  bool separator_told = true;  // it is a comma, or such a line names it
  int heading_row = 0;         // 0: every row is blank
  std::size_t rows_above = 0;  // that are not blank
  std::size_t heading_cells = 0;
  Recognition recognition;  // of the heading; of the first row if no row is like one
};

// `text` has its letters upper-cased. The heading is the first row with all columns of a table
// among the first few that are not blank, else the first that is like one. Separators are tried in
// turn: the one that a line "sep=" names, comma, semicolon, tab, vertical bar.
CsvLayout find_layout(std::string_view text, const Limits& limits);

// "semicolons", "tabs", …
std::string_view separator_words(char separator);

}  // namespace homeward::returns
