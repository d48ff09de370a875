// An episode against the ones before and after it: nothing follows the end, nothing overlaps, one
// category of need for a period of care.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Calls use(before, after) for each two episodes in a row.
template <class Use>
void for_each_two(const Child& c, Use use) {
  for (std::size_t i = 1; i < c.episodes.size(); ++i) use(c.episodes[i - 1], c.episodes[i]);
}

bool is_last_reason(Code rec) {
  return rec == "E2" || rec == "E15";
}

constexpr Rule kEpisodesInOrderRules[] = {
    {.code = "437",
     .sentence = "No episode may come after one in which the child died (E2) or was assessed to be "
                 "an adult (E15).",
     .fields = "REC",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for_each_two(c, [&](const EpisodeRow& e, const EpisodeRow& next) {
             if (is_last_reason(e.rec) && next.decom.known()) flag(e);
           });
           // One that ended so last year: the first that began later.
           const EpisodeRow* first = first_episode(c);
           if (first != nullptr && any(c.last.episodes, [&](const EpisodeRow& e) {
                 return is_last_reason(e.rec) && e.decom < first->decom;
               }))
             flag(*first);
         },
     .remedy =
         "If the child did die or was assessed to be an adult, take out the later episodes; if "
         "not, correct why the earlier one ended, in this return or in last year's.",
     .reading = "If last year's return holds the episode that ended so, this year's first episode "
                "is shown.",
     .listed = "Died (E2) or age-assessed adult (E15) must be the child's last episode.",
     .also = kLastEpisodes},
    {.code = "501",
     .sentence = "An episode must not start before the previous one ended.",
     .fields = "DECOM DEC",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for_each_two(c, [&](const EpisodeRow& before, const EpisodeRow& e) {
             if (e.decom < before.dec) flag(e);
           });
         },
     .remedy = "Find out when the child moved and give that day as the end of the one episode and "
               "the start of the next.",
     .beside = "before.DEC"},
    {.code = "504",
     .sentence = "Category of need must not change inside a period of care.",
     .fields = "CIN",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for_each_two(c, [&](const EpisodeRow& before, const EpisodeRow& e) {
             if (!care::starts_care(e.rne) && e.cin != before.cin) flag(e);
           });
         },
     .remedy = "Give every episode of the period the category of need the child had when it began.",
     .reading = "The episode whose category is not that of the one before it; a blank category is "
                "not the same as a given one.",
     .beside = "RNE before.CIN"},
};

}  // namespace

std::span<const Rule> episodes_in_order_rules() {
  return kEpisodesInOrderRules;
}

}  // namespace homeward::returns::rules
