// What Header says of a child that is unlikely at the child's age or after their time in care.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Looked after that long is new enough for a number that is not known yet.
constexpr int kDaysNew = 7;

// 31 August before the school year in which the collection year starts.
Day school_age_day(const Year& y) {
  return *Date::of(y.start.year() - 1, 8, 31);
}

constexpr Rule kHeaderQueriesRules[] = {
    {.code = "209",
     .sentence = "UPN code UN1 (not of school age) must not be given for a child who was 4 or over "
                 "on the last 31 August before the collection year starts.",
     .fields = "UPN DOB",
     .needs = kHeader,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const HeaderRow& h : c.header)
             if (h.upn == "UN1" && aged_at_least(dob_of(h, c), 4, school_age_day(y))) flag(h);
         },
     .remedy = "UN1 is for children below school age: ask the school for the number, or put in the "
               "code that says why there is none.",
     .listed = "A child who was 4 or over on 31 August of the year before the collection starts "
               "must not have UPN code UN1."},
    {.code = "210",
     .sentence = "UN4 (newly looked after, UPN not known yet) is only for children looked after a "
                 "week or less at 31 March.",
     .fields = "UPN DECOM",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           const Day newest_start = y.end - kDaysNew;
           const bool long_in_care =
               any(c.episodes, [&](const EpisodeRow& e) { return e.decom < newest_start; });
           for (const HeaderRow& h : c.header)
             if (h.upn == "UN4" && long_in_care) flag(h);
         },
     .remedy = "Ask the school for the number: the child has been in care for more than a week.",
     .reading = "Flagged is a child with an episode that began more than 7 days before 31 March "
                "(before 24 March), in the header row that holds the UPN. The community validator "
                "flags those that began later, which is the other way round."},
    {.code = "231",
     .sentence =
         "An unaccompanied asylum-seeking child (UASC) who is under 11 at year end is queried.",
     .fields = "DOB UASC",
     .needs = kHeader,
     .years = {2025},
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const HeaderRow& h : c.header)
             if (has_uasc_status(c) && aged_under(dob_of(h, c), 11, y.end)) flag(h);
         },
     .remedy = "Check the date of birth and whether the child came to this country alone; if both "
               "are right, be ready to say so.",
     .reading = "The community validator reads a column UASC_STATUS that no return has. Read here "
                "is the UASC item of the XML form, and in CSV files the child's row in UASC.",
     .listed = "UASC aged under 11 at year end is queried.",
     .also = kUasc,
     .beside = "UASC.DUC"},
    {.code = "232",
     .sentence = "Sex reported as U (unknown) is queried.",
     .fields = "SEX",
     .needs = kHeader,
     .years = {2025},
     .check = rows_that<&YearRows::header, [](const HeaderRow& h) { return h.sex == "U"; }>,
     .remedy = "Put in M or F if it is known; if not, be ready to say why."},
};

}  // namespace

std::span<const Rule> header_queries_rules() {
  return kHeaderQueriesRules;
}

}  // namespace homeward::returns::rules
