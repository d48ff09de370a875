#include "service/size_limits.hpp"

#include <fmt/format.h>

#include "service/config_table.hpp"

namespace homeward::service {

namespace {

constexpr std::string_view kLimitsFile = "limits.toml";

}  // namespace

Result<SizeLimits> read_size_limits(std::string_view toml_text) {
  return read_config<SizeLimits>(
      kLimitsFile, toml_text, [](ConfigTable& file, ConfigProblems&, SizeLimits& limits) {
        const auto read = [&](std::string_view key, std::uint64_t& limit, std::uint64_t unit,
                              std::uint64_t most) {
          const auto given = file.large_number(key);
          if (!given) return;
          if (*given == 0 || *given > most)
            file.note(key, fmt::format("must be from 1 to {}.", most));
          else
            limit = *given * unit;
        };
        constexpr std::uint64_t kMegabyte = 1 << 20;
        read("unpacked_megabytes", limits.unpacked_bytes, kMegabyte, 64'000);
        read("rows", limits.rows, 1, 1'000'000'000);
        read("children_in_memory", limits.children, 1, 1'000'000'000);
      });
}

}  // namespace homeward::service
