#include "http/stream_watch.hpp"

#include <utility>

#include "http/log.hpp"

namespace homeward::http {

StreamWatch::StreamWatch(service::Service& service, EventHub& hub)
    : service_(service), hub_(hub), thread_([this] { work(); }) {}

StreamWatch::~StreamWatch() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stops_.notify_all();
  thread_.join();
}

void StreamWatch::work() {
  constexpr std::chrono::seconds kEvery{1};
  std::unique_lock lock(mutex_);
  while (!stops_.wait_for(lock, kEvery, [&] { return stopping_; })) {
    lock.unlock();
    look();
    lock.lock();
  }
}

void StreamWatch::look() {
  try {
    // Asked first: a session that is opened meanwhile is not among them.
    const auto listening = hub_.sessions();
    if (listening.empty()) return;
    const auto open = service_.open_sessions();
    // A database that cannot tell ends nobody's session.
    if (!open) {
      if (!std::exchange(failing_, true))
        log_error("looking which sessions are open", open.error());
      return;
    }
    failing_ = false;
    hub_.end_closed(listening, *open);
  } catch (...) {
    log_exception("looking which sessions are open");
  }
}

}  // namespace homeward::http
