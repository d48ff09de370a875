// One cell of CSV as we write it (RFC 4180).
#pragma once

#include <string>
#include <string_view>

namespace homeward::returns {

// Quoted where it must be. What a spreadsheet would take for a formula has a "'" before it: the
// same guard as in web/src/pages/tracker/cellText.ts.
inline void append_csv_cell(std::string_view text, std::string& out) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos;
  if (quoted) out += '"';
  if (formula) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  if (quoted) out += '"';
}

}  // namespace homeward::returns
