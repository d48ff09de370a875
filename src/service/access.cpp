#include "service/access.hpp"

#include <charconv>

#include "service/config_table.hpp"

namespace homeward::service {

namespace {

constexpr std::string_view kAccessFile = "access.toml";

// "30 minutes", "90 seconds", "1 hour"; nothing when it is none of these, or not 5 seconds to a
// day.
std::optional<std::chrono::seconds> parse_time(std::string_view text) {
  const auto blank = text.find(' ');
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (blank == std::string_view::npos || error != std::errc{} || end != text.data() + blank ||
      count < 1 || count > 100'000)
    return std::nullopt;
  std::string_view unit = text.substr(blank + 1);
  if (unit.ends_with('s')) unit.remove_suffix(1);
  const int seconds = unit == "second" ? 1 : unit == "minute" ? 60 : unit == "hour" ? 3600 : 0;
  const std::chrono::seconds time{static_cast<std::int64_t>(seconds) * count};
  if (time < std::chrono::seconds(5) || time > std::chrono::hours(24)) return std::nullopt;
  return time;
}

}  // namespace

Result<Access> read_access(std::string_view toml_text) {
  return read_config<Access>(
      kAccessFile, toml_text, [](ConfigTable& file, ConfigProblems&, Access& access) {
        access.export_from = file.named("export", access.export_from);
        access.see_places_from = file.named("see_places", access.see_places_from);
        if (const std::string idle = file.text("session_ends_after"); !idle.empty()) {
          if (const auto time = parse_time(idle))
            access.session_idle = *time;
          else
            file.note("session_ends_after",
                      "\"" + idle +
                          "\" is no time from 5 seconds to 24 hours. Write it as "
                          "\"30 minutes\".");
        }
      });
}

}  // namespace homeward::service
