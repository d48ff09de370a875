#include "returns/dates.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace homeward::returns {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Reads `least` to `most` digits off the front of `text`; nothing if there are fewer or more.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  int number = 0;
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) {
    if (digits == most) return std::nullopt;
    number = number * 10 + (text[digits] - '0');
    ++digits;
  }
  if (digits < least) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

bool take_separator(std::string_view& text, char separator) {
  if (text.empty() || text.front() != separator) return false;
  text.remove_prefix(1);
  return true;
}

// Nothing, or white space, or a time of day: digits, colons, points, Z, an offset, AM or PM.
bool is_time_or_nothing(std::string_view rest) {
  if (rest.empty()) return true;
  if (rest.front() != ' ' && rest.front() != 'T' && rest.front() != 't') return false;
  rest = text::trim(rest.substr(1));
  if (rest.empty()) return true;
  if (rest.size() > 32 || !is_digit(rest.front())) return false;
  if (rest.find(':') == std::string_view::npos) return false;
  return rest.find_first_not_of("0123456789:.+-Zz AaPpMm") == std::string_view::npos;
}

int four_digit_year(int two_digits, int latest_year) {
  const int year = latest_year - latest_year % 100 + two_digits;
  return year > latest_year ? year - 100 : year;
}

// Of "DD/MM/YYYY", the form that nearly every date has.
bool all_digits(std::string_view text) {
  for (const std::size_t i : {0u, 1u, 3u, 4u, 6u, 7u, 8u, 9u})
    if (!is_digit(text[i])) return false;
  return true;
}

std::optional<Date> iso_date(std::string_view text) {
  const auto year = take_number(text, 4, 4);
  if (!year || !take_separator(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2, 2);
  if (!month || !take_separator(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2, 2);
  if (!day || !is_time_or_nothing(text)) return std::nullopt;
  return Date::of(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::optional<Date> british_date(std::string_view text, int latest_year) {
  const auto day = take_number(text, 1, 2);
  if (!day || text.empty()) return std::nullopt;
  const char separator = text.front();
  if (separator != '/' && separator != '-' && separator != '.') return std::nullopt;
  text.remove_prefix(1);
  const auto month = take_number(text, 1, 2);
  if (!month || !take_separator(text, separator)) return std::nullopt;
  const std::size_t before = text.size();
  auto year = take_number(text, 2, 4);
  const std::size_t year_digits = before - text.size();
  if (!year || year_digits == 3 || !is_time_or_nothing(text)) return std::nullopt;
  if (year_digits == 2) year = four_digit_year(*year, latest_year);
  return Date::of(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

}  // namespace

std::optional<Date> parse_return_date(std::string_view text, int latest_year) {
  if (text.size() == 10 && text[2] == '/' && text[5] == '/' && all_digits(text)) {
    const auto digit = [&](std::size_t i) { return static_cast<unsigned>(text[i] - '0'); };
    const unsigned year = digit(6) * 1000 + digit(7) * 100 + digit(8) * 10 + digit(9);
    return Date::of(static_cast<int>(year), digit(3) * 10 + digit(4), digit(0) * 10 + digit(1));
  }
  text = text::trim(text);
  if (text.size() < 6 || text.size() > 48) return std::nullopt;
  return text[4] == '-' && is_digit(text[2]) ? iso_date(text) : british_date(text, latest_year);
}

std::optional<Code> parse_permanence_date(std::string_view text, int latest_year) {
  const std::string upper = text::upper(text::trim(text));
  if (const auto date = parse_return_date(upper, latest_year))
    return Code::parse(fmt::format("{:02}{:02}{:04}", date->day(), date->month(), date->year()));
  if (upper.size() != 10 || upper[2] != '/' || upper[5] != '/') return std::nullopt;
  const std::string_view all = upper;
  const auto day = all.substr(0, 2), month = all.substr(3, 2), year = all.substr(6, 4);
  if (day != "ZZ") return std::nullopt;
  const bool month_known = month != "ZZ", year_known = year != "ZZZZ";
  if (month_known && !year_known) return std::nullopt;
  // A known part must be a real one: tried with the first of the month.
  const std::string probe =
      fmt::format("01/{}/{}", month_known ? month : "01", year_known ? year : "2000");
  if (!parse_return_date(probe, latest_year)) return std::nullopt;
  return Code::parse(fmt::format("{}{}{}", day, month, year));
}

}  // namespace homeward::returns
