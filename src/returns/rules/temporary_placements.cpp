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
void longer_than(int limit_days, Code place, const Child& c, const Year& y, Flags& flag) {
  const auto too_long = [&](const EpisodeRow& from, const EpisodeRow& until) {
    return days_between(from.decom, until.open() ? Day(y.end) : until.dec).value_or(0) > limit_days;
  };
  for_each_placement(c.episodes, place, [&](Placement p) {
    if (!too_long(p.front(), p.back())) return;
    const auto alone = [&](const EpisodeRow& e) { return too_long(e, e); };
    const bool whole = !any(p, alone);
    for (const EpisodeRow& e : p)
      if (whole || alone(e)) flag(e);
  });
}

// Three that all start within twelve months are one too many.
void more_than_two_in_a_year(Code place, const Child& c, Flags& flag) {
  Placement before_last, last;
  for_each_placement(c.episodes, place, [&](Placement p) {
    if (!before_last.empty() && p.front().decom < birthday(before_last.front().decom, 1))
      for (const Placement each : {before_last, last, p}) flag_placement(each, flag);
    before_last = last;
    last = p;
  });
}

constexpr std::string_view kCheckTemporary =
    "Look up when the child left and came back; correct the dates, or record a lasting placement "
    "if it was one.";
constexpr std::string_view kPlacement =
    "An open placement counts up to 31 March. An episode that only changes the legal status (L) "
    "goes on with the placement before it; where one of the episodes alone is too long, that one "
    "is flagged, otherwise all of them.";

constexpr Rule kRules[] = {
    {.code = "375",
     .sentence = "Hospital placement T1 must not exceed 42 days.",
     .fields = "DECOM DEC PLACE",
     .needs = kEpisodes | kHeader,
     .check = [](const Child& c, const Year& y, Flags& flag) { longer_than(42, "T1", c, y, flag); },
     .remedy = kCheckTemporary,
     .reading = kPlacement},
    {.code = "376",
     .sentence = "Carer-holiday placement T3 must not exceed 21 days.",
     .fields = "DECOM DEC PLACE",
     .needs = kEpisodes | kHeader,
     .check = [](const Child& c, const Year& y, Flags& flag) { longer_than(21, "T3", c, y, flag); },
     .remedy = kCheckTemporary,
     .reading = kPlacement},
    {.code = "377",
     .sentence = "No more than two T3 placements in a year.",
     .fields = "PLACE",
     .needs = kEpisodes,
     .check = [](const Child& c, const Year&,
                 Flags& flag) { more_than_two_in_a_year("T3", c, flag); },
     .remedy = "Check which of the placements covered a carer's holiday; the others have another "
               "placement type.",
     .reading = "A year is any twelve months, by the start of the placements; the community "
                "validator counts those of the file."},
    {.code = "379",
     .sentence = "Unspecified temporary placement T4 must not exceed 7 days.",
     .fields = "DECOM DEC PLACE",
     .needs = kEpisodes | kHeader,
     .check = [](const Child& c, const Year& y, Flags& flag) { longer_than(7, "T4", c, y, flag); },
     .remedy = kCheckTemporary,
     .reading = kPlacement},
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
     .sentence = "After a temporary placement the child must return (reason P) to the same "
                 "placement type as before; same postcode too from 2025-26.",
     .fields = "PLACE RNE PL_POST",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (std::size_t i = 1; i + 1 < c.episodes.size(); ++i) {
             const EpisodeRow &before = c.episodes[i - 1], &away = c.episodes[i],
                              &after = c.episodes[i + 1];
             if (!is_temporary(away.place)) continue;
             if (after.rne != "P" || after.place != before.place ||
                 (y.rules >= 2026 && !same_postcode(after.pl_post, before.pl_post)))
               flag(away);
           }
         },
     .remedy = "If the child did not go back to where they were, it was a move: record it as a "
               "lasting placement. Otherwise correct the episode that follows.",
     .reading = "The temporary episode is flagged, by its neighbours in this return. A child who "
                "has not come back yet is not tested."},
};

}  // namespace

std::span<const Rule> temporary_placements_rules() {
  return kRules;
}

}  // namespace homeward::returns::rules
