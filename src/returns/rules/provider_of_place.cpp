// Who provides a placement: which providers go with which kinds of placement.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// The provider must not stand with a placement for which `wrong(place)` holds.
template <class Wrong>
void not_with(Code provider, Wrong wrong, const Child& c, Flags& flag) {
  for (const EpisodeRow& e : c.episodes)
    if (e.place_provider == provider && wrong(e.place)) flag(e);
}

bool with_parents(Code place) {
  return place == "P1";
}
bool at_home_hospital_or_prison(Code place) {
  return place == "P1" || place == "R2" || place == "R5";
}
bool never_by_another_public_body(Code place) {
  return place == "P1" || is_placed_for_adoption(place) || place == "K1" || place == "K2" ||
         is_foster(place);
}
bool has_no_provider(Code place, int rules_year) {
  if (is_temporary(place)) return true;
  return rules_year < 2026 ? place == "Z1" : is_other_placement(place) && place != "Z1";
}

constexpr std::string_view kMakeProviderFit =
    "Look up who provides the placement and correct PLACE_PROVIDER or PLACE.";

constexpr Rule kProviderOfPlaceRules[] = {
    {.code = "526",
     .sentence = "Provider is required except for T0-T4 and Z1 (Z11-Z14 from 2025-26).",
     .fields = "PLACE PLACE_PROVIDER",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.place_provider.blank() && !has_no_provider(e.place, y.rules)) flag(e);
         },
     .remedy = "Look up who provides the placement and fill PLACE_PROVIDER.",
     .reading = "An episode without a placement type is no exception, so it needs a provider too."},
    {.code = "527",
     .sentence = "PR1 cannot go with P1, R2 or R5.",
     .fields = "PLACE PLACE_PROVIDER",
     .needs = kEpisodes,
     .check = [](const Child& c, const Year&,
                 Flags& flag) { not_with("PR1", at_home_hospital_or_prison, c, flag); },
     .remedy = kMakeProviderFit},
    {.code = "528",
     .sentence = "PR2 cannot go with P1, R2 or R5.",
     .fields = "PLACE PLACE_PROVIDER",
     .needs = kEpisodes,
     .check = [](const Child& c, const Year&,
                 Flags& flag) { not_with("PR2", at_home_hospital_or_prison, c, flag); },
     .remedy = kMakeProviderFit},
    {.code = "529",
     .sentence = "PR3 cannot go with P1, A3-A6, K1, K2 or U1-U6.",
     .fields = "PLACE PLACE_PROVIDER",
     .needs = kEpisodes,
     .check = [](const Child& c, const Year&,
                 Flags& flag) { not_with("PR3", never_by_another_public_body, c, flag); },
     .remedy = kMakeProviderFit},
    {.code = "530",
     .sentence = "PR4 cannot go with P1.",
     .fields = "PLACE PLACE_PROVIDER",
     .needs = kEpisodes,
     .check = [](const Child& c, const Year&,
                 Flags& flag) { not_with("PR4", with_parents, c, flag); },
     .remedy = kMakeProviderFit},
    {.code = "531",
     .sentence = "PR5 cannot go with P1.",
     .fields = "PLACE PLACE_PROVIDER",
     .needs = kEpisodes,
     .check = [](const Child& c, const Year&,
                 Flags& flag) { not_with("PR5", with_parents, c, flag); },
     .remedy = kMakeProviderFit},
    {.code = "550",
     .sentence = "PR0 goes only with P1.",
     .fields = "PLACE PLACE_PROVIDER",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           not_with("PR0", [](Code place) { return !with_parents(place); }, c, flag);
         },
     .remedy = kMakeProviderFit},
};

}  // namespace

std::span<const Rule> provider_of_place_rules() {
  return kProviderOfPlaceRules;
}

}  // namespace homeward::returns::rules
