// What Missing says of one absence: that it began, when, and of which type it was.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr Rule kRules[] = {
    {.code = "1004",
     .sentence = "Missing start must be present and a real date.",
     .fields = "MIS_START",
     .needs = kMissing,
     .check = needs_real_date<&YearRows::missing, &MissingRow::mis_start>,
     .remedy = "Look up the day the child went missing and write it as DD/MM/YYYY."},
    {.code = "1005",
     .sentence = "Missing end, if given, must be a real date.",
     .fields = "MIS_END",
     .needs = kMissing,
     .check = real_date_if_given<&YearRows::missing, &MissingRow::mis_end>,
     .remedy = "Look up the day the child was found and write it as DD/MM/YYYY."},
    {.code = "1006",
     .sentence = "Missing type, if given, must be M or A.",
     .fields = "MISSING",
     .needs = kMissing,
     .check = listed_if_given<&YearRows::missing, &MissingRow::missing, CodeSet::missing>,
     .remedy = "Put in M if it was not known where the child was, A if it was."},
};

}  // namespace

std::span<const Rule> missing_items_rules() {
  return kRules;
}

}  // namespace homeward::returns::rules
