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

constexpr Needs kBothYears = kHeader | kUasc | kLastHeader | kLastUasc;

constexpr Rule kRules[] = {
    {.code = "205A",
     .sentence = "UASC last year but not this year: last year's date-ceased must fall in that year "
                 "and none may be given this year.",
     .fields = "CHILD UASC",
     .needs = kBothYears,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           if (!in_both_returns(c) || has_uasc_status(c) || !has_uasc_status(c.last)) return;
           const bool ended_last_year = any_end(
               c.last, [&](Day ended) { return ended >= y.last_start && ended <= y.last_end; });
           if (!ended_last_year || any_end(c, given)) flag_status(c, flag);
         },
     .remedy = "Put the child into UASC again, with DUC if the status ended this year; if it ended "
               "last year, be ready to give the date."},
    {.code = "205B",
     .sentence = "UASC in both years: dates ceased must be consistent (this year's within the year "
                 "or at 18; last year's at the 18th birthday).",
     .fields = "DUC UASC",
     .needs = kBothYears,
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
     .reading = "No date at all is consistent: the status goes on."},
    {.code = "205C",
     .sentence = "Not UASC in either year: no date UASC ceased may be given.",
     .fields = "DUC UASC",
     .needs = kBothYears,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (has_uasc_status(c) || has_uasc_status(c.last)) return;
           if (any_end(c, given) || any_end(c.last, given)) flag_status_and_end(c, flag);
         },
     .remedy = "Take DUC out, or set the UASC status to 1.",
     .reading = "In CSV files a row in UASC is the status, so only an XML return can fail."},
    {.code = "205D",
     .sentence = "UASC this year but not recorded as UASC last year is queried.",
     .fields = "UASC CHILD",
     .needs = kBothYears,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (in_both_returns(c) && has_uasc_status(c) && !has_uasc_status(c.last))
             flag_status(c, flag);
         },
     .remedy = "Check that the child came to this country alone; if last year's return was wrong, "
               "be ready to say so.",
     .reading = "A child who was not in last year's return is new, and nothing is asked."},
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
             if (leaver(row)) flag(row);
         },
     .remedy = "Take the care leaver's row out of UASC, or add the missing episodes."},
};

}  // namespace

std::span<const Rule> asylum_over_two_years_rules() {
  return kRules;
}

}  // namespace homeward::returns::rules
