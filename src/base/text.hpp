// Small text helpers that more than one room needs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace homeward::text {

// Without what cannot be seen at either end: white space, control characters, and the blanks and
// marks of Unicode that spreadsheets and web pages leave behind (U+00A0, U+2007, U+200B, U+202F,
// U+2060, the byte order mark U+FEFF …). Bytes that are not UTF-8 stay.
std::string_view trim(std::string_view text);

// The length in bytes of the invisible character at the start of `text`; 0 if there is none.
std::size_t invisible_at_start(std::string_view text);

// Puts a plain space for a blank that looks like one (U+00A0, U+2007, U+202F), and takes away what
// shows nothing in the midst of a word (U+00AD, U+200B, U+2060, U+FEFF): two identifiers that look
// alike are the same. `from`: where to begin. True if anything was changed.
bool plain_blanks(std::string& text, std::size_t from = 0);

// A cell as it was meant: trimmed, and without the guard that keeps a spreadsheet from reading it
// as a number or a formula: ="0009401", =T("0009401"), =0009401, '0009402, also with a curly
// apostrophe, with blanks between, or with the quotes doubled once too often (=""0009401"").
std::string_view plain_cell(std::string_view cell);

// ASCII letters only; other bytes are kept.
std::string upper(std::string_view text);
std::string lower(std::string_view text);

// Splits at every `separator`; "" gives one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);

std::string join(const std::vector<std::string>& parts, std::string_view separator);

bool valid_utf8(std::string_view bytes);

// For outputs: bytes that are not UTF-8, and characters that XML 1.0 forbids even when escaped
// (control characters except tab and line breaks, U+FFFE, U+FFFF), become U+FFFD.
std::string fit_for_xml(std::string_view text);

// The name of a file as it is shown and kept: fit_for_xml, on one line, at most 300 bytes.
std::string shown_name(std::string_view name);

// How many characters (code points) a UTF-8 text has: "Zoë" has 3 in 4 bytes.
std::size_t characters(std::string_view text);

// 1234567 -> "1,234,567", as GOV.UK writes numbers. A screen reader takes a thin space for the end
// of one.
std::string thousands(long long number);

// plural(1, "day") = "1 day", plural(3, "day") = "3 days"; pass `many` when it is not "+s".
std::string plural(long long count, std::string_view one, std::string_view many = {});

}  // namespace homeward::text
