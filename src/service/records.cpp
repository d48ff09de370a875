#include "service/records.hpp"

#include <algorithm>

#include "service/history.hpp"

namespace homeward::service {

namespace {

constexpr std::size_t kPastDaysKept = 4, kPastChildrenKept = 8000;

// Held while a record and its journal are both in memory, which is much.
std::mutex rewinding;

}  // namespace

RecordSource source_of(Store& store) {
  return {[&store](AuthorityId authority) { return store.snapshot(authority); },
          [&store](AuthorityId authority, ChildId child) { return store.child(authority, child); },
          [&store](AuthorityId authority, const JournalQuery& query) {
            return store.journal(authority, query);
          }};
}

Records::Slot& Records::slot(AuthorityId authority) {
  const std::lock_guard lock(mutex_);
  auto& slot = slots_[authority];
  if (!slot) slot = std::make_unique<Slot>();
  return *slot;
}

Records::Slot& Records::slot_asked(AuthorityId authority) {
  Slot& slot = this->slot(authority);
  const std::lock_guard lock(mutex_);
  slot.asked = ++asked_;
  return slot;
}

// Whoever still reads one that is forgotten keeps it until they have done.
void Records::forget_others(const Slot& kept) {
  const auto children = [](const Slot& slot) {
    std::size_t count = slot.known ? slot.known->children.size() : 0;
    for (const auto& [moment, known] : slot.past) count += known->children.size();
    return count;
  };
  std::size_t all = 0;
  for (const auto& [authority, slot] : slots_) all += children(*slot);
  while (all > most_children_) {
    Slot* oldest = nullptr;
    for (const auto& [authority, slot] : slots_)
      if (slot.get() != &kept && !slot->reading && children(*slot) > 0 &&
          (!oldest || slot->asked < oldest->asked))
        oldest = slot.get();
    if (!oldest) return;
    all -= children(*oldest);
    oldest->stale = true;
    oldest->known = nullptr;
    oldest->past.clear();
  }
}

Result<SharedKnown> Records::now(AuthorityId authority) {
  Slot& slot = slot_asked(authority);
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
  return read(authority, slot);
}

// All of it, and what is told while it is read. `loading` is held.
Result<SharedKnown> Records::read(AuthorityId authority, Slot& slot) {
  auto snapshot = source_.snapshot(authority);
  if (!snapshot) {
    const std::lock_guard lock(mutex_);
    slot.reading = false;
    slot.stale = true;
    slot.missed.clear();
    return tl::unexpected(snapshot.error());
  }
  auto known = std::make_shared<Known>(make_known(std::move(*snapshot)));
  for (bool complete = true;;) {
    std::vector<Change> missed;
    {
      const std::lock_guard lock(mutex_);
      missed.swap(slot.missed);
      if (missed.empty()) {
        slot.reading = false;
        // What was saved meanwhile but is not told yet is read with the next use.
        slot.stale = !complete || known->sequence < slot.awaited;
        slot.known = std::move(known);
        forget_others(slot);
        news_.notify_all();
        return slot.known;
      }
    }
    for (const Change& change : missed) complete = take_in(*known, authority, change) && complete;
  }
}

// Reads the child again. False if that is not enough, and all must be read.
bool Records::take_in(Known& known, AuthorityId authority, const Change& change) {
  if (known.sequence >= change.sequence) return true;
  if (!change.child) return false;
  auto record = source_.child(authority, change.child);
  if (!record) return false;
  auto shared = std::make_shared<const care::ChildRecord>(std::move(*record));
  const auto found = known.position->find(change.child);
  if (found != known.position->end()) {
    known.children[found->second] = std::move(shared);
  } else {
    auto position = std::make_shared<std::unordered_map<ChildId, std::size_t>>(*known.position);
    position->emplace(change.child, known.children.size());
    known.position = std::move(position);
    known.children.push_back(std::move(shared));
  }
  known.sequence = change.sequence;
  return true;
}

Result<SharedKnown> Records::at(AuthorityId authority, Moment end) {
  Slot& slot = slot_asked(authority);
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
  auto snapshot = source_.snapshot(authority);
  if (!snapshot) return tl::unexpected(snapshot.error());
  JournalQuery query;
  query.after_moment = end;
  query.newest_first = true;
  query.limit = 0;
  auto entries = source_.journal(authority, query);
  if (!entries) return tl::unexpected(entries.error());
  // A change committed between the two reads is in the journal but not in the snapshot.
  std::erase_if(*entries,
                [&](const JournalEntry& entry) { return entry.sequence > snapshot->sequence; });
  auto known =
      std::make_shared<const Known>(make_known(rewind(std::move(*snapshot), std::move(*entries))));
  const std::lock_guard lock(mutex_);
  slot.past.emplace_back(end, known);
  forget_others(slot);
  return known;
}

void Records::changed(AuthorityId authority, ChildId child, std::int64_t sequence) {
  Slot& slot = this->slot(authority);
  const Change change{child, sequence};
  SharedKnown before;
  {
    const std::lock_guard lock(mutex_);
    if (slot.reading) {
      slot.missed.push_back(change);
      return;
    }
    before = slot.known;
    if (slot.stale || before->sequence >= sequence) return;
  }
  auto after = std::make_shared<Known>(*before);
  const bool complete = take_in(*after, authority, change);
  const std::lock_guard lock(mutex_);
  // Whoever began to read all meanwhile has this change too: it was committed before.
  if (slot.reading || slot.known != before) return;
  if (complete)
    slot.known = std::move(after);
  else
    slot.stale = true;
  news_.notify_all();
}

void Records::wait_for(AuthorityId authority, std::int64_t sequence) {
  Slot& slot = this->slot(authority);
  std::unique_lock lock(mutex_);
  const bool came = news_.wait_for(lock, std::chrono::seconds(2), [&] {
    if (slot.reading) slot.awaited = std::max(slot.awaited, sequence);
    return slot.stale || slot.reading || slot.known->sequence >= sequence;
  });
  if (!came) slot.stale = true;
}

}  // namespace homeward::service
