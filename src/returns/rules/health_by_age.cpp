// Convictions and health checks of children looked after for 12 months, by their age at 31 March.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr int kOfCriminalResponsibility = 10;  // years of age
constexpr int kAtSchool = 5;

// Where that item is 0 or 1, the items every child has must be filled.
template <auto Item>
void rest_of_health_given(const Child& c, const Year&, Flags& flag) {
  for (const Oc2Row& o : c.oc2)
    if (const Cells blank = kYesOrNoOfEveryone & ~given(o); blank && is_yes_or_no(o.*Item))
      flag(o, blank);
}

constexpr std::string_view kFillHealthItems =
    "Fill IMMUNISATIONS, TEETH_CHECK, HEALTH_ASSESSMENT and SUBSTANCE_MISUSE with 0 or 1.";
constexpr std::string_view kCompletedIsZeroOrOne =
    "The item is completed when it is 0 or 1, not only when it is 1: a no is an answer as well.";

constexpr Rule kHealthByAgeRules[] = {
    {.code = "542",
     .sentence = "Conviction item must be blank for a child under 10 at 31 March.",
     .fields = "CONVICTED",
     .needs = kOc2,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const Oc2Row& o : c.oc2)
             if (!o.convicted.blank() && aged_under(dob_of(o, c), kOfCriminalResponsibility, y.end))
               flag(o);
         },
     .remedy = "Empty CONVICTED, or correct the date of birth.",
     .beside = "DOB"},
    {.code = "543",
     .sentence = "Conviction item must be filled for a child looked after for 12 months who is 10 "
                 "or over at 31 March.",
     .fields = "DOB CONVICTED",
     .needs = kEpisodes | kOc2,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           if (!c.twelve_months) return;
           for (const Oc2Row& o : c.oc2)
             if (o.convicted.blank() &&
                 aged_at_least(dob_of(o, c), kOfCriminalResponsibility, y.end))
               flag(o);
         },
     .remedy = "Find out whether the child was convicted or cautioned in the year and give 1 or 0.",
     .reading = kTwelveMonths,
     .listed = "Conviction item must be filled for a 12-month child aged 10+ at 31 March."},
    {.code = "544",
     .sentence = "If conviction is filled in (0 or 1), immunisations, teeth, health assessment and "
                 "misuse must be filled in too.",
     .fields = "CONVICTED IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE",
     .needs = kOc2,
     .check = rest_of_health_given<&Oc2Row::convicted>,
     .remedy = kFillHealthItems,
     .reading = kCompletedIsZeroOrOne,
     .listed = "If conviction is 1, immunisations, teeth, health assessment and misuse must be "
               "filled."},
    {.code = "545",
     .sentence = "Health check (surveillance) must be filled for a child looked after for 12 "
                 "months who is under 5 at 31 March.",
     .fields = "DOB HEALTH_CHECK",
     .needs = kEpisodes | kOc2,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           if (!c.twelve_months) return;
           for (const Oc2Row& o : c.oc2)
             if (o.health_check.blank() && aged_under(dob_of(o, c), kAtSchool, y.end)) flag(o);
         },
     .remedy = "Ask the health visitor whether the development checks are up to date and give 1 or "
               "0.",
     .reading = kTwelveMonths,
     .listed =
         "Health check (surveillance) must be filled for a 12-month child under 5 at 31 March."},
    {.code = "546",
     .sentence = "Health check must be blank for a child looked after for 12 months who is 5 or "
                 "over at 31 March.",
     .fields = "DOB HEALTH_CHECK",
     .needs = kEpisodes | kOc2,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           if (!c.twelve_months) return;
           for (const Oc2Row& o : c.oc2)
             if (!o.health_check.blank() && aged_at_least(dob_of(o, c), kAtSchool, y.end)) flag(o);
         },
     .remedy = "Empty HEALTH_CHECK, or correct the date of birth.",
     .reading = kTwelveMonths,
     .listed = "Health check must be blank for a 12-month child aged 5+ at 31 March."},
    {.code = "547",
     .sentence = "If health check is filled in (0 or 1), immunisations, teeth, health assessment "
                 "and misuse must be filled in too.",
     .fields = "HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE",
     .needs = kOc2,
     .check = rest_of_health_given<&Oc2Row::health_check>,
     .remedy = kFillHealthItems,
     .reading = kCompletedIsZeroOrOne,
     .listed = "If health check is 1, immunisations, teeth, health assessment and misuse must be "
               "filled."},
};

}  // namespace

std::span<const Rule> health_by_age_rules() {
  return kHealthByAgeRules;
}

}  // namespace homeward::returns::rules
