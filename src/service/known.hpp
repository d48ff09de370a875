// One authority's records as known at one moment: immutable and shared, so that readers never wait
// for writers.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "service/ports.hpp"

namespace homeward::service {

using SharedRecord = std::shared_ptr<const care::ChildRecord>;

// One authority as known at one moment.
struct Known {
  care::Authority authority;
  std::vector<care::Team> teams;
  std::vector<care::Worker> workers;
  std::vector<care::SiblingGroup> sibling_groups;
  std::vector<SharedRecord> children;                                        // sorted by child id
  std::shared_ptr<const std::unordered_map<ChildId, std::size_t>> position;  // in children
  std::int64_t sequence = 0;

  const SharedRecord* child(ChildId id) const;  // null if there is none
  const care::Worker* worker(WorkerId id) const;
  const care::Team* team(TeamId id) const;
  const care::SiblingGroup* sibling_group(SiblingGroupId id) const;
};
using SharedKnown = std::shared_ptr<const Known>;

Known make_known(care::Snapshot snapshot);

}  // namespace homeward::service
