// Invented names: common given names, with family names made up of English place words and common
// syllables, so that a list reads like a real one and no real child is in it.
#pragma once

#include <span>
#include <string_view>

#include "base/code.hpp"

namespace homeward::synthetic {

// For a code that is not in the list: the names of the largest group.
std::span<const std::string_view> given_names(Code ethnicity, Code sex);
std::span<const std::string_view> family_names(Code ethnicity);
std::span<const std::string_view> worker_given_names();

}  // namespace homeward::synthetic
