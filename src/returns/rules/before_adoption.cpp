// What adoption cannot come before, and what cannot come after it.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// The child's first episode that either return holds; null if no start is known.
const EpisodeRow* first_known(const Child& c) {
  const EpisodeRow *now = first_episode(c), *last = first_episode(c.last);
  if (now == nullptr || last == nullptr) return now != nullptr ? now : last;
  return last->decom < now->decom ? last : now;
}

constexpr Rule kBeforeAdoptionRules[] = {
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
                "unknown one is no error here.",
     .beside = "Header.DOB"},
    {.code = "199",
     .sentence = "A child whose earlier episode ended in adoption (E11, E12) must not have later "
                 "episodes under the same child number.",
     .fields = "CHILD",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           // Start of the first episode that ended in adoption, last year or this.
           Day first_adopted;
           for (const EpisodeRow& e : c.last.episodes)
             if (is_adopted(e.rec) && !first_adopted.known()) first_adopted = e.decom;
           for (const EpisodeRow& e : c.episodes) {
             if (first_adopted < e.decom) flag(e);
             if (is_adopted(e.rec) && !first_adopted.known()) first_adopted = e.decom;
           }
         },
     .remedy = "A child who was adopted and comes into care again gets a new identifier: give one, "
               "or correct the reason the earlier episode ended.",
     .reading = "Last year's episodes count as well: there the adoption mostly stands.",
     .listed = "A child previously ended as adopted (E11/E12) must not have later episodes under "
               "the same identifier.",
     .also = kLastEpisodes,
     .beside = "RNE"},
    {.code = "1003",
     .sentence = "The should-be-placed date must not be before the child's first S episode.",
     .fields = "DATE_PLACED DECOM RNE",
     .needs = kEpisodes | kPlacedAdoption,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const EpisodeRow* first = first_known(c);
           if (first == nullptr || !care::starts_care(first->rne)) return;
           for (const PlacedAdoptionRow& row : c.placed_adoption) {
             if (!(row.date_placed < first->decom)) continue;
             flag(row);
             for (const EpisodeRow& e : c.episodes)
               if (e.decom == first->decom) flag(e);
           }
         },
     .remedy = "Look up both days: the decision comes after the child came into care.",
     .reading = "The first episode of this and last year's return. If it did not begin with S, the "
                "child came into care before it, nobody knows here when, and the rule is silent.",
     .also = kLastEpisodes},
};

}  // namespace

std::span<const Rule> before_adoption_rules() {
  return kBeforeAdoptionRules;
}

}  // namespace homeward::returns::rules
