// How much is read at once (the size of a real return, and not of the largest file that somebody
// can make) and how much is kept in memory. config/limits.toml.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"

namespace homeward::service {

struct SizeLimits {
  std::uint64_t unpacked_bytes = 128ull << 20;  // of all files together, unpacked
  std::uint64_t rows = 100'000;                 // of all their tables
  std::uint64_t children = 40'000;              // in memory, of all authorities together
};

// Every fault at once. What the file does not name stays as it is above.
Result<SizeLimits> read_size_limits(std::string_view toml_text);

}  // namespace homeward::service
