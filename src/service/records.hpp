// The records held in memory, one authority at a time: read once, then kept up with the journal.
// Where they become too many, the authority that was asked for longest ago is forgotten, and read
// again when somebody asks.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "service/known.hpp"

namespace homeward::service {

// What of a store the records are read from.
struct RecordSource {
  std::function<Result<care::Snapshot>(AuthorityId)> snapshot;
  std::function<Result<care::ChildRecord>(AuthorityId, ChildId)> child;
  std::function<Result<std::vector<JournalEntry>>(AuthorityId, const JournalQuery&)> journal;
};
RecordSource source_of(Store& store);

class Records {
 public:
  // `most_children`: in memory, of all authorities and past days together; the authority that is
  // asked for stays, however large it is.
  Records(RecordSource source, std::size_t most_children)
      : source_(std::move(source)), most_children_(most_children) {}

  // As it is now.
  Result<SharedKnown> now(AuthorityId authority);
  // As it was known before `end`, with the journal undone. The last few days that were asked for
  // are kept.
  Result<SharedKnown> at(AuthorityId authority, Moment end);

  // Something was committed: reads that child again (or, if child is 0, everything on next use).
  // Called by one thread, in the order of the journal. Never waits for somebody who reads a whole
  // authority: that reader takes in what was told meanwhile.
  void changed(AuthorityId authority, ChildId child, std::int64_t sequence);

  // Waits until what now() gives contains the journal up to `sequence`; at once where the next
  // now() will wait for that itself. If the news does not come (a lost connection), the next reader
  // reads the database.
  void wait_for(AuthorityId authority, std::int64_t sequence);

 private:
  struct Change {
    ChildId child;  // 0: many
    std::int64_t sequence = 0;
  };
  struct Slot {
    std::mutex loading;  // one thread reads the database, the others wait for it
    // The rest is guarded by mutex_.
    SharedKnown known;
    bool stale = true;
    bool reading = false;        // not yet what it will be: whoever asks waits for `loading`
    std::vector<Change> missed;  // told while it was read
    std::int64_t awaited = 0;    // the last sequence that somebody saved while it was read
    std::int64_t asked = 0;      // when it was asked for last, in calls of slot_asked()
    std::vector<std::pair<Moment, SharedKnown>> past;
  };
  Slot& slot(AuthorityId authority);
  Slot& slot_asked(AuthorityId authority);
  void forget_others(const Slot& kept);  // mutex_ is held
  Result<SharedKnown> read(AuthorityId authority, Slot& slot);
  bool take_in(Known& known, AuthorityId authority, const Change& change);

  const RecordSource source_;
  const std::size_t most_children_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::map<AuthorityId, std::unique_ptr<Slot>> slots_;
  std::int64_t asked_ = 0;
};

}  // namespace homeward::service
