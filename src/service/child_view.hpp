// A child's page, put together from the journey.
#pragma once

#include "care/child_told.hpp"
#include "service/known.hpp"
#include "service/service.hpp"
#include "service/views.hpp"

namespace homeward::service {

// `stays`: the finished stays of each stage among all children (for the share who left sooner).
ChildView make_child_view(const care::ChildRecord& record, const Known& known,
                          const Settings& settings, Date as_of, std::optional<Date> known_on,
                          const std::vector<std::vector<int>>& stays);

Timeline make_timeline(const care::ChildTold& told, const journey::Journey& journey,
                       const Known& known);

// The handover: who this child is and how they came here, in sentences built from the record.
std::vector<std::string> make_story(const care::ChildTold& told, const journey::Journey& journey,
                                    const Known& known, const Settings& settings);

std::vector<ConflictView> conflict_views(const journey::Journey& journey, const care::Child& child);

// What was entered for a period of care that the record does not tell any more.
std::vector<UnplacedView> unplaced_views(const care::ChildRecord& record,
                                         const journey::Config& config, Date as_of);

}  // namespace homeward::service
