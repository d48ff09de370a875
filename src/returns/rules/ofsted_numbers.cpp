// The Ofsted number (URN) of an episode: where there must be one, and what Ofsted's list says of
// it.
#include "returns/providers.hpp"
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// From then on supported accommodation (H5, later K3) is registered.
constexpr Date kSupportedIsRegistered = *Date::of(2023, 10, 28);

// A setting that others inspect, or a regional adoption agency.
bool is_stand_in(Code urn) {
  return urn == "XXXXXXX";
}

// Placement types of which Ofsted keeps no register. `supported_until` is the last collection year
// whose rule set counts H5 among them.
bool is_unregistered(Code place, const Year& y, int supported_until) {
  return place == "P1" || place == "P2" || place == "P3" || place == "R1" || place == "R2" ||
         place == "R5" || is_temporary(place) || is_other_placement(place) ||
         (place == "H5" && y.rules <= supported_until);
}

// Supported accommodation: Ofsted keeps a list of its own of it.
bool is_supported(Code place) {
  return place == "K3" || place == "H5";
}

// On some day of the year, for all that is known: also where the start cannot be read.
bool may_be_live(const EpisodeRow& e, const Year& y) {
  return !(e.decom > y.end) && (e.open() || e.dec >= y.start);
}

// Where the child lives in the place that is registered, not with a carer of an agency.
bool is_setting(Code place) {
  return place == "K1" || place == "K2" || place == "K3" || place == "H5" || place == "R3" ||
         place == "S1";
}

bool outside_england(const EpisodeRow& e) {
  return !e.pl_la.empty() && !e.pl_la.starts_with('E');
}
bool in_england(const EpisodeRow& e) {
  return e.pl_la.starts_with('E');
}

