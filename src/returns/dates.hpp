// The dates people and case systems write in a return.
#pragma once

#include <optional>
#include <string_view>

#include "base/code.hpp"
#include "base/date.hpp"

namespace homeward::returns {

// "03/02/2026", "3/2/2026", "3/2/26", "2026-02-03", each with or without a time part after a space
// or T ("2026-02-03 00:00:00"), which is dropped. "-" and "." may stand for "/". Nothing if it is
// blank, not one of these forms, or no such day.
// A two-digit year is the latest year with those digits that is not after `latest_year`: pass the
// collection year, so that no birth date lies in the future (our convention; the DfE asks for
// four digits). For dates that do lie ahead (DUC, the 18th birthday) pass a later year.
std::optional<Date> parse_return_date(std::string_view text, int latest_year);

// DATE_PERM: DD/MM/YYYY, zz/MM/YYYY, zz/zz/YYYY or zz/zz/zzzz, in either case, and any form that
// parse_return_date takes. Gives DDMMYYYY with ZZ and ZZZZ for unknown parts. Nothing otherwise.
std::optional<Code> parse_permanence_date(std::string_view text, int latest_year);

}  // namespace homeward::returns
