// What is asked only of children who were looked after for the 12 months to 31 March: the items of
// OC2, and what cannot stand beside them.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr Rule kInCareAllYearRules[] = {
    {.code = "187",
     .sentence = "A child continuously looked after for 12 months at 31 March must not have AD1 or "
                 "OC3 items.",
     .fields = "DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR IN_TOUCH ACTIV "
               "ACCOM",
     .needs = kEpisodes | kOc3 | kAd1,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (!c.twelve_months) return;
           for (const Ad1Row& row : c.ad1)
             if (has_items(row)) flag(row, given(row));
           for (const Oc3Row& row : c.oc3)
             if (has_items(row)) flag(row, given(row));
         },
     .remedy = "Take the adoption or care-leaver items out, or end the episode if the child has "
               "left care.",
     .reading = kTwelveMonths},
    {.code = "190",
     .sentence = "OC2 health, conviction and misuse items must be blank for a child who was not "
                 "continuously looked after for 12 months at 31 March.",
     .fields = "CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT "
               "SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
     .needs = kEpisodes | kOc2,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const Oc2Row& row : c.oc2)
             if (!c.twelve_months && has_items(row)) flag(row, given(row));
         },
     .remedy = "Take the items out, or correct the episodes if the child was in care all year.",
     .reading = kTwelveMonths,
     .listed = "OC2 health, conviction and misuse items must be blank for a child not continuously "
               "looked after for 12 months."},
    {.code = "191",
     .sentence = "A child looked after for 12 months at 31 March must be in OC2, with "
                 "immunisations, teeth, health assessment and substance misuse filled in.",
     .fields = "IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE CHILD",
     .needs = kEpisodes | kOc2,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (!c.twelve_months) return;
           if (const EpisodeRow* latest = latest_episode(c); c.oc2.empty() && latest != nullptr)
             flag(*latest);
           for (const Oc2Row& row : c.oc2)
             if (const Cells blank = kYesOrNoOfEveryone & ~given(row)) flag(row, blank);
         },
     .remedy = "Ask for the child's health record and fill in the four items in OC2.",
     .reading =
         "A child without any row in OC2 is one finding, at their latest episode. As for all "
         "rules about twelve months of care, an end without a reason ends care, unless another "
         "episode goes on from that day.",
     .listed = "A 12-month child must have immunisations, teeth, health assessment and substance "
               "misuse filled (and must appear in OC2)."},
    {.code = "192",
     .sentence = "If substance misuse is 1, intervention received must be filled.",
     .fields = "SUBSTANCE_MISUSE INTERVENTION_RECEIVED",
     .needs = kOc2,
     .check = rows_that<&YearRows::oc2,
                        [](const Oc2Row& row) {
                          return row.substance_misuse == "1" && row.intervention_received.blank();
                        }>,
     .remedy = "Say with 1 or 0 whether the child received help for the misuse."},
    {.code = "193",
     .sentence = "If substance misuse is 0 or blank, both intervention items must be blank.",
     .fields = "SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
     .needs = kOc2,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           constexpr Cells interventions =
               cells(oc2::intervention_received, oc2::intervention_offered);
           for (const Oc2Row& row : c.oc2)
             if (const Cells wrong = given(row) & interventions;
                 wrong && (row.substance_misuse == "0" || row.substance_misuse.blank()))
               flag(row, wrong | cells(oc2::substance_misuse));
         },
     .remedy = "Take the intervention items out, or put 1 for substance misuse if there was any."},
    {.code = "215",
     .sentence = "A child with care-leaver items must have none of the eight OC2 yes/no items.",
     .fields = "IN_TOUCH ACTIV ACCOM CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK "
               "HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
     .needs = kOc2 | kOc3,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const Oc2Row& health : c.oc2)
             for (const Oc3Row& leaver : c.oc3)
               if (has_items(health) && has_items(leaver)) {
                 flag(health, given(health));
                 flag(leaver, given(leaver));
               }
         },
     .remedy = "A child in care all year has OC2, a care leaver OC3: take out the one that does "
               "not apply."},
};

}  // namespace

std::span<const Rule> in_care_all_year_rules() {
  return kInCareAllYearRules;
}

}  // namespace homeward::returns::rules
