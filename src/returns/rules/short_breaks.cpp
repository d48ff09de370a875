// Short breaks (V3 each stay, V4 the agreement): how long, and what is not asked of a child who has
// nothing else.
#include <vector>

#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr int kLongestStayDays = 17;
constexpr int kMostDaysInTwelveMonths = 75;

bool is_stay(const EpisodeRow& e) {
  return e.ls == "V3" && e.decom.known() && (e.open() || e.dec.known());
}

Date end_of(const EpisodeRow& stay, const Year& y) {
  return stay.open() ? y.end : stay.dec.date();
}

int nights(const EpisodeRow& stay, const Year& y) {
  return std::max(0, end_of(stay, y) - stay.decom.date());
}

struct Stay {
  const EpisodeRow* row;
  bool this_year;
};

// The stays of both years, in order. What last year left open and this year does not hold has no
// end that is known, and is left out.
std::vector<Stay> all_stays(const Child& c) {
  std::vector<Stay> stays;
  for_each_only_last_year(c, [&](const EpisodeRow& e) {
    if (is_stay(e) && !e.open()) stays.push_back({&e, false});
  });
  for (const EpisodeRow& e : c.episodes)
    if (is_stay(e)) stays.push_back({&e, true});
  std::stable_sort(stays.begin(), stays.end(),
                   [](const Stay& a, const Stay& b) { return a.row->decom < b.row->decom; });
  return stays;
}

// Looks at the twelve months up to the end of each stay, and flags this year's stays in them if
// they come to too many nights. One pass: a stay that has left the window never comes back.
void too_many_days(const Child& c, const Year& y, Flags& flag) {
  if (!any(c.episodes, is_stay)) return;
  const std::vector<Stay> stays = all_stays(c);
  std::size_t first = 0, flagged = 0;  // the window's first stay; those before this one are flagged
  int sum = 0;
  for (std::size_t i = 0; i < stays.size(); ++i) {
    sum += nights(*stays[i].row, y);
    const Date from = add_months(end_of(*stays[i].row, y), -12);
    for (; first < i && end_of(*stays[first].row, y) <= from; ++first)
      sum -= nights(*stays[first].row, y);
    const int before = std::max(0, from - stays[first].row->decom.date());
    if (sum - before <= kMostDaysInTwelveMonths) continue;
    for (std::size_t j = std::max(first, flagged); j <= i; ++j)
      if (stays[j].this_year) flag(*stays[j].row);
    flagged = i + 1;
  }
}

bool has_status(const Child& c, Code ls) {
  return any(c.episodes, [ls](const EpisodeRow& e) { return e.ls == ls; });
}

bool has_review(const ReviewRow& r) {
  return r.review.given() || !r.review_code.blank();
}

constexpr Rule kShortBreaksRules[] = {
    {.code = "365",
     .sentence = "A single respite stay (V3) must not last longer than 17 days.",
     .fields = "LS DECOM DEC",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (is_stay(e) && nights(e, y) > kLongestStayDays) flag(e);
         },
     .remedy =
         "Correct the dates of the stay; if it was longer it is no short break, and the legal "
         "status is V2.",
     .reading =
         "A stay is one episode (rule 366). An open one counts up to 31 March, for this rule "
         "only.",
     .listed = "A single V3 respite stay must not exceed 17 days."},
    {.code = "366",
     .sentence =
         "A respite stay (V3) must have new-episode reason S: there is no move inside a stay.",
     .fields = "RNE",
     .needs = kEpisodes,
     .check =
         rows_that<&YearRows::episodes,
                   [](const EpisodeRow& e) { return e.ls == "V3" && !care::starts_care(e.rne); }>,
     .remedy = "Set RNE to S: each stay starts anew.",
     .listed = "A V3 respite stay must have new-episode reason S (no move inside a stay).",
     .beside = "LS"},
    {.code = "367",
     .sentence = "Respite stays (V3) must not add up to more than 75 days in any twelve months.",
     .fields = "LS DECOM DEC",
     .needs = kEpisodes,
     .check = too_many_days,
     .remedy = "Check the dates of the stays; a child who is away longer is looked after under V2.",
     .reading = "Any twelve months, also those that reach back before 1 April: last year's stays "
                "count, and this year's are shown. Days are nights; an open stay counts up to 31 "
                "March.",
     .listed = "V3 respite must not exceed 75 days in the collection year.",
     .also = kLastEpisodes},
    {.code = "393",
     .sentence = "A female with non-respite episodes must have the mother flag filled.",
     .fields = "MOTHER",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (!has_non_respite(c)) return;
           for (const HeaderRow& h : c.header)
             if (female(h.sex) && h.mother.blank()) flag(h);
         },
     .remedy = "Fill in MOTHER: 1 if she has a child, 0 if not.",
     .beside = "SEX"},
    {.code = "399",
     .sentence = "A child whose episodes are all V3/V4 must have no mother flag, review date or "
                 "participation code.",
     .fields = "MOTHER LS REVIEW REVIEW_CODE",
     .needs = kEpisodes | kHeader | kReviews,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (!has_respite_only(c)) return;
           for (const HeaderRow& h : c.header)
             if (!h.mother.blank()) flag(h);
           for (const ReviewRow& r : c.reviews)
             if (has_review(r)) flag(r);
         },
     .remedy = "Take the items out, or correct the legal status if the child was looked after for "
               "more than short breaks.",
     .reading = "Shown is the row that holds the item, the header or the review, not the episodes "
                "beside it: one fault, one finding."},
    {.code = "426",
     .sentence = "A child cannot have both V3 and V4 in the same year.",
     .fields = "LS",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (!has_status(c, "V3") || !has_status(c, "V4")) return;
           for (const EpisodeRow& e : c.episodes)
             if (is_short_break(e.ls)) flag(e);
         },
     .remedy = "Choose one way of recording the child's short breaks, each stay (V3) or the "
               "agreement (V4), and keep to it for the year."},
};

}  // namespace

std::span<const Rule> short_breaks_rules() {
  return kShortBreaksRules;
}

}  // namespace homeward::returns::rules
