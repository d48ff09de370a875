// The return check: every validation rule in force over this year's and last year's return.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "returns/parallel.hpp"
#include "returns/postcodes.hpp"
#include "returns/providers.hpp"
#include "returns/rules/rule.hpp"
#include "returns/source.hpp"

namespace homeward::returns {

struct CheckOptions {
  int rules = 0;  // the collection year whose rule set is run; 0 = that of the return
  const Postcodes* postcodes = nullptr;
  const Providers* providers = nullptr;
  // ONS code of the authority that makes the return, as it is today or was before a reorganisation.
  // Empty, or a code that does not lead to one authority of today: with postcodes, the authority in
  // which most children's homes lie is taken.
  std::string own_area;
  // Judges as if the collection year ended on this day of it: what is open is open up to that day,
  // and ages and the twelve months are those of that day. For a record before 31 March.
  std::optional<Date> ends_on;
  Parallel parallel;  // empty: one after another
};

struct NotRun {
  const rules::Rule* rule;
  std::string why;  // "It needs last year's return, which was not given."
};

struct Checked {
  int collection_year = 0;
  int rules_year = 0;
  std::string own_area;
  std::vector<const rules::Rule*> rules;  // in force and run, in order; Finding::rule counts in it
  std::vector<rules::Finding> findings;   // by rule, table, row; none twice
  std::vector<NotRun> not_run;            // in force but not run: never to be shown as passed
  std::vector<NotRun> in_part;  // run, but without all that they read (Rule::also, the list)
  std::size_t children = 0;
};

// `now` and `last` must live through the call. A return that holds no file for a table a rule needs
// leaves that rule not run. Unreadable cells never stop a rule for other children.
Checked check(const Return& now, const Return* last, const CheckOptions& options);

// The postcodes that the two returns hold (plain_postcode), some more than once: what
// Postcodes::read should look for. With `providers`, also those of the settings in this year's
// return whose authority the list does not tell (Providers::take_areas).
std::vector<std::string> postcodes_in(const Return& now, const Return* last,
                                      const Providers* providers = nullptr);

}  // namespace homeward::returns
