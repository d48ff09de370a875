// Trackers as bytes, ready to send: made once for everybody who may see the same, kept until the
// record changes. Safe from any thread; while one thread makes an entry the others wait for it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "service/policy.hpp"

namespace homeward::http {

struct TrackerKey {
  service::Scope scope;
  bool may_edit = false;  // what an edit needs is in the cells
  std::string tracker;
  std::optional<Date> as_of;
  Date today;
  std::int64_t sequence = 0;
  bool operator==(const TrackerKey&) const = default;
};

// One tracker, made.
class TrackerText {
 public:
  explicit TrackerText(std::string json);

  // The entity tag, in quotes: of the content alone, so that every server that sends the same says
  // the same, and nothing that differs is taken for it.
  const std::string& tag() const { return tag_; }
  // The JSON, plain or as gzip.
  std::shared_ptr<const std::string> bytes(bool packed);
  std::size_t size() const { return size_; }  // bytes in memory

 private:
  const std::string tag_;
  const std::shared_ptr<const std::string> plain_;
  std::mutex packing_;
  std::shared_ptr<const std::string> packed_;
  std::atomic<std::size_t> size_;
};

class TrackerCache {
 public:
  // Keeps at most `most` trackers; those beyond the first only while all together are within
  // `most_bytes`.
  explicit TrackerCache(std::size_t most = 16, std::size_t most_bytes = 24u << 20);

  // `make`, which gives the JSON, is called only if the tracker is not kept. A failure is not kept.
  Result<std::shared_ptr<TrackerText>> get(const TrackerKey& key,
                                           const std::function<Result<std::string>()>& make);

 private:
  struct Entry {
    TrackerKey key;
    std::mutex making;
    std::shared_ptr<TrackerText> text;  // guarded by `making`, and by mutex_ where it is set
  };
  void keep_within_bytes();
  std::shared_ptr<Entry> entry(const TrackerKey& key);

  const std::size_t most_, most_bytes_;
  std::mutex mutex_;
  std::list<std::shared_ptr<Entry>> entries_;  // the latest used first
};

}  // namespace homeward::http
