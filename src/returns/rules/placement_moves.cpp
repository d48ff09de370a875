// The reason for a placement change, recorded on the episode that ends.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

bool has_change_reason(const EpisodeRow& e) {
  return !e.reason_place_change.blank();
}

bool is_move(Code rne) {
  return rne == "P" || rne == "B" || rne == "T" || rne == "U";
}

// Calls use(episode, next) for the child's episodes by DECOM.
template <class Use>
void for_each_next(const Child& c, Use use) {
  for (std::size_t i = 1; i < c.episodes.size(); ++i)
    if (c.episodes[i].decom.known()) use(c.episodes[i - 1], c.episodes[i]);
}

constexpr Rule kPlacementMovesRules[] = {
    {.code = "225",
     .sentence = "A placement that ends with X1 and is followed by a move (P, B, T, U) must have a "
                 "reason for placement change, unless one of the two placements is temporary (T).",
     .fields = "REASON_PLACE_CHANGE",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for_each_next(c, [&](const EpisodeRow& e, const EpisodeRow& next) {
             if (e.rec == "X1" && is_move(next.rne) && !is_temporary(e.place) &&
                 !is_temporary(next.place) && !has_change_reason(e))
               flag(e);
           });
         },
     .remedy =
         "Say why the child moved, in REASON_PLACE_CHANGE of this episode, the one that ended.",
     .listed = "When a placement ends with X1 and the next episode is a move (P, B, T, U), neither "
               "being temporary, a reason for placement change is required.",
     .beside = "PLACE REC next.RNE next.PLACE"},
    {.code = "226",
     .sentence = "Reason for placement change must be blank on a temporary (T) placement and on "
                 "the episode just before it.",
     .fields = "REASON_PLACE_CHANGE PLACE",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (is_temporary(e.place) && has_change_reason(e)) flag(e);
           for_each_next(c, [&](const EpisodeRow& e, const EpisodeRow& next) {
             if (is_temporary(next.place) && has_change_reason(e)) flag(e);
           });
         },
     .remedy = "Take the reason out: going to a temporary place and coming back is no change of "
               "placement.",
     .reading = "The row that holds the reason is flagged, not the temporary placement after it.",
     .beside = "next.PLACE"},
    {.code = "233",
     .sentence = "Reason for placement change must be blank while the episode is open.",
     .fields = "REASON_PLACE_CHANGE DEC",
     .needs = kEpisodes,
     .years = {2026},
     .check = rows_that<&YearRows::episodes,
                        [](const EpisodeRow& e) { return e.open() && has_change_reason(e); }>,
     .remedy = "Take the reason out, or put in the day the episode ended.",
     .reading = "Open is an episode without DEC (the community validator reads a column that no "
                "return has)."},
    {.code = "234",
     .sentence =
         "A child under 10 when the next episode starts cannot have placement change reason "
         "CUSTOD.",
     .fields = "REASON_PLACE_CHANGE DOB",
     .needs = kHeader | kEpisodes,
     .years = {2026},
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for_each_next(c, [&](const EpisodeRow& e, const EpisodeRow& next) {
             if (e.reason_place_change != "CUSTOD" || !aged_under(c.dob, 10, next.decom)) return;
             flag(e);
             for (const HeaderRow& h : c.header) flag(h);
           });
         },
     .remedy = "A child under 10 cannot be taken into custody: correct the reason or the date of "
               "birth.",
     .reading = "CUSTOD stands on the episode that ended, so the age counts on the day the next "
                "one started (the community validator takes the start of the same episode).",
     .listed = "A child under 10 when the episode starts cannot have placement change reason "
               "CUSTOD.",
     .beside = "Header.DOB next.DECOM"},
    {.code = "1009",
     .sentence = "Reason for placement change, if given, must be a code of the year's list.",
     .fields = "REASON_PLACE_CHANGE",
     .needs = kEpisodes,
     .check = listed_if_given<&YearRows::episodes, &EpisodeRow::reason_place_change,
                              CodeSet::placement_change>,
     .remedy = "Put in the code for why the child moved: CUSTOD is one since 2018-19.",
     .listed = "Reason for placement change, if given, must be a listed code."},
};

}  // namespace

std::span<const Rule> placement_moves_rules() {
  return kPlacementMovesRules;
}

}  // namespace homeward::returns::rules
