// The items of the adoption files: AD1 (the order) and PlacedAdoption (the decisions before it).
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

int items_given(const Ad1Row& row) {
  return row.date_int.given() + row.date_match.given() + !row.foster_care.blank() +
         !row.nb_adoptr.blank() + !row.sex_adoptr.blank() + !row.ls_adoptr.blank();
}

// Last by DECOM of those that do not go on (REC other than X1): it tells when care ended, if it
// did.
const EpisodeRow* latest_not_going_on(const Child& c) {
  const EpisodeRow* latest = nullptr;
  for (const EpisodeRow& e : c.episodes)
    if (e.decom.known() && !(e.rec == "X1")) latest = &e;
  return latest;
}

void decisions_after_care(const Child& c, const Year& y, Flags& flag) {
  const EpisodeRow* latest = latest_not_going_on(c);
  const Day ended = latest != nullptr ? latest->dec : Day();
  for (const PlacedAdoptionRow& row : c.placed_adoption) {
    const auto too_late = [&](Day decided) { return decided > y.end || decided > ended; };
    if (!too_late(row.date_placed) && !too_late(row.date_placed_ceased)) continue;
    flag(row);
    if (latest != nullptr) flag(*latest);
  }
}

void reversal_before_care(const Child& c, const Year& y, Flags& flag) {
  const auto first_in_care = [](const YearRows& rows) -> const EpisodeRow* {
    for (const EpisodeRow& e : rows.episodes)
      if (e.decom.known() && !is_short_break(e.ls)) return &e;
    return nullptr;
  };
  const EpisodeRow *earliest = first_in_care(c), *last_year = first_in_care(c.last);
  for (const PlacedAdoptionRow& row : c.placed_adoption) {
    const Day ceased = row.date_placed_ceased;
    const bool before_care = earliest != nullptr && ceased < earliest->decom &&
                             !(last_year != nullptr && last_year->decom <= ceased);
    if (!(ceased < y.start) && !before_care) continue;
    flag(row);
    if (earliest != nullptr) flag(*earliest);
  }
}

void leaver_and_adopted(const Child& c, const Year&, Flags& flag) {
  if (!any(c.oc3, [](const Oc3Row& row) { return has_items(row); })) return;
  for (const Ad1Row& row : c.ad1)
    if (has_items(row)) flag(row, given(row));
}

