#include "http/tracker_cache.hpp"

#include <algorithm>

#include "http/gzip.hpp"
#include "http/random.hpp"

namespace homeward::http {
namespace {

// A tracker of 800 rows, two megabytes, to a fifteenth of its size; a fifth less than by level 4.
constexpr int kLevel = 6;

}  // namespace

TrackerCache::TrackerCache(std::size_t most, std::size_t most_bytes)
    : most_(most), most_bytes_(most_bytes), salt_(random_name()) {}

std::string TrackerCache::tag(const TrackerKey& key) const {
  std::string text = salt_;
  for (const std::string& part : {key.scope.name(), std::string(key.may_edit ? "edit" : "look"),
                                  key.tracker, key.as_of ? key.as_of->iso() : std::string("today"),
                                  key.today.iso(), std::to_string(key.sequence)})
    text.append("|").append(part);
  return "\"" + short_hash(text) + "\"";
}

std::shared_ptr<TrackerCache::Entry> TrackerCache::entry(const TrackerKey& key) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const auto& one) { return one->key == key; });
  if (found != entries_.end()) {
    entries_.splice(entries_.begin(), entries_, found);
  } else {
    auto made = std::make_shared<Entry>();
    made->key = key;
    entries_.push_front(std::move(made));
    if (entries_.size() > most_) entries_.pop_back();
  }
  return entries_.front();
}

void TrackerCache::keep_within_bytes() {
  const std::lock_guard lock(mutex_);
  std::size_t bytes = 0;
  for (auto one = entries_.begin(); one != entries_.end();) {
    bytes += (*one)->bytes;
    one = bytes > most_bytes_ && one != entries_.begin() ? entries_.erase(one) : std::next(one);
  }
}

Result<std::shared_ptr<const std::string>> TrackerCache::get(
    const TrackerKey& key, bool packed, const std::function<Result<std::string>()>& make) {
  const auto kept = entry(key);
  std::shared_ptr<const std::string> given;
  {
    const std::lock_guard lock(kept->making);
    if (!kept->plain) {
      auto made = make();
      if (!made) return tl::unexpected(made.error());
      kept->plain = std::make_shared<const std::string>(std::move(*made));
    }
    if (packed && !kept->packed)
      kept->packed = std::make_shared<const std::string>(gzip(*kept->plain, kLevel));
    kept->bytes = kept->plain->size() + (kept->packed ? kept->packed->size() : 0);
    given = packed ? kept->packed : kept->plain;
  }
  keep_within_bytes();
  return given;
}

}  // namespace homeward::http