bool holds(const std::vector<Code>& codes, Code code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// Every episode whose number is on Ofsted's list, if `fails(episode, provider, year)`.
template <auto Fails>
void against_list(const Child& c, const Year& y, Flags& flag) {
  for (const EpisodeRow& e : c.episodes)
    if (e.provider != nullptr && !is_stand_in(e.urn) && Fails(e, *e.provider, y)) flag(e);
}

constexpr std::string_view kUrnOrPlace =
    "Check the URN against Ofsted's list and correct the URN or the placement type.";
constexpr std::string_view kUrnOrProvider =
    "Check the URN against Ofsted's list and correct the URN or the placement provider.";
constexpr std::string_view kNotToldPasses =
    "A URN that is not on the list is for rule 1008; what the list does not tell of a provider "
    "is not tested.";
constexpr std::string_view kListsAreTrimmed =
    "The list's codes may stand with spaces and be separated by \",\" or \"/\". A URN that is not "
    "on the list is for rule 1008; what the list does not tell of a provider is not tested.";

constexpr Rule kOfstedNumbersRules[] = {
    {.code = "214",
     .sentence = "Respite (V3/V4) episodes must have no placement postcode and no URN.",
     .fields = "PL_POST URN",
     .needs = kEpisodes,
     .check = rows_with<&YearRows::episodes,
                        [](const EpisodeRow& e) {
                          const bool short_break = is_short_break(e.ls);
                          return cells_if(short_break && !e.pl_post.empty(), episodes::pl_post) |
                                 cells_if(short_break && !e.urn.blank(), episodes::urn);
                        }>,
     .remedy = "Take the placement postcode and the URN out, or correct the legal status.",
     .reading = "Rule 218 would ask for a URN here; for respite this rule wins.",
     .beside = "LS"},
    {.code = "218",
     .sentence =
         "An episode of which any day lies in the year must have a URN, unless it is respite (V3, "
         "V4), its placement type needs none or the placement is outside England.",
     .fields = "URN",
     .needs = kEpisodes | kPostcodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.urn.blank() && may_be_live(e, y) && !is_short_break(e.ls) &&
                 !is_unregistered(e.place, y, 2024) && !outside_england(e))
               flag(e);
         },
     .remedy = "Look the setting or agency up in Ofsted's list and put its URN in, or XXXXXXX if "
               "others inspect it.",
     .reading = "Respite (V3, V4) needs no URN, since rule 214 forbids one there. A placement is "
                "outside England only if its postcode says so. An episode whose start is not known "
                "is live unless it ended before this year.",
     .listed = "URN is required for episodes live in the year, unless the placement type is exempt "
               "or the placement is outside England.",
     .beside = "PLACE PL_POST"},
    {.code = "219",
     .sentence = "The placement type must be one the Ofsted list allows for that URN (XXXXXXX is "
                 "not checked).",
     .fields = "URN PLACE",
     .needs = kEpisodes | kProviderPlaces,
     .check = against_list<[](const EpisodeRow& e, const Provider& p, const Year&) {
       return !e.place.blank() && !p.place_codes.empty() && !holds(p.place_codes, e.place);
     }>,
     .remedy = kUrnOrPlace,
     .reading = kListsAreTrimmed},
    {.code = "221",
     .sentence = "The placement postcode of a setting (K1, K2, K3, H5, R3, S1) must be the one "
                 "that Ofsted's list has for that URN.",
     .fields = "PL_POST",
     .needs = kEpisodes | kProviderPostcodes,
     .check = against_list<[](const EpisodeRow& e, const Provider& p, const Year&) {
       return is_setting(e.place) && !e.pl_post.empty() && !p.postcode.empty() &&
              !same_postcode(e.pl_post, p.postcode);
     }>,
     .remedy = "Put in the postcode of the setting, or the URN of the setting where the child "
               "lives.",
     .reading = "Setting-based are K1, K2, R3, S1 and supported accommodation (H5, K3). A blank "
                "postcode is for other rules.",
     .listed = "For setting-based placements the placement postcode must equal the Ofsted postcode "
               "of that URN.",
     .beside = "PLACE URN"},
    {.code = "222",
     .sentence =
         "URN must be blank (or XXXXXXX) for placement types that have no Ofsted registration.",
     .fields = "URN",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (!e.urn.blank() && !is_stand_in(e.urn) && is_unregistered(e.place, y, 2023))
               flag(e);
         },
     .remedy = "Take the URN out, or correct the placement type.",
     .reading = "H5 is among those types up to 2022-23: in 2023-24 it came to be registered.",
     .beside = "PLACE"},
    {.code = "224",
     .sentence = "The placement provider must be one the Ofsted list allows for that URN.",
     .fields = "PLACE_PROVIDER",
     .needs = kEpisodes | kProviderKinds,
     .check = against_list<[](const EpisodeRow& e, const Provider& p, const Year&) {
       return !e.place_provider.blank() && !p.provider_codes.empty() &&
              !holds(p.provider_codes, e.place_provider);
     }>,
     .remedy = kUrnOrProvider,
     .reading = kListsAreTrimmed,
     .beside = "URN"},
    {.code = "227",
     .sentence = "Episode start must be before the URN's deregistration date.",
     .fields = "URN DECOM",
     .needs = kEpisodes | kProviderClosings,
     .check = against_list<[](const EpisodeRow& e, const Provider& p, const Year&) {
       return p.closed_on && e.decom >= *p.closed_on;
     }>,
     .remedy = "The setting was closed by then: put in the URN under which it was registered that "
               "day, or correct DECOM.",
     .reading = kNotToldPasses},
    {.code = "228",
     .sentence = "Episode end (or year end for open episodes) must not be after the URN's "
                 "deregistration date.",
     .fields = "URN DEC",
     .needs = kEpisodes | kProviderClosings,
     .check = against_list<[](const EpisodeRow& e, const Provider& p, const Year& y) {
       return p.closed_on && *p.closed_on < (e.open() ? Day(y.end) : e.dec);
     }>,
     .remedy = "The setting closed while the child was there: end the episode that day and begin "
               "one with the new URN.",
     .reading = kNotToldPasses},
    {.code = "229",
     .sentence = "With provider PR1 the URN must belong to the local authority that makes the "
                 "return, with PR2 to another one.",
     .fields = "URN PLACE_PROVIDER",
     .needs = kEpisodes | kProviderAreas | kOwnArea,
     .check = against_list<[](const EpisodeRow& e, const Provider& p, const Year& y) {
       if (p.area.empty()) return false;
       return (e.place_provider == "PR1" && p.area != y.own_area) ||
              (e.place_provider == "PR2" && p.area == y.own_area);
     }>,
     .remedy = kUrnOrProvider,
     .reading = kNotToldPasses,
     .listed =
         "PR1 requires the URN's LA to be the returning LA; PR2 requires it to be another LA."},
    {.code = "230",
     .sentence = "An H5 placement in England that went on after 28 October 2023 must have a URN, "
                 "and not XXXXXXX.",
     .fields = "PLACE DEC URN",
     .needs = kEpisodes | kPostcodes,
     .years = {2024, 2024},
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.place == "H5" && in_england(e) && !is_short_break(e.ls) &&
                 (e.open() || e.dec > kSupportedIsRegistered) &&
                 (e.urn.blank() || is_stand_in(e.urn)))
               flag(e);
         },
     .remedy = "Look the provider of the supported accommodation up in Ofsted's list and put its "
               "URN in.",
     .reading = "Went on after it: the episode ended on the 29th or later, or is open.",
     .listed = "An English H5 placement live on or after 28/29 October 2023 must have a real URN."},
    {.code = "1008",
     .sentence = "URN, if given and not XXXXXXX, must be on the Ofsted list.",
     .fields = "URN",
     .needs = kEpisodes | kProviderUrns,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (!e.urn.blank() && !is_stand_in(e.urn) && e.provider == nullptr &&
                 (is_supported(e.place) ? y.supported_listed : y.others_listed))
               flag(e);
         },
     .remedy = "Look the setting or agency up in Ofsted's list and correct the URN.",
     .reading = "URNs are compared as text. Where the list names no supported accommodation (K3, "
                "H5), or nothing else, the placements that it cannot hold are not tested."},
};

}  // namespace

std::span<const Rule> ofsted_numbers_rules() {
  return kOfstedNumbersRules;
}

}  // namespace homeward::returns::rules
