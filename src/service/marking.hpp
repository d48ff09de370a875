// The line that marks every exported file. Private to service/.
#pragma once

#include <string>

#include "service/service.hpp"
#include "service/wall_clock.hpp"

namespace homeward::service {

// "Exported by Mo Manager on Tue 10 Feb 2026 at 14:05 UTC."
Result<std::string> exported_by(Service& service, const WallClock& clock, const Actor& actor);

}  // namespace homeward::service
