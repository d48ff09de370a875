// Ideas that several rules share, each named once.
#pragma once

#include <algorithm>
#include <optional>

#include "care/codes.hpp"
#include "returns/rules/given.hpp"
#include "returns/rules/rule.hpp"

namespace homeward::returns::rules {

using care::ends_care;
using care::is_adopted;
using care::is_foster;
using care::is_placed_for_adoption;
using care::is_short_break;  // V3 and V4: respite
using care::is_temporary;

inline constexpr int kAdult = 18;  // years of age

// Sentences that several rules end with.
inline constexpr std::string_view kWriteDate = "Look up the date and write it as DD/MM/YYYY.";
inline constexpr std::string_view kTwelveMonths =
    "Twelve months of care as in 191: an end without a reason ends care, unless another episode "
    "goes on from that day.";

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

// Looked after on some day of the year, as far as is known: an episode whose end cannot be read
// counts as being in the year.
inline bool live_in_year(const EpisodeRow& episode, const Year& year) {
  return episode.decom <= year.end && !(episode.dec < year.start);
}

// Still going on after 31 March of the year: the child is looked after that day.
inline bool in_care_at_year_end(const EpisodeRow& episode, const Year& year) {
  return episode.decom <= year.end && (episode.open() || episode.dec > year.end);
}

// The same as far as is known: a child without any episode counts too.
inline bool may_be_in_care_at_year_end(const YearRows& rows, const Year& year) {
  return rows.episodes.empty() ||
         any(rows.episodes, [&](const EpisodeRow& e) { return in_care_at_year_end(e, year); });
}

// Care ended with the episode rows[at] (of rows by DECOM): its reason says so, or it has an end
// without a reason and no episode goes on from that day. X1 never ends care.
bool ended_care(std::span<const EpisodeRow> rows, std::size_t at);

// Where the child lived before rows[at], leaving out temporary placements; null if `rows` do not
// tell.
const EpisodeRow* lived_before(std::span<const EpisodeRow> rows, std::size_t at);

// The same for this year's episode at `at`: where its placement began last year, last year's return
// may tell.
const EpisodeRow* lived_before_or_last_year(const Child& child, std::size_t at);

// The day on which the thing began that goes on in `from`, one of this year's episodes. The part
// that this year's return does not hold, because it ended before 1 April, is looked for in last
// year's. Goes back from episode to episode while same(before, after).
template <class Same>
Day began_or_last_year(const Child& child, const EpisodeRow& from, Same same) {
  if (&from != &child.episodes.front()) return from.decom;
  const EpisodeRow* first = &from;
  for (std::size_t i = child.last.episodes.size(); i-- > 0;) {
    const EpisodeRow& before = child.last.episodes[i];
    if (before.decom < first->decom && before.dec == first->decom && same(before, *first))
      first = &before;
  }
  return first->decom;
}

// Last by DECOM; null without episodes or if no DECOM is known.
const EpisodeRow* latest_episode(const YearRows& rows);
// First by DECOM; null as above.
const EpisodeRow* first_episode(const YearRows& rows);
// Last year's latest episode if it was left open; null otherwise.
const EpisodeRow* left_open_last_year(const Child& child);
// Left care by the end of last year, as last year's return tells, and has no episode this year.
bool left_care_last_year(const Child& child);
// Calls use(episode) for each of last year's that this year's return no longer holds.
template <class Use>
void for_each_only_last_year(const Child& child, Use use) {
  for (const EpisodeRow& e : child.last.episodes)
    if (!any(child.episodes, [&](const EpisodeRow& now) { return now.decom == e.decom; })) use(e);
}

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

// Care-leaver items, adoption items, the yes-or-no items of OC2: anything filled in.
template <class Row>
bool has_items(const Row& row) {
  return given(row) != 0;
}

// A care leaver who was not looked after this year.
inline bool only_care_leaver(const YearRows& rows) {
  return rows.episodes.empty() && any(rows.oc3, [](const Oc3Row& row) { return has_items(row); });
}

// An unaccompanied asylum-seeking child: a row in UASC, or the XML flag.
inline bool is_uasc(const YearRows& rows) {
  return !rows.uasc.empty() || any(rows.header, [](const HeaderRow& h) { return h.uasc == "1"; });
}
// The same, except where the XML form says 0 beside a row in UASC that holds only the day on which
// the status ceased: the item of the form decides where it is given.
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

// Continuously looked after for 12 months at 31 March: an episode in the year and, in the year, no
// V3 or V4 episode, no S after 1 April, no end of care (ended_care) before 31 March. As the
// community's validator tests it (docs/sources.md).
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

// Two spans of days have a day in common. The day of an end is not part of the span, and a blank
// end means that it goes on. False where a start is unknown or an end is unreadable.
bool overlap(Day from, Day until, Day other_from, Day other_until);

// Checks that are all that several rules consist of. Table is a member of YearRows, Item a member
// of its row: needs_real_date<&YearRows::reviews, &ReviewRow::review>.

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
// before the one before it ended, or while that one has no end. Each row is compared only with the
// one before it, so that one end that is missing or too late is one finding however many rows
// follow. The table is in the order of From.
template <auto Table, auto From, auto Until>
void spans_apart(const Child& child, const Year&, Flags& flag) {
  const auto& rows = child.*Table;
  for (std::size_t i = 1; i < rows.size(); ++i)
    if ((rows[i - 1].*Until).blank() || rows[i].*From < rows[i - 1].*Until) flag(rows[i]);
}

}  // namespace homeward::returns::rules
