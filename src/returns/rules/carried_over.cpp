// The episode left open last year is the first of this year, and says the same.
#include <cmath>

#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Calls use(before, now) with last year's episode that was left open and this year's first, if the
// child has both.
template <class Use>
void when_carried_over(const Child& c, Use use) {
  const EpisodeRow* before = left_open_last_year(c);
  const EpisodeRow* now = first_episode(c);
  if (before != nullptr && now != nullptr) use(*before, *now);
}

// An item must be the same as last year. Blank is the same as blank only.
template <auto Item>
void same_item(const Child& c, const Year&, Flags& flag) {
  when_carried_over(c, [&](const EpisodeRow& before, const EpisodeRow& now) {
    if (before.*Item != now.*Item) flag(now);
  });
}

int tenths_of_a_mile(float miles) {
  return static_cast<int>(std::lround(miles * 10));
}

bool distance_differs(const EpisodeRow& before, const EpisodeRow& now) {
  if (!before.pl_distance) return false;
  if (!now.pl_distance) return true;
  return std::abs(tenths_of_a_mile(*before.pl_distance) - tenths_of_a_mile(*now.pl_distance)) > 2;
}

// Placement codes that were renamed: K3 for H5, and what Z1 was split into.
bool renamed(Code before, Code now, int rules_year) {
  if (rules_year == 2024 || rules_year == 2025) return before == "H5" && now == "K3";
  if (rules_year == 2026)
    return before == "Z1" && (now == "Z11" || now == "Z12" || now == "Z13" || now == "Z14");
  return false;
}

constexpr Needs kEpisodesBothYears = kEpisodes | kLastEpisodes;

constexpr std::string_view kMakeEpisodesAgree =
    "Compare the episode with last year's return and correct this year's; if last year's was "
    "wrong, ask the DfE how to amend it.";
constexpr std::string_view kMakePostcodesAgree =
    "Compare HOME_POST and PL_POST with last year's return and correct the one that is wrong.";
constexpr std::string_view kBlankIsAChange =
    "A change to blank is a change, also where the postcode file does not know the new postcode.";

constexpr std::string_view kAnyStart =
    "Compared whatever the day the two episodes start, as the sentence says and the DfE's portal "
    "does. Where the start is another one, 502 finds the child too, and the pages show what 503 "
    "finds below it: most likely it is one wrong start.";
constexpr std::string_view kAnyStartAndBlankIsAChange =
    "Compared whatever the day the two episodes start, as for 503A. A change to blank is a change, "
    "also where the postcode file does not know the new postcode.";

