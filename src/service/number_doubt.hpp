// Doubts about the number of a repeating milestone: does it leave numbers out?
#pragma once

#include <optional>

#include "journey/journey.hpp"
#include "service/service.hpp"

namespace homeward::service {

// The doubt "skips" about `row`, if neither it nor the one before it is held and no clock asks for
// that number. `journey` is the child's without the save.
std::optional<Doubt> doubt_of_number(const care::Milestone& row, const journey::MilestoneType& type,
                                     const journey::Journey& journey);

}  // namespace homeward::service
