// Periods missing or away: their dates and type, and the care they fall in.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr int kAdult = 18;  // years of age

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

// When the placement ended in which the child was on that day. Of two placements that meet on the
// day it is the later one. A change of legal status alone (L) does not end a placement.
Day end_of_placement_on(Day day, std::span<const EpisodeRow> episodes) {
  std::size_t at = episodes.size();
  for (std::size_t i = 0; i < episodes.size(); ++i)
    if (episodes[i].decom <= day && (episodes[i].open() || day <= episodes[i].dec)) at = i;
  if (at == episodes.size()) return {};
  while (at + 1 < episodes.size() && episodes[at + 1].rne == "L" &&
         episodes[at + 1].decom == episodes[at].dec)
    ++at;
  return episodes[at].dec;
}

constexpr std::string_view kGiveType =
    "Give M if nobody knew where the child was, or A if it was known.";
constexpr std::string_view kGiveEnd =
    "Give the day the child was found, or the day care ended if they were not.";
constexpr std::string_view kCorrectStartOrCare =
    "Look up the day the child went missing and the days of care, and correct what is wrong; take "
    "the row out if the child was not looked after then.";
constexpr std::string_view kLastYearCounts =
    "Last year's episodes count as well as this year's, so that a period that began last year is "
    "not found wrong.";

constexpr Rule kRules[] = {
    {.code = "564",
     .sentence = "A missing (M) or away (A) entry needs a start date.",
     .fields = "MISSING MIS_START",
     .needs = kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if ((m.missing == "M" || m.missing == "A") && m.mis_start.blank()) flag(m);
         },
     .remedy = "Give the day the child went missing."},
    {.code = "565",
     .sentence = "A missing start date needs the M/A type.",
     .fields = "MISSING MIS_START",
     .needs = kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if (m.mis_start.given() && m.missing.blank()) flag(m);
         },
     .remedy = kGiveType},
    {.code = "566",
     .sentence = "A missing end date needs the M/A type.",
     .fields = "MISSING MIS_END",
     .needs = kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if (m.mis_end.given() && m.missing.blank()) flag(m);
         },
     .remedy = kGiveType},
    {.code = "567",
     .sentence = "A missing end date must not be before its start.",
     .fields = "MIS_START MIS_END",
     .needs = kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if (m.mis_end < m.mis_start) flag(m);
         },
     .remedy = "Look up both days and correct the one that is wrong."},
    {.code = "570",
     .sentence = "A missing start must not be after the collection year end.",
     .fields = "MIS_START",
     .needs = kMissing,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if (m.mis_start > y.end) flag(m);
         },
     .remedy = "Correct the day, or leave the period for next year's return."},
    {.code = "571",
     .sentence = "A missing end must fall within the collection year.",
     .fields = "MIS_END",
     .needs = kMissing,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if (m.mis_end < y.start || m.mis_end > y.end) flag(m);
         },
     .remedy = "Correct the day; take the row out if the period ended before the year, and leave "
               "the end blank if it came after it."},
    {.code = "574",
     .sentence = "Missing periods of one child must not overlap, and an earlier one must be ended.",
     .fields = "MIS_START MIS_END",
     .needs = kMissing,
     .check = spans_apart<&YearRows::missing, &MissingRow::mis_start, &MissingRow::mis_end>,
     .remedy = "Give the day the earlier period ended, or take out the row if one period stands "
               "twice.",
     .reading = "The later period is shown; found and missing again on one day do not overlap."},
    {.code = "575",
     .sentence = "If the placement the child went missing from has ended, the missing period must "
                 "be ended too.",
     .fields = "MIS_END",
     .needs = kEpisodes | kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if (m.mis_end.blank() && end_of_placement_on(m.mis_start, c.episodes).known()) flag(m);
         },
     .remedy = kGiveEnd,
     .reading = "A change of legal status alone does not end the placement."},
    {.code = "576",
     .sentence = "A missing period open last year must appear first this year with the same start "
                 "date.",
     .fields = "CHILD",
     .needs = kMissing | kLastMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& before : c.last.missing) {
             if (!before.mis_end.blank() || !before.mis_start.known()) continue;
             if (c.missing.empty())
               flag.last(before);
             else if (changed(before.mis_start, c.missing.front().mis_start))
               flag(c.missing.front());
           }
         },
     .remedy = "Return the period that was open on 31 March again, with the same start, and its "
               "end if it is over.",
     .reading = "A child without any row in Missing this year is found too; last year's row is "
                "shown then."},
    {.code = "577",
     .sentence = "A missing period must be ended when the period of care has ended, and lie inside "
                 "it.",
     .fields = "MIS_END",
     .needs = kEpisodes | kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for_each_period(c.episodes, [&](const Run& care) {
             if (!ends_care(care.last().rec)) return;
             // Care that did not begin with S began before the first of these episodes.
             const bool began_here = care::starts_care(care.episodes.front().rne);
             for (const MissingRow& m : c.missing)
               if ((!began_here || m.mis_start >= care.from()) && m.mis_start <= care.until() &&
                   (m.mis_end.blank() || m.mis_end > care.until()))
                 flag(m);
           });
         },
     .remedy = kGiveEnd,
     .reading = "The period of care is the one in which the child went missing; 578 finds a start "
                "outside any."},
    {.code = "578",
     .sentence = "A missing start must fall inside a period of care (not after it ended).",
     .fields = "MIS_START",
     .needs = kEpisodes | kMissing,
     .check = began_in_care<in_some_period>,
     .remedy = kCorrectStartOrCare,
     .reading = kLastYearCounts},
    {.code = "580",
     .sentence = "A child still missing on the 18th birthday, ending care that day, must have end "
                 "reason E8.",
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
               "was before the birthday."},
    {.code = "581",
     .sentence = "A missing start must fall inside some episode (child must already be looked "
                 "after).",
     .fields = "MIS_START",
     .needs = kEpisodes | kMissing,
     .check = began_in_care<in_some_episode>,
     .remedy = kCorrectStartOrCare,
     .reading = kLastYearCounts},
    {.code = "586",
     .sentence = "A missing start must be after the date of birth.",
     .fields = "MIS_START",
     .needs = kMissing,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const MissingRow& m : c.missing)
             if (m.mis_start <= dob_of(m, c)) flag(m);
         },
     .remedy = "Check the day the child went missing and the date of birth, and correct the one "
               "that is wrong."},
};

}  // namespace

std::span<const Rule> missing_periods_rules() {
  return kRules;
}

}  // namespace homeward::returns::rules
