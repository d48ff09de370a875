#include "service/known.hpp"

#include <algorithm>

#include "service/history.hpp"

namespace homeward::service {

namespace {

template <class Items, class Id>
auto* find_by_id(const Items& items, Id id) {
  const auto at =
      std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == id; });
  return at == items.end() ? nullptr : &*at;
}

constexpr std::size_t kPastDaysKept = 4, kPastChildrenKept = 8000;

// Held while a record and its journal are both in memory, which is much.
std::mutex rewinding;

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

Records::Slot& Records::slot(AuthorityId authority) {
  const std::lock_guard lock(mutex_);
  auto& slot = slots_[authority];
  if (!slot) slot = std::make_unique<Slot>();
  return *slot;
}

Result<SharedKnown> Records::now(AuthorityId authority) {
  Slot& slot = this->slot(authority);
  {
    const std::lock_guard lock(mutex_);
    if (!slot.stale && !slot.reading) return slot.known;
  }
  const std::lock_guard loading(slot.loading);
  {
    const std::lock_guard lock(mutex_);
    if (!slot.stale) return slot.known;
    slot.stale = false;  // a change that comes while we read makes it stale again
    slot.reading = true;
  }
  auto snapshot = store_.snapshot(authority);
  const std::lock_guard lock(mutex_);
  slot.reading = false;
  if (!snapshot) {
    slot.stale = true;
    return tl::unexpected(snapshot.error());
  }
  slot.known = std::make_shared<const Known>(make_known(std::move(*snapshot)));
  news_.notify_all();
  return slot.known;
}

Result<SharedKnown> Records::at(AuthorityId authority, Moment end) {
  Slot& slot = this->slot(authority);
  const auto kept = [&]() -> SharedKnown {
    const std::lock_guard lock(mutex_);
    for (const auto& [moment, known] : slot.past)
      if (moment == end) return known;
    return nullptr;
  };
  if (auto known = kept()) return known;
  const std::lock_guard one_at_a_time(rewinding);
  if (auto known = kept()) return known;
  {
    // Before there is one more: of large authorities no two are in memory at once.
    const std::lock_guard lock(mutex_);
    std::size_t children = slot.known ? slot.known->children.size() : 0;
    for (const auto& [moment, known] : slot.past) children += known->children.size();
    while (!slot.past.empty() &&
           (slot.past.size() >= kPastDaysKept || children > kPastChildrenKept)) {
      children -= slot.past.front().second->children.size();
      slot.past.erase(slot.past.begin());
    }
  }
  auto snapshot = store_.snapshot(authority);
  if (!snapshot) return tl::unexpected(snapshot.error());
  JournalQuery query;
  query.after_moment = end;
  query.newest_first = true;
  query.limit = 0;
  auto entries = store_.journal(authority, query);
  if (!entries) return tl::unexpected(entries.error());
  // A change committed between the two reads is in the journal but not in the snapshot.
  std::erase_if(*entries,
                [&](const JournalEntry& entry) { return entry.sequence > snapshot->sequence; });
  auto known =
      std::make_shared<const Known>(make_known(rewind(std::move(*snapshot), std::move(*entries))));
  const std::lock_guard lock(mutex_);
  slot.past.emplace_back(end, known);
  return known;
}

void Records::changed(AuthorityId authority, ChildId child, std::int64_t sequence) {
  Slot& slot = this->slot(authority);
  const std::lock_guard loading(slot.loading);
  SharedKnown before;
  {
    const std::lock_guard lock(mutex_);
    before = slot.known;
    if (slot.stale || !before || before->sequence >= sequence) return;
    if (!child) slot.stale = true;
  }
  if (!child) {
    news_.notify_all();
    return;
  }
  auto record = store_.child(authority, child);
  auto after = std::make_shared<Known>(*before);
  if (record) {
    auto shared = std::make_shared<const care::ChildRecord>(std::move(*record));
    const auto found = after->position->find(child);
    if (found != after->position->end()) {
      after->children[found->second] = std::move(shared);
    } else {
      auto position = std::make_shared<std::unordered_map<ChildId, std::size_t>>(*after->position);
      position->emplace(child, after->children.size());
      after->position = std::move(position);
      after->children.push_back(std::move(shared));
    }
  }
  after->sequence = sequence;
  {
    const std::lock_guard lock(mutex_);
    if (!record)
      slot.stale = true;
    else
      slot.known = std::move(after);
  }
  news_.notify_all();
}

void Records::wait_for(AuthorityId authority, std::int64_t sequence) {
  Slot& slot = this->slot(authority);
  std::unique_lock lock(mutex_);
  const bool came = news_.wait_for(lock, std::chrono::seconds(2), [&] {
    return slot.stale || (slot.known && slot.known->sequence >= sequence);
  });
  if (!came) slot.stale = true;
}

}  // namespace homeward::service
