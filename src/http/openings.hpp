// What each session has open, so that it is not a new look when a page reads it again because of a
// live change. Safe from any thread.
#pragma once

#include <mutex>
#include <set>
#include <string>
#include <tuple>

#include "http/shown.hpp"
#include "service/service.hpp"

namespace homeward::http {

class Openings {
 public:
  // True when this session opened it before and `by_itself` says that the page reads it again
  // without anybody doing something. A row of a list that is open stays open with it.
  bool stays_open(const service::Actor& actor, const Shown& shown, bool by_itself) const {
    const std::lock_guard lock(mutex_);
    return by_itself && (open_.contains(key(actor, shown.what, shown.child)) ||
                         open_.contains(key(actor, shown.what, {})));
  }
  void opened(const service::Actor& actor, const Shown& shown) {
    constexpr std::size_t kMost = 50'000;
    const std::lock_guard lock(mutex_);
    if (open_.size() >= kMost) open_.clear();  // each is then a new look once
    open_.insert(key(actor, shown.what, shown.child));
  }

 private:
  using Key = std::tuple<std::string, std::int64_t, std::string, std::int64_t>;
  static Key key(const service::Actor& actor, const std::string& what, ChildId child) {
    return {actor.session, actor.authority.value, what, child.value};
  }

  mutable std::mutex mutex_;
  std::set<Key> open_;
};

}  // namespace homeward::http
