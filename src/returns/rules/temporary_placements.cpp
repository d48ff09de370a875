// Temporary placements (T0 to T4): how long, how often, and back to where the child lived.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

using Placement = std::span<const EpisodeRow>;

// Calls use(Placement) for each placement of a type: an episode, with those that follow it only
// for a new legal status (L).
template <class Use>
void for_each_placement(std::span<const EpisodeRow> rows, Code place, Use use) {
  for (std::size_t from = 0; from < rows.size();) {
    if (rows[from].place != place || !rows[from].decom.known()) {
      ++from;
      continue;
    }
    std::size_t end = from + 1;
    while (end < rows.size() && rows[end].place == place && rows[end].rne == "L" &&
           rows[end].decom == rows[end - 1].dec)
      ++end;
    use(rows.subspan(from, end - from));
    from = end;
  }
}

void flag_placement(Placement placement, Flags& flag) {
  for (const EpisodeRow& e : placement) flag(e);
}

// Where one of its episodes alone is too long, that one is flagged, otherwise the whole placement.
void place_longer_than(int limit_days, Code place, const Child& c, const Year& y, Flags& flag) {
  const auto too_long = [&](Day from, const EpisodeRow& until) {
    return days_between(from, until.open() ? Day(y.end) : until.dec).value_or(0) > limit_days;
  };
  const auto goes_on_in = [&](const EpisodeRow& before, const EpisodeRow& after) {
    return before.place == place && after.rne == "L";
  };
  for_each_placement(c.episodes, place, [&](Placement p) {
    if (!too_long(began_or_last_year(c, p.front(), goes_on_in), p.back())) return;
    const auto alone = [&](const EpisodeRow& e) { return too_long(e.decom, e); };
    const bool whole = !any(p, alone);
    for (const EpisodeRow& e : p)
      if (whole || alone(e)) flag(e);
  });
}

// Three that all start within twelve months are one too many. Last year's count, but only this
// year's are flagged: what last year's return held alone was checked then.
void more_than_two_in_a_year(Code place, const Child& c, Flags& flag) {
  if (!any(c.episodes, [&](const EpisodeRow& e) { return e.place == place; })) return;
  struct One {
    Placement placement;
    bool this_year = false;
  };
  One before_last, last;
  const auto next = [&](const One& one) {
    if (!before_last.placement.empty() &&
        one.placement.front().decom < birthday(before_last.placement.front().decom, 1))
      for (const One& each : {before_last, last, one})
        if (each.this_year) flag_placement(each.placement, flag);
    before_last = last;
    last = one;
  };
  const auto still_held = [&](const EpisodeRow& then) {
    return any(c.episodes, [&](const EpisodeRow& e) { return e.decom == then.decom; });
  };
  for_each_placement(c.last.episodes, place, [&](Placement p) {
    if (!any(p, still_held)) next({p, false});
  });
  for_each_placement(c.episodes, place, [&](Placement p) { next({p, true}); });
}

// Goes on in the temporary placement under another legal status.
bool goes_on_after(const EpisodeRow& away, const EpisodeRow& after) {
  return after.rne == "L" && after.place == away.place;
}

// The episode after a temporary placement, where it is no return to where the child lived.
void not_back_again(const Child& c, const Year& y, Flags& flag) {
  for (std::size_t i = 0; i + 1 < c.episodes.size(); ++i) {
    const EpisodeRow &away = c.episodes[i], &after = c.episodes[i + 1];
    if (!is_temporary(away.place) || goes_on_after(away, after)) continue;
    const EpisodeRow* before = lived_before_or_last_year(c, i);
    if (before == nullptr) continue;
    const bool elsewhere = y.rules >= 2026 && !same_postcode(after.pl_post, before->pl_post);
    if (const Cells wrong = cells_if(after.rne != "P", episodes::rne) |
                            cells_if(after.place != before->place, episodes::place) |
                            cells_if(elsewhere, episodes::pl_post))
      flag(after, wrong);
  }
}

constexpr std::string_view kCheckTemporary =
    "Look up when the child left and came back; correct the dates, or record a lasting placement "
    "if it was one.";
constexpr std::string_view kPlacement =
    "An open placement counts up to 31 March. An episode that only changes the legal status (L) "
    "goes on with the placement before it, also with one that only last year's return holds; where "
    "one of the episodes alone is too long, that one is flagged, otherwise all of this year's.";

