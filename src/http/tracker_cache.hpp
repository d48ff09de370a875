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

class TrackerCache {
 public:
  // Keeps at most `most` trackers; those beyond the first only while all together are within
  // `most_bytes`.
  explicit TrackerCache(std::size_t most = 16, std::size_t most_bytes = 24u << 20);

  // The entity tag of a key, in quotes. Differs in every process, since configuration may differ.
  std::string tag(const TrackerKey& key) const;

  // The JSON, plain or as gzip; `make` is called only if it is not kept. A failure is not kept.
  Result<std::shared_ptr<const std::string>> get(const TrackerKey& key, bool packed,
                                                 const std::function<Result<std::string>()>& make);

 private:
  struct Entry {
    TrackerKey key;
    std::mutex making;
    std::shared_ptr<const std::string> plain, packed;
    std::atomic<std::size_t> bytes{0};
  };
  void keep_within_bytes();
  std::shared_ptr<Entry> entry(const TrackerKey& key);

  const std::size_t most_, most_bytes_;
  const std::string salt_;
  std::mutex mutex_;
  std::list<std::shared_ptr<Entry>> entries_;  // the latest used first
};

}  // namespace homeward::http
