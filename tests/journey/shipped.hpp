// The configuration that Homeward ships, read once.
#pragma once

#include <filesystem>

#include "service/files.hpp"

namespace homeward::shipped {

inline const service::Settings& settings() {
  static const auto kSettings =
      service::load_settings(std::filesystem::path(HOMEWARD_SOURCE_DIR) / "config").value();
  return kSettings;
}
inline const journey::Config& config() {
  return settings().config;
}
inline const Calendar& calendar() {
  return settings().calendar;
}

}  // namespace homeward::shipped
