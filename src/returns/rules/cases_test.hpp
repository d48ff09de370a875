// Cases of rules as tables an analyst can read and extend: tests/rules/*.rule.
//
//   # 101  Sex code must be in the year's list …          (a comment)
//   rule 101
//
//   case the codes of 2024-25
//   year 2025
//   Header | CHILD | SEX
//          | a     | M
//        ! | b     | 1
//
// `!` marks a row that the rule must flag; every other row must pass. After it may stand the
// columns that must be at fault in that row, in any order (`! LS PLACE |`). Tables are named as in
// the return, with _last for last year's ("Header_last"). Columns left out, and cells left empty,
// are blank. A file may hold several rules. Within a case, before its tables:
//   year N         the collection year (2026 unless told)
//   rules N        another year's rule set
//   xml            the return came as XML
//   authority E…   the authority's ONS code
//   without T      the file of table T was not given (otherwise every file is, be it empty)
//   not run        the rule must not be run at all
// Two more tables may be given: Postcodes (PCD, UTLA, EAST, NORTH) and Providers (URN, PLACE_CODES,
// PROVIDER_CODES, POSTCODE, REG_END, LA_CODE_INFERRED).
#pragma once

#include <string>
#include <vector>

namespace homeward::returns::rules::testing {

struct CaseRow {
  int line = 0;
  bool fails = false;
  std::string at_fault;  // columns, separated by spaces; empty: the case does not say
  std::vector<std::string> cells;
};

struct CaseTable {
  std::string name;
  std::vector<std::string> columns;
  std::vector<CaseRow> rows;
};

struct Case {
  std::string rule, name, file;
  int line = 0;
  int year = 2026;
  int rules = 0;
  bool xml = false, not_run = false;
  std::string authority;
  std::vector<std::string> without;
  std::vector<CaseTable> tables;
};

// Throws std::runtime_error with file and line where the text cannot be understood.
std::vector<Case> read_cases(const std::string& path);

}  // namespace homeward::returns::rules::testing