constexpr Rule kTemporaryPlacementsRules[] = {
    {.code = "375",
     .sentence = "A placement in hospital (T1) must not last longer than 42 days.",
     .fields = "DECOM DEC PLACE",
     .needs = kEpisodes | kHeader,
     .check = [](const Child& c, const Year& y,
                 Flags& flag) { place_longer_than(42, "T1", c, y, flag); },
     .remedy = kCheckTemporary,
     .reading = kPlacement,
     .listed = "Hospital placement T1 must not exceed 42 days.",
     .also = kLastEpisodes},
    {.code = "376",
     .sentence = "A placement during a carer's holiday (T3) must not last longer than 21 days.",
     .fields = "DECOM DEC PLACE",
     .needs = kEpisodes | kHeader,
     .check = [](const Child& c, const Year& y,
                 Flags& flag) { place_longer_than(21, "T3", c, y, flag); },
     .remedy = kCheckTemporary,
     .reading = kPlacement,
     .listed = "Carer-holiday placement T3 must not exceed 21 days.",
     .also = kLastEpisodes},
    {.code = "377",
     .sentence = "A child must not have more than two placements during a carer's holiday (T3) in "
                 "any twelve months.",
     .fields = "PLACE",
     .needs = kEpisodes,
     .check = [](const Child& c, const Year&,
                 Flags& flag) { more_than_two_in_a_year("T3", c, flag); },
     .remedy = "Check which of the placements covered a carer's holiday; the others have another "
               "placement type.",
     .reading = "A year is any twelve months, by the start of the placements; the community "
                "validator counts those of the file. Last year's placements count, and this year's "
                "are shown.",
     .listed = "No more than two T3 placements in a year.",
     .also = kLastEpisodes},
    {.code = "379",
     .sentence = "An unspecified temporary placement (T4) must not last longer than 7 days.",
     .fields = "DECOM DEC PLACE",
     .needs = kEpisodes | kHeader,
     .check = [](const Child& c, const Year& y,
                 Flags& flag) { place_longer_than(7, "T4", c, y, flag); },
     .remedy = kCheckTemporary,
     .reading = kPlacement,
     .listed = "Unspecified temporary placement T4 must not exceed 7 days.",
     .also = kLastEpisodes},
    {.code = "380",
     .sentence = "A temporary (T) placement must start with P or B (a period of care cannot start "
                 "with one).",
     .fields = "PLACE RNE",
     .needs = kEpisodes,
     .check = rows_that<&YearRows::episodes,
                        [](const EpisodeRow& e) {
                          return is_temporary(e.place) && e.rne != "P" && e.rne != "B";
                        }>,
     .remedy =
         "Add the placement from which the child went, or correct RNE or the placement type."},
    {.code = "381",
     .sentence = "A temporary (T) placement must end with X1 (a period of care cannot end with "
                 "one).",
     .fields = "PLACE REC",
     .needs = kEpisodes,
     .check = rows_that<&YearRows::episodes,
                        [](const EpisodeRow& e) {
                          return is_temporary(e.place) && !e.rec.blank() && e.rec != "X1";
                        }>,
     .remedy = "Add the placement to which the child came back, or correct REC or the placement "
               "type."},
    {.code = "383",
     .sentence = "The episode after a temporary placement must be the return (reason P) to the "
                 "same placement type as before it, from 2025-26 also to the same postcode.",
     .fields = "PLACE RNE PL_POST",
     .needs = kEpisodes,
     .check = not_back_again,
     .remedy =
         "Correct RNE, PLACE or PL_POST of this episode. If the child did not go back to where "
         "they were, it was a move: record the episode before it as a lasting placement.",
     .reading = "Flagged is the episode after the temporary placement, which should be the return. "
                "Before it is where the child last lived outside temporary placements, in this "
                "return or in last year's; an episode that only changes the legal status goes on "
                "with the temporary placement. A child who has not come back yet is not tested.",
     .listed = "After a temporary placement the child must return (reason P) to the same placement "
               "type as before; same postcode too from 2025-26.",
     .also = kLastEpisodes},
};

}  // namespace

std::span<const Rule> temporary_placements_rules() {
  return kTemporaryPlacementsRules;
}

}  // namespace homeward::returns::rules
