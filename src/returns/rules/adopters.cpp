// Who adopted: their number, sex and legal status belong together.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

bool is_one_person(Code sex) {
  return sex == "M1" || sex == "F1";
}
bool is_same_gender(Code sex) {
  return sex == "MM" || sex == "FF";
}
bool is_different_gender(Code sex) {
  return sex == "MF";
}
bool is_couple(Code sex) {
  return is_same_gender(sex) || is_different_gender(sex);
}

// With that legal status the sex must be given, and be one that fits.
void needs_sex(Code status, bool (*fits)(Code), const Child& c, Flags& flag) {
  for (const Ad1Row& a : c.ad1)
    if (a.ls_adoptr == status && !fits(a.sex_adoptr)) flag(a);
}

constexpr std::string_view kMakeAdoptersAgree =
    "Look up who the adopters are and correct LS_ADOPTR or SEX_ADOPTR.";

constexpr Rule kAdoptersRules[] = {
    {.code = "511",
     .sentence = "Two adopters cannot have sex code M1 or F1.",
     .fields = "NB_ADOPTR SEX_ADOPTR",
     .needs = kAd1,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const Ad1Row& a : c.ad1)
             if (a.nb_adoptr == "2" && is_one_person(a.sex_adoptr)) flag(a);
         },
     .remedy = "Look up who the adopters are and correct NB_ADOPTR or SEX_ADOPTR."},
    {.code = "514",
     .sentence = "Adopter status L0 (single) needs adopter sex M1 or F1.",
     .fields = "LS_ADOPTR SEX_ADOPTR",
     .needs = kAd1,
     .check = [](const Child& c, const Year&,
                 Flags& flag) { needs_sex("L0", is_one_person, c, flag); },
     .remedy = kMakeAdoptersAgree,
     .listed = "Adopter status L0 (single) needs sex M1 or F1."},
    {.code = "517",
     .sentence = "Adopter status L3 (unmarried, different gender) needs adopter sex MF.",
     .fields = "LS_ADOPTR SEX_ADOPTR",
     .needs = kAd1,
     .check = [](const Child& c, const Year&,
                 Flags& flag) { needs_sex("L3", is_different_gender, c, flag); },
     .remedy = kMakeAdoptersAgree,
     .listed = "Adopter status L3 needs sex MF."},
    {.code = "518",
     .sentence = "Adopter status L4 (same gender, neither married nor in a civil partnership) "
                 "needs adopter sex MM or FF.",
     .fields = "LS_ADOPTR SEX_ADOPTR",
     .needs = kAd1,
     .check = [](const Child& c, const Year&,
                 Flags& flag) { needs_sex("L4", is_same_gender, c, flag); },
     .remedy = kMakeAdoptersAgree,
     .listed = "Adopter status L4 needs sex MM or FF."},
    {.code = "519",
     .sentence = "Adopter status L2 (civil partnership) needs adopter sex MM, FF or MF.",
     .fields = "LS_ADOPTR SEX_ADOPTR",
     .needs = kAd1,
     .check = [](const Child& c, const Year&, Flags& flag) { needs_sex("L2", is_couple, c, flag); },
     .remedy = kMakeAdoptersAgree,
     .listed = "Adopter status L2 needs sex MM, FF or MF."},
    {.code = "520",
     .sentence = "Adopter status L11 (married, different gender) needs adopter sex MF.",
     .fields = "LS_ADOPTR SEX_ADOPTR",
     .needs = kAd1,
     .check = [](const Child& c, const Year&,
                 Flags& flag) { needs_sex("L11", is_different_gender, c, flag); },
     .remedy = kMakeAdoptersAgree,
     .listed = "Adopter status L11 needs sex MF."},
    {.code = "524",
     .sentence = "Adopter status L12 (married, same gender) needs adopter sex MM or FF.",
     .fields = "LS_ADOPTR SEX_ADOPTR",
     .needs = kAd1,
     .check = [](const Child& c, const Year&,
                 Flags& flag) { needs_sex("L12", is_same_gender, c, flag); },
     .remedy = kMakeAdoptersAgree,
     .listed = "Adopter status L12 needs sex MM or FF."},
};

}  // namespace

std::span<const Rule> adopters_rules() {
  return kAdoptersRules;
}

}  // namespace homeward::returns::rules
