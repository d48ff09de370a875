// What a cell of a return means before its column is known, and which cells cannot be an
// identifier.
#pragma once

#include <string>
#include <string_view>

namespace homeward::returns {

// "950503.0" and "950503.00" are 950503: a whole number that some tool has written with decimals.
// Anything else stays.
std::string_view whole_number(std::string_view cell);

// True for a number as a spreadsheet or a program shortens it: "9.50501E+11". Upper-case. Codes and
// identifiers that only look like one ("12E5", "E10000012") give false.
bool is_shortened_number(std::string_view cell);

// Why `cell`, upper-cased, cannot be a child's identifier, as the sentence of a problem ("{}" is
// the cell); empty if it can, or is blank. Such rows would all land on one child.
std::string_view why_no_identifier(std::string_view cell);

}  // namespace homeward::returns
