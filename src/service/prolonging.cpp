#include "service/prolonging.hpp"

#include <utility>

namespace homeward::service {

Prolonging::Prolonging(Write write, std::chrono::milliseconds patience)
    : write_(std::move(write)), patience_(patience), thread_([this] { work(); }) {}

Prolonging::~Prolonging() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  filled_.notify_one();
  thread_.join();
}

void Prolonging::prolong(const std::string& token_hash, const Seen& seen) {
  constexpr std::size_t kMost = 10'000;
  std::unique_lock lock(mutex_);
  if (waiting_.size() >= kMost) return;
  waiting_[token_hash] = seen;
  filled_.notify_one();
  if (behind_) return;
  const auto written = [&] { return !waiting_.contains(token_hash) && at_work_ != token_hash; };
  if (!done_.wait_for(lock, patience_, written)) behind_ = true;
}

void Prolonging::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    filled_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    const auto next = waiting_.extract(waiting_.begin());
    at_work_ = next.key();
    lock.unlock();
    write_(next.key(), next.mapped());
    lock.lock();
    at_work_.clear();
    if (waiting_.empty()) behind_ = false;
    done_.notify_all();
  }
}

}  // namespace homeward::service
