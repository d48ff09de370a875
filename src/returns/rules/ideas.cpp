#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

std::optional<int> whole_number(Code code) {
  const std::string text = code.text();
  if (text.empty()) return std::nullopt;
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

const EpisodeRow* latest_episode(const YearRows& rows) {
  for (std::size_t i = rows.episodes.size(); i-- > 0;)
    if (rows.episodes[i].decom.known()) return &rows.episodes[i];
  return nullptr;
}

const EpisodeRow* first_episode(const YearRows& rows) {
  return !rows.episodes.empty() && rows.episodes.front().decom.known() ? &rows.episodes.front()
                                                                       : nullptr;
}

const EpisodeRow* left_open_last_year(const Child& child) {
  const EpisodeRow* latest = latest_episode(child.last);
  return latest != nullptr && latest->open() ? latest : nullptr;
}

bool twelve_months(const YearRows& rows, const Year& year) {
  bool in_year = false;
  for (const EpisodeRow& e : rows.episodes) {
    if (!live_in_year(e, year)) continue;
    in_year = true;
    if (is_short_break(e.ls)) return false;
    if (care::starts_care(e.rne) && e.decom > year.start) return false;
    if (ends_care(e.rec) && e.dec < year.end) return false;
  }
  return in_year;
}

namespace {

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

bool same_postcode(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  while (true) {
    while (i < a.size() && a[i] == ' ') ++i;
    while (j < b.size() && b[j] == ' ') ++j;
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (upper(a[i++]) != upper(b[j++])) return false;
  }
}

bool overlap(Day from, Day until, Day other_from, Day other_until) {
  if (!from.known() || !other_from.known()) return false;
  return (until.blank() || until > other_from) && (other_until.blank() || other_until > from);
}

}  // namespace homeward::returns::rules
