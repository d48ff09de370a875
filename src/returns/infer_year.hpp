// Which collection year a return is for, told from its dates and its names (the rule: source.hpp).
#pragma once

#include <string>

#include "returns/source.hpp"

namespace homeward::returns {

struct InferredYear {
  int collection_year = 0;
  bool told = false;      // a date told it; else it is the year of `as_of`
  std::string reason;     // for the summary of an import
  std::size_t dates = 0;  // that were looked at
  std::size_t later = 0;  // of these, in a later year, and which that is
  int later_year = 0;
  // Where the episodes tell the year: dates of a later one in the other files.
  std::size_t later_elsewhere = 0;
};

InferredYear infer_year(const Return& from, Date as_of);

// "last" for a file named as last year's, "2025" for one with a collection year or a year in its
// name (the later of "2024-25"), else "". Only used to tell two files with the same table apart.
std::string year_marker(std::string_view file_name);

// "last" said as plainly as can be, by the first or the last word ("OC3_last.csv", "last year").
bool plainly_last(std::string_view file_name);

}  // namespace homeward::returns
