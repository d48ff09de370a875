#include "service/known.hpp"

#include <algorithm>

namespace homeward::service {

namespace {

template <class Items, class Id>
auto* find_by_id(const Items& items, Id id) {
  const auto at =
      std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == id; });
  return at == items.end() ? nullptr : &*at;
}

}  // namespace

const SharedRecord* Known::child(ChildId id) const {
  const auto found = position->find(id);
  return found == position->end() ? nullptr : &children[found->second];
}
const care::Worker* Known::worker(WorkerId id) const {
  return find_by_id(workers, id);
}
const care::Team* Known::team(TeamId id) const {
  return find_by_id(teams, id);
}
const care::SiblingGroup* Known::sibling_group(SiblingGroupId id) const {
  return find_by_id(sibling_groups, id);
}

Known make_known(care::Snapshot snapshot) {
  Known known;
  known.authority = std::move(snapshot.authority);
  known.teams = std::move(snapshot.teams);
  known.workers = std::move(snapshot.workers);
  known.sibling_groups = std::move(snapshot.sibling_groups);
  known.sequence = snapshot.sequence;
  known.children.reserve(snapshot.children.size());
  auto position = std::make_shared<std::unordered_map<ChildId, std::size_t>>();
  for (care::ChildRecord& record : snapshot.children) {
    position->emplace(record.child.child, known.children.size());
    known.children.push_back(std::make_shared<const care::ChildRecord>(std::move(record)));
  }
  known.position = std::move(position);
  return known;
}

}  // namespace homeward::service
