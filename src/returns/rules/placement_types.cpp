// What a placement type asks of the episode: its provider, its days, how it began, where it lies.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Since then A3 and A5 are returned as a change of status with the same carer.
constexpr Date kSameCarerSince = *Date::of(2015, 4, 1);
// The last day on which independent living (P2) could be a placement.
constexpr Date kIndependentLivingUntil = *Date::of(2023, 10, 28);

constexpr Rule kPlacementTypesRules[] = {
    {.code = "213",
     .sentence = "Placement provider must be blank for temporary (T0-T4) placements; also for "
                 "Z11-Z14 from 2025-26.",
     .fields = "PLACE_PROVIDER",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const EpisodeRow& e : c.episodes) {
             const bool needs_none =
                 is_temporary(e.place) ||
                 (y.rules >= 2026 && is_other_placement(e.place) && e.place != "Z1");
             if (needs_none && !e.place_provider.blank()) flag(e);
           }
         },
     .remedy = "Take the placement provider out, or correct the placement type.",
     .reading = "T0 to T4 are treated alike, as in rule 178. Z1, which the sentence does not name, "
                "may have a provider up to 2024-25.",
     .beside = "PLACE"},
    {.code = "217",
     .sentence =
         "An episode in which the child is placed for adoption with the current foster carers (A3, "
         "A5) and that starts on or after 1 April 2015 must have new-episode reason S, T or U.",
     .fields = "PLACE DECOM RNE",
     .needs = kEpisodes,
     .check = rows_that<&YearRows::episodes,
                        [](const EpisodeRow& e) {
                          return (e.place == "A3" || e.place == "A5") &&
                                 e.decom >= kSameCarerSince && e.rne != "S" && e.rne != "T" &&
                                 e.rne != "U";
                        }>,
     .remedy = "The child stays with the same carer: put T, or U if the legal status changed too. "
               "If the carer is new, the placement is A4 or A6.",
     .listed = "Placed for adoption with current foster carers (A3, A5) from 1 April 2015 must "
               "have new-episode reason S, T or U."},
    {.code = "217t",
     .sentence = "P2 (independent living) episodes must not run past 28 October 2023.",
     .fields = "PLACE DECOM",
     .needs = kEpisodes,
     .years = {2024, 2024},
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const EpisodeRow& e : c.episodes) {
             const Day runs_to = e.open() ? Day(y.end) : e.dec;
             if (e.place == "P2" &&
                 (runs_to > kIndependentLivingUntil || e.decom > kIndependentLivingUntil))
               flag(e);
           }
         },
     .remedy = "End the episode on 28 October 2023 and begin one with the placement type that "
               "applies since then.",
     .reading = "An episode that ended on 28 October 2023 has not run past it; an open one has."},
    {.code = "1015",
     .sentence = "A placement that the authority provides itself (PR1), other than fostering or "
                 "adoption, must be inside the authority.",
     .fields = "PL_LA",
     .needs = kEpisodes | kPostcodes | kOwnArea,
     .check = rows_that<&YearRows::episodes,
                        [](const EpisodeRow& e) {
                          return e.place_provider == "PR1" && !e.place.blank() &&
                                 !is_foster(e.place) && !is_placed_for_adoption(e.place) &&
                                 !is_short_break(e.ls) && e.pl_location != Located::in;
                        }>,
     .remedy = "Check the placement postcode and who provides the placement.",
     .reading = "Respite (V3, V4) is left out: it has no placement postcode. Otherwise a placement "
                "whose area is not known cannot be said to lie inside, and fails; without a "
                "placement type it is not tested.",
     .listed = "Own provision (PR1) other than fostering/adoption must be inside the LA.",
     .beside = "PLACE PLACE_PROVIDER"},
};

}  // namespace

std::span<const Rule> placement_types_rules() {
  return kPlacementTypesRules;
}

}  // namespace homeward::returns::rules
