// What the configuration calls things.
#pragma once

#include "service/views.hpp"

namespace homeward::service {

Catalogue make_catalogue(const journey::Config& config);

}  // namespace homeward::service
