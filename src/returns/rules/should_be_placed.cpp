// Decisions that a child should be placed for adoption, and their reversal, this year and last.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

using Decisions = std::span<const PlacedAdoptionRow>;

bool on_day(Decisions decisions, Day day) {
  return any(decisions, [&](const PlacedAdoptionRow& p) { return p.date_placed == day; });
}

// The latest with a known date; null if there is none.
const PlacedAdoptionRow* latest(Decisions decisions) {
  for (std::size_t i = decisions.size(); i-- > 0;)
    if (decisions[i].date_placed.known()) return &decisions[i];
  return nullptr;
}

const EpisodeRow* first_adoptive_placement(const Child& c) {
  for (const EpisodeRow& e : c.episodes)
    if (is_placed_for_adoption(e.place)) return &e;
  return nullptr;
}

// On the way to adoption when the episode ended. Freeing orders counted until 2023-24.
bool was_for_adoption(const EpisodeRow& e, const Year& y) {
  return is_placed_for_adoption(e.place) || e.ls == "E1" || (e.ls == "D1" && y.rules < 2025);
}

constexpr Needs kPlacedBothYears = kPlacedAdoption | kLastPlacedAdoption;

constexpr std::string_view kReturnAsLastYear =
    "Compare the decision with last year's return and give the same date, or add the reversal if a "
    "new decision took its place.";
constexpr std::string_view kEndEarlierDecision =
    "Give the day and the reason the earlier decision was reversed, or take it out if it is the "
    "same decision twice.";