constexpr Rule kCarriedOverRules[] = {
    {.code = "452",
     .sentence =
         "The placement of the first episode this year must lie in the same local authority as "
         "that of the episode left open last year, if both have the same reason for new episode.",
     .fields = "PL_LA",
     .needs = kEpisodesBothYears | kPostcodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           when_carried_over(c, [&](const EpisodeRow& before, const EpisodeRow& now) {
             if (before.rne == now.rne && before.pl_la != now.pl_la) flag(now);
           });
         },
     .remedy = kMakePostcodesAgree,
     .reading = kBlankIsAChange,
     .listed = "The first episode this year must have the same placement LA as last year's open "
               "episode with the same start reason.",
     .beside = "RNE Episodes_last.PL_POST"},
    {.code = "453",
     .sentence =
         "The placement distance of the first episode this year must be within 0.2 miles of that "
         "of the episode left open last year, if both have the same reason for new episode.",
     .fields = "PL_DISTANCE",
     .needs = kEpisodesBothYears | kPostcodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           when_carried_over(c, [&](const EpisodeRow& before, const EpisodeRow& now) {
             if (before.rne == now.rne && distance_differs(before, now)) flag(now);
           });
         },
     .remedy = kMakePostcodesAgree,
     .reading = kBlankIsAChange,
     .listed = "The first episode this year must be within 0.2 miles of last year's open episode's "
               "distance (same start reason).",
     .beside = "RNE Episodes_last.HOME_POST Episodes_last.PL_POST"},
    {.code = "454",
     .sentence = "A placement distance over 350 miles is queried (not 999.9, which stands for a "
                 "home outside England).",
     .fields = "PL_DISTANCE",
     .needs = kEpisodes | kPostcodes,
     .years = {2026},
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.pl_distance && tenths_of_a_mile(*e.pl_distance) > 3500 &&
                 tenths_of_a_mile(*e.pl_distance) != 9999)
               flag(e);
         },
     .remedy = "Check both postcodes; if the child does live that far from home, say so in the "
               "answer to the query.",
     .listed = "Distance over 350 miles (other than 999.9) is queried."},
    {.code = "502",
     .sentence = "The first episode this year must start on the same date as the episode left open "
                 "last year.",
     .fields = "DECOM",
     .needs = kEpisodesBothYears,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           when_carried_over(c, [&](const EpisodeRow& before, const EpisodeRow& now) {
             if (differs(before.decom, now.decom)) flag(now);
           });
         },
     .remedy = "Return the episode that was open on 31 March again, with the day it began.",
     .beside = "Episodes_last.DECOM"},
    {.code = "503A",
     .sentence = "First episode this year must have the same new-episode reason as last year's "
                 "open episode.",
     .fields = "RNE",
     .needs = kEpisodesBothYears,
     .check = same_item<&EpisodeRow::rne>,
     .remedy = kMakeEpisodesAgree,
     .reading = kAnyStart,
     .beside = "Episodes_last.RNE"},
    {.code = "503B",
     .sentence = "First episode this year must have the same legal status as last year's open "
                 "episode.",
     .fields = "LS",
     .needs = kEpisodesBothYears,
     .check = same_item<&EpisodeRow::ls>,
     .remedy = kMakeEpisodesAgree,
     .reading = kAnyStart,
     .beside = "Episodes_last.LS"},
    {.code = "503C",
     .sentence = "First episode this year must have the same category of need as last year's open "
                 "episode.",
     .fields = "CIN",
     .needs = kEpisodesBothYears,
     .check = same_item<&EpisodeRow::cin>,
     .remedy = kMakeEpisodesAgree,
     .reading = kAnyStart,
     .beside = "Episodes_last.CIN"},
    {.code = "503D",
     .sentence = "First episode this year must have the same placement type as last year's open "
                 "episode (H5 may become K3 in 2023-24 and 2024-25, Z1 one of Z11-Z14 in 2025-26).",
     .fields = "PLACE",
     .needs = kEpisodesBothYears,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           when_carried_over(c, [&](const EpisodeRow& before, const EpisodeRow& now) {
             if (before.place != now.place && !renamed(before.place, now.place, y.rules)) flag(now);
           });
         },
     .remedy = kMakeEpisodesAgree,
     .reading = kAnyStart,
     .listed = "First episode this year must have the same placement type as last year's open "
               "episode (allowing H5 to K3 for 2024 and 2025, Z1 to Z11-Z14 for 2026).",
     .beside = "Episodes_last.PLACE"},
    {.code = "503E",
     .sentence = "First episode this year must have the same provider as last year's open episode.",
     .fields = "PLACE_PROVIDER",
     .needs = kEpisodesBothYears,
     .check = same_item<&EpisodeRow::place_provider>,
     .remedy = kMakeEpisodesAgree,
     .reading = kAnyStart,
     .beside = "Episodes_last.PLACE_PROVIDER"},
    {.code = "503F",
     .sentence = "First episode this year must have the same URN as last year's open episode.",
     .fields = "URN",
     .needs = kEpisodesBothYears,
     .check = same_item<&EpisodeRow::urn>,
     .remedy = kMakeEpisodesAgree,
     .reading = kAnyStart,
     .beside = "Episodes_last.URN"},
    {.code = "503G",
     .sentence = "First episode this year must have the same placement distance as last year's "
                 "open episode, to within 0.2 miles; it is worked out from the two postcodes.",
     .fields = "PL_DISTANCE",
     .needs = kEpisodesBothYears | kPostcodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           when_carried_over(c, [&](const EpisodeRow& before, const EpisodeRow& now) {
             if (distance_differs(before, now)) flag(now);
           });
         },
     .remedy = kMakePostcodesAgree,
     .reading = kAnyStartAndBlankIsAChange,
     .listed = "First episode this year must be within 0.2 miles of last year's open episode's "
               "distance.",
     .beside = "Episodes_last.HOME_POST Episodes_last.PL_POST"},
    {.code = "503H",
     .sentence = "First episode this year must be placed in the same local authority as last "
                 "year's open episode.",
     .fields = "PL_LA",
     .needs = kEpisodesBothYears | kPostcodes,
     .check = same_item<&EpisodeRow::pl_la>,
     .remedy = kMakePostcodesAgree,
     .reading = kAnyStartAndBlankIsAChange,
     .listed =
         "First episode this year must have the same placement LA as last year's open episode.",
     .beside = "Episodes_last.PL_POST"},
    {.code = "503J",
     .sentence = "First episode this year must be placed inside or outside the authority as last "
                 "year's open episode was.",
     .fields = "PL_LOCATION",
     .needs = kEpisodesBothYears | kPostcodes | kOwnArea,
     .check = same_item<&EpisodeRow::pl_location>,
     .remedy = kMakePostcodesAgree,
     .reading = kAnyStartAndBlankIsAChange,
     .listed =
         "First episode this year must have the same in/out location as last year's open episode.",
     .beside = "Episodes_last.PL_POST"},
    {.code = "562",
     .sentence =
         "An episode that started before this year must be the last episode of last year's return.",
     .fields = "DECOM",
     .needs = kEpisodesBothYears,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           const EpisodeRow* before = latest_episode(c.last);
           for (const EpisodeRow& e : c.episodes)
             if (e.decom < y.start && !(before != nullptr && before->decom == e.decom)) flag(e);
         },
     .remedy = "Look up the day the episode began and correct it; if it is right, last year's "
               "return lacks the episode and has to be amended.",
     .listed = "An episode starting before this year must exist as last year's last episode."},
};

}  // namespace

std::span<const Rule> carried_over_rules() {
  return kCarriedOverRules;
}

}  // namespace homeward::returns::rules
