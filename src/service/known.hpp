// The records held in memory, one authority at a time: read once, then kept up with the journal.
// What is handed out is immutable and shared, so that readers never wait for writers.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
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

class Records {
 public:
  explicit Records(Store& store) : store_(store) {}

  // As it is now.
  Result<SharedKnown> now(AuthorityId authority);
  // As it was known before `end`, with the journal undone. The last few days that were asked for
  // are kept.
  Result<SharedKnown> at(AuthorityId authority, Moment end);

  // Something was committed: reads that child again (or, if child is 0, everything on next use).
  // Called in the order of the journal, by the store's listening thread alone.
  void changed(AuthorityId authority, ChildId child, std::int64_t sequence);

  // Waits until what now() gives contains the journal up to `sequence`. If the news does not come
  // (a lost connection), the next reader reads the database.
  void wait_for(AuthorityId authority, std::int64_t sequence);

 private:
  struct Slot {
    std::mutex loading;  // one thread reads the database, the others wait for it
    SharedKnown known;   // guarded by mutex_
    bool stale = true;
    bool reading = false;  // not yet what it will be: whoever asks waits for `loading`
    std::vector<std::pair<Moment, SharedKnown>> past;
  };
  Slot& slot(AuthorityId authority);

  Store& store_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::map<AuthorityId, std::unique_ptr<Slot>> slots_;
};

}  // namespace homeward::service
