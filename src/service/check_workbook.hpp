// The result of a return check as an Excel workbook, for people who work their way down a list.
#pragma once

#include <string>

#include "base/result.hpp"
#include "returns/report.hpp"

namespace homeward::service {

// What a sheet of Excel holds, without the heading.
inline constexpr std::size_t kMostSheetRows = 1'048'575;

// The bytes of an XLSX file with two sheets: "Rules" (every rule in force, what it found, or why it
// was not run) and "Findings" (one row each). Findings beyond `most_rows` are left out, and the
// sheet Rules says how many. Every cell of the return is a text, never a formula.
// Nothing of it lies in a file with a name, at any time.
// Errors: unavailable (no memory or space for it).
Result<std::string> check_workbook(const returns::Report& report,
                                   std::size_t most_rows = kMostSheetRows);

}  // namespace homeward::service
