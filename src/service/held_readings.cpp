#include "service/held_readings.hpp"

#include <algorithm>

namespace homeward::service {

namespace {

constexpr std::chrono::minutes kHeldFor{30};

bool belongs_to(const HeldReading& reading, const Actor& actor) {
  return reading.account == actor.account && reading.authority == actor.authority &&
         reading.session == actor.session;
}

}  // namespace

void HeldReadings::keep(HeldReading reading, Moment now) {
  Entry entry;
  for (const FileBytes& file : *reading.files) entry.bytes += file.name.size() + file.bytes.size();
  entry.until = now + kHeldFor;
  entry.reading = std::make_shared<const HeldReading>(std::move(reading));
  const HeldReading& fresh = *entry.reading;
  const std::lock_guard lock(mutex_);
  forget_old(now);
  std::erase_if(entries_, [&](const Entry& each) {
    return each.reading->account == fresh.account && each.reading->authority == fresh.authority;
  });
  std::uint64_t bytes = entry.bytes;
  for (const Entry& each : entries_) bytes += each.bytes;
  while (bytes > most_bytes_ && !entries_.empty()) {
    bytes -= entries_.front().bytes;
    entries_.erase(entries_.begin());
  }
  entries_.push_back(std::move(entry));
}

std::shared_ptr<const HeldReading> HeldReadings::find(const Actor& actor, const std::string& name,
                                                      Moment now) {
  const std::lock_guard lock(mutex_);
  forget_old(now);
  for (Entry& each : entries_)
    if (each.reading->name == name && belongs_to(*each.reading, actor)) {
      each.until = now + kHeldFor;
      return each.reading;
    }
  return nullptr;
}

bool HeldReadings::drop(const Actor& actor, const std::string& name) {
  const std::lock_guard lock(mutex_);
  return std::erase_if(entries_, [&](const Entry& each) {
           return each.reading->name == name && belongs_to(*each.reading, actor);
         }) > 0;
}

void HeldReadings::drop_session(const std::string& session) {
  const std::lock_guard lock(mutex_);
  std::erase_if(entries_, [&](const Entry& each) { return each.reading->session == session; });
}

void HeldReadings::forget_old(Moment now) {
  std::erase_if(entries_, [&](const Entry& each) { return each.until <= now; });
}

}  // namespace homeward::service
