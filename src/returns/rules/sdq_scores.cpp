// The strengths and difficulties score (SDQ) in OC2: whose is asked for, and when none is.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

bool has_score(const Oc2Row& row) {
  return !row.sdq_score.blank();
}
bool has_reason(const Oc2Row& row) {
  return !row.sdq_reason.blank();
}
Cells score_and_reason(const Oc2Row& row) {
  return cells_if(has_score(row), oc2::sdq_score) | cells_if(has_reason(row), oc2::sdq_reason);
}
bool has_either(const Oc2Row& row) {
  return score_and_reason(row) != 0;
}

constexpr std::string_view kTakeScoreOut =
    "Take the SDQ score out, or correct the episodes if the child was in care all year.";

constexpr Rule kSdqScoresRules[] = {
    {.code = "185",
     .sentence = "An SDQ score must not be given for a child who was not continuously looked after "
                 "for 12 months at 31 March.",
     .fields = "SDQ_SCORE",
     .needs = kEpisodes | kOc2,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const Oc2Row& row : c.oc2)
             if (!c.twelve_months && has_score(row)) flag(row);
         },
     .remedy = kTakeScoreOut,
     .reading = kTwelveMonths,
     .listed =
         "An SDQ score must not be given for a child not continuously looked after for 12 months."},
    {.code = "186",
     .sentence =
         "A child looked after for 12 months who was 4 or over at year start and under 17 at year "
         "end must have an SDQ score; a reason for having none does not take its place.",
     .fields = "SDQ_SCORE",
     .needs = kEpisodes | kOc2,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const Oc2Row& row : c.oc2) {
             const Day born = dob_of(row, c);
             if (c.twelve_months && !has_score(row) && aged_at_least(born, 4, y.start) &&
                 aged_under(born, 17, y.end))
               flag(row);
           }
         },
     .remedy = "Put the SDQ score in if one was taken; if there is none, be ready to say why.",
     .reading = "A score is required: a reason for having none does not take its place, so a child "
                "with a reason is queried as well. The community validator lets a reason pass. "
                "Twelve months of care as in 191.",
     .listed = "A 12-month child aged 4 or over at year start and under 17 at year end must have "
               "an SDQ score or a reason.",
     .beside = "SDQ_REASON DOB"},
    {.code = "188",
     .sentence = "A child under 4 at year end must have neither an SDQ score nor a reason.",
     .fields = "SDQ_SCORE SDQ_REASON",
     .needs = kOc2,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const Oc2Row& row : c.oc2)
             if (has_either(row) && aged_under(dob_of(row, c), 4, y.end))
               flag(row, score_and_reason(row));
         },
     .remedy = "Take the SDQ score and reason out, or correct the date of birth.",
     .reading = "A child whose fourth birthday is 31 March has reached 4 at year end.",
     .beside = "DOB"},
    {.code = "189",
     .sentence = "A child already over 17 at year start must have neither an SDQ score nor a "
                 "reason.",
     .fields = "DOB SDQ_SCORE SDQ_REASON",
     .needs = kOc2,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const Oc2Row& row : c.oc2)
             if (has_either(row) && birthday(dob_of(row, c), 17) < y.start)
               flag(row, score_and_reason(row) | cells(oc2::dob));
         },
     .remedy = "Take the SDQ score and reason out, or correct the date of birth.",
     .reading = "Over 17 is past the 17th birthday: a child who turns 17 on 1 April turns 17 "
                "within the year, where rule 197B asks for a score or a reason."},
    {.code = "196",
     .sentence = "SDQ reason, if given, must be SDQ1 to SDQ5.",
     .fields = "SDQ_REASON",
     .needs = kOc2,
     .check = listed_if_given<&YearRows::oc2, &Oc2Row::sdq_reason, CodeSet::sdq_reason>,
     .remedy = "Put in the code, SDQ1 to SDQ5, for why there is no score."},
    {.code = "197B",
     .sentence = "A child looked after for 12 months who turned 4 or 17 within the year should "
                 "have an SDQ score or a reason for having none.",
     .fields = "SDQ_REASON DOB",
     .needs = kEpisodes | kOc2,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const Oc2Row& row : c.oc2) {
             const Day born = dob_of(row, c);
             if (c.twelve_months && !has_either(row) &&
                 (in_year(birthday(born, 4), y) || in_year(birthday(born, 17), y)))
               flag(row);
           }
         },
     .remedy = "Put the SDQ score in, or the code for why there is none.",
     .reading = kTwelveMonths,
     .listed = "A 12-month child who turned 4 or 17 within the year should have an SDQ score or a "
               "reason.",
     .beside = "SDQ_SCORE"},
    {.code = "197a",
     .sentence = "An SDQ score and a reason for having none must not both be given.",
     .fields = "SDQ_SCORE SDQ_REASON",
     .needs = kOc2,
     .check = rows_that<&YearRows::oc2,
                        [](const Oc2Row& row) { return has_score(row) && has_reason(row); }>,
     .remedy = "Keep the score and take the reason out, or the other way round.",
     .listed = "An SDQ score and a no-score reason must not both be given."},
    {.code = "198",
     .sentence = "A reason for a missing SDQ score must not be given for a child who was not "
                 "continuously looked after for 12 months at 31 March.",
     .fields = "SDQ_REASON",
     .needs = kEpisodes | kOc2,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const Oc2Row& row : c.oc2)
             if (!c.twelve_months && has_reason(row)) flag(row);
         },
     .remedy = "Take the reason out, or correct the episodes if the child was in care all year.",
     .reading = kTwelveMonths,
     .listed = "A no-SDQ reason must not be given for a child not continuously looked after for 12 "
               "months."},
};

}  // namespace

std::span<const Rule> sdq_scores_rules() {
  return kSdqScoresRules;
}

}  // namespace homeward::returns::rules
