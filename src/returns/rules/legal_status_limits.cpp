// How long a legal status may last: police protection, emergency and assessment orders, detention.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Flags every episode of a spell under that status that lasts longer; an open one counts up to the
// year's end.
void status_longer_than(int limit_days, Code ls, const Child& c, const Year& y, Flags& flag) {
  for_each_run(
      c.episodes, [ls](const EpisodeRow& e) { return e.ls == ls; },
      [&](const Run& spell) {
        const Day until = spell.last().open() ? Day(y.end) : spell.until();
        const Day from = began_or_last_year(
            c, spell.episodes.front(),
            [ls](const EpisodeRow& before, const EpisodeRow&) { return before.ls == ls; });
        const auto days = days_between(from, until);
        if (!days || *days <= limit_days) return;
        for (const EpisodeRow& e : spell.episodes) flag(e);
      });
}

constexpr std::string_view kCheckSpell =
    "Look up when the legal status began and ended; correct the dates, or add the episode under "
    "the status that followed.";
constexpr std::string_view kSpell =
    "A spell is episodes under the status that follow on day by day, in the order of their dates; "
    "two separate spells of a child count each for itself. An open one counts up to 31 March. "
    "Episodes of the spell that only last year's return holds count as well, and this year's are "
    "shown.";

constexpr Rule kLegalStatusLimitsRules[] = {
    {.code = "361",
     .sentence = "A child must not be under police protection (L1) for more than 3 days (72 hours) "
                 "without a break.",
     .fields = "DECOM LS DEC",
     .needs = kEpisodes,
     .check = [](const Child& c, const Year& y,
                 Flags& flag) { status_longer_than(3, "L1", c, y, flag); },
     .remedy = kCheckSpell,
     .reading = kSpell,
     .listed = "Police protection (L1) runs must not exceed 72 hours (3 days).",
     .also = kLastEpisodes},
    {.code = "362",
     .sentence = "A child must not be under an emergency protection order (L2) for more than 21 "
                 "days without a break.",
     .fields = "DECOM LS DEC",
     .needs = kEpisodes,
     .check = [](const Child& c, const Year& y,
                 Flags& flag) { status_longer_than(21, "L2", c, y, flag); },
     .remedy = kCheckSpell,
     .reading = kSpell,
     .listed = "Emergency protection order (L2) runs must not exceed 21 days.",
     .also = kLastEpisodes},
    {.code = "363",
     .sentence = "A child must not be under a child assessment order (L3) for more than 7 days "
                 "without a break.",
     .fields = "LS DECOM DEC",
     .needs = kEpisodes,
     .check = [](const Child& c, const Year& y,
                 Flags& flag) { status_longer_than(7, "L3", c, y, flag); },
     .remedy = kCheckSpell,
     .reading = kSpell,
     .listed = "Child assessment order (L3) runs must not exceed 7 days.",
     .also = kLastEpisodes},
    {.code = "364",
     .sentence = "A child must not be in local authority accommodation under PACE (J2) for more "
                 "than 21 days without a break.",
     .fields = "LS DECOM DEC",
     .needs = kEpisodes,
     .check = [](const Child& c, const Year& y,
                 Flags& flag) { status_longer_than(21, "J2", c, y, flag); },
     .remedy = kCheckSpell,
     .reading = kSpell,
     .listed = "J2 (PACE detention in LA accommodation) runs must not exceed 21 days.",
     .also = kLastEpisodes},
};

}  // namespace

std::span<const Rule> legal_status_limits_rules() {
  return kLegalStatusLimitsRules;
}

}  // namespace homeward::returns::rules
