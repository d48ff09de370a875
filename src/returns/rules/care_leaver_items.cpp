// What OC3 says of a care leaver: its three codes, all given or none.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr std::string_view kBlankIsRule153 =
    "A blank cell passes: whether the three items may be blank is for rule 153 to say.";

constexpr Rule kCareLeaverItemsRules[] = {
    {.code = "131",
     .sentence = "In touch, if given, must be YES, NO, DIED, REFU, NREQ or RHOM.",
     .fields = "IN_TOUCH",
     .needs = kOc3,
     .check = listed_if_given<&YearRows::oc3, &Oc3Row::in_touch, CodeSet::in_touch>,
     .remedy = "Put in the code that says whether you are in touch with the care leaver.",
     .reading = kBlankIsRule153,
     .listed = "In-touch value must be YES, NO, DIED, REFU, NREQ or RHOM."},
    {.code = "132",
     .sentence = "Care-leaver activity, if given, must be one of the year's codes: F1 P1 F2 P2 F4 "
                 "P4 F5 P5 G4 G5 G6 or 0.",
     .fields = "ACTIV",
     .needs = kOc3,
     .check = listed_if_given<&YearRows::oc3, &Oc3Row::activ, CodeSet::activity>,
     .remedy = "Put in the code for what the care leaver does, or 0 if nothing is known.",
     .reading = kBlankIsRule153,
     .listed = "Care-leaver activity must be one of F1 P1 F2 P2 F4 P4 F5 P5 G4 G5 G6 or 0."},
    {.code = "133",
     .sentence = "Care-leaver accommodation, if given, must be the letter of a kind of "
                 "accommodation with 1 (suitable) or 2 (unsuitable), or 0; S and X go only with 2.",
     .fields = "ACCOM",
     .needs = kOc3,
     .check = listed_if_given<&YearRows::oc3, &Oc3Row::accom, CodeSet::accommodation>,
     .remedy = "Put in the letter for where the care leaver lives, and 1 if it is suitable or 2 if "
               "it is not (homeless and custody never are), or 0 alone if nothing is known.",
     .reading = kBlankIsRule153,
     .listed = "Care-leaver accommodation must be a valid code-plus-suitability value or 0 (see "
               "the ACCOM list)."},
    {.code = "153",
     .sentence = "In touch, activity and accommodation must be all filled or all blank.",
     .fields = "IN_TOUCH ACTIV ACCOM",
     .needs = kOc3,
     .check = rows_that<&YearRows::oc3,
                        [](const Oc3Row& row) {
                          return has_items(row) &&
                                 (row.in_touch.blank() || row.activ.blank() || row.accom.blank());
                        }>,
     .remedy = "Fill in the items that are missing; 0 stands for an activity or accommodation that "
               "is not known."},
};

}  // namespace

std::span<const Rule> care_leaver_items_rules() {
  return kCareLeaverItemsRules;
}

}  // namespace homeward::returns::rules