constexpr Rule kShouldBePlacedRules[] = {
    {.code = "522",
     .sentence = "The no-longer-placed date must not be before the should-be-placed date.",
     .fields = "DATE_PLACED DATE_PLACED_CEASED",
     .needs = kPlacedAdoption,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const PlacedAdoptionRow& p : c.placed_adoption)
             if (p.date_placed_ceased < p.date_placed) flag(p);
         },
     .remedy = "Look up both decisions and correct the date that is wrong."},
    {.code = "551",
     .sentence = "A child in an adoptive placement (A3-A6) must have a should-be-placed date.",
     .fields = "DATE_PLACED PLACE",
     .needs = kEpisodes | kPlacedAdoption,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (any(c.placed_adoption,
                   [](const PlacedAdoptionRow& p) { return p.date_placed.given(); }))
             return;
           for (const EpisodeRow& e : c.episodes)
             if (is_placed_for_adoption(e.place)) return flag(e);
         },
     .remedy = "Add the day of the decision that the child should be placed for adoption, or "
               "correct the placement type.",
     .reading = "The first such placement of the child is shown; of several decisions one with a "
                "date is enough."},
    {.code = "552",
     .sentence = "The latest should-be-placed date must be on or before the first adoptive "
                 "placement start.",
     .fields = "DATE_PLACED DECOM",
     .needs = kEpisodes | kPlacedAdoption,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const PlacedAdoptionRow* decision = latest(c.placed_adoption);
           const EpisodeRow* placed = first_adoptive_placement(c);
           if (decision == nullptr || placed == nullptr) return;
           if (decision->date_placed > placed->decom) {
             flag(*decision);
             flag(*placed);
           }
         },
     .remedy = "Look up the day of the decision and the day the placement began, and correct the "
               "one that is wrong.",
     .beside = "PLACE"},
    {.code = "557",
     .sentence = "A child who left care from an adoptive placement (A3-A6) or under E1 (before "
                 "2024-25 also D1) and was not adopted must have the reversal date and reason.",
     .fields = "DATE_PLACED_CEASED REASON_PLACED_CEASED PLACE LS REC",
     .needs = kEpisodes | kPlacedAdoption,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const EpisodeRow& e : c.episodes) {
             if (!was_for_adoption(e, y) || !ends_care(e.rec) || is_adopted(e.rec)) continue;
             if (c.placed_adoption.empty()) flag(e);
             for (const PlacedAdoptionRow& p : c.placed_adoption) {
               if (p.date_placed_ceased.given() && !p.reason_placed_ceased.blank()) continue;
               flag(e);
               flag(p);
             }
           }
         },
     .remedy = "Add the day and the reason of the decision that the child should no longer be "
               "placed, or correct why care ended if the child was adopted.",
     .reading = "Placement and legal status are those of the episode in which the child left "
                "care. Of an end without a reason nobody knows whether the child was adopted: 148 "
                "finds it.",
     .listed = "A child with an adoptive placement or E1 (D1 too before 2024-25) who left care not "
               "adopted must have the reversal date and reason."},
    {.code = "559",
     .sentence = "A should-be-placed date before this year must have been in last year's return.",
     .fields = "DATE_PLACED",
     .needs = kPlacedBothYears,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const PlacedAdoptionRow& p : c.placed_adoption)
             if (p.date_placed < y.start && !on_day(c.last.placed_adoption, p.date_placed)) flag(p);
         },
     .remedy = "Look up the day of the decision and correct it; if it is right, last year's return "
               "lacks the decision and has to be amended."},
    {.code = "560",
     .sentence = "A decision open last year must carry the same should-be-placed date this year.",
     .fields = "DATE_PLACED DATE_PLACED_CEASED",
     .needs = kPlacedBothYears,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const PlacedAdoptionRow& before : c.last.placed_adoption) {
             if (!before.date_placed_ceased.blank() || !before.date_placed.known()) continue;
             if (on_day(c.placed_adoption, before.date_placed)) continue;
             for (const PlacedAdoptionRow& p : c.placed_adoption)
               if (changed(before.date_placed, p.date_placed)) flag(p);
           }
         },
     .remedy = kReturnAsLastYear,
     .reading = "One of this year's rows must carry the date; a later decision may stand beside "
                "it."},
    {.code = "561",
     .sentence = "A decision reversed last year must not be returned again with the same date.",
     .fields = "DATE_PLACED",
     .needs = kPlacedBothYears,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const PlacedAdoptionRow& before : c.last.placed_adoption)
             for (const PlacedAdoptionRow& p : c.placed_adoption)
               if (before.date_placed_ceased.given() && p.date_placed == before.date_placed)
                 flag(p);
         },
     .remedy = "Take the reversed decision out of this year's return, or give the date of the new "
               "decision."},
    {.code = "563",
     .sentence = "A reversal date and reason need a should-be-placed date.",
     .fields = "DATE_PLACED REASON_PLACED_CEASED DATE_PLACED_CEASED",
     .needs = kPlacedAdoption,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const PlacedAdoptionRow& p : c.placed_adoption)
             if (p.date_placed.blank() && p.date_placed_ceased.given() &&
                 !p.reason_placed_ceased.blank())
               flag(p);
         },
     .remedy = "Add the day of the decision that the child should be placed for adoption.",
     .reading = "Where both the date and the reason of the reversal are given."},
    {.code = "579",
     .sentence =
         "Should-be-placed decisions of one child must not overlap, and an earlier one must "
         "be ended.",
     .fields = "DATE_PLACED DATE_PLACED_CEASED",
     .needs = kPlacedAdoption,
     .check = spans_apart<&YearRows::placed_adoption, &PlacedAdoptionRow::date_placed,
                          &PlacedAdoptionRow::date_placed_ceased>,
     .remedy = kEndEarlierDecision,
     .reading = "The later decision is shown; both on one day, a reversal and a new decision, do "
                "not overlap. Each is held against the one before it alone, so one missing end is "
                "one finding."},
    {.code = "583",
     .sentence = "Where there are several should-be-placed dates, all but the latest need a "
                 "reversal date.",
     .fields = "DATE_PLACED DATE_PLACED_CEASED",
     .needs = kPlacedAdoption,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const PlacedAdoptionRow* last = latest(c.placed_adoption);
           if (last == nullptr) return;
           for (const PlacedAdoptionRow& p : c.placed_adoption)
             if (p.date_placed < last->date_placed && p.date_placed_ceased.blank()) flag(p);
         },
     .remedy = kEndEarlierDecision},
    {.code = "584",
     .sentence = "After a reversal reported last year, this year's should-be-placed date must be "
                 "later than last year's.",
     .fields = "DATE_PLACED",
     .needs = kPlacedBothYears,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const PlacedAdoptionRow& before : c.last.placed_adoption)
             for (const PlacedAdoptionRow& p : c.placed_adoption)
               if (before.date_placed_ceased.given() && p.date_placed <= before.date_placed)
                 flag(p);
         },
     .remedy =
         "Give the date of the new decision, or take the row out if the reversed decision was "
         "returned again."},
};

}  // namespace

std::span<const Rule> should_be_placed_rules() {
  return kShouldBePlacedRules;
}

}  // namespace homeward::returns::rules
