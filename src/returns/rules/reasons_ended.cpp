// Why an episode ended, against the child's age and placement.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr int kAdult = 18;  // years of age

constexpr Rule kRules[] = {
    {.code = "460",
     .sentence = "Stayed with carers at 18 (E17) needs age 18+ at the end date.",
     .fields = "DEC REC",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.rec == "E17" && aged_under(c.dob, kAdult, e.dec)) flag(e);
         },
     .remedy = "Check the date of birth and the day the episode ended, or correct why it ended."},
    {.code = "516",
     .sentence = "E45/E46 (guardianship to former foster carers) needs placement U1-U6.",
     .fields = "REC PLACE",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if ((e.rec == "E45" || e.rec == "E46") && !is_foster(e.place)) flag(e);
         },
     .remedy = "Correct the placement if the child was fostered by the guardians, or give E47 or "
               "E48 if they were not the child's foster carers."},
};

}  // namespace

std::span<const Rule> reasons_ended_rules() {
  return kRules;
}

}  // namespace homeward::returns::rules
