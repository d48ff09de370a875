#pragma once

#include <string>
#include <string_view>

namespace homeward::http {

// The bytes as one gzip member; empty when zlib could not (the caller then sends them plain).
// Level 1 (fast) to 9 (small).
std::string gzip(std::string_view bytes, int level);

}  // namespace homeward::http
