// Where the rules stand: one function for each file of them.
#pragma once

#include <span>

#include "returns/rules/rule.hpp"

namespace homeward::returns::rules {

std::span<const Rule> between_files_rules();  // INT01 to INT36, EPI

}  // namespace homeward::returns::rules
