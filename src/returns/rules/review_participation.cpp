// How a child took part in a review, against their age.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr int kTakesPartFrom = 4;  // years of age

constexpr std::string_view kCorrectCodeOrDates =
    "Check the date of birth and the date of the review, and correct the participation code or the "
    "date that is wrong.";
constexpr std::string_view kOnTheBirthday = "On the fourth birthday itself every code may be used.";

constexpr Rule kReviewParticipationRules[] = {
    {.code = "440",
     .sentence = "PN0 must not be used for a review held after the 4th birthday.",
     .fields = "DOB REVIEW REVIEW_CODE",
     .needs = kReviews,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const ReviewRow& r : c.reviews)
             if (r.review_code == "PN0" && r.review > birthday(dob_of(r, c), kTakesPartFrom))
               flag(r);
         },
     .remedy = kCorrectCodeOrDates,
     .reading = kOnTheBirthday},
    {.code = "441",
     .sentence = "PN1-PN7 must not be used for a review held before the 4th birthday.",
     .fields = "DOB REVIEW REVIEW_CODE",
     .needs = kReviews,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const ReviewRow& r : c.reviews)
             if (r.review_code != "PN0" && listed(CodeSet::participation, r.review_code, y) &&
                 aged_under(dob_of(r, c), kTakesPartFrom, r.review))
               flag(r);
         },
     .remedy = kCorrectCodeOrDates,
     .reading = kOnTheBirthday},
};

}  // namespace

std::span<const Rule> review_participation_rules() {
  return kReviewParticipationRules;
}

}  // namespace homeward::returns::rules
