// Sessions that were signed out of while the database could not write it (its disk is full,
// somebody holds it): they are over here at once, and it is written as soon as it can be. After a
// restart before that such a session is open again until it is idle for too long; its cookie is
// gone.
#pragma once

#include <mutex>
#include <set>
#include <string>

#include "service/ports.hpp"

namespace homeward::service {

class SignedOut {
 public:
  void add(const std::string& token_hash) {
    const std::lock_guard lock(mutex_);
    waiting_.insert(token_hash);
  }
  bool contains(const std::string& token_hash) const {
    const std::lock_guard lock(mutex_);
    return waiting_.contains(token_hash);
  }
  // Tries to write all that wait, and stops at the first that cannot be written.
  void write(Store& store) {
    std::set<std::string> waiting;
    {
      const std::lock_guard lock(mutex_);
      waiting = waiting_;
    }
    for (const std::string& token_hash : waiting) {
      if (!store.end_session(token_hash)) return;
      const std::lock_guard lock(mutex_);
      waiting_.erase(token_hash);
    }
  }

 private:
  mutable std::mutex mutex_;
  std::set<std::string> waiting_;
};

}  // namespace homeward::service
