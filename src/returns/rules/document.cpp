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

// "Episodes; also Episodes_last": what the rule needs, and what it reads as well if it was given.
std::string read_words(const Rule& rule) {
  std::string words = needs_words(rule.needs);
  if (rule.also != 0) words += "; also " + needs_words(rule.also);
  return words;
}

// How the sentence is read, and what the list says where it would say something else.
std::string reading_words(const Rule& rule) {
  std::string words(rule.reading);
  if (!rule.listed.empty())
    words += fmt::format("{}The list of codes says: “{}”", words.empty() ? "" : " ", rule.listed);
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
      "as passed. What is named after \"also\" is read if it was given; without it the rule is run "
      "on the rest and reported as run in part. \"_last\" is last year's return.\n"
      "\n"
      "The DfE's specification was not at hand. The sentences say in our own words what the "
      "community's validator and the DfE's guides ask, as far as they are known "
      "([sources.md](sources.md)). The column \"reading\" says which reading was taken, and why, "
      "where the sentence leaves a choice or that validator's code does something other than its "
      "own sentence says; each is a judgement. \"The list of codes\" is "
      "`tests/data/ssda903-rules.csv`. Where its sentence says something other than what is found, "
      "or is hard to read, there is another sentence here, and the list's own is quoted beside it. "
      "`config/check.toml` says which rules are queries and not errors, and how sure that is.\n"
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
                       rule->fields, read_words(*rule), years_words(rule->years),
                       cell(reading_words(*rule)));
  return out;
}

}  // namespace homeward::returns::rules
