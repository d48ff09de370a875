// Care leavers: what in touch, activity and accommodation may say together, and of whom.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

bool given_not_zero(Code item) {
  return !item.blank() && item != "0";
}

constexpr Rule kCareLeaversInTouchRules[] = {
    {.code = "344",
     .sentence = "If in touch is DIED or RHOM, activity and accommodation, if given, must be 0.",
     .fields = "IN_TOUCH ACTIV ACCOM",
     .needs = kOc3,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const Oc3Row& r : c.oc3)
             if (const Cells wrong = cells_if(given_not_zero(r.activ), oc3::activ) |
                                     cells_if(given_not_zero(r.accom), oc3::accom);
                 wrong && (r.in_touch == "DIED" || r.in_touch == "RHOM"))
               flag(r, wrong | cells(oc3::in_touch));
         },
     .remedy = "Put 0 into ACTIV and ACCOM, or correct IN_TOUCH.",
     .reading = "Only where they are filled in with something else; a blank is for rule 153. The "
                "community validator flags blanks too.",
     .listed = "If in touch is DIED or RHOM, activity and accommodation must be 0."},
    {.code = "345",
     .sentence = "If in touch is YES, activity and accommodation must not be 0.",
     .fields = "IN_TOUCH ACTIV ACCOM",
     .needs = kOc3,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const Oc3Row& r : c.oc3)
             if (const Cells wrong =
                     cells_if(r.activ == "0", oc3::activ) | cells_if(r.accom == "0", oc3::accom);
                 wrong && r.in_touch == "YES")
               flag(r, wrong | cells(oc3::in_touch));
         },
     .remedy = "Ask the personal adviser what the young person does and where they live, and fill "
               "in ACTIV and ACCOM."},
    {.code = "347",
     .sentence =
         "A care leaver under 18 at year start must not live in a foyer (accommodation T1 or T2).",
     .fields = "ACCOM DOB",
     .needs = kOc3,
     .years = {2024},
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const Oc3Row& r : c.oc3)
             if ((r.accom == "T1" || r.accom == "T2") && aged_under(dob_of(r, c), 18, y.start))
               flag(r);
         },
     .remedy = "Check the date of birth and where the young person lives; correct ACCOM or DOB.",
     .reading = "A foyer is T1 or T2; the community validator looks for T, which is no code.",
     .listed = "A care leaver under 18 at year start must not be in a foyer (T accommodation)."},
    {.code = "348",
     .sentence = "A care leaver for whom in touch was DIED last year must have DIED this year too.",
     .fields = "IN_TOUCH",
     .needs = kOc3 | kLastOc3,
     .years = {2026},
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (!any(c.last.oc3, [](const Oc3Row& r) { return r.in_touch == "DIED"; })) return;
           for (const Oc3Row& r : c.oc3)
             if (r.in_touch != "DIED") flag(r);
         },
     .remedy = "Find out which year is right; put DIED into IN_TOUCH, or have last year's return "
               "amended.",
     .listed = "A care leaver reported DIED last year must still be DIED this year.",
     .beside = "OC3_last.IN_TOUCH"},
    {.code = "391",
     .sentence = "OC3 items must be blank for anyone not yet 17 at year end.",
     .fields = "DOB IN_TOUCH ACTIV ACCOM",
     .needs = kOc3,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const Oc3Row& r : c.oc3)
             if (has_items(r) && aged_under(dob_of(r, c), 17, y.end))
               flag(r, given(r) | cells(oc3::dob));
         },
     .remedy = "Take the care-leaver items out, or correct the date of birth.",
     .reading = "Only those under 17, as the sentence and the community validator have it. Read as "
                "17 to 21 it would flag every care leaver of 22 to 25, who are returned as well; "
                "rule 351 holds the upper end."},
};

}  // namespace

std::span<const Rule> care_leavers_in_touch_rules() {
  return kCareLeaversInTouchRules;
}

}  // namespace homeward::returns::rules
