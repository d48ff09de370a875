// Placement types that a legal status allows or forbids.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr std::string_view kCorrectPlaceOrStatus =
    "Look up the placement and the legal status of these days and correct the one that is wrong.";

constexpr Rule kPlacementUnderStatusRules[] = {
    {.code = "378",
     .sentence = "A child placed with parents (P1) cannot be under V2.",
     .fields = "PLACE LS",
     .needs = kEpisodes,
     .check = rows_that<&YearRows::episodes,
                        [](const EpisodeRow& e) { return e.place == "P1" && e.ls == "V2"; }>,
     .remedy = "A child under V2 who goes home to parents stops being looked after: end the period "
               "of care that day, or correct the legal status.",
     .listed = "Placed with parents (P1) cannot be under V2."},
    {.code = "382",
     .sentence = "Respite (V3/V4) cannot be in a temporary (T) placement.",
     .fields = "LS PLACE",
     .needs = kEpisodes,
     .check = rows_that<&YearRows::episodes,
                        [](const EpisodeRow& e) {
                          return is_short_break(e.ls) && is_temporary(e.place);
                        }>,
     .remedy = kCorrectPlaceOrStatus},
    {.code = "384",
     .sentence = "Respite (V3/V4) cannot be in long-term fostering (U1, U4).",
     .fields = "PLACE LS",
     .needs = kEpisodes,
     .check = rows_that<&YearRows::episodes,
                        [](const EpisodeRow& e) {
                          return is_short_break(e.ls) && care::is_long_term_foster(e.place);
                        }>,
     .remedy = kCorrectPlaceOrStatus},
    {.code = "408",
     .sentence = "Placement A5 or A6 needs legal status E1 (placement order).",
     .fields = "PLACE LS",
     .needs = kEpisodes,
     .check = rows_that<&YearRows::episodes,
                        [](const EpisodeRow& e) {
                          return (e.place == "A5" || e.place == "A6") &&
                                 !care::is_placement_order(e.ls);
                        }>,
     .remedy = "If the child was placed with consent, the placement is A3 or A4; otherwise look up "
               "the placement order and correct LS."},
};

}  // namespace

std::span<const Rule> placement_under_status_rules() {
  return kPlacementUnderStatusRules;
}

}  // namespace homeward::returns::rules
