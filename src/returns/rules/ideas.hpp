// Ideas that several rules share, each named once.
#pragma once

#include <algorithm>
#include <optional>

#include "care/codes.hpp"
#include "returns/rules/rule.hpp"

namespace homeward::returns::rules {

using care::ends_care;
using care::is_adopted;
using care::is_foster;
using care::is_placed_for_adoption;
using care::is_short_break;  // V3 and V4: respite
using care::is_temporary;

inline bool listed(CodeSet set, Code code, const Year& year) {
  return is_valid(set, code, year.rules);
}
// Given, and not one of the year's codes.
inline bool given_unlisted(CodeSet set, Code code, const Year& year) {
  return !code.blank() && !listed(set, code, year);
}

inline bool is_yes_or_no(Code flag) {
  return flag == "0" || flag == "1";
}

// Z1 and what it was split into (Z11 to Z14).
inline bool is_other_placement(Code place) {
  return place.front() == 'Z';
}

inline bool male(Code sex) {
  return sex == "1" || sex == "M";
}
inline bool female(Code sex) {
  return sex == "2" || sex == "F";
}
// By the codes of the year alone, for the rules whose sentence names them.
inline bool male(Code sex, const Year& year) {
  return male(sex) && listed(CodeSet::sex, sex, year);
}
inline bool female(Code sex, const Year& year) {
  return female(sex) && listed(CodeSet::sex, sex, year);
}

// A whole number without a sign ("12"); nothing for blank or anything else.
std::optional<int> whole_number(Code text);

template <class Rows, class Test>
bool any(const Rows& rows, Test test) {
  return std::any_of(rows.begin(), rows.end(), test);
}
template <class Rows, class Test>
bool all(const Rows& rows, Test test) {
  return std::all_of(rows.begin(), rows.end(), test);
}

inline bool in_year(Day day, const Year& year) {
  return day >= year.start && day <= year.end;
}

// Looked after on some day of the year.
inline bool live_in_year(const EpisodeRow& episode, const Year& year) {
  return episode.decom <= year.end && (episode.open() || episode.dec >= year.start);
}

// Still going on after 31 March of the year: the child is looked after that day.
inline bool in_care_at_year_end(const EpisodeRow& episode, const Year& year) {
  return episode.decom <= year.end && (episode.open() || episode.dec > year.end);
}

// Last by DECOM; null without episodes or if no DECOM is known.
const EpisodeRow* latest_episode(const YearRows& rows);
// First by DECOM; null as above.
const EpisodeRow* first_episode(const YearRows& rows);
// Last year's latest episode if it was left open; null otherwise.
const EpisodeRow* left_open_last_year(const Child& child);

inline bool has_respite_only(const YearRows& rows) {
  return !rows.episodes.empty() &&
         all(rows.episodes, [](const EpisodeRow& e) { return is_short_break(e.ls); });
}
inline bool has_non_respite(const YearRows& rows) {
  return any(rows.episodes, [](const EpisodeRow& e) { return !is_short_break(e.ls); });
}

// The birth date in the row itself, else the child's.
template <class Row>
Day dob_of(const Row& row, const Child& child) {
  return row.dob.known() ? row.dob : child.dob;
}

// Care-leaver items, adoption items: anything filled in.
inline bool has_items(const Oc3Row& row) {
  return !row.in_touch.blank() || !row.activ.blank() || !row.accom.blank();
}
inline bool has_items(const Ad1Row& row) {
  return row.date_int.given() || row.date_match.given() || !row.foster_care.blank() ||
         !row.nb_adoptr.blank() || !row.sex_adoptr.blank() || !row.ls_adoptr.blank();
}

// A care leaver who was not looked after this year.
inline bool only_care_leaver(const YearRows& rows) {
  return rows.episodes.empty() && any(rows.oc3, [](const Oc3Row& row) { return has_items(row); });
}

// An unaccompanied asylum-seeking child: a row in UASC, or the XML flag.
inline bool is_uasc(const YearRows& rows) {
  return !rows.uasc.empty() || any(rows.header, [](const HeaderRow& h) { return h.uasc == "1"; });
}
// The same where the XML form says 0 beside a row in UASC that holds only the day it ceased: the
// form's item decides where it is given.
inline bool has_uasc_status(const YearRows& rows) {
  for (const HeaderRow& h : rows.header)
    if (!h.uasc.blank()) return h.uasc == "1";
  return !rows.uasc.empty();
}
// Is one, or was one last year.
inline bool ever_uasc(const Child& child) {
  return is_uasc(child) || is_uasc(child.last);
}

// "ME9 0AP" and "ME90AP" are one postcode; so are two blanks.
bool same_postcode(std::string_view a, std::string_view b);

// Continuously looked after for 12 months at 31 March: an episode in the year and, in the year,
// no V3 or V4 episode, no S after 1 April, no end of care before 31 March.
// Source: domain section 2, OC2.
bool twelve_months(const YearRows& rows, const Year& year);

// A run of episodes that follow on day by day (each starts when the one before ended) and all pass
// a test: one lawful spell, one stay. `until` is blank while the run is open.
struct Run {
  std::span<const EpisodeRow> episodes;
  Day from() const { return episodes.front().decom; }
  Day until() const { return episodes.back().dec; }
  const EpisodeRow& last() const { return episodes.back(); }
};

// Calls use(Run) for each run of `rows` whose episodes all pass `test`, in order. Episodes without
// a known start are in no run.
template <class Test, class Use>
void for_each_run(std::span<const EpisodeRow> rows, Test test, Use use) {
  for (std::size_t from = 0; from < rows.size();) {
    if (!rows[from].decom.known() || !test(rows[from])) {
      ++from;
      continue;
    }
    std::size_t end = from + 1;
    while (end < rows.size() && rows[end].decom == rows[end - 1].dec && test(rows[end])) ++end;
    use(Run{rows.subspan(from, end - from)});
    from = end;
  }
}

// Calls use(Run) for each period of care: from an S (or the first row) up to the next S.
template <class Use>
void for_each_period(std::span<const EpisodeRow> rows, Use use) {
  for (std::size_t from = 0; from < rows.size();) {
    std::size_t end = from + 1;
    while (end < rows.size() && !care::starts_care(rows[end].rne)) ++end;
    use(Run{rows.subspan(from, end - from)});
    from = end;
  }
}

// Two spans of days have a day in common; an end day does not count as lived, and a blank end means
// still going on. False where a start is unknown or an end unreadable.
bool overlap(Day from, Day until, Day other_from, Day other_until);

// Checks that several rules are nothing else than. Table is a member of YearRows, Item of its row:
// needs_real_date<&YearRows::reviews, &ReviewRow::review>.

// Every row for which `fails(row)` holds.
template <auto Table, auto Fails>
void rows_that(const Child& child, const Year&, Flags& flag) {
  for (const auto& row : child.*Table)
    if (Fails(row)) flag(row);
}
// A date must be a real DD/MM/YYYY date; blank passes.
template <auto Table, auto Item>
void real_date_if_given(const Child& child, const Year&, Flags& flag) {
  for (const auto& row : child.*Table)
    if ((row.*Item).badly_written()) flag(row);
}
// As above; blank fails.
template <auto Table, auto Item>
void needs_real_date(const Child& child, const Year&, Flags& flag) {
  for (const auto& row : child.*Table)
    if (!(row.*Item).well_written()) flag(row);
}
// A code must be one of the year's; blank passes.
template <auto Table, auto Item, CodeSet Codes>
void listed_if_given(const Child& child, const Year& year, Flags& flag) {
  for (const auto& row : child.*Table)
    if (given_unlisted(Codes, row.*Item, year)) flag(row);
}
// As above; blank fails.
template <auto Table, auto Item, CodeSet Codes>
void needs_listed(const Child& child, const Year& year, Flags& flag) {
  for (const auto& row : child.*Table)
    if (!listed(Codes, row.*Item, year)) flag(row);
}

// Spans of days must not overlap, and an earlier one must be ended: flags the row that begins
// before an earlier one ended, or while one has no end. The table stands in the order of From.
template <auto Table, auto From, auto Until>
void spans_apart(const Child& child, const Year&, Flags& flag) {
  bool open = false;
  Day until;
  for (const auto& row : child.*Table) {
    if (open || row.*From < until) flag(row);
    open = open || (row.*Until).blank();
    if (!until.known() || until < row.*Until) until = row.*Until;
  }
}

}  // namespace homeward::returns::rules
