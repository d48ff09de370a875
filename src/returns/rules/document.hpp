// docs/rules.md: every rule with its sentence, years and reading, made from the table of rules.
#pragma once

#include <string>

namespace homeward::returns::rules {

std::string rules_document();

}  // namespace homeward::returns::rules
