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

// The same, where both start on one day: another day makes it another episode, which 502 tells.
template <class Use>
void when_same_episode(const Child& c, Use use) {
  when_carried_over(c, [&](const EpisodeRow& before, const EpisodeRow& now) {
    if (before.decom == now.decom) use(before, now);
  });
}

// An item must be the same as last year. Blank is the same as blank only.
template <auto Item>
void same_item(const Child& c, const Year&, Flags& flag) {
  when_same_episode(c, [&](const EpisodeRow& before, const EpisodeRow& now) {
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

constexpr Needs kBothYears = kEpisodes | kLastEpisodes;

constexpr std::string_view kMakeEpisodesAgree =
    "Compare the episode with last year's return and correct this year's; if last year's was "
    "wrong, ask the DfE how to amend it.";
constexpr std::string_view kMakePostcodesAgree =
    "Compare HOME_POST and PL_POST with last year's return and correct the one that is wrong.";
constexpr std::string_view kBlankIsAChange =
    "A change to blank is a change, also where the postcode file does not know the new postcode.";

constexpr std::string_view kOneStart =
    "Only where both start on the same day; where they do not, 502 finds it.";
constexpr std::string_view kOneStartAndBlankIsAChange =
    "Only where both start on the same day; where they do not, 502 finds it. A change to "
    "blank is a change, also where the postcode file does not know the new postcode.";

constexpr Rule kRules[] = {
    {.code = "452",
     .sentence = "The first episode this year must have the same placement LA as last year's open "
                 "episode with the same start reason.",
     .fields = "PL_LA",
     .needs = kBothYears | kPostcodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           when_carried_over(c, [&](const EpisodeRow& before, const EpisodeRow& now) {
             if (before.rne == now.rne && before.pl_la != now.pl_la) flag(now);
           });
         },
     .remedy = kMakePostcodesAgree,
     .reading = kBlankIsAChange},
    {.code = "453",
     .sentence = "The first episode this year must be within 0.2 miles of last year's open "
                 "episode's distance (same start reason).",
     .fields = "PL_DISTANCE",
     .needs = kBothYears | kPostcodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           when_carried_over(c, [&](const EpisodeRow& before, const EpisodeRow& now) {
             if (before.rne == now.rne && distance_differs(before, now)) flag(now);
           });
         },
     .remedy = kMakePostcodesAgree,
     .reading = kBlankIsAChange},
    {.code = "454",
     .sentence = "Distance over 350 miles (other than 999.9) is queried.",
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
               "answer to the query."},
    {.code = "502",
     .sentence = "The first episode this year must start on the same date as the episode left open "
                 "last year.",
     .fields = "DECOM",
     .needs = kBothYears,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           when_carried_over(c, [&](const EpisodeRow& before, const EpisodeRow& now) {
             if (differs(before.decom, now.decom)) flag(now);
           });
         },
     .remedy = "Return the episode that was open on 31 March again, with the day it began."},
    {.code = "503A",
     .sentence = "First episode this year must have the same new-episode reason as last year's "
                 "open episode.",
     .fields = "RNE",
     .needs = kBothYears,
     .check = same_item<&EpisodeRow::rne>,
     .remedy = kMakeEpisodesAgree,
     .reading = kOneStart},
    {.code = "503B",
     .sentence = "First episode this year must have the same legal status as last year's open "
                 "episode.",
     .fields = "LS",
     .needs = kBothYears,
     .check = same_item<&EpisodeRow::ls>,
     .remedy = kMakeEpisodesAgree,
     .reading = kOneStart},
    {.code = "503C",
     .sentence = "First episode this year must have the same category of need as last year's open "
                 "episode.",
     .fields = "CIN",
     .needs = kBothYears,
     .check = same_item<&EpisodeRow::cin>,
     .remedy = kMakeEpisodesAgree,
     .reading = kOneStart},
    {.code = "503D",
     .sentence = "First episode this year must have the same placement type as last year's open "
                 "episode (allowing H5 to K3 for 2024 and 2025, Z1 to Z11-Z14 for 2026).",
     .fields = "PLACE",
     .needs = kBothYears,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           when_same_episode(c, [&](const EpisodeRow& before, const EpisodeRow& now) {
             if (before.place != now.place && !renamed(before.place, now.place, y.rules)) flag(now);
           });
         },
     .remedy = kMakeEpisodesAgree,
     .reading = kOneStart},
    {.code = "503E",
     .sentence = "First episode this year must have the same provider as last year's open episode.",
     .fields = "PLACE_PROVIDER",
     .needs = kBothYears,
     .check = same_item<&EpisodeRow::place_provider>,
     .remedy = kMakeEpisodesAgree,
     .reading = kOneStart},
    {.code = "503F",
     .sentence = "First episode this year must have the same URN as last year's open episode.",
     .fields = "URN",
     .needs = kBothYears,
     .check = same_item<&EpisodeRow::urn>,
     .remedy = kMakeEpisodesAgree,
     .reading = kOneStart},
    {.code = "503G",
     .sentence = "First episode this year must be within 0.2 miles of last year's open episode's "
                 "distance.",
     .fields = "PL_DISTANCE",
     .needs = kBothYears | kPostcodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           when_same_episode(c, [&](const EpisodeRow& before, const EpisodeRow& now) {
             if (distance_differs(before, now)) flag(now);
           });
         },
     .remedy = kMakePostcodesAgree,
     .reading = kOneStartAndBlankIsAChange},
    {.code = "503H",
     .sentence = "First episode this year must have the same placement LA as last year's open "
                 "episode.",
     .fields = "PL_LA",
     .needs = kBothYears | kPostcodes,
     .check = same_item<&EpisodeRow::pl_la>,
     .remedy = kMakePostcodesAgree,
     .reading = kOneStartAndBlankIsAChange},
    {.code = "503J",
     .sentence = "First episode this year must have the same in/out location as last year's open "
                 "episode.",
     .fields = "PL_LOCATION",
     .needs = kBothYears | kPostcodes | kOwnArea,
     .check = same_item<&EpisodeRow::pl_location>,
     .remedy = kMakePostcodesAgree,
     .reading = kOneStartAndBlankIsAChange},
    {.code = "562",
     .sentence = "An episode starting before this year must exist as last year's last episode.",
     .fields = "DECOM",
     .needs = kBothYears,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           const EpisodeRow* before = latest_episode(c.last);
           for (const EpisodeRow& e : c.episodes)
             if (e.decom < y.start && !(before != nullptr && before->decom == e.decom)) flag(e);
         },
     .remedy = "Correct the start if the child came into care this year; if not, last year's "
               "return lacks the episode and has to be amended."},
};

}  // namespace

std::span<const Rule> carried_over_rules() {
  return kRules;
}

}  // namespace homeward::returns::rules
