// Start and end of one episode, against each other and against the year.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// The Children Act 1989 came into force.
constexpr Date kChildrenAct = *Date::of(1991, 10, 14);

constexpr std::string_view kLookUpDates =
    "Look up when the episode began and ended and correct DECOM or DEC.";

constexpr Rule kEpisodeDatesRules[] = {
    {.code = "353",
     .sentence = "No episode may start before 14 October 1991.",
     .fields = "DECOM",
     .needs = kEpisodes,
     .check =
         rows_that<&YearRows::episodes, [](const EpisodeRow& e) { return e.decom < kChildrenAct; }>,
     .remedy = "Look up when the episode began and correct DECOM."},
    {.code = "354",
     .sentence = "Episode start must not be after the collection year end.",
     .fields = "DECOM",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.decom > y.end) flag(e);
         },
     .remedy = "Correct DECOM, or leave the episode for next year's return.",
     .reading = "The start, as the sentence says, although the community validator's message "
                "speaks of the end; 385 is for the end."},
    {.code = "355",
     .sentence = "Episode start and end must not be the same day.",
     .fields = "DECOM DEC",
     .needs = kEpisodes,
     .check = rows_that<&YearRows::episodes, [](const EpisodeRow& e) { return e.decom == e.dec; }>,
     .remedy = "Correct DECOM or DEC, or take the episode out: an episode lasts at least one "
               "night.",
     .reading = "The days are compared, not their text."},
    {.code = "356",
     .sentence = "Episode end must not be before its start.",
     .fields = "DECOM",
     .needs = kEpisodes,
     .check = rows_that<&YearRows::episodes, [](const EpisodeRow& e) { return e.dec < e.decom; }>,
     .remedy = kLookUpDates},
    {.code = "357",
     .sentence = "The child's first episode, if it starts in the year, must have reason S.",
     .fields = "RNE",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           const EpisodeRow* first = first_episode(c);
           if (first != nullptr && in_year(first->decom, y) && !care::starts_care(first->rne))
             flag(*first);
         },
     .remedy = "Add the episode before this one if it was left out; otherwise set RNE to S."},
    {.code = "385",
     .sentence = "Episode end must not be after the collection year end.",
     .fields = "DEC",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.dec > y.end) flag(e);
         },
     .remedy = "Correct DEC, or leave it and REC blank if the episode was open on 31 March."},
};

}  // namespace

std::span<const Rule> episode_dates_rules() {
  return kEpisodeDatesRules;
}

}  // namespace homeward::returns::rules
