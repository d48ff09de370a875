// The items of OC2: the SDQ score, and the yes-or-no items on health, offending and substances.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Spreadsheets and data tools write a whole number in a column with blanks as "12.0".
bool is_sdq_score(Code score) {
  const std::string text = score.text();
  const auto point = text.find('.');
  if (point != std::string::npos && text.find_first_not_of('0', point + 1) != std::string::npos)
    return false;
  const auto number = whole_number(Code::parse(text.substr(0, point)).value_or(kUnlisted));
  return number && *number <= 40;
}

constexpr Rule kHealthItemsRules[] = {
    {.code = "157",
     .sentence = "SDQ1 must not be the reason for a missing SDQ score of a child looked after for "
                 "12 months who was 4 or over at year start and 16 or under at year end.",
     .fields = "SDQ_REASON DOB",
     .needs = kOc2 | kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           if (!c.twelve_months) return;
           for (const Oc2Row& row : c.oc2) {
             const Day dob = dob_of(row, c);
             if (row.sdq_reason == "SDQ1" && aged_at_least(dob, 4, y.start) &&
                 aged_under(dob, 17, y.end))
               flag(row);
           }
         },
     .remedy = "Put in the SDQ score, or the true reason why there is none: SDQ1 is for children "
               "under 4 or over 16.",
     .reading = kTwelveMonths,
     .listed = "A 12-month child aged 4+ at year start and 16 or under at year end must not give "
               "SDQ1 as the reason for a missing SDQ score.",
     .beside = "SDQ_SCORE"},
    {.code = "158",
     .sentence = "If an intervention for substance misuse was received (1), the offered item must "
                 "be blank.",
     .fields = "INTERVENTION_RECEIVED INTERVENTION_OFFERED",
     .needs = kOc2,
     .check = rows_that<&YearRows::oc2,
                        [](const Oc2Row& row) {
                          return row.intervention_received == "1" &&
                                 !row.intervention_offered.blank();
                        }>,
     .remedy = "Empty INTERVENTION_OFFERED: it is only for children who received none."},
    {.code = "159",
     .sentence = "If misuse is 1 and intervention received is 0, the offered item must be filled.",
     .fields = "SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
     .needs = kOc2,
     .check = rows_that<&YearRows::oc2,
                        [](const Oc2Row& row) {
                          return row.substance_misuse == "1" && row.intervention_received == "0" &&
                                 row.intervention_offered.blank();
                        }>,
     .remedy = "Put in whether an intervention was offered: 1 if it was, 0 if not."},
    {.code = "180",
     .sentence = "SDQ score, if given, must be a whole number 0 to 40.",
     .fields = "SDQ_SCORE",
     .needs = kOc2,
     .check = rows_that<&YearRows::oc2,
                        [](const Oc2Row& row) {
                          return !row.sdq_score.blank() && !is_sdq_score(row.sdq_score);
                        }>,
     .remedy = "Look up the score on the questionnaire: a whole number from 0 to 40.",
     .reading = "12.0, as some programs write 12, is a whole number."},
    {.code = "181",
     .sentence = "The eight OC2 yes/no items, where given, must be 0 or 1.",
     .fields = "CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT "
               "SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
     .needs = kOc2,
     .check = rows_with<&YearRows::oc2,
                        [](const Oc2Row& row) {
                          return yes_or_no_that(
                              row, [](Code item) { return !item.blank() && !is_yes_or_no(item); });
                        }>,
     .remedy = "Put in 1 for yes and 0 for no."},
    {.code = "182",
     .sentence = "If any of conviction, health check or the intervention items is filled, then "
                 "immunisations, teeth, health assessment and substance misuse must all be filled.",
     .fields = "IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE CONVICTED "
               "HEALTH_CHECK INTERVENTION_RECEIVED INTERVENTION_OFFERED",
     .needs = kOc2,
     .check = rows_with<&YearRows::oc2,
                        [](const Oc2Row& row) {
                          const bool some = (given(row) & ~kYesOrNoOfEveryone) != 0;
                          return some ? kYesOrNoOfEveryone & ~given(row) : Cells{0};
                        }>,
     .remedy = "Fill in immunisations, teeth, health assessment and substance misuse."},
};

}  // namespace

std::span<const Rule> health_items_rules() {
  return kHealthItemsRules;
}

}  // namespace homeward::returns::rules
