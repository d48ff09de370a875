// The items of an episode: real dates, listed codes, and what the placement postcode gives.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

template <auto Item>
constexpr ChildCheck kRealDateIfGiven = real_date_if_given<&YearRows::episodes, Item>;
template <auto Item, CodeSet Codes>
constexpr ChildCheck kListedIfGiven = listed_if_given<&YearRows::episodes, Item, Codes>;

bool needs_no_provider(const EpisodeRow& e, const Year& y) {
  return (is_temporary(e.place) || is_other_placement(e.place)) &&
         listed(CodeSet::placement, e.place, y);
}

constexpr std::string_view kCheckPostcode =
    "Check that the postcode of the placement is given and right.";

constexpr Rule kEpisodeItemsRules[] = {
    {.code = "141",
     .sentence = "Episode start date, if given, must be a real date.",
     .fields = "DECOM",
     .needs = kEpisodes,
     .check = kRealDateIfGiven<&EpisodeRow::decom>,
     .remedy = kWriteDate},
    {.code = "142",
     .sentence =
         "Every episode except the child's last must have both an end date and an end reason.",
     .fields = "DEC REC",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const EpisodeRow* last = latest_episode(c);
           for (const EpisodeRow& e : c.episodes)
             if (const Cells blank = cells_if(e.dec.blank(), episodes::dec) |
                                     cells_if(e.rec.blank(), episodes::rec);
                 blank && &e != last && e.decom.known())
               flag(e, blank);
         },
     .remedy = "Fill in when and why the episode ended: a later one has begun.",
     .reading =
         "Episodes stand in the order of DECOM, whatever their order in the file. One without "
         "a readable start has no place in that order and is left to rule 141. An end date "
         "that cannot be read is left to rule 147."},
    {.code = "143",
     .sentence = "Reason for new episode, if given, must be S, P, L, T, U or B.",
     .fields = "RNE",
     .needs = kEpisodes,
     .check = kListedIfGiven<&EpisodeRow::rne, CodeSet::new_episode>,
     .remedy = "Put in the code for what changed when the episode began."},
    {.code = "144",
     .sentence = "Legal status, if given, must be C1 C2 D1 E1 V2 V3 V4 J1 J2 J3 L1 L2 L3.",
     .fields = "LS",
     .needs = kEpisodes,
     .check = kListedIfGiven<&EpisodeRow::ls, CodeSet::legal_status>,
     .remedy = "Look up the child's legal status in the episode and put in its code."},
    {.code = "145",
     .sentence = "Category of need, if given, must be N1 to N8.",
     .fields = "CIN",
     .needs = kEpisodes,
     .check = kListedIfGiven<&EpisodeRow::cin, CodeSet::category_of_need>,
     .remedy = "Put in the category of need with which the child came into care."},
    {.code = "146",
     .sentence =
         "Placement type, if given, must be in the year's list (H5 and P2 up to 2023-24, K3 "
         "from 2024-25; Z1 up to 2024-25, Z11-Z14 from 2025-26).",
     .fields = "PLACE",
     .needs = kEpisodes,
     .check = kListedIfGiven<&EpisodeRow::place, CodeSet::placement>,
     .remedy = "Put in the placement type as this year's return codes it: H5 became K3, and Z1 was "
               "split into Z11 to Z14.",
     .reading = "H5 and P2 are codes up to 2023-24 and K3 is one from 2024-25. The community "
                "validator accepts H5 and P2 for one year more and then refuses K3.",
     .listed = "Placement type, if given, must be in the year's list (K3 added for 2024-25; H5, P2 "
               "and Z1 dropped and Z11-Z14 added for 2025-26)."},
    {.code = "147",
     .sentence = "Episode end date, if given, must be a real date.",
     .fields = "DEC",
     .needs = kEpisodes,
     .check = kRealDateIfGiven<&EpisodeRow::dec>,
     .remedy = kWriteDate},
    {.code = "148",
     .sentence = "Episode end date and end reason must both be filled or both blank.",
     .fields = "DEC REC",
     .needs = kEpisodes,
     .check = rows_that<&YearRows::episodes,
                        [](const EpisodeRow& e) { return e.dec.given() == e.rec.blank(); }>,
     .remedy = "Fill in the end date and the reason, or empty both if the episode goes on."},
    {.code = "149",
     .sentence = "Reason episode ceased, if given, must be X1 or an E code of the year's list.",
     .fields = "REC",
     .needs = kEpisodes,
     .check = kListedIfGiven<&EpisodeRow::rec, CodeSet::reason_ended>,
     .remedy = "Put in X1 if care went on in another episode, otherwise this year's code for why "
               "it ended: E45 to E48 took the place of E43 and E44 in 2018-19.",
     .listed = "Reason episode ceased, if given, must be a listed code (X1 or an E code)."},
    {.code = "164",
     .sentence = "The placement distance, worked out from the two postcodes, must be known and lie "
                 "between 0 and 999.9 miles (children ever known as UASC are left out).",
     .fields = "PL_DISTANCE",
     .needs = kEpisodes | kPostcodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (ever_uasc(c)) return;
           for (const EpisodeRow& e : c.episodes)
             if (!is_short_break(e.ls) && !e.pl_distance) flag(e);
         },
     .remedy = "Check that the postcodes of the home and of the placement are given and right.",
     .reading =
         "A distance that can be worked out always lies in that range, so the rule finds "
         "those that cannot. Short breaks (V3, V4) are left out: they must have no postcode. "
         "Ever known as UASC means this year or last year.",
     .listed = "Derived placement distance must lie between 0 and 999.9 miles (children ever known "
               "as UASC are left out).",
     .also = kUasc | kLastUasc},
    {.code = "169",
     .sentence = "Except in respite (V3, V4), the local authority of the placement must be known; "
                 "it is worked out from the placement postcode.",
     .fields = "PL_LA",
     .needs = kEpisodes | kPostcodes,
     .check =
         rows_that<&YearRows::episodes,
                   [](const EpisodeRow& e) { return !is_short_break(e.ls) && e.pl_la.empty(); }>,
     .remedy = kCheckPostcode,
     .listed =
         "Outside V3/V4, the placement LA (derived from the placement postcode) must be known."},
    {.code = "178",
     .sentence = "Placement provider must be PR0-PR5; for placement types that need none (T codes "
                 "and Z1; Z11-Z14 from 2025-26) it must be blank.",
     .fields = "PLACE_PROVIDER",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (needs_no_provider(e, y) ? !e.place_provider.blank()
                                         : !listed(CodeSet::provider, e.place_provider, y))
               flag(e);
         },
     .remedy = "Put in who provides the placement, or empty it for a temporary or other placement.",
     .reading = "A provider given for a placement that needs none also fails, for all of T0 to T4 "
                "alike (the community validator spares T4).",
     .listed = "Placement provider must be PR0-PR5, or blank for placement types that need none (T "
               "codes and Z1; Z11-Z14 from 2025-26).",
     .beside = "PLACE"},
    {.code = "179",
     .sentence = "Except in respite (V3, V4), it must be known whether the placement lies inside "
                 "or outside the authority; it is worked out from the placement postcode.",
     .fields = "PL_LOCATION",
     .needs = kEpisodes | kPostcodes | kOwnArea,
     .check = rows_that<&YearRows::episodes,
                        [](const EpisodeRow& e) {
                          return !is_short_break(e.ls) && e.pl_location == Located::unknown;
                        }>,
     .remedy = kCheckPostcode,
     .listed = "Outside V3/V4, the derived in/out-of-area location must be known."},
};

}  // namespace

std::span<const Rule> episode_items_rules() {
  return kEpisodeItemsRules;
}

}  // namespace homeward::returns::rules
