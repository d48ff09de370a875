#include "returns/whole_cell.hpp"

#include <algorithm>

#include "base/digits.hpp"
#include "returns/dates.hpp"

namespace homeward::returns {

namespace {

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
// "01/04/20" may have been "01/04/2025": the year must stand last in full, or first before a month
// and a day of two digits each.
bool is_whole_date(std::string_view cell) {
  constexpr int kAnyYear = 9999;
  if (cell.size() < 8 || !parse_return_date(cell, kAnyYear)) return false;
  if (text::all_digits(cell.substr(0, 4)))
    return cell.size() == (text::all_digits(cell) ? 8u : 10u);
  return text::all_digits(cell.substr(cell.size() - 4)) && !text::is_digit(cell[cell.size() - 5]);
}

bool is_whole_postcode(std::string_view cell) {
  if (cell.size() < 5) return false;
  const std::string_view end = cell.substr(cell.size() - 3);
  return text::is_digit(end[0]) && is_capital(end[1]) && is_capital(end[2]);
}

bool is_known_code(CodeSet set, std::string_view cell) {
  const auto code = Code::parse(cell);
  const auto known = codes(set);
  return code && std::any_of(known.begin(), known.end(),
                             [&](const ValidCode& each) { return each.code == *code; });
}

}  // namespace

bool is_whole_cell(const ColumnSchema& column, std::string_view cell) {
  if (cell.empty()) return true;
  switch (column.type) {
    case CellType::date:
    case CellType::permanence_date:
      return is_whole_date(cell);
    case CellType::flag:
      return cell == "0" || cell == "1";
    case CellType::code:
      return is_known_code(column.codes, cell);
    case CellType::postcode:
      return is_whole_postcode(cell);
    case CellType::child:
    case CellType::text:
    case CellType::number:
      return false;
  }
  return false;
}

}  // namespace homeward::returns
