// What is likely wrong about a save although it can be right: a first meeting after the second, an
// event before the child came into care. The person is asked once, and the next save names what
// they confirmed. Each kind of doubt is one entry here. What can never be right is refused instead
// (editing.cpp).
#pragma once

#include <vector>

#include "journey/journey.hpp"
#include "service/service.hpp"

namespace homeward::service {

// The doubts about `row` as the save would leave it. `journey` is the child's without the save. The
// same doubt always has the same id: "order", "same_day", "before_birth", "before_care".
std::vector<Doubt> doubts_about(const care::Milestone& row, const journey::MilestoneType& type,
                                const care::Child& child, const journey::Journey& journey);

}  // namespace homeward::service
