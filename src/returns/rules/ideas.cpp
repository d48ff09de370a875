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

bool left_care_last_year(const Child& child) {
  const EpisodeRow* latest = latest_episode(child.last);
  return child.episodes.empty() && latest != nullptr && !latest->open();
}

bool ended_care(std::span<const EpisodeRow> rows, std::size_t at) {
  const EpisodeRow& e = rows[at];
  if (!e.rec.blank()) return ends_care(e.rec);
  return e.dec.given() && !(at + 1 < rows.size() && rows[at + 1].decom == e.dec);
}

const EpisodeRow* lived_before(std::span<const EpisodeRow> rows, std::size_t at) {
  while (at-- > 0)
    if (!is_temporary(rows[at].place)) return &rows[at];
  return nullptr;
}

const EpisodeRow* lived_before_or_last_year(const Child& c, std::size_t at) {
  if (const EpisodeRow* before = lived_before(c.episodes, at)) return before;
  const Day from = c.episodes.front().decom;
  std::size_t older = 0;
  while (older < c.last.episodes.size() && c.last.episodes[older].decom < from) ++older;
  return lived_before(c.last.episodes, older);
}

bool twelve_months(const YearRows& rows, const Year& year) {
  bool in_year = false;
  for (std::size_t i = 0; i < rows.episodes.size(); ++i) {
    const EpisodeRow& e = rows.episodes[i];
    if (!live_in_year(e, year)) continue;
    in_year = true;
    if (is_short_break(e.ls)) return false;
    if (care::starts_care(e.rne) && e.decom > year.start) return false;
    if (ended_care(rows.episodes, i) && e.dec < year.end) return false;
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
