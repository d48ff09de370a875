// The dates people and case systems write in a return.
#pragma once

#include <optional>
#include <string_view>

#include "base/code.hpp"
#include "base/date.hpp"

namespace homeward::returns {

// Every form that cannot be misread, in either case:
//   03/02/2026, 3/2/2026, 3/2/26 (also with "-", "." or "\"): the day first;
//   2026-02-03, 2026/2/3, 2026.02.03, 20260203;
//   the month in words: 3 February 2026, 03-Feb-26, 3rd Feb. 2026, February 3, 2026, 2026-Feb-03,
//   with the weekday before it if it is the right one.
// A time may follow ("2026-02-03 00:00:00", "T23:00:00Z") and is dropped; one that tells its offset
// to UTC, or is in UTC, gives the day in London (base/london.hpp). Nothing if it is blank, not one
// of these forms, or no such day.
// A two-digit year is the latest year with those digits that is not after `latest_year`: pass the
// collection year, so that no birth date lies in the future (our convention; the DfE asks for
// four digits). For dates that do lie ahead (DUC, the 18th birthday) pass a later year.
std::optional<Date> parse_return_date(std::string_view text, int latest_year);

// Why parse_return_date gave nothing, as the rest of a sentence that begins with the value: "is not
// a date.", or what the value seems to be (a day's number, the month first) and what to do.
std::string_view why_no_date(std::string_view text);

// DATE_PERM: DD/MM/YYYY, zz/MM/YYYY, zz/zz/YYYY or zz/zz/zzzz, in either case, and any form that
// parse_return_date takes. Gives DDMMYYYY with ZZ and ZZZZ for unknown parts. Nothing otherwise.
std::optional<Code> parse_permanence_date(std::string_view text, int latest_year);

}  // namespace homeward::returns
