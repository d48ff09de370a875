#include "returns/rules/document.hpp"

#include <fmt/format.h>

#include "returns/rules/rule.hpp"
#include "returns/year.hpp"

namespace homeward::returns::rules {

namespace {

std::string years_words(const InForce& years) {
  if (years.first > years.last) return "never in force";
  const bool begins = years.first > 0, ends = years.last < 9999;
  if (!begins && !ends) return "all";
  if (years.first == years.last) return year_words(years.first);
  if (begins && ends) return year_words(years.first) + " to " + year_words(years.last);
  return begins ? "from " + year_words(years.first) : "to " + year_words(years.last);
}

std::string needs_words(Needs all) {
  std::string words;
  const auto add = [&](std::string_view word) {
    if (!words.empty()) words += ", ";
    words += word;
  };
  for (const TableSchema& table : schemas()) {
    if (all & needs(table.id)) add(table.name);
    if (all & needs_last(table.id)) add(std::string(table.name) + "_last");
  }
  if (all & kPostcodes) add("postcodes");
  if (all & kProviders) add("providers");
  if (all & kXml) add("XML only");
  return words;
}

std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string rules_document() {
  std::string out = fmt::format(
      "# The validation rules of the SSDA903 return\n"
      "\n"
      "All {} rules, as `homeward check` runs them. This page is made from the table of rules in "
      "`src/returns/rules/` (`script/rules-page` writes it; a test holds it to the table). A rule "
      "runs when the files that it needs were given, and is otherwise reported as not run, never "
      "as passed. \"_last\" is last year's return.\n"
      "\n"
      "The DfE's specification was not at hand: the sentences state in our own words what the "
      "community validator (data-to-insight/csc-validator-be-903, MIT) and the DfE's guides ask. "
      "Where the sentence leaves a choice, or that program does something other than its own "
      "sentence says, the column \"reading\" tells which reading is taken and why; each is a "
      "judgement. Which rules are errors and which are queries stands in `config/check.toml`, with "
      "what is confirmed.\n"
      "\n"
      "Conventions for all rules: an age is reached on the birthday itself, and somebody born on "
      "29 February has their birthday on 1 March in a common year. A blank or unreadable date is "
      "neither before nor after anything; its own rule reports it. Episodes follow each other by "
      "DECOM, not by their order in the file. A date that is not written DD/MM/YYYY but can be "
      "read "
      "is reported by its own rule and used by the others.\n"
      "\n"
      "| code | sentence | fields | needs | years | reading |\n"
      "| --- | --- | --- | --- | --- | --- |\n",
      all_rules().size());
  for (const Rule* rule : all_rules())
    out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", rule->code, cell(rule->sentence),
                       rule->fields, needs_words(rule->needs), years_words(rule->years),
                       cell(rule->reading));
  return out;
}

}  // namespace homeward::returns::rules
