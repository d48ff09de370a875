// The access log as it is written: one look after the other, on a thread of its own.
//
// A look is written before anything is shown. When the database cannot write just now (its disk is
// full, somebody else holds it), the look is kept in memory and written as soon as there is room,
// so that reading goes on; at most `most` looks wait, and then nothing is shown until there is
// room. Looks that still wait when the process is killed are lost. When the database refuses a
// look, nothing is shown.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "service/ports.hpp"

namespace homeward::service {

class LookLog {
 public:
  static constexpr std::size_t kMostWaiting = 10'000;

  LookLog(Store& store, std::chrono::milliseconds patience, std::size_t most = kMostWaiting);
  ~LookLog();  // tries once more to write what waits

  // Written, or kept in memory to be written: the record may be shown. Waits for the database for
  // `patience` at most, and not at all once it is known to be busy. Errors: unavailable when too
  // many wait; whatever else the database said.
  Status log(Look look);

  // How many wait because they could not be written.
  std::size_t waiting() const;

 private:
  struct Entry {
    Look look;
    std::optional<Status> outcome;  // once it is decided
  };
  void work();
  // Tries to write the first one.
  void write_first(std::unique_lock<std::mutex>& lock);

  Store& store_;
  const std::chrono::milliseconds patience_;
  const std::size_t most_;
  mutable std::mutex mutex_;
  std::condition_variable filled_, decided_;
  std::deque<std::shared_ptr<Entry>> entries_;  // oldest first
  bool cannot_write_ = false;                   // as of the last try, or it takes too long
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace homeward::service
