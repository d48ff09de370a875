// A thread that prolongs sessions, so that people who only read do not wait long for a database
// that cannot write just now. A session that could not be prolonged is prolonged with its next
// request; without one it ends when it would have ended anyway.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "service/ports.hpp"

namespace homeward::service {

class Prolonging {
 public:
  struct Seen {
    Moment last_seen_at, ends_at;
  };
  // Prolongs one session in the database, if it is still there. Failures are ignored.
  using Write = std::function<void(const std::string& token_hash, const Seen& seen)>;

  Prolonging(Write write, std::chrono::milliseconds patience);
  ~Prolonging();  // what waits is dropped

  // Of several calls for one session the latest counts. Returns when it is written, or after
  // `patience`; at once while writing is known to take longer.
  void prolong(const std::string& token_hash, const Seen& seen);

 private:
  void work();

  const Write write_;
  const std::chrono::milliseconds patience_;
  std::mutex mutex_;
  std::condition_variable filled_, done_;
  std::map<std::string, Seen> waiting_;
  std::string at_work_;  // on the session that is being written; empty: none
  bool behind_ = false, stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace homeward::service
