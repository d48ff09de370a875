// Reviews: when they were held, and how the child took part.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr Rule kReviewItemsRules[] = {
    {.code = "166",
     .sentence = "Review date must be present and a real date.",
     .fields = "REVIEW",
     .needs = kReviews,
     .check = needs_real_date<&YearRows::reviews, &ReviewRow::review>,
     .remedy = "Look up the day of the review and write it as DD/MM/YYYY."},
    {.code = "167",
     .sentence = "Review participation code must be PN0-PN7 when there is a review date, and blank "
                 "when there is not.",
     .fields = "REVIEW_CODE",
     .needs = kReviews,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const ReviewRow& row : c.reviews)
             if (row.review.given() ? !listed(CodeSet::participation, row.review_code, y)
                                    : !row.review_code.blank())
               flag(row);
         },
     .remedy = "Put in how the child took part, or the date of the review if that is missing.",
     .reading = "A date that cannot be read is still a date here; rule 166 reports it."},
};

}  // namespace

std::span<const Rule> review_items_rules() {
  return kReviewItemsRules;
}

}  // namespace homeward::returns::rules