constexpr Rule kAdoptionItemsRules[] = {
    {.code = "112",
     .sentence =
         "Date of the best-interest (should be placed) decision in AD1, if given, must be a "
         "real date.",
     .fields = "DATE_INT",
     .needs = kAd1,
     .check = real_date_if_given<&YearRows::ad1, &Ad1Row::date_int>,
     .remedy = kWriteDate},
    {.code = "113",
     .sentence = "Date of match with adopters, if given, must be a real date.",
     .fields = "DATE_MATCH",
     .needs = kAd1,
     .check = real_date_if_given<&YearRows::ad1, &Ad1Row::date_match>,
     .remedy = kWriteDate},
    {.code = "114",
     .sentence = "Adopted-by-former-carer flag, if given, must be 0 or 1.",
     .fields = "FOSTER_CARE",
     .needs = kAd1,
     .check = rows_that<&YearRows::ad1,
                        [](const Ad1Row& row) {
                          return !row.foster_care.blank() && !is_yes_or_no(row.foster_care);
                        }>,
     .remedy = "Put in 1 if the child was adopted by a former foster carer, otherwise 0."},
    {.code = "115",
     .sentence = "Date of decision that the child should be placed for adoption, if given, must be "
                 "a real date.",
     .fields = "DATE_PLACED",
     .needs = kPlacedAdoption,
     .check = real_date_if_given<&YearRows::placed_adoption, &PlacedAdoptionRow::date_placed>,
     .remedy = kWriteDate},
    {.code = "116",
     .sentence = "Date of decision that the child should no longer be placed, if given, must be a "
                 "real date.",
     .fields = "DATE_PLACED_CEASED",
     .needs = kPlacedAdoption,
     .check =
         real_date_if_given<&YearRows::placed_adoption, &PlacedAdoptionRow::date_placed_ceased>,
     .remedy = kWriteDate},
    {.code = "117",
     .sentence =
         "The decisions that a child should be placed for adoption, and should no longer be, must "
         "not be dated after the collection year ends or after the child left care.",
     .fields = "DATE_PLACED_CEASED DATE_PLACED DEC REC DECOM",
     .needs = kEpisodes | kPlacedAdoption,
     .check = decisions_after_care,
     .remedy = "Correct the date of the decision, or the day on which care ended.",
     .reading =
         "The episode that counts is the child's latest one without X1: for a child who left "
         "and is back in care it is the open one, and only the year's end is a limit.",
     .listed = "Placed / no-longer-placed decision dates must not fall after the collection year "
               "end, nor after the date of the latest care-ending episode."},
    {.code = "118",
     .sentence = "The decision that a child should no longer be placed for adoption must not be "
                 "dated before the collection year starts or before the child's first episode "
                 "outside respite (V3, V4).",
     .fields = "DATE_PLACED_CEASED DECOM LS",
     .needs = kEpisodes | kPlacedAdoption,
     .check = reversal_before_care,
     .remedy = "Correct the date of the reversal, or leave the decision out if it was reversed "
               "before this year.",
     .reading =
         "The first episode of this and of last year's return, so that care before a break counts.",
     .listed = "No-longer-placed decision date must not be before the collection year start nor "
               "before the child's earliest non-respite (not V3/V4) episode.",
     .also = kLastEpisodes},
    {.code = "119",
     .sentence = "No-longer-placed date and its reason must both be filled or both blank.",
     .fields = "REASON_PLACED_CEASED DATE_PLACED_CEASED",
     .needs = kPlacedAdoption,
     .check = rows_that<&YearRows::placed_adoption,
                        [](const PlacedAdoptionRow& row) {
                          return row.date_placed_ceased.given() == row.reason_placed_ceased.blank();
                        }>,
     .remedy = "Fill in the date of the reversal and its reason, or empty both."},
    {.code = "120",
     .sentence = "Reason for reversing the adoption decision, if given, must be RD1 to RD4.",
     .fields = "REASON_PLACED_CEASED",
     .needs = kPlacedAdoption,
     .check = listed_if_given<&YearRows::placed_adoption, &PlacedAdoptionRow::reason_placed_ceased,
                              CodeSet::adoption_reversed>,
     .remedy = "Put in the code for why the plan of adoption was given up."},
    {.code = "134",
     .sentence = "A child with care-leaver (OC3) data must not also have adoption (AD1) data.",
     .fields =
         "IN_TOUCH ACTIV ACCOM DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
     .needs = kOc3 | kAd1,
     .check = leaver_and_adopted,
     .remedy = "Take the child out of OC3 if adopted, otherwise out of AD1."},
    {.code = "151",
     .sentence = "The six AD1 adoption items must be all filled or all blank.",
     .fields = "DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
     .needs = kAd1,
     .check =
         rows_that<&YearRows::ad1, [](const Ad1Row& row) { return items_given(row) % 6 != 0; }>,
     .remedy = "Fill in the items that are missing, or take the row out if the child was not "
               "adopted this year."},
    {.code = "175",
     .sentence = "Number of adopters, if given, must be 1 or 2.",
     .fields = "NB_ADOPTR",
     .needs = kAd1,
     .check = rows_that<&YearRows::ad1,
                        [](const Ad1Row& row) {
                          return !row.nb_adoptr.blank() && row.nb_adoptr != "1" &&
                                 row.nb_adoptr != "2";
                        }>,
     .remedy = "Put in 1 for a single adopter and 2 for a couple."},
    {.code = "176",
     .sentence = "Adopter sex, if given, must be M1, F1, MM, FF or MF.",
     .fields = "SEX_ADOPTR",
     .needs = kAd1,
     .check = listed_if_given<&YearRows::ad1, &Ad1Row::sex_adoptr, CodeSet::adopters_sex>,
     .remedy = "Put in the code for a man (M1), a woman (F1) or the couple (MM, FF, MF)."},
    {.code = "177",
     .sentence = "Adopter legal status, if given, must be L0, L11, L12, L2, L3 or L4.",
     .fields = "LS_ADOPTR",
     .needs = kAd1,
     .check = listed_if_given<&YearRows::ad1, &Ad1Row::ls_adoptr, CodeSet::adopters_legal_status>,
     .remedy = "Put in the code for whether the adopters are single, married, in a civil "
               "partnership or neither."},
};

}  // namespace

std::span<const Rule> adoption_items_rules() {
  return kAdoptionItemsRules;
}

}  // namespace homeward::returns::rules
