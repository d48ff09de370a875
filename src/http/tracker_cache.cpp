#include "http/tracker_cache.hpp"

#include <algorithm>
#include <utility>

#include "http/gzip.hpp"
#include "http/random.hpp"

namespace homeward::http {
namespace {

// A tracker of 800 rows, two megabytes, to a fifteenth of its size; a fifth less than by level 4.
constexpr int kLevel = 6;

}  // namespace

TrackerText::TrackerText(std::string json)
    : tag_("\"" + short_hash(json) + "\""),
      plain_(std::make_shared<const std::string>(std::move(json))),
      size_(plain_->size()) {}

std::shared_ptr<const std::string> TrackerText::bytes(bool packed) {
  if (!packed) return plain_;
  const std::lock_guard lock(packing_);
  if (!packed_) {
    packed_ = std::make_shared<const std::string>(gzip(*plain_, kLevel));
    size_ = plain_->size() + packed_->size();
  }
  return packed_;
}

TrackerCache::TrackerCache(std::size_t most, std::size_t most_bytes)
    : most_(most), most_bytes_(most_bytes) {}

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
    if ((*one)->text) bytes += (*one)->text->size();
    one = bytes > most_bytes_ && one != entries_.begin() ? entries_.erase(one) : std::next(one);
  }
}

Result<std::shared_ptr<TrackerText>> TrackerCache::get(
    const TrackerKey& key, const std::function<Result<std::string>()>& make) {
  const auto kept = entry(key);
  std::shared_ptr<TrackerText> text;
  {
    const std::lock_guard making(kept->making);
    text = kept->text;
    if (!text) {
      auto made = make();
      if (!made) return tl::unexpected(made.error());
      text = std::make_shared<TrackerText>(std::move(*made));
      const std::lock_guard lock(mutex_);
      kept->text = text;
    }
  }
  keep_within_bytes();
  return text;
}

}  // namespace homeward::http
