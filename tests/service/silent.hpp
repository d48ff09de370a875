// For a use case that tells how far it has come, when nobody asks.
#pragma once

#include "service/service.hpp"

namespace homeward::tests {

inline const service::Progress kSilent = [](int, std::string_view) {};

}  // namespace homeward::tests
