// The result of a return check as an Excel workbook.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "returns/report.hpp"

namespace homeward::service {

// How many rows a sheet of Excel can hold, without the heading.
inline constexpr std::size_t kMostSheetRows = 1'048'575;

// A line of the sheet Rules.
struct SheetRule {
  std::string_view code, sentence;
  bool query = false, run = true;
  std::size_t findings = 0, children = 0;  // of a rule that was run
  std::string_view why;                    // of one that was not
};

// A line of the sheet Findings.
struct SheetFinding {
  std::string_view code;
  bool query = false;
  std::string_view child, file, table;
  std::size_t row = 0;
  std::string_view columns, values, sentence, remedy;
  std::string_view accepted;  // why it is accepted, or has a note; empty: neither
};

struct SheetContent {
  std::string marking;  // stands over both sheets and on each printed page; may be empty
  std::vector<SheetRule> rules;
  std::size_t findings = 0;
  bool acceptances = false;  // whether the last column is there
  // Gives `take` one finding after the other; ends when `take` says false.
  std::function<Status(const std::function<bool(const SheetFinding&)>& take)> each_finding;
};

// The workbook of a check that is kept, or of any other source of the same content. Errors: as
// below, and those of each_finding.
Result<std::string> check_workbook(const SheetContent& content,
                                   std::size_t most_rows = kMostSheetRows);

// The bytes of an XLSX file with two sheets: "Rules" (every rule in force, what it found, or why it
// was not run) and "Findings" (one row each). Findings beyond `most_rows` are left out, and the
// sheet Rules says how many. Every cell of the return is a text, never a formula.
// Nothing of it lies in a file with a name, at any time.
// Errors: unavailable (no memory or space for it).
Result<std::string> check_workbook(const returns::Report& report,
                                   std::size_t most_rows = kMostSheetRows);

}  // namespace homeward::service
