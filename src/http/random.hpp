// Unguessable names and short fingerprints.
#pragma once

#include <string>
#include <string_view>

namespace homeward::http {

// 128 bits of the operating system's randomness as 32 hex digits.
std::string random_name();

// The first 128 bits of SHA-256 as 32 hex digits: for entity tags.
std::string short_hash(std::string_view bytes);

}  // namespace homeward::http
