// service::Upkeep for both databases; main.cpp is the only caller outside tests.
#pragma once

#include <memory>

#include "service/upkeep.hpp"

namespace homeward::store {

std::unique_ptr<service::Upkeep> upkeep();

}  // namespace homeward::store
