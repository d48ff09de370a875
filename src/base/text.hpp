// Small text helpers that more than one room needs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace homeward::text {

// Without leading and trailing ASCII white space (and NUL).
std::string_view trim(std::string_view text);

// ASCII letters only; other bytes are kept.
std::string upper(std::string_view text);
std::string lower(std::string_view text);

// Splits at every `separator`; "" gives one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);

std::string join(const std::vector<std::string>& parts, std::string_view separator);

bool valid_utf8(std::string_view bytes);

// 1234567 -> "1 234 567", with a thin space (U+2009): the way numbers stand on our pages.
std::string thousands(long long number);

// plural(1, "day") = "1 day", plural(3, "day") = "3 days"; pass `many` when it is not "+s".
std::string plural(long long count, std::string_view one, std::string_view many = {});

}  // namespace homeward::text
