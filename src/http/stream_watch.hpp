// Ends the event streams of people who are no longer signed in. Each second it asks the database,
// in one question for all of them, which sessions may still be used. So a stream ends with its
// session, and soon after an account was disabled, on whichever server or command line that was.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "http/event_hub.hpp"
#include "service/service.hpp"

namespace homeward::http {

class StreamWatch {
 public:
  StreamWatch(service::Service& service, EventHub& hub);
  ~StreamWatch();

 private:
  void work();
  void look();

  service::Service& service_;
  EventHub& hub_;
  std::mutex mutex_;
  std::condition_variable stops_;
  bool stopping_ = false;
  bool failing_ = false;  // and was said to be; of its thread alone
  std::thread thread_;    // last: it uses all of the above
};

}  // namespace homeward::http
