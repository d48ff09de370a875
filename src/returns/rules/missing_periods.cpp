// Periods missing or away: their dates and type, and the care they fall in.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Inside as far as is known: an unreadable start or end of care puts nothing outside. Episodes that
// last year's return leaves open are only told of up to its end.
bool began_within(const MissingRow& m, Day from, Day until, Day told_until) {
  return !(m.mis_start < from) && !(m.mis_start > (until.blank() ? told_until : until));
}

bool in_some_episode(const MissingRow& m, const YearRows& rows, Day told_until) {
  return any(rows.episodes,
             [&](const EpisodeRow& e) { return began_within(m, e.decom, e.dec, told_until); });
}

bool in_some_period(const MissingRow& m, const YearRows& rows, Day told_until) {
  bool found = false;
  for_each_period(rows.episodes, [&](const Run& care) {
    found |= began_within(m, care.from(), care.until(), told_until);
  });
  return found;
}

// The start must lie inside care, as this year's or last year's episodes tell.
template <auto Inside>
void began_in_care(const Child& c, const Year& y, Flags& flag) {
  for (const MissingRow& m : c.missing)
    if (m.mis_start.known() && !Inside(m, c, Day()) && !Inside(m, c.last, y.last_end)) flag(m);
}

// The last episode of the placement in which the child was on that day; null if none is known. Of
// two placements that meet on the day it is the later one. A change of legal status alone (L) does
// not end a placement.
const EpisodeRow* placement_on(Day day, std::span<const EpisodeRow> episodes) {
  std::size_t at = episodes.size();
  for (std::size_t i = 0; i < episodes.size(); ++i)
    if (episodes[i].decom <= day && (episodes[i].open() || day <= episodes[i].dec)) at = i;
  if (at == episodes.size()) return nullptr;
  while (at + 1 < episodes.size() && episodes[at + 1].rne == "L" &&
         episodes[at + 1].decom == episodes[at].dec)
    ++at;
  return &episodes[at];
}

// Whether the child went missing in that period of care; if it ended, the missing period must have
// ended by then, and is flagged otherwise.
bool ends_with_care(const MissingRow& m, const Run& care, Flags& flag) {
  // Care that did not begin with S began before the first of these episodes.
  const bool began_here = care::starts_care(care.episodes.front().rne);
  if (!m.mis_start.known() || (began_here && !(m.mis_start >= care.from())) ||
      m.mis_start > care.until())
    return false;
  if (ended_care(care.episodes, care.episodes.size() - 1) && m.mis_start <= care.until() &&
      (m.mis_end.blank() || m.mis_end > care.until()))
    flag(m);
  return true;
}

constexpr std::string_view kGiveType =
    "Give M if nobody knew where the child was, or A if it was known.";
constexpr std::string_view kGiveEnd =
    "Give the day the child was found, or the day care ended if they were not.";
constexpr std::string_view kEndWithPlacement =
    "Give the day the child was found, or the day the placement ended if they were not; correct "
    "the end of the placement if it goes on.";
constexpr std::string_view kCorrectStartOrCare =
    "Look up the day the child went missing and the days of care, and correct what is wrong; take "
    "the row out if the child was not looked after then.";
constexpr std::string_view kLastYearCounts =
    "Last year's episodes count as well as this year's, so that a period that began last year is "
    "not found wrong.";

