#include "returns/cells.hpp"

#include <algorithm>
#include <array>

#include "base/digits.hpp"
#include "returns/encoding.hpp"

namespace homeward::returns {

namespace {

std::size_t take_digits(std::string_view& text) {
  std::size_t digits = 0;
  while (digits < text.size() && text::is_digit(text[digits])) ++digits;
  text.remove_prefix(digits);
  return digits;
}

bool take_one(std::string_view& text, std::string_view one_of) {
  if (text.empty() || one_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

constexpr std::array<std::string_view, 11> kNothingThere{"#N/A",   "#REF!",  "#VALUE!", "#NAME?",
                                                         "#NULL!", "#NUM!",  "#DIV/0!", "#SPILL!",
                                                         "NULL",   "(NULL)", "NAN"};

}  // namespace

std::string_view whole_number(std::string_view cell) {
  if (cell.size() < 3 || cell.back() != '0') return cell;
  const auto point = cell.find_last_not_of('0');
  if (point == std::string_view::npos || point == 0 || cell[point] != '.') return cell;
  const std::string_view whole = cell.substr(0, point);
  return std::all_of(whole.begin(), whole.end(), text::is_digit) ? whole : cell;
}

bool is_shortened_number(std::string_view cell) {
  take_one(cell, "+-");
  const std::size_t before = take_digits(cell);
  const bool point = take_one(cell, ".,");
  if (point && take_digits(cell) == 0) return false;
  if (before == 0 || before > 3 || !take_one(cell, "E")) return false;
  const bool sign = take_one(cell, "+-");
  const std::size_t exponent = take_digits(cell);
  return (point || sign) && exponent >= 1 && exponent <= 3 && cell.empty();
}

namespace {

// "950,503", "1,950,503".
bool has_thousands_separators(std::string_view cell) {
  const std::size_t before = take_digits(cell);
  if (before == 0 || before > 3 || cell.empty()) return false;
  while (take_one(cell, ","))
    if (take_digits(cell) != 3) return false;
  return cell.empty();
}

}  // namespace

std::string_view why_no_identifier(std::string_view cell) {
  if (cell.empty()) return {};
  if (has_thousands_separators(cell))
    return "{} is a number to which a spreadsheet has added commas, not an identifier. The row was "
           "left out. Export the file again and give it here without opening it in a spreadsheet, "
           "or give the column the format Text there first.";
  if (is_shortened_number(cell))
    return "{} is a number that a spreadsheet has shortened, not an identifier: it may stand for "
           "many children. The row was left out. Export the file again and give it here without "
           "opening it in a spreadsheet, or give the column the format Text there first.";
  if (cell.find_first_not_of('#') == std::string_view::npos ||
      std::find(kNothingThere.begin(), kNothingThere.end(), cell) != kNothingThere.end())
    return "{} is what a spreadsheet or a database writes where it has no value, not an "
           "identifier. The row was left out; export the file again.";
  if (cell == "CHILD")
    return "This row repeats the headings. It was left out; take it away if it is not meant to be "
           "there.";
  if (cell.find(kUnreadable) != std::string_view::npos)
    return "The identifier {} holds a character that cannot be read, so it may be another child's. "
           "The row was left out; export the file again as UTF-8.";
  return {};
}

}  // namespace homeward::returns
