// Turns what the rules flagged into what is stored: rows with their cells, children, fingerprints.
#pragma once

#include "returns/report.hpp"
#include "service/check_store.hpp"

namespace homeward::service {

// Fills the rules, tables, children, rows, findings and counts of `into`. `before`: the findings of
// the check that this one is compared with, or null.
void keep_findings(const returns::Report& report, const returns::Return& now,
                   const returns::Return* last, const Fingerprints* before, NewCheck& into);

// The columns that a rule is about, separated by spaces; for a derived item the columns that it is
// derived from.
std::string columns_of(const returns::rules::Rule& rule);

}  // namespace homeward::service
