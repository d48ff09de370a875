// The rules for passwords, used by the command line, the page and the server.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace homeward::service {

constexpr std::size_t kShortestPassword = 12, kLongestPassword = 1024;  // characters

struct PasswordRules {
  // Words and passwords that are tried first, in small letters and digits (config/passwords.toml).
  std::set<std::string, std::less<>> common;
};

// All mistakes at once, as in config_reader.hpp.
Result<PasswordRules> read_password_rules(std::string_view toml_text);

// Why this may not be the password of that person, in one sentence; nothing if it may.
std::optional<std::string> password_fault(std::string_view password, std::string_view sign_in_name,
                                          std::string_view person, const PasswordRules& rules);

}  // namespace homeward::service
