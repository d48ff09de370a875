// A limited number of places: so many in all, and so many for each address or session. Safe from
// any thread.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "base/result.hpp"

namespace homeward::http {

enum class NoPlace { all_taken, own_taken };

class Places {
 public:
  // A place that is held; given back when it ends. Must not outlive its Places.
  class Place {
   public:
    Place() = default;
    Place(Place&& other) noexcept
        : of_(std::exchange(other.of_, nullptr)), who_(std::move(other.who_)) {}
    Place& operator=(Place&& other) noexcept {
      std::swap(of_, other.of_);
      std::swap(who_, other.who_);
      return *this;
    }
    ~Place() { give_back(); }
    void give_back() {
      if (Places* of = std::exchange(of_, nullptr)) of->give_back(who_);
    }
    const std::string& who() const { return who_; }

   private:
    friend class Places;
    Place(Places& of, std::string who) : of_(&of), who_(std::move(who)) {}
    Places* of_ = nullptr;
    std::string who_;
  };

  Places(std::size_t most, std::size_t most_of_each) : most_(most), most_of_each_(most_of_each) {}

  tl::expected<Place, NoPlace> take(std::string who) {
    const std::lock_guard lock(mutex_);
    if (const auto own = taken_.find(who); own != taken_.end() && own->second >= most_of_each_)
      return tl::unexpected(NoPlace::own_taken);
    if (all_ >= most_) return tl::unexpected(NoPlace::all_taken);
    ++all_;
    ++taken_[who];
    return Place(*this, std::move(who));
  }

 private:
  void give_back(const std::string& who) {
    const std::lock_guard lock(mutex_);
    --all_;
    const auto own = taken_.find(who);
    if (--own->second == 0) taken_.erase(own);
  }

  const std::size_t most_, most_of_each_;
  std::mutex mutex_;
  std::size_t all_ = 0;
  std::map<std::string, std::size_t> taken_;
};

}  // namespace homeward::http
