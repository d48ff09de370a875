// Names of nobody: common given names, with family names made up of English place words and of
// common syllables, so that a list reads like one and no real child stands in it.
#pragma once

#include <span>
#include <string_view>

#include "base/code.hpp"

namespace homeward::synthetic {

// For a code not in the list the names of the largest group.
std::span<const std::string_view> given_names(Code ethnicity, Code sex);
std::span<const std::string_view> family_names(Code ethnicity);
std::span<const std::string_view> worker_given_names();

}  // namespace homeward::synthetic
