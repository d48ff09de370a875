// How one episode follows on another: the day, the reason, and what changed.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Flags each episode for which wrong(the child's episode before, itself) holds.
template <auto Wrong>
void after_another(const Child& c, const Year&, Flags& flag) {
  for (std::size_t i = 1; i < c.episodes.size(); ++i)
    if (Wrong(c.episodes[i - 1], c.episodes[i])) flag(c.episodes[i]);
}

bool goes_on(Code rne) {
  return rne == "P" || rne == "L" || rne == "T" || rne == "U" || rne == "B";
}

constexpr Cells kPlacementCells =
    cells(episodes::place, episodes::pl_post, episodes::urn, episodes::place_provider);

// What of the placement is another than in the episode before; two blanks are the same.
Cells changed_placement(const EpisodeRow& before, const EpisodeRow& e) {
  return cells_if(e.place != before.place, episodes::place) |
         cells_if(!same_postcode(e.pl_post, before.pl_post), episodes::pl_post) |
         cells_if(e.urn != before.urn, episodes::urn) |
         cells_if(e.place_provider != before.place_provider, episodes::place_provider);
}

// The cells that should have changed and did not, or the other way round. Where nothing of the
// placement changed, all of it is at fault: nobody knows which was to.
Cells legal_status_stayed(const EpisodeRow& before, const EpisodeRow& e) {
  return cells_if(e.ls == before.ls, episodes::ls);
}
Cells placement_stayed(const EpisodeRow& before, const EpisodeRow& e) {
  return changed_placement(before, e) == 0 ? kPlacementCells : Cells{0};
}

// Flags each episode with a reason of which says(reason) holds and for which wrong(the child's
// episode before, itself) names cells. The reason speaks against those cells, and is at fault with
// them.
template <auto Says, auto Wrong>
void against_reason(const Child& c, const Year&, Flags& flag) {
  for (std::size_t i = 1; i < c.episodes.size(); ++i) {
    const EpisodeRow& e = c.episodes[i];
    if (!Says(e.rne)) continue;
    if (const Cells wrong = Wrong(c.episodes[i - 1], e)) flag(e, wrong | cells(episodes::rne));
  }
}

bool says_status(Code rne) {
  return rne == "L";
}
bool says_placement(Code rne) {
  return rne == "P" || rne == "T";
}
bool says_both(Code rne) {
  return rne == "B" || rne == "U";
}

constexpr std::string_view kCorrectReasonOrChange =
    "Compare the episode with the one before it; correct RNE, or the item that should have changed "
    "or stayed.";

constexpr Rule kEpisodeChainRules[] = {
    {.code = "388",
     .sentence = "An episode that ended with X1 must be followed by one that starts the same day; "
                 "an episode that ended with another reason must not.",
     .fields = "REC",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (std::size_t i = 0; i < c.episodes.size(); ++i) {
             const EpisodeRow& e = c.episodes[i];
             const Day next = i + 1 < c.episodes.size() ? c.episodes[i + 1].decom : Day();
             if (e.rec == "X1" && e.dec.given() && !next.known()) flag(e);
             if (e.rec == "X1" && differs(e.dec, next)) flag(e);
             if (ends_care(e.rec) && e.dec == next) flag(e);
           }
         },
     .remedy = "If the child stayed in care, add or correct the next episode and use X1; if care "
               "ended, give the reason it ended.",
     .listed = "X1 must be followed by an episode starting the same day; other end reasons must "
               "not; the last ended episode must not be X1.",
     .beside = "next.DECOM"},
    {.code = "431",
     .sentence = "An episode with reason S must start after the day the previous episode ended.",
     .fields = "RNE DECOM",
     .needs = kEpisodes,
     .check = after_another<[](const EpisodeRow& before, const EpisodeRow& e) {
       return care::starts_care(e.rne) && e.decom <= before.dec;
     }>,
     .remedy = "If the child never left care, RNE is not S; otherwise correct the dates.",
     .listed = "An S episode must not start on or before the end of the previous episode.",
     .beside = "before.DEC"},
    {.code = "432",
     .sentence = "The episode after one that ended care (any E code) must have reason S.",
     .fields = "RNE",
     .needs = kEpisodes,
     .check = after_another<[](const EpisodeRow& before, const EpisodeRow& e) {
       return before.rec.front() == 'E' && !care::starts_care(e.rne);
     }>,
     .remedy = "Set RNE to S, or give the episode before it X1 if the child never left care.",
     .listed = "After a care-ending reason (any E code) the next episode must be S.",
     .beside = "before.REC"},
    {.code = "433",
     .sentence =
         "A continuation episode (P, L, T, U, B) must start the day the previous one ended.",
     .fields = "RNE DECOM",
     .needs = kEpisodes,
     .check = after_another<[](const EpisodeRow& before, const EpisodeRow& e) {
       return goes_on(e.rne) && changed(before.dec, e.decom);
     }>,
     .remedy = "Make the episode start on the day the one before it ended; if the child was out of "
               "care in between, RNE is S.",
     .reading = "The days are compared, not their text. An episode before it that was not ended "
                "fails as well.",
     .beside = "before.DEC"},
    {.code = "434",
     .sentence = "An episode with reason L must have another legal status than the episode before "
                 "it, and the same placement type, postcode, URN and provider.",
     .fields = "RNE LS PLACE PL_POST URN PLACE_PROVIDER",
     .needs = kEpisodes,
     .check = against_reason<says_status,
                             [](const EpisodeRow& before, const EpisodeRow& e) {
                               return legal_status_stayed(before, e) | changed_placement(before, e);
                             }>,
     .remedy = kCorrectReasonOrChange,
     .listed = "Reason L must show a changed legal status and an unchanged placement type, "
               "postcode, URN and provider.",
     .beside = "before.LS before.PLACE before.PL_POST before.URN before.PLACE_PROVIDER"},
    {.code = "435",
     .sentence = "An episode with reason P or T must have the same legal status as the episode "
                 "before it, and another placement type, postcode, URN or provider.",
     .fields = "LS PLACE PL_POST URN PLACE_PROVIDER",
     .needs = kEpisodes,
     .check = against_reason<says_placement,
                             [](const EpisodeRow& before, const EpisodeRow& e) {
                               return cells_if(e.ls != before.ls, episodes::ls) |
                                      placement_stayed(before, e);
                             }>,
     .remedy = kCorrectReasonOrChange,
     .reading = "Two blanks are no change; the community validator counts two blank URNs as one.",
     .listed = "Reason P or T must show an unchanged legal status and some change in placement "
               "type, postcode, URN or provider.",
     .beside = "RNE before.LS before.PLACE before.PL_POST before.URN before.PLACE_PROVIDER"},
    {.code = "436",
     .sentence = "An episode with reason B or U must have another legal status than the episode "
                 "before it, and another placement type, postcode, URN or provider.",
     .fields = "RNE LS PLACE PL_POST URN PLACE_PROVIDER",
     .needs = kEpisodes,
     .check = against_reason<says_both,
                             [](const EpisodeRow& before, const EpisodeRow& e) {
                               return legal_status_stayed(before, e) | placement_stayed(before, e);
                             }>,
     .remedy = kCorrectReasonOrChange,
     .listed = "Reason B or U must show both a changed legal status and some change in placement.",
     .beside = "before.LS before.PLACE before.PL_POST before.URN before.PLACE_PROVIDER"},
};

}  // namespace

std::span<const Rule> episode_chain_rules() {
  return kEpisodeChainRules;
}

}  // namespace homeward::returns::rules
