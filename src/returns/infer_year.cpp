#include "returns/infer_year.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "returns/dates.hpp"
#include "returns/year.hpp"

namespace homeward::returns {

namespace {

struct DateColumn {
  TableId table;
  std::size_t column;
};

// How many event dates, not after `as_of`, fall in each collection year.
void count_years(const Return& from, DateColumn source, Date as_of,
                 std::map<int, std::size_t>& years) {
  const Table& table = from[source.table];
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto date = parse_return_date(table.cell(i, source.column), as_of.year());
    if (date && *date <= as_of) ++years[collection_year_of(*date)];
  }
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

// Runs of letters and runs of digits; everything else separates.
std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    if (is_letter(text[i]))
      while (end < text.size() && is_letter(text[end])) ++end;
    else if (is_digit(text[i]))
      while (end < text.size() && is_digit(text[end])) ++end;
    if (end > i) out.push_back(text.substr(i, end - i));
    i = std::max(end, i + 1);
  }
  return out;
}

std::string stem_of(std::string_view file_name) {
  const auto slash = file_name.find_last_of("/\\");
  std::string stem =
      text::lower(slash == std::string_view::npos ? file_name : file_name.substr(slash + 1));
  if (const auto dot = stem.rfind('.'); dot != std::string::npos && dot > 0) stem.resize(dot);
  return stem;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

}  // namespace

InferredYear infer_year(const Return& from, Date as_of) {
  std::map<int, std::size_t> years;
  std::string place = from[TableId::episodes].file();
  count_years(from, {TableId::episodes, episodes::decom}, as_of, years);
  count_years(from, {TableId::episodes, episodes::dec}, as_of, years);
  if (years.empty()) {
    place = "the other files";
    for (const DateColumn source :
         {DateColumn{TableId::missing, missing::mis_start},
          DateColumn{TableId::sw_episodes, sw_episodes::sw_decom},
          DateColumn{TableId::reviews, reviews::review}, DateColumn{TableId::ad1, ad1::date_match},
          DateColumn{TableId::placed_adoption, placed_adoption::date_placed}})
      count_years(from, source, as_of, years);
  }
  std::size_t all = 0;
  for (const auto& [year, count] : years) all += count;
  for (auto year = years.rbegin(); year != years.rend(); ++year) {
    constexpr std::size_t kOneIn = 50;
    if (year->second * kOneIn < all) continue;
    return {year->first, true,
            fmt::format("{}, told by {} of {} in {}", year_words(year->first),
                        text::thousands(static_cast<long long>(year->second)),
                        text::plural(static_cast<long long>(all), "date"), place),
            all};
  }
  const int year = collection_year_of(as_of);
  return {year, false, fmt::format("{}, because no date tells the year", year_words(year))};
}

std::string year_marker(std::string_view file_name) {
  const std::string stem = stem_of(file_name);
  const auto parts = words(stem);
  std::string year;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string_view part = parts[i];
    if (part == "last" || part == "previous" || part == "prev" || part == "lastyear" ||
        part == "previousyear") {
      // PREV_PERM is a table, not last year.
      const bool permanence = i + 1 < parts.size() && parts[i + 1].substr(0, 4) == "perm";
      if (!permanence) return "last";
    }
    if (!is_digit(part[0]) || !year.empty() || (part.size() != 4 && part.size() != 6)) continue;
    const int first = number(part.substr(0, 4));
    if (first < 1980 || first > 2099) continue;
    const int next = (first + 1) % 100;
    const bool pair = part.size() == 6
                          ? number(part.substr(4)) == next
                          : i + 1 < parts.size() && is_digit(parts[i + 1][0]) &&
                                (parts[i + 1].size() == 2 || parts[i + 1].size() == 4) &&
                                number(parts[i + 1]) % 100 == next;
    if (pair || part.size() == 4) year = fmt::format("{}", pair ? first + 1 : first);
  }
  return year;
}

bool plainly_last(std::string_view file_name) {
  if (year_marker(file_name) != "last") return false;
  const std::string stem = stem_of(file_name);
  auto parts = words(stem);
  const auto says_it = [](std::string_view word) {
    return word == "last" || word == "previous" || word == "prev" || word == "lastyear" ||
           word == "previousyear";
  };
  if (says_it(parts.front())) return true;
  if (parts.back() == "year" || parts.back() == "return") parts.pop_back();
  return !parts.empty() && says_it(parts.back());
}

}  // namespace homeward::returns
