// The way to adoption: decision, match, placement with adopters and what they were before.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Placed for adoption with the foster carers the child lives with, or with others. A1 and A2 are
// the codes of old returns.
bool with_current_carers(Code place) {
  return place == "A3" || place == "A5" || place == "A2";
}
bool with_new_carers(Code place) {
  return place == "A4" || place == "A6" || place == "A1";
}

// The rule's test of a placement: "any placement for adoption" would be is_placed_for_adoption.
bool should_follow_fostering(Code place) {
  return place == "A3" || place == "A5";
}

// A child's only episode is the last one, whether its start is known or not.
const EpisodeRow* last_placement(const Child& c) {
  return c.episodes.size() == 1 ? &c.episodes.front() : latest_episode(c);
}

const EpisodeRow* latest_entry(const YearRows& c) {
  for (std::size_t i = c.episodes.size(); i-- > 0;)
    if (c.episodes[i].decom.known() && care::starts_care(c.episodes[i].rne)) return &c.episodes[i];
  return nullptr;
}

constexpr Rule kPlacedWithAdoptersRules[] = {
    {.code = "331",
     .sentence = "For an adopted child the match date must be on or before the start of the "
                 "adoptive placement episode.",
     .fields = "DATE_MATCH DECOM REC",
     .needs = kAd1 | kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             for (const Ad1Row& a : c.ad1)
               if (is_adopted(e.rec) && a.date_match > e.decom) {
                 flag(e);
                 flag(a);
               }
         },
     .remedy = "Look up when the match was decided and when the child moved to the adopters; "
               "correct the date that is wrong.",
     .reading = "The adoptive placement episode is the one that ended with the adoption (E11, "
                "E12)."},
    {.code = "333",
     .sentence = "If there is a match date there must be a best-interest date, on or before it.",
     .fields = "DATE_INT",
     .needs = kAd1,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const Ad1Row& a : c.ad1)
             if (a.date_match.known() && (!a.date_int.known() || a.date_int > a.date_match))
               flag(a);
         },
     .remedy = "Look up the day of the decision that the child should be placed for adoption and "
               "give it as DATE_INT; if it is right, correct DATE_MATCH.",
     .reading = "A best-interest date that cannot be read counts as not given.",
     .beside = "DATE_MATCH"},
    {.code = "334",
     .sentence =
         "The best-interest date must not be before the start of the latest period of care.",
     .fields = "DATE_INT DECOM RNE",
     .needs = kEpisodes | kAd1,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const EpisodeRow* now = latest_entry(c);
           const EpisodeRow* entry = now != nullptr ? now : latest_entry(c.last);
           if (entry == nullptr) return;
           for (const Ad1Row& a : c.ad1) {
             if (!(a.date_int < entry->decom)) continue;
             if (now != nullptr) flag(*now);
             flag(a);
           }
         },
     .remedy = "Look up the day of the decision and the day the child came into care; correct the "
               "one that is wrong.",
     .reading = "The period starts with the latest S of this return, or else of last year's; one "
                "that began earlier is not tested.",
     .also = kLastEpisodes},
    {.code = "335",
     .sentence = "Adopted-by-former-carer flag must agree with the last placement: not 0 after A3 "
                 "or A5 (A2 of old), not 1 after A4 or A6 (A1 of old).",
     .fields = "PLACE FOSTER_CARE",
     .needs = kEpisodes | kAd1,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const EpisodeRow* last = last_placement(c);
           if (last == nullptr) return;
           for (const Ad1Row& a : c.ad1)
             if ((with_current_carers(last->place) && a.foster_care == "0") ||
                 (with_new_carers(last->place) && a.foster_care == "1")) {
               flag(*last);
               flag(a);
             }
         },
     .remedy = "Find out whether the adopters had fostered the child; correct FOSTER_CARE or the "
               "placement type.",
     .listed = "Adopted-by-former-carer flag must agree with the last placement: A3/A5 (A2) not 0; "
               "A4/A6 (A1) not 1."},
    {.code = "336",
     .sentence = "A child placed for adoption with current carers (A3, A5) must have come from a "
                 "foster (U) or adoptive (A3-A6) placement.",
     .fields = "PLACE",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (std::size_t i = 0; i < c.episodes.size(); ++i) {
             if (!should_follow_fostering(c.episodes[i].place)) continue;
             // The first of this year's that began before it was held against last year's then.
             const EpisodeRow* before = i > 0 ? lived_before_or_last_year(c, i) : nullptr;
             if (before != nullptr && !is_foster(before->place) &&
                 !is_placed_for_adoption(before->place))
               flag(c.episodes[i]);
           }
         },
     .remedy = "If the adopters had not fostered the child, the placement is A4 or A6; otherwise "
               "correct the placement before.",
     .reading = "With current carers is A3 and A5, with consent or under a placement order; the "
                "community validator tests A3 and A4. A6 after a children's home is common and "
                "right. A temporary placement (T) in between is passed over; where it is the first "
                "of this year's, last year's return may tell where the child lived before. A child "
                "whose earlier placement is not known is not tested.",
     .listed = "A child placed for adoption with current carers must have come from a foster (U) "
               "or adoptive (A3-A6) placement.",
     .also = kLastEpisodes},
    {.code = "390",
     .sentence =
         "An episode that ended in adoption (E11, E12) must have placement A3, A4, A5 or A6.",
     .fields = "PLACE REC",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (is_adopted(e.rec) && !is_placed_for_adoption(e.place)) flag(e);
         },
     .remedy = "Add the episode that began when the child was placed for adoption with these "
               "adopters, or correct the reason the episode ended.",
     .listed = "Adopted (E11/E12) needs placement A3, A4, A5 or A6."},
};

}  // namespace

std::span<const Rule> placed_with_adopters_rules() {
  return kPlacedWithAdoptersRules;
}

}  // namespace homeward::returns::rules
