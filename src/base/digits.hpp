// ASCII digits, whatever the locale.
#pragma once

#include <algorithm>
#include <string_view>

namespace homeward::text {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// False for an empty text.
constexpr bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace homeward::text
