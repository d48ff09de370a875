// config/access.toml: what each authority decides for itself about who may do what.
#pragma once

#include <chrono>
#include <string_view>

#include "base/result.hpp"
#include "service/ports.hpp"

namespace homeward::service {

struct Access {
  Role export_from = Role::manager;           // this role and those above it
  Role see_places_from = Role::practitioner;  // postcodes and URN
  // A session ends when its person has done nothing for this long.
  std::chrono::seconds session_idle = std::chrono::minutes(30);
};

// All mistakes at once, as in config_reader.hpp. A key that the text does not name keeps its value
// above.
Result<Access> read_access(std::string_view toml_text);

}  // namespace homeward::service
