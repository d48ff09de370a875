#include "service/news.hpp"

#include <utility>

namespace homeward::service {

News::News(std::function<void(const Event&)> hear)
    : hear_(std::move(hear)), thread_([this] { work(); }) {}

News::~News() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  came_.notify_one();
  thread_.join();
}

void News::take(const Event& event) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(event);
  }
  came_.notify_one();
}

void News::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    came_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    const Event event = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    hear_(event);
    lock.lock();
  }
}

}  // namespace homeward::service
