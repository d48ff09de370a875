// Unaccompanied asylum-seeking children: this year's status beside last year's.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

template <class Test>
bool any_end(const YearRows& rows, Test test) {
  return any(rows.uasc, [&](const UascRow& u) { return test(u.duc); });
}

bool given(Day ended) {
  return ended.given();
}

bool in_both_returns(const Child& c) {
  return !c.header.empty() && !c.last.header.empty();
}

void flag_status(const Child& c, Flags& flag) {
  for (const HeaderRow& h : c.header) flag(h);
}
void flag_status_and_end(const Child& c, Flags& flag) {
  flag_status(c, flag);
  for (const UascRow& u : c.uasc) flag(u);
}

constexpr Needs kUascBothYears = kHeader | kUasc | kLastHeader | kLastUasc;

constexpr Rule kAsylumOverTwoYearsRules[] = {
    {.code = "205A",
     .sentence = "A child who was UASC last year and is not this year must have a date UASC ceased "
                 "in last year's return that lies in that year, and none this year.",
     .fields = "CHILD UASC",
     .needs = kUascBothYears | kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           if (!in_both_returns(c) || has_uasc_status(c) || !has_uasc_status(c.last)) return;
           if (only_care_leaver(c)) return;  // 1014 forbids the row that this rule would ask for
           const bool ended_last_year = any_end(
               c.last, [&](Day ended) { return ended >= y.last_start && ended <= y.last_end; });
           if (!ended_last_year || any_end(c, given)) flag_status(c, flag);
         },
     .remedy = "Put the child into UASC again, with DUC if the status ended this year; if it ended "
               "last year, be ready to give the date.",
     .reading = "A care leaver without episodes this year is not asked: 1014 forbids a row in UASC "
                "there. Where OC3 was not given, nobody is known to be one.",
     .listed = "UASC last year but not this year: last year's date-ceased must fall in that year "
               "and none may be given this year.",
     .also = kOc3,
     .beside = "UASC_last.DUC"},
    {.code = "205B",
     .sentence =
         "The dates UASC ceased of a child who is UASC in both years must agree: this year's lies "
         "in the year or on the 18th birthday, last year's on the 18th birthday.",
     .fields = "DUC UASC",
     .needs = kUascBothYears,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           if (!in_both_returns(c) || !has_uasc_status(c) || !has_uasc_status(c.last)) return;
           const Day adult = birthday(c.dob, 18);
           const auto wrong_now = [&](Day ended) {
             return (ended < y.start || ended > y.end) && differs(ended, adult);
           };
           const auto wrong_last = [&](Day ended) { return differs(ended, adult); };
           if (any_end(c, wrong_now) || any_end(c.last, wrong_last)) flag_status_and_end(c, flag);
         },
     .remedy = "Find out when the status ended and correct DUC; a child whose status ended last "
               "year is not UASC this year.",
     .reading = "No date at all is consistent: the status goes on.",
     .listed = "UASC in both years: dates ceased must be consistent (this year's within the year "
               "or at 18; last year's at the 18th birthday).",
     .beside = "UASC.DUC UASC_last.DUC Header.DOB"},
    {.code = "205C",
     .sentence = "A child who is UASC in neither year must have no date UASC ceased.",
     .fields = "DUC UASC",
     .needs = kUascBothYears,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (has_uasc_status(c) || has_uasc_status(c.last)) return;
           if (any_end(c, given) || any_end(c.last, given)) flag_status_and_end(c, flag);
         },
     .remedy = "Take DUC out, or set the UASC status to 1.",
     .reading = "In CSV files a row in UASC is the status, so only an XML return can fail.",
     .listed = "Not UASC in either year: no date UASC ceased may be given."},
    {.code = "205D",
     .sentence = "A child who is UASC this year and was not UASC in last year's return is queried.",
     .fields = "UASC CHILD",
     .needs = kUascBothYears,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (in_both_returns(c) && has_uasc_status(c) && !has_uasc_status(c.last))
             flag_status(c, flag);
         },
     .remedy = "Check that the child came to this country alone; if last year's return was wrong, "
               "be ready to say so.",
     .reading = "A child who was not in last year's return is new, and nothing is asked.",
     .listed = "UASC this year but not recorded as UASC last year is queried.",
     .beside = "UASC.DUC"},
    {.code = "1014",
     .sentence = "A care leaver with no episodes this year must have no UASC record.",
     .fields = "ACTIV ACCOM IN_TOUCH DUC",
     .needs = kEpisodes | kUasc | kOc3,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (!c.episodes.empty() || c.uasc.empty()) return;
           const auto leaver = [](const Oc3Row& row) { return has_items(row); };
           if (!any(c.oc3, leaver)) return;
           for (const UascRow& u : c.uasc) flag(u);
           for (const Oc3Row& row : c.oc3)
             if (leaver(row)) flag(row, given(row));
         },
     .remedy = "Take the care leaver's row out of UASC, or add the missing episodes."},
};

}  // namespace

std::span<const Rule> asylum_over_two_years_rules() {
  return kAsylumOverTwoYearsRules;
}

}  // namespace homeward::returns::rules
