#include "service/held_readings.hpp"

#include <algorithm>

namespace homeward::service {

void HeldReadings::keep(std::shared_ptr<const HeldReading> reading, Moment now) {
  Entry entry;
  for (const FileBytes& file : *reading->files) entry.bytes += file.name.size() + file.bytes.size();
  entry.until = now + kUploadHeldFor;
  const std::string& name = reading->upload.name;
  const std::lock_guard lock(mutex_);
  forget_old(now);
  std::erase_if(entries_, [&](const Entry& each) { return each.reading->upload.name == name; });
  std::uint64_t bytes = entry.bytes;
  for (const Entry& each : entries_) bytes += each.bytes;
  while (bytes > most_bytes_ && !entries_.empty()) {
    bytes -= entries_.front().bytes;
    entries_.erase(entries_.begin());
  }
  entry.reading = std::move(reading);
  entries_.push_back(std::move(entry));
}

std::shared_ptr<const HeldReading> HeldReadings::find(const std::string& name, Moment now) {
  const std::lock_guard lock(mutex_);
  forget_old(now);
  for (Entry& each : entries_)
    if (each.reading->upload.name == name) {
      each.until = now + kUploadHeldFor;
      return each.reading;
    }
  return nullptr;
}

void HeldReadings::drop(const std::string& name) {
  const std::lock_guard lock(mutex_);
  std::erase_if(entries_, [&](const Entry& each) { return each.reading->upload.name == name; });
}

void HeldReadings::drop_session(const std::string& session) {
  const std::lock_guard lock(mutex_);
  std::erase_if(entries_,
                [&](const Entry& each) { return each.reading->upload.session == session; });
}

void HeldReadings::forget_old(Moment now) {
  std::erase_if(entries_, [&](const Entry& each) { return each.until <= now; });
}

}  // namespace homeward::service
