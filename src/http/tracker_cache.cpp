#include "http/tracker_cache.hpp"

#include <algorithm>

#include "http/gzip.hpp"
#include "http/random.hpp"

namespace homeward::http {
namespace {

// A megabyte in about 10 ms, to a tenth of its size; more effort gains little.
constexpr int kLevel = 4;

}  // namespace

TrackerCache::TrackerCache(std::size_t most) : most_(most), salt_(random_name()) {}

std::string TrackerCache::tag(const TrackerKey& key) const {
  std::string text = salt_;
  for (const std::string& part :
       {std::to_string(key.authority.value), std::string(service::role_name(key.role)), key.tracker,
        key.as_of ? key.as_of->iso() : std::string("today"), key.today.iso(),
        std::to_string(key.sequence)})
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

Result<std::shared_ptr<const std::string>> TrackerCache::get(
    const TrackerKey& key, bool packed, const std::function<Result<std::string>()>& make) {
  const auto kept = entry(key);
  const std::lock_guard lock(kept->making);
  if (!kept->plain) {
    auto made = make();
    if (!made) return tl::unexpected(made.error());
    kept->plain = std::make_shared<const std::string>(std::move(*made));
  }
  if (!packed) return kept->plain;
  if (!kept->packed) kept->packed = std::make_shared<const std::string>(gzip(*kept->plain, kLevel));
  return kept->packed;
}

}  // namespace homeward::http
