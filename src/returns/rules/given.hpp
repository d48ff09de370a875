// Which items of a row are given, as cells: for the rules that ask for all of them, or for none.
#pragma once

#include "returns/rules/rule.hpp"

namespace homeward::returns::rules {

// The care-leaver items of OC3.
inline constexpr Cells kLeaverItems = cells(oc3::in_touch, oc3::activ, oc3::accom);
inline Cells given(const Oc3Row& row) {
  return cells_if(!row.in_touch.blank(), oc3::in_touch) | cells_if(!row.activ.blank(), oc3::activ) |
         cells_if(!row.accom.blank(), oc3::accom);
}

// The six adoption items of AD1.
inline constexpr Cells kAdoptionItems = cells(ad1::date_int, ad1::date_match, ad1::foster_care,
                                              ad1::nb_adoptr, ad1::sex_adoptr, ad1::ls_adoptr);
inline Cells given(const Ad1Row& row) {
  return cells_if(row.date_int.given(), ad1::date_int) |
         cells_if(row.date_match.given(), ad1::date_match) |
         cells_if(!row.foster_care.blank(), ad1::foster_care) |
         cells_if(!row.nb_adoptr.blank(), ad1::nb_adoptr) |
         cells_if(!row.sex_adoptr.blank(), ad1::sex_adoptr) |
         cells_if(!row.ls_adoptr.blank(), ad1::ls_adoptr);
}

// The eight items of OC2 that are answered with yes or no.
struct YesOrNo {
  Code Oc2Row::* item;
  oc2::Column column;
};
inline constexpr YesOrNo kYesOrNo[] = {{&Oc2Row::convicted, oc2::convicted},
                                       {&Oc2Row::health_check, oc2::health_check},
                                       {&Oc2Row::immunisations, oc2::immunisations},
                                       {&Oc2Row::teeth_check, oc2::teeth_check},
                                       {&Oc2Row::health_assessment, oc2::health_assessment},
                                       {&Oc2Row::substance_misuse, oc2::substance_misuse},
                                       {&Oc2Row::intervention_received, oc2::intervention_received},
                                       {&Oc2Row::intervention_offered, oc2::intervention_offered}};
// Those of them that are asked of everyone; the others only of some.
inline constexpr Cells kYesOrNoOfEveryone =
    cells(oc2::immunisations, oc2::teeth_check, oc2::health_assessment, oc2::substance_misuse);
// The items for which test(item) holds.
template <class Test>
Cells yes_or_no_that(const Oc2Row& row, Test test) {
  Cells found = 0;
  for (const YesOrNo& each : kYesOrNo) found |= cells_if(test(row.*each.item), each.column);
  return found;
}
inline Cells given(const Oc2Row& row) {
  return yes_or_no_that(row, [](Code item) { return !item.blank(); });
}

// Every row of the table of which wrong(row) names cells that are at fault.
template <auto Table, auto Wrong>
void rows_with(const Child& child, const Year&, Flags& flag) {
  for (const auto& row : child.*Table)
    if (const Cells at_fault = Wrong(row)) flag(row, at_fault);
}

}  // namespace homeward::returns::rules
