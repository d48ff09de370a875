// What Missing says of one absence: that it began, when, and of which type it was.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr Rule kMissingItemsRules[] = {
    {.code = "1004",
     .sentence = "A period missing or away must have a start, and it must be a real date.",
     .fields = "MIS_START",
     .needs = kMissing,
     .check = needs_real_date<&YearRows::missing, &MissingRow::mis_start>,
     .remedy = "Look up the day the child went missing and write it as DD/MM/YYYY.",
     .listed = "Missing start must be present and a real date."},
    {.code = "1005",
     .sentence = "The end of a period missing or away, if given, must be a real date.",
     .fields = "MIS_END",
     .needs = kMissing,
     .check = real_date_if_given<&YearRows::missing, &MissingRow::mis_end>,
     .remedy = "Look up the day the child was found and write it as DD/MM/YYYY.",
     .listed = "Missing end, if given, must be a real date."},
    {.code = "1006",
     .sentence = "The type of a period missing or away, if given, must be M or A.",
     .fields = "MISSING",
     .needs = kMissing,
     .check = listed_if_given<&YearRows::missing, &MissingRow::missing, CodeSet::missing>,
     .remedy = "Put in M if it was not known where the child was, A if it was.",
     .listed = "Missing type, if given, must be M or A."},
};

}  // namespace

std::span<const Rule> missing_items_rules() {
  return kMissingItemsRules;
}

}  // namespace homeward::returns::rules
