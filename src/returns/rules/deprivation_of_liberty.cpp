// Deprivation of liberty orders (DoLo): their dates, and the placements and care they lie in.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Lies in one of the child's periods of care. A period whose start is not known (it begins here
// with another reason than S, or on an unreadable date) may have begun as early as one likes; one
// that ends in X1 goes on.
bool lies_in_care(const DoloRow& order, const Child& c) {
  bool inside = false;
  for_each_period(c.episodes, [&](const Run& period) {
    const Code rne = period.episodes.front().rne;
    const bool since_before = !rne.blank() && !care::starts_care(rne);
    const bool began = since_before || !period.from().known() || period.from() <= order.dolo_start;
    const bool goes_on = period.last().rec == "X1" || !period.until().known();
    inside = inside || (began && (goes_on || order.dolo_end <= period.until()));
  });
  return inside;
}

// Each order with each placement of the same days for which `test(place)` holds.
template <auto Test>
void placements_under_order(const Child& c, const Year&, Flags& flag) {
  for (const DoloRow& order : c.dolo)
    for (const EpisodeRow& e : c.episodes)
      if (!e.place.blank() && Test(e.place) &&
          overlap(order.dolo_start, order.dolo_end, e.decom, e.dec)) {
        flag(order);
        flag(e);
      }
}

constexpr InForce kSince2027{2027};
constexpr std::string_view kDatesAndPlacement =
    "Check the dates of the order and the placement type, and correct the wrong one.";

constexpr Rule kDeprivationOfLibertyRules[] = {
    {.code = "700",
     .sentence = "DoLO start must be present and a real date.",
     .fields = "DOLO_START",
     .needs = kDolo,
     .years = kSince2027,
     .check = needs_real_date<&YearRows::dolo, &DoloRow::dolo_start>,
     .remedy = "Look up the day the order began and write it as DD/MM/YYYY."},
    {.code = "701",
     .sentence = "DoLO end, if given, must be a real date.",
     .fields = "DOLO_END",
     .needs = kDolo,
     .years = kSince2027,
     .check = real_date_if_given<&YearRows::dolo, &DoloRow::dolo_end>,
     .remedy = "Look up the day the order ended and write it as DD/MM/YYYY."},
    {.code = "702",
     .sentence = "DoLO end must be after its start.",
     .fields = "DOLO_START DOLO_END",
     .needs = kDolo,
     .years = kSince2027,
     .check = rows_that<&YearRows::dolo,
                        [](const DoloRow& row) { return row.dolo_end <= row.dolo_start; }>,
     .remedy = "Look up both days in the court order and correct the wrong one.",
     .reading = "An order that ends on the day it starts fails."},
    {.code = "703",
     .sentence = "DoLO start must not be after the collection year end.",
     .fields = "DOLO_START",
     .needs = kDolo,
     .years = kSince2027,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const DoloRow& row : c.dolo)
             if (row.dolo_start > y.end) flag(row);
         },
     .remedy = "Correct the day, or leave the order for next year's return."},
    {.code = "704",
     .sentence = "DoLO end, if given, must fall within the collection year.",
     .fields = "DOLO_END",
     .needs = kDolo,
     .years = kSince2027,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const DoloRow& row : c.dolo)
             if (row.dolo_end < y.start || row.dolo_end > y.end) flag(row);
         },
     .remedy = "Correct the day. An order that ended before 1 April is not in this return; one "
               "that goes on after 31 March has no end yet.",
     .listed = "DoLO end must fall within the collection year."},
    {.code = "705",
     .sentence = "DoLOs of one child must not overlap, and an earlier one must be ended.",
     .fields = "DOLO_START DOLO_END",
     .needs = kDolo,
     .years = kSince2027,
     .check = spans_apart<&YearRows::dolo, &DoloRow::dolo_start, &DoloRow::dolo_end>,
     .remedy = "End the earlier order, or correct the day this one started.",
     .reading =
         "The later order is flagged: it cannot start while the one before it goes on. It "
         "may start on the day that one ended. An order without a start stands last. Each is "
         "held against the one before it alone, so one missing end is one finding."},
    {.code = "706",
     .sentence = "A DoLO open last year must reappear this year with the same start.",
     .fields = "DOLO_START",
     .needs = kDolo | kLastDolo,
     .years = kSince2027,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const DoloRow& open : c.last.dolo) {
             if (open.dolo_end.given() || !open.dolo_start.known()) continue;
             const auto same = [&](const DoloRow& row) {
               return row.dolo_start == open.dolo_start;
             };
             if (any(c.dolo, same) || left_care_last_year(c)) continue;
             if (c.dolo.empty())
               flag.last(open);
             else
               flag(c.dolo.front());
           }
         },
     .remedy = "Put the order in with the start it had last year, and its end if it has ended.",
     .reading = "Flagged is the child's first order of this year; last year's row only if there is "
                "none this year. A child who left care last year and has no episode this year is "
                "not asked.",
     .also = kEpisodes | kLastEpisodes},
    {.code = "707",
     .sentence = "A DoLO must lie inside a period of care, and be ended when that has ended.",
     .fields = "DOLO_END",
     .needs = kEpisodes | kDolo,
     .years = kSince2027,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (c.episodes.empty()) return;
           for (const DoloRow& row : c.dolo)
             if (row.dolo_start.known() && (row.dolo_end.blank() || row.dolo_end.known()) &&
                 !lies_in_care(row, c))
               flag(row);
         },
     .remedy = "End the order on the day the child left care at the latest, or correct its dates.",
     .reading = "A period of care that begins here with another reason than S began before this "
                "return, so an order may have begun earlier than its first episode here. It ended "
                "with its last episode, unless that one ends in X1.",
     .listed = "A DoLO must be ended when the period of care ended, and lie inside it."},
    {.code = "708",
     .sentence = "DoLO start must be after the date of birth.",
     .fields = "DOLO_START",
     .needs = kDolo,
     .years = kSince2027,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const DoloRow& row : c.dolo)
             if (row.dolo_start <= dob_of(row, c)) flag(row);
         },
     .remedy = "Look up the day the order began and the date of birth, and correct the wrong one.",
     .beside = "DOB"},
    {.code = "709",
     .sentence = "Placements overlapping a DoLO are expected to be K2, Z12 or Z13.",
     .fields = "DOLO_START DOLO_END PLACE",
     .needs = kEpisodes | kDolo,
     .years = kSince2027,
     .check = placements_under_order<[](Code place) {
       return place != "K2" && place != "Z12" && place != "Z13";
     }>,
     .remedy = kDatesAndPlacement,
     .reading = "Read is PLACE; the community validator reads a column that no return has. The "
                "last day of a placement or an order does not overlap."},
    {.code = "710",
     .sentence = "Placements overlapping a DoLO cannot be K1, P1, R5 or K3.",
     .fields = "DOLO_START DOLO_END PLACE",
     .needs = kEpisodes | kDolo,
     .years = kSince2027,
     .check = placements_under_order<[](Code place) {
       return place == "K1" || place == "P1" || place == "R5" || place == "K3";
     }>,
     .remedy = kDatesAndPlacement,
     .reading = "As for rule 709."},
};

}  // namespace

std::span<const Rule> deprivation_of_liberty_rules() {
  return kDeprivationOfLibertyRules;
}

}  // namespace homeward::returns::rules
