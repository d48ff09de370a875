// The unique pupil number: every child has one, and no two have the same.
#include <vector>

#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// UN1 to UN5 say why there is no number, and may stand with many children.
bool is_real(std::string_view upn) {
  return !upn.empty() && !upn.starts_with("UN");
}

void upn_is_unique(std::span<const Child> children, const Year&, Flags& flag) {
  std::vector<const HeaderRow*> rows;
  for (const Child& c : children)
    for (const HeaderRow& h : c.header)
      if (is_real(h.upn)) rows.push_back(&h);
  std::sort(rows.begin(), rows.end(),
            [](const HeaderRow* a, const HeaderRow* b) { return a->upn < b->upn; });
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i]->upn != rows[i - 1]->upn) continue;
    flag(*rows[i - 1]);
    flag(*rows[i]);
  }
}

constexpr Rule kUpnOfChildRules[] = {
    {.code = "442",
     .sentence = "A child with a non-respite episode must have a UPN value.",
     .fields = "UPN",
     .needs = kEpisodes | kHeader,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const auto asks = [](const EpisodeRow& e) { return !is_short_break(e.ls); };
           const auto asking = std::find_if(c.episodes.begin(), c.episodes.end(), asks);
           if (asking == c.episodes.end()) return;
           if (c.header.empty()) flag(*asking);
           for (const HeaderRow& h : c.header)
             if (h.upn.empty()) flag(h);
         },
     .remedy = "Ask the school or the virtual school for the UPN, or give the code UN1 to UN5 that "
               "says why there is none.",
     .reading =
         "Shown is the header row, which lacks the UPN, and not each episode. A child who is "
         "not in Header at all has none either: the first episode that calls for one is "
         "shown then.",
     .beside = "LS"},
    {.code = "444",
     .sentence = "A real UPN must be unique within the LA's return (UN codes excepted).",
     .fields = "UPN",
     .needs = kHeader,
     .years = {2026},
     .remedy = "Find out whose UPN it is and correct the other child's, or take out the second row "
               "if it is one child twice.",
     .whole = upn_is_unique},
};

}  // namespace

std::span<const Rule> upn_of_child_rules() {
  return kUpnOfChildRules;
}

}  // namespace homeward::returns::rules
