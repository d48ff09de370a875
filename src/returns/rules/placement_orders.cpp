// Freeing orders (D1) and placement orders (E1), and the decision they rest on.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Placement orders took the place of freeing orders on 30 December 2005.
constexpr Day kDecember2005 = *Date::of(2005, 12, 1);
constexpr Day kJanuary2006 = *Date::of(2006, 1, 1);

constexpr InForce kWhileFreeingOrders{0, 2024};

// The order was made again, or for the first time, with the episode rows[at] under it: the episode
// before is under another status, or ended on another day.
bool order_begins(std::span<const EpisodeRow> rows, std::size_t at) {
  return at == 0 || rows[at - 1].ls != rows[at].ls || changed(rows[at - 1].dec, rows[at].decom);
}

bool is_reversed(const PlacedAdoptionRow& p) {
  return p.date_placed_ceased.given() || !p.reason_placed_ceased.blank();
}

// A child under the order must have a decision: one that was not reversed before the order began,
// and that is not reversed while the order is open. An order that was made a second time needs one
// that stands by then.
void decision_stands(Code order, const Child& c, Flags& flag) {
  Day began;  // the order under which the episode is
  const auto gone_before = [&](const PlacedAdoptionRow& p) { return p.date_placed_ceased < began; };
  for (std::size_t i = 0; i < c.episodes.size(); ++i) {
    const EpisodeRow& e = c.episodes[i];
    if (e.ls != order) continue;
    if (order_begins(c.episodes, i)) {
      began = e.decom;
      if (all(c.placed_adoption, gone_before)) {
        flag(e);
        if (!c.placed_adoption.empty()) flag(c.placed_adoption.back());
        return;
      }
    }
    if (!e.open()) continue;
    for (const PlacedAdoptionRow& p : c.placed_adoption) {
      if (!is_reversed(p) || gone_before(p)) continue;
      flag(e);
      flag(p);
    }
  }
}

constexpr std::string_view kReturnDecision =
    "Add the decision that the child should be placed for adoption; if it was reversed, correct "
    "the legal status, or empty the reversal if it stands.";
constexpr std::string_view kBeforeTheOrder =
    "A decision that was reversed before the order began does not stand: the child needs another. "
    "With another it does not count against the order. An order that is made a second time, after "
    "another status or a gap, needs a decision that stands by then. Shown is the first episode "
    "under the order, and with it the latest of the decisions that do not stand.";
constexpr std::string_view kCorrectOrder =
    "Look up the order the child is under and correct LS or the date it began.";
constexpr std::string_view kCorrectDecisionDate =
    "Look up the day of the decision and the day of the order, and correct the one that is wrong.";

constexpr Rule kPlacementOrdersRules[] = {
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
     .sentence = "A child with an E1 episode must have a decision in PlacedAdoption that stands: "
                 "not reversed before E1 began, nor while it is open.",
     .fields = "CHILD DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
     .needs = kEpisodes | kPlacedAdoption,
     .check = [](const Child& c, const Year&, Flags& flag) { decision_stands("E1", c, flag); },
     .remedy = kReturnDecision,
     .reading = kBeforeTheOrder,
     .listed = "A child with an E1 episode must have a PlacedAdoption record, with no reversal "
               "while E1 is open.",
     .beside = "LS"},
    {.code = "554",
     .sentence = "The should-be-placed date must be on or before the day on which the placement "
                 "order (E1) began.",
     .fields = "DATE_PLACED DECOM LS",
     .needs = kEpisodes | kPlacedAdoption,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const EpisodeRow *first = nullptr, *latest = nullptr;  // with which an order began
           for (std::size_t i = 0; i < c.episodes.size(); ++i) {
             if (c.episodes[i].ls != "E1" || !order_begins(c.episodes, i)) continue;
             if (first == nullptr) first = &c.episodes[i];
             latest = &c.episodes[i];
           }
           if (first == nullptr) return;
           for (const PlacedAdoptionRow& p : c.placed_adoption) {
             const bool made_again = &p != &c.placed_adoption.front();
             const EpisodeRow& order = made_again ? *latest : *first;
             if (!(p.date_placed > order.decom)) continue;
             flag(order);
             flag(p);
           }
         },
     .remedy = kCorrectDecisionDate,
     .reading =
         "The first decision is held against the first order; a decision that was made again "
         "against the latest order, which may be a second one after another status or a gap.",
     .listed = "The should-be-placed date must be on or before the first E1 episode start."},
    {.code = "555",
     .sentence = "A child with a D1 episode must have a decision in PlacedAdoption that stands: "
                 "not reversed before D1 began, nor while it is open.",
     .fields = "CHILD DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
     .needs = kEpisodes | kPlacedAdoption,
     .years = kWhileFreeingOrders,
     .check = [](const Child& c, const Year&, Flags& flag) { decision_stands("D1", c, flag); },
     .remedy = kReturnDecision,
     .reading = kBeforeTheOrder,
     .listed = "A child with a D1 episode must have a PlacedAdoption record, with no reversal "
               "while D1 is open.",
     .beside = "LS"},
    {.code = "556",
     .sentence = "The should-be-placed date must be on or before the D1 episode start.",
     .fields = "DATE_PLACED DECOM",
     .needs = kEpisodes | kPlacedAdoption,
     .years = kWhileFreeingOrders,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             for (const PlacedAdoptionRow& p : c.placed_adoption)
               if (e.ls == "D1" && p.date_placed > e.decom) return flag(e);
         },
     .remedy = kCorrectDecisionDate,
     .reading = "The first episode under D1 that began before the decision is shown.",
     .beside = "LS"},
};

}  // namespace

std::span<const Rule> placement_orders_rules() {
  return kPlacementOrdersRules;
}

}  // namespace homeward::returns::rules
