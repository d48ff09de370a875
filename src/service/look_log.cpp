#include "service/look_log.hpp"

namespace homeward::service {

namespace {

constexpr std::chrono::seconds kNextTry{1};

}  // namespace

LookLog::LookLog(Store& store, std::chrono::milliseconds patience, std::size_t most)
    : store_(store), patience_(patience), most_(most), thread_([this] { work(); }) {}

LookLog::~LookLog() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  filled_.notify_all();
  thread_.join();
}

Status LookLog::log(Look look) {
  auto entry = std::make_shared<Entry>();
  entry->look = std::move(look);
  std::unique_lock lock(mutex_);
  if (entries_.size() >= most_)
    return fail(
        ErrorKind::unavailable,
        "The access log cannot be written just now, so nothing of a child is shown. Ask your "
        "administrator to make room on the disk of the database, and try again.");
  entries_.push_back(entry);
  // While it is known that nothing can be written nobody waits for it.
  const auto patience = cannot_write_ ? std::chrono::milliseconds(0) : patience_;
  filled_.notify_one();
  if (!decided_.wait_for(lock, patience, [&] { return entry->outcome.has_value(); }))
    cannot_write_ = true;
  return entry->outcome.value_or(Status{});
}

std::size_t LookLog::waiting() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

void LookLog::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    filled_.wait(lock, [&] { return stopping_ || !entries_.empty(); });
    if (entries_.empty()) return;
    write_first(lock);
    if (!cannot_write_) continue;
    if (stopping_) return;
    filled_.wait_for(lock, kNextTry, [&] { return stopping_; });
  }
}

void LookLog::write_first(std::unique_lock<std::mutex>& lock) {
  const std::shared_ptr<Entry> entry = entries_.front();
  lock.unlock();
  const Status written = store_.log_look(entry->look);
  lock.lock();
  cannot_write_ = !written && written.error().kind == ErrorKind::unavailable;
  if (cannot_write_) {
    // Kept: those who wait go on.
    for (const auto& kept : entries_) kept->outcome.emplace();
  } else {
    // A look that is refused after its record was shown cannot be written any better later.
    entries_.pop_front();
    entry->outcome = written;
  }
  decided_.notify_all();
}

}  // namespace homeward::service
