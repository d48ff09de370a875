// What adoption cannot come before, and what cannot come after it.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr Rule kRules[] = {
    {.code = "184",
     .sentence = "The should-be-placed decision must not be before the child was born.",
     .fields = "DATE_PLACED DOB",
     .needs = kHeader | kPlacedAdoption,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const PlacedAdoptionRow& row : c.placed_adoption)
             if (row.date_placed < c.dob) flag(row);
         },
     .remedy = "Look up the day of the decision and the date of birth, and correct the wrong one.",
     .reading = "The date of birth is the child's, as Header has it, not that of the row; an "
                "unknown one is no error here."},
    {.code = "199",
     .sentence = "A child previously ended as adopted (E11/E12) must not have later episodes under "
                 "the same identifier.",
     .fields = "CHILD",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           Day first_adopted;  // start of the first episode that ended in adoption
           for (const EpisodeRow& e : c.episodes) {
             if (first_adopted < e.decom) flag(e);
             if (is_adopted(e.rec) && !first_adopted.known()) first_adopted = e.decom;
           }
         },
     .remedy = "A child who was adopted and comes into care again gets a new identifier: give one, "
               "or correct the reason the earlier episode ended."},
    {.code = "1003",
     .sentence = "The should-be-placed date must not be before the child's first S episode.",
     .fields = "DATE_PLACED DECOM RNE",
     .needs = kEpisodes | kPlacedAdoption,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const auto start =
               std::find_if(c.episodes.begin(), c.episodes.end(),
                            [](const EpisodeRow& e) { return care::starts_care(e.rne); });
           if (start == c.episodes.end()) return;
           for (const PlacedAdoptionRow& row : c.placed_adoption)
             if (row.date_placed < start->decom) {
               flag(row);
               flag(*start);
             }
         },
     .remedy = "Look up both days: the decision comes after the child came into care."},
};

}  // namespace

std::span<const Rule> before_adoption_rules() {
  return kRules;
}

}  // namespace homeward::returns::rules
