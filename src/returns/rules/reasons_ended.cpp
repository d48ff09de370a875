// Why an episode ended, against the child's age and placement.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr Rule kReasonsEndedRules[] = {
    {.code = "460",
     .sentence = "A child who stayed with carers at 18 (E17) must have been 18 or over on the day "
                 "the episode ended.",
     .fields = "DEC REC",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.rec == "E17" && aged_under(c.dob, kAdult, e.dec)) flag(e);
         },
     .remedy = "Check the date of birth and the day the episode ended, or correct why it ended.",
     .listed = "Stayed with carers at 18 (E17) needs age 18+ at the end date.",
     .beside = "Header.DOB"},
    {.code = "516",
     .sentence = "An episode that ended with guardianship to former foster carers (E45, E46) must "
                 "have placement U1-U6.",
     .fields = "REC PLACE",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if ((e.rec == "E45" || e.rec == "E46") && !is_foster(e.place)) flag(e);
         },
     .remedy = "Correct the placement if the child was fostered by the guardians, or give E47 or "
               "E48 if they were not the child's foster carers.",
     .listed = "E45/E46 (guardianship to former foster carers) needs placement U1-U6."},
};

}  // namespace

std::span<const Rule> reasons_ended_rules() {
  return kReasonsEndedRules;
}

}  // namespace homeward::returns::rules
