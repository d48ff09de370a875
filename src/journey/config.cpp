#include "journey/config.hpp"

#include <algorithm>

#include "journey/journey.hpp"

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

const Role* Config::role(std::string_view id) const {
  return find(roles, id);
}
const MilestoneType* Config::milestone(std::string_view id) const {
  return find(milestones, id);
}
const Timescale* Config::timescale(std::string_view id) const {
  return find(timescales, id);
}
const PlanType* Config::plan(std::string_view id) const {
  return find(plans, id);
}
const Tracker* Config::tracker(std::string_view id) const {
  return find(trackers, id);
}

void link(Config& config) {
  for (MilestoneType& type : config.milestones)
    type.who_in_words = role_words(type.who_can_fill, config);
  const auto place = [&](MilestoneRef& ref) {
    const MilestoneType* type = config.milestone(ref.type);
    ref.index = type ? static_cast<int>(type - config.milestones.data()) : -1;
  };
  const auto place_all = [&](std::vector<MilestoneRef>& refs) {
    for (MilestoneRef& ref : refs) place(ref);
  };
  const auto place_steps = [&](Population& population) {
    for (TraitTest& test : population.tests) place(test.step);
  };
  for (Timescale& timescale : config.timescales) {
    place(timescale.from);
    place(timescale.to);
    place_all(timescale.settled_by);
    place_steps(timescale.population);
  }
  for (Stage& stage : config.stages) {
    place(stage.begins);
    place_all(stage.also_begins);
  }
  for (Tracker& tracker : config.trackers) {
    place_steps(tracker.population);
    for (TrackerColumn& column : tracker.columns) place(column.milestone);
  }
}

}  // namespace homeward::journey