constexpr Rule kMissingPeriodsRules[] = {
    {.code = "564",
     .sentence = "A period missing (M) or away (A) must have a start date.",
     .fields = "MISSING MIS_START",
     .needs = kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if ((m.missing == "M" || m.missing == "A") && m.mis_start.blank()) flag(m);
         },
     .remedy = "Give the day the child went missing.",
     .listed = "A missing (M) or away (A) entry needs a start date."},
    {.code = "565",
     .sentence = "A period missing or away with a start date must have a type, M or A.",
     .fields = "MISSING MIS_START",
     .needs = kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if (m.mis_start.given() && m.missing.blank()) flag(m);
         },
     .remedy = kGiveType,
     .listed = "A missing start date needs the M/A type."},
    {.code = "566",
     .sentence = "A period missing or away with an end date must have a type, M or A.",
     .fields = "MISSING MIS_END",
     .needs = kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if (m.mis_end.given() && m.missing.blank()) flag(m);
         },
     .remedy = kGiveType,
     .listed = "A missing end date needs the M/A type."},
    {.code = "567",
     .sentence = "A period missing or away must not end before it starts.",
     .fields = "MIS_START MIS_END",
     .needs = kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if (m.mis_end < m.mis_start) flag(m);
         },
     .remedy = "Look up both days and correct the one that is wrong.",
     .listed = "A missing end date must not be before its start."},
    {.code = "570",
     .sentence = "A period missing or away must not start after the collection year ends.",
     .fields = "MIS_START",
     .needs = kMissing,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if (m.mis_start > y.end) flag(m);
         },
     .remedy = "Correct the day, or leave the period for next year's return.",
     .listed = "A missing start must not be after the collection year end."},
    {.code = "571",
     .sentence =
         "The end of a period missing or away, if given, must lie within the collection year.",
     .fields = "MIS_END",
     .needs = kMissing,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if (m.mis_end < y.start || m.mis_end > y.end) flag(m);
         },
     .remedy = "Correct the day; take the row out if the period ended before the year, and leave "
               "the end blank if it came after it.",
     .listed = "A missing end must fall within the collection year."},
    {.code = "574",
     .sentence =
         "Periods missing or away of one child must not overlap, and an earlier one must be ended.",
     .fields = "MIS_START MIS_END",
     .needs = kMissing,
     .check = spans_apart<&YearRows::missing, &MissingRow::mis_start, &MissingRow::mis_end>,
     .remedy = "Give the day the earlier period ended, or take out the row if one period stands "
               "twice.",
     .reading = "The later period is shown; found and missing again on one day do not overlap. "
                "Each is held against the one before it alone, so one missing end is one finding.",
     .listed = "Missing periods of one child must not overlap, and an earlier one must be ended."},
    {.code = "575",
     .sentence =
         "A period missing or away must be ended if the placement in which it started has ended.",
     .fields = "MIS_END",
     .needs = kEpisodes | kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& m : c.missing) {
             const EpisodeRow* placement = placement_on(m.mis_start, c.episodes);
             if (placement == nullptr) placement = placement_on(m.mis_start, c.last.episodes);
             if (m.mis_end.blank() && placement != nullptr && placement->dec.known()) flag(m);
           }
         },
     .remedy = kEndWithPlacement,
     .reading = "A change of legal status alone does not end the placement. Of a period that began "
                "last year, last year's return may tell in which placement.",
     .listed = "If the placement the child went missing from has ended, the missing period must be "
               "ended too.",
     .also = kLastEpisodes},
    {.code = "576",
     .sentence = "A period missing or away that was open last year must be the first this year, "
                 "with the same start date.",
     .fields = "CHILD",
     .needs = kMissing | kLastMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& before : c.last.missing) {
             if (!before.mis_end.blank() || !before.mis_start.known()) continue;
             if (!c.missing.empty()) {
               if (changed(before.mis_start, c.missing.front().mis_start)) flag(c.missing.front());
             } else if (!left_care_last_year(c)) {
               flag.last(before);
             }
           }
         },
     .remedy = "Return the period that was open on 31 March again, with the same start, and its "
               "end if it is over.",
     .reading = "A child without any row in Missing this year is found too; last year's row is "
                "shown then. One who left care last year and has no episode this year is not "
                "asked: 1012 forbids a row in Missing there.",
     .listed =
         "A missing period open last year must appear first this year with the same start date.",
     .also = kEpisodes | kLastEpisodes},
    {.code = "577",
     .sentence = "A period missing or away must be ended on or before the day on which the period "
                 "of care ended.",
     .fields = "MIS_END",
     .needs = kEpisodes | kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& m : c.missing) {
             bool told = false;
             const auto hold_against = [&](const Run& care) {
               told |= ends_with_care(m, care, flag);
             };
             for_each_period(c.episodes, hold_against);
             if (!told) for_each_period(c.last.episodes, hold_against);
           }
         },
     .remedy = kGiveEnd,
     .reading = "The period of care is the one in which the child went missing; 578 finds a start "
                "outside any. Of one that began and ended last year, last year's return tells. It "
                "ended if its last episode has an end that is not X1, a reason or "
                "not.",
     .listed =
         "A missing period must be ended when the period of care has ended, and lie inside it.",
     .also = kLastEpisodes},
    {.code = "578",
     .sentence =
         "A period missing or away must start inside a period of care (not after it ended).",
     .fields = "MIS_START",
     .needs = kEpisodes | kMissing,
     .check = began_in_care<in_some_period>,
     .remedy = kCorrectStartOrCare,
     .reading = kLastYearCounts,
     .listed = "A missing start must fall inside a period of care (not after it ended).",
     .also = kLastEpisodes},
    {.code = "580",
     .sentence = "A child who was still missing on the 18th birthday and whose care ended that day "
                 "must have end reason E8.",
     .fields = "REC",
     .needs = kEpisodes | kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& m : c.missing) {
             const Day adult = birthday(dob_of(m, c), kAdult);
             if (!(m.mis_start <= adult && (m.mis_end.blank() || m.mis_end >= adult))) continue;
             for (const EpisodeRow& e : c.episodes)
               if (e.dec == adult && e.rec != "E8") flag(e);
           }
         },
     .remedy = "Give E8 as the reason the episode ended, or the day the child was found if that "
               "was before the birthday.",
     .listed = "A child still missing on the 18th birthday, ending care that day, must have end "
               "reason E8.",
     .beside = "Header.DOB"},
    {.code = "581",
     .sentence = "A period missing or away must start inside some episode (the child must already "
                 "be looked after).",
     .fields = "MIS_START",
     .needs = kEpisodes | kMissing,
     .check = began_in_care<in_some_episode>,
     .remedy = kCorrectStartOrCare,
     .reading = kLastYearCounts,
     .listed =
         "A missing start must fall inside some episode (child must already be looked after).",
     .also = kLastEpisodes},
    {.code = "586",
     .sentence = "A period missing or away must start after the date of birth.",
     .fields = "MIS_START",
     .needs = kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if (m.mis_start <= dob_of(m, c)) flag(m);
         },
     .remedy = "Check the day the child went missing and the date of birth, and correct the one "
               "that is wrong.",
     .listed = "A missing start must be after the date of birth.",
     .beside = "DOB"},
};

}  // namespace

std::span<const Rule> missing_periods_rules() {
  return kMissingPeriodsRules;
}

}  // namespace homeward::returns::rules
