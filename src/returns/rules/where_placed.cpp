// Where a child lives: the two postcodes and what is derived from them.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Neither a short break nor of a child who is or was asylum-seeking.
bool needs_postcodes(const Child& c, const EpisodeRow& e) {
  return !is_short_break(e.ls) && !ever_uasc(c);
}

constexpr std::string_view kWasUasc =
    "A child who was asylum-seeking last year counts as one, so that this rule and 406 never ask "
    "for opposite things.";

constexpr Rule kWherePlacedRules[] = {
    {.code = "392a",
     .sentence = "Except in respite (V3, V4), a child who is not UASC must have a placement "
                 "distance; it is worked out from the two postcodes.",
     .fields = "PL_DISTANCE",
     .needs = kEpisodes | kPostcodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (!e.pl_distance && needs_postcodes(c, e)) flag(e);
         },
     .remedy = "Fill in both postcodes and check their spelling: the distance is worked out from "
               "them.",
     .reading = kWasUasc,
     .listed = "Outside V3/V4, a non-UASC child must have a derived distance.",
     .also = kUasc | kLastUasc},
    {.code = "392b",
     .sentence = "Except in respite (V3, V4), a child who is not UASC must have a home postcode "
                 "and a placement postcode.",
     .fields = "HOME_POST PL_POST",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (const Cells blank = cells_if(e.home_post.empty(), episodes::home_post) |
                                     cells_if(e.pl_post.empty(), episodes::pl_post);
                 blank && needs_postcodes(c, e))
               flag(e, blank);
         },
     .remedy = "Fill in the postcode of the child's home and of the placement.",
     .reading = kWasUasc,
     .listed = "Outside V3/V4, a non-UASC child must have home and placement postcodes.",
     .also = kUasc | kLastUasc,
     .beside = "LS"},
    {.code = "392c",
     .sentence = "Home and placement postcodes, if given, must exist.",
     .fields = "HOME_POST PL_POST",
     .needs = kEpisodes | kPostcodes,
     .check =
         rows_with<&YearRows::episodes,
                   [](const EpisodeRow& e) {
                     return cells_if(e.home_state == PostcodeState::unknown, episodes::home_post) |
                            cells_if(e.place_state == PostcodeState::unknown, episodes::pl_post);
                   }>,
     .remedy = "Look the postcode up and correct it; if it is new, check with a newer postcode "
               "file."},
    {.code = "392d",
     .sentence = "Home and placement postcodes must differ unless placed with parents (P1).",
     .fields = "HOME_POST PL_POST PLACE",
     .needs = kEpisodes,
     .check = rows_that<&YearRows::episodes,
                        [](const EpisodeRow& e) {
                          return !e.home_post.empty() && e.place != "P1" &&
                                 same_postcode(e.home_post, e.pl_post);
                        }>,
     .remedy = "HOME_POST is where the child lived before care, PL_POST where they live now; "
               "correct the one that was copied."},
    {.code = "398",
     .sentence = "Respite (V3/V4) episodes must have no home or placement postcode.",
     .fields = "LS HOME_POST PL_POST",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (const Cells wrong = cells_if(!e.home_post.empty(), episodes::home_post) |
                                     cells_if(!e.pl_post.empty(), episodes::pl_post);
                 wrong && is_short_break(e.ls))
               flag(e, wrong | cells(episodes::ls));
         },
     .remedy = "Take the postcodes out of the short break, or correct the legal status.",
     .reading = "The postcodes are tested, as the sentence says, and not the distance: files hold "
                "no distance, and with no postcode there is none."},
    {.code = "406",
     .sentence = "A child who is or was UASC should have no placement distance; it is worked out "
                 "from the two postcodes.",
     .fields = "PL_DISTANCE",
     .needs = kEpisodes | kPostcodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (!ever_uasc(c)) return;
           for (const EpisodeRow& e : c.episodes)
             if (e.pl_distance) flag(e);
         },
     .remedy = "Take the home postcode out: an asylum-seeking child has none in this country.",
     .reading = "Was means a row in last year's UASC file, where last year's return is given.",
     .listed = "Distance should be blank for a child who is or was UASC.",
     .also = kUasc | kLastUasc},
    {.code = "411",
     .sentence = "Location IN needs the placement LA to be the returning LA.",
     .fields = "PL_LOCATION",
     .needs = kEpisodes | kPostcodes | kOwnArea,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.pl_location == Located::in && e.pl_la != y.own_area) flag(e);
         },
     .remedy = "Correct the placement postcode.",
     .reading = "Files do not hold the two items. Both are derived from the placement postcode and "
                "so always agree."},
    {.code = "420",
     .sentence = "Respite (V3/V4) must have no local authority of the placement; it is worked out "
                 "from the placement postcode.",
     .fields = "PL_LA",
     .needs = kEpisodes | kPostcodes,
     .check =
         rows_that<&YearRows::episodes,
                   [](const EpisodeRow& e) { return is_short_break(e.ls) && !e.pl_la.empty(); }>,
     .remedy = "Take the placement postcode out of the short break, or correct the legal status.",
     .listed = "Respite (V3/V4) must have no placement LA."},
};

}  // namespace

std::span<const Rule> where_placed_rules() {
  return kWherePlacedRules;
}

}  // namespace homeward::returns::rules
