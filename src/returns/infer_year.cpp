#include "returns/infer_year.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "returns/dates.hpp"
#include "returns/year.hpp"

namespace homeward::returns {

namespace {

struct DateColumn {
  TableId table;
  std::size_t column;
};

struct DatesOfYear {
  std::size_t count = 0;
  Date last;
};
using Years = std::map<int, DatesOfYear>;

// The event dates, not after `as_of`, that fall in each collection year.
void count_years(const Return& from, DateColumn source, Date as_of, Years& years) {
  const Table& table = from[source.table];
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto date = parse_return_date(table.cell(i, source.column), as_of.year());
    if (!date || *date > as_of) continue;
    DatesOfYear& year = years[collection_year_of(*date)];
    year.last = year.count++ == 0 ? *date : std::max(year.last, *date);
  }
}

bool is_small_letter(char c) {
  return c >= 'a' && c <= 'z';
}

// Runs of letters and runs of digits; everything else separates.
std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    if (is_small_letter(text[i]))
      while (end < text.size() && is_small_letter(text[end])) ++end;
    else if (text::is_digit(text[i]))
      while (end < text.size() && text::is_digit(text[end])) ++end;
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

// The latest year that more than a few dates point to; but not one that only dates entered after
// the end of the year do, or very few, where most dates tell an earlier year. Dates of many years
// are usual: episodes that go on stand in a return however long ago they began.
int year_told(const Years& years, std::size_t all) {
  constexpr std::size_t kOneIn = 50, kFewIn = 10;
  constexpr unsigned kMonthsToReturnIt = 4;  // April to July: the return of the year before is made
  auto latest = years.rbegin();
  while (latest->second.count * kOneIn < all) ++latest;
  const auto most = std::find_if(latest, years.rend(),
                                 [&](const auto& year) { return year.second.count * 2 > all; });
  if (most == years.rend()) return latest->first;
  const bool few = latest->second.count * kFewIn < all;
  const bool after_the_end =
      latest->first == most->first + 1 &&
      latest->second.last < add_months(year_start(latest->first), kMonthsToReturnIt);
  return few || after_the_end ? most->first : latest->first;
}

}  // namespace

InferredYear infer_year(const Return& from, Date as_of) {
  Years years, others;
  std::string place = from[TableId::episodes].file();
  count_years(from, {TableId::episodes, episodes::decom}, as_of, years);
  count_years(from, {TableId::episodes, episodes::dec}, as_of, years);
  for (const DateColumn source :
       {DateColumn{TableId::missing, missing::mis_start},
        DateColumn{TableId::sw_episodes, sw_episodes::sw_decom},
        DateColumn{TableId::reviews, reviews::review}, DateColumn{TableId::ad1, ad1::date_match},
        DateColumn{TableId::placed_adoption, placed_adoption::date_placed}})
    count_years(from, source, as_of, others);
  if (years.empty()) {
    place = "the other files";
    years.swap(others);
  }
  InferredYear out;
  for (const auto& [year, of_year] : years) out.dates += of_year.count;
  if (out.dates == 0) {
    out.collection_year = collection_year_of(as_of);
    out.reason = fmt::format("{}, because no date tells the year", year_words(out.collection_year));
    return out;
  }
  out.told = true;
  out.collection_year = year_told(years, out.dates);
  out.later_year = years.rbegin()->first;
  for (auto year = years.upper_bound(out.collection_year); year != years.end(); ++year)
    out.later += year->second.count;
  for (auto year = others.upper_bound(out.collection_year); year != others.end(); ++year) {
    out.later_elsewhere += year->second.count;
    if (out.later == 0) out.later_year = year->first;
  }
  out.reason =
      fmt::format("{}, told by {} of {} in {}", year_words(out.collection_year),
                  text::thousands(static_cast<long long>(years[out.collection_year].count)),
                  text::plural(static_cast<long long>(out.dates), "date"), place);
  return out;
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
    if (!text::is_digit(part[0]) || !year.empty() || (part.size() != 4 && part.size() != 6))
      continue;
    const int first = number(part.substr(0, 4));
    if (first < 1980 || first > 2099) continue;
    const int next = (first + 1) % 100;
    const bool pair = part.size() == 6
                          ? number(part.substr(4)) == next
                          : i + 1 < parts.size() && text::is_digit(parts[i + 1][0]) &&
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
