// What the store tells is heard on a thread of its own, so that the thread that commits never reads
// or waits for whoever is told.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "service/ports.hpp"

namespace homeward::service {

class News {
 public:
  // `hear` is called with one event at a time, in the order in which they were taken.
  explicit News(std::function<void(const Event&)> hear);
  ~News();  // what waits is dropped

  // Returns at once.
  void take(const Event& event);

 private:
  void work();

  const std::function<void(const Event&)> hear_;
  std::mutex mutex_;
  std::condition_variable came_;
  std::deque<Event> waiting_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace homeward::service
