#include "journey/config.hpp"

#include <algorithm>

namespace homeward::journey {

namespace {
// A config holds tens of each: a walk is quicker than a map, and keeps their order.
template <class T>
const T* find(const std::vector<T>& list, std::string_view id) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const T& one) { return one.id == id; });
  return found == list.end() ? nullptr : &*found;
}
}  // namespace

const MilestoneType* Config::milestone(std::string_view id) const { return find(milestones, id); }
const Timescale* Config::timescale(std::string_view id) const { return find(timescales, id); }
const PlanType* Config::plan(std::string_view id) const { return find(plans, id); }
const Tracker* Config::tracker(std::string_view id) const { return find(trackers, id); }

}  // namespace homeward::journey
