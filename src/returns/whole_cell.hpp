// Tells whether the last cell of a file that does not end with a line break is complete.
#pragma once

#include <string_view>

#include "returns/schema.hpp"

namespace homeward::returns {

// True if `cell`, upper-cased, is a complete value of its column, so that a file that was cut short
// cannot have lost a part of it: a date with its year in full, a flag, a code of the column's list
// of any year, a postcode with its last three characters; or blank. False for text and numbers, of
// which a part looks like the whole.
bool is_whole_cell(const ColumnSchema& column, std::string_view cell);

}  // namespace homeward::returns
