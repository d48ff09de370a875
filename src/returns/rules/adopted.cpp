// Children who were adopted: the dates and items of the adoption against placement and decision.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// A decision's latest row: the last by date, or the only one even if its date is not known.
const PlacedAdoptionRow* latest_decision(const Child& c) {
  if (c.placed_adoption.empty()) return nullptr;
  for (std::size_t i = c.placed_adoption.size(); i-- > 0;)
    if (c.placed_adoption[i].date_placed.known()) return &c.placed_adoption[i];
  return &c.placed_adoption.back();
}

bool adopted_in_year(const EpisodeRow& e, const Year& y) {
  return is_adopted(e.rec) && in_year(e.dec, y);
}

constexpr std::string_view kCorrectDates =
    "Look up both days in the adoption record and correct the one that is wrong.";

constexpr Rule kAdoptedRules[] = {
    {.code = "521",
     .sentence = "The best-interest date must be on or before the start of any adoptive placement "
                 "(A3-A6).",
     .fields = "PLACE DECOM DATE_INT",
     .needs = kEpisodes | kAd1,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const Ad1Row& a : c.ad1)
             for (const EpisodeRow& e : c.episodes)
               if (is_placed_for_adoption(e.place) && a.date_int > e.decom) {
                 flag(a);
                 flag(e);
               }
         },
     .remedy = kCorrectDates},
    {.code = "523",
     .sentence = "DATE_PLACED and AD1 DATE_INT must be the same date.",
     .fields = "DATE_PLACED DATE_INT",
     .needs = kPlacedAdoption | kAd1,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const auto reversed = [](const PlacedAdoptionRow& p) {
             return p.date_placed_ceased.given();
           };
           const bool one_stands = !all(c.placed_adoption, reversed);
           for (const PlacedAdoptionRow& p : c.placed_adoption)
             for (const Ad1Row& a : c.ad1)
               if (differs(p.date_placed, a.date_int) && !(one_stands && reversed(p))) {
                 flag(p);
                 flag(a);
               }
         },
     .remedy = "Look up the day of the decision and give it as DATE_PLACED and as DATE_INT.",
     .reading = "A decision that was reversed is not compared where another of the child stands: "
                "the adoption rests on that one."},
    {.code = "525",
     .sentence = "A child whose decision was reversed in the year cannot have AD1 adoption items.",
     .fields = "DATE_PLACED_CEASED DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
     .needs = kPlacedAdoption | kAd1,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const PlacedAdoptionRow& p : c.placed_adoption)
             for (const Ad1Row& a : c.ad1)
               if (in_year(p.date_placed_ceased, y) && has_items(a)) {
                 flag(p);
                 flag(a, given(a));
               }
         },
     .remedy = "Take the child out of AD1 if the adoption did not go ahead. If it did, correct the "
               "reversal; one of an earlier decision stays: be ready to say so.",
     .reading = "As the sentence says: a reversal dated in the year fails, also where another "
                "decision of the child stands; one dated in another year is for 118."},
    {.code = "558",
     .sentence = "An adopted child must not have a reversal date on the latest decision.",
     .fields = "DATE_PLACED_CEASED REC",
     .needs = kEpisodes | kPlacedAdoption,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const PlacedAdoptionRow* p = latest_decision(c);
           if (p == nullptr || p->date_placed_ceased.blank()) return;
           for (const EpisodeRow& e : c.episodes)
             if (is_adopted(e.rec)) flag(e);
         },
     .remedy = "Empty the reversal if the child was adopted, or correct why care ended.",
     .reading = "Any reversal of the latest decision counts, also if it is the only one; an "
                "earlier decision may have been reversed. Shown is the episode in which the child "
                "was adopted."},
    {.code = "582",
     .sentence = "The day of the adoption order, on which the episode ended, should not be the day "
                 "of the match.",
     .fields = "DEC DATE_MATCH",
     .needs = kEpisodes | kAd1,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             for (const Ad1Row& a : c.ad1)
               if (is_adopted(e.rec) && e.dec == a.date_match) {
                 flag(e);
                 flag(a);
               }
         },
     .remedy = kCorrectDates,
     .listed = "An adopted child's order date should not equal the match date.",
     .beside = "REC"},
    {.code = "601",
     .sentence = "An adopted child (E11/E12 in the year) must have all six AD1 items.",
     .fields = "REC DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
     .needs = kEpisodes | kAd1,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const EpisodeRow& e : c.episodes) {
             if (!adopted_in_year(e, y)) continue;
             if (c.ad1.empty()) flag(e);
             for (const Ad1Row& a : c.ad1) {
               const Cells blank = kAdoptionItems & ~given(a);
               if (!blank) continue;
               flag(e);
               flag(a, blank);
             }
           }
         },
     .remedy = "Fill all six items of AD1 from the adoption record, or correct why care ended.",
     .reading = "A child without any row in AD1 lacks all six."},
    {.code = "602",
     .sentence = "A child in AD1 must have an E11/E12 episode ending in the year.",
     .fields = "CHILD",
     .needs = kEpisodes | kAd1,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           if (any(c.episodes, [&](const EpisodeRow& e) { return adopted_in_year(e, y); })) return;
           for (const Ad1Row& a : c.ad1) flag(a);
         },
     .remedy = "Take the child out of AD1 if the order was not made this year; if it was, correct "
               "the end of the episode.",
     .beside = "DATE_INT"},
};

}  // namespace

std::span<const Rule> adopted_rules() {
  return kAdoptedRules;
}

}  // namespace homeward::returns::rules
