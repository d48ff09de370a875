// Freeing orders (D1) and placement orders (E1), and the decision they rest on.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Placement orders took the place of freeing orders on 30 December 2005.
constexpr Day kDecember2005 = *Date::of(2005, 12, 1);
constexpr Day kJanuary2006 = *Date::of(2006, 1, 1);

constexpr InForce kWhileFreeingOrders{0, 2024};

const EpisodeRow* first_under(Code order, const Child& c) {
  for (const EpisodeRow& e : c.episodes)
    if (e.ls == order) return &e;
  return nullptr;
}

bool is_reversed(const PlacedAdoptionRow& p) {
  return p.date_placed_ceased.given() || !p.reason_placed_ceased.blank();
}

// A child under the order must have a decision, which is not reversed while the order is open.
void decision_stands(Code order, const Child& c, Flags& flag) {
  const EpisodeRow* first = first_under(order, c);
  if (first == nullptr) return;
  for (const EpisodeRow& e : c.episodes) {
    if (e.ls != order) continue;
    if (c.placed_adoption.empty()) flag(e);
    if (!e.open()) continue;
    for (const PlacedAdoptionRow& p : c.placed_adoption) {
      if (!is_reversed(p) || p.date_placed_ceased < first->decom) continue;
      flag(e);
      flag(p);
    }
  }
}

constexpr std::string_view kReturnDecision =
    "Add the decision that the child should be placed for adoption; if it was reversed, correct "
    "the legal status, or empty the reversal if it stands.";
constexpr std::string_view kBeforeTheOrder =
    "A decision that was reversed before the order began does not count against it.";
constexpr std::string_view kCorrectOrder =
    "Look up the order the child is under and correct LS or the date it began.";
constexpr std::string_view kCorrectDecisionDate =
    "Look up the day of the decision and the day of the order, and correct the one that is wrong.";

constexpr Rule kRules[] = {
    {.code = "445",
     .sentence = "D1 (freeing order) must not start after December 2005.",
     .fields = "LS DECOM",
     .needs = kEpisodes,
     .years = kWhileFreeingOrders,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.ls == "D1" && e.decom >= kJanuary2006) flag(e);
         },
     .remedy = kCorrectOrder},
    {.code = "446",
     .sentence = "E1 (placement order) must not start before December 2005.",
     .fields = "LS DECOM",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.ls == "E1" && e.decom < kDecember2005) flag(e);
         },
     .remedy = kCorrectOrder},
    {.code = "451",
     .sentence = "No episode may still be open under D1.",
     .fields = "DEC REC LS",
     .needs = kEpisodes,
     .years = kWhileFreeingOrders,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.ls == "D1" && e.open() && e.rec.blank()) flag(e);
         },
     .remedy = "No freeing order is still in force: look up the order the child is under and "
               "correct LS."},
    {.code = "553",
     .sentence = "A child with an E1 episode must have a PlacedAdoption record, with no reversal "
                 "while E1 is open.",
     .fields = "CHILD DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
     .needs = kEpisodes | kPlacedAdoption,
     .check = [](const Child& c, const Year&, Flags& flag) { decision_stands("E1", c, flag); },
     .remedy = kReturnDecision,
     .reading = kBeforeTheOrder},
    {.code = "554",
     .sentence = "The should-be-placed date must be on or before the first E1 episode start.",
     .fields = "DATE_PLACED DECOM LS",
     .needs = kEpisodes | kPlacedAdoption,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const EpisodeRow* e = first_under("E1", c);
           if (e == nullptr) return;
           for (const PlacedAdoptionRow& p : c.placed_adoption)
             if (p.date_placed > e->decom) {
               flag(*e);
               flag(p);
             }
         },
     .remedy = kCorrectDecisionDate},
    {.code = "555",
     .sentence = "A child with a D1 episode must have a PlacedAdoption record, with no reversal "
                 "while D1 is open.",
     .fields = "CHILD DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
     .needs = kEpisodes | kPlacedAdoption,
     .years = kWhileFreeingOrders,
     .check = [](const Child& c, const Year&, Flags& flag) { decision_stands("D1", c, flag); },
     .remedy = kReturnDecision,
     .reading = kBeforeTheOrder},
    {.code = "556",
     .sentence = "The should-be-placed date must be on or before the D1 episode start.",
     .fields = "DATE_PLACED DECOM",
     .needs = kEpisodes | kPlacedAdoption,
     .years = kWhileFreeingOrders,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             for (const PlacedAdoptionRow& p : c.placed_adoption)
               if (e.ls == "D1" && p.date_placed > e.decom) flag(e);
         },
     .remedy = kCorrectDecisionDate,
     .reading = "Every episode under D1 that began before the decision is shown."},
};

}  // namespace

std::span<const Rule> placement_orders_rules() {
  return kRules;
}

}  // namespace homeward::returns::rules
