// Populations: who a tracker or a timescale is about, as tests of traits (care/told.hpp), with one
// evaluator for all of them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "journey/config.hpp"

namespace homeward::journey {

struct Reading;

// Every trait of one subject on one day, made once from a Reading.
class Traits {
 public:
  Traits() = default;
  // `reading` is complete but for its traits. Pointers go to its facts.
  explicit Traits(const Reading& reading);

  // `trait` is an entry of the table of its kind.
  const care::TraitValue& operator[](const care::Trait& trait) const {
    return values_[trait.place];
  }
  // The trait that is asked in the place of this one once a timescale's end has happened.
  const care::Trait& asked_when_done(const care::Trait& trait) const {
    return kind_ ? kind_->traits[trait.place_when_done] : trait;
  }

 private:
  const care::Kind* kind_ = nullptr;
  std::array<care::TraitValue, care::kMostTraits> values_;
};

// Which milestones have happened, by type: the answer to "is the second review behind them?"
class Reached {
 public:
  Reached() = default;
  explicit Reached(const Config& config)
      : config_(&config), highest_(config.milestones.size(), -1) {}

  // Notes one that has happened. nth 0: one of its kind, which one is not known, so that the record
  // begins in the middle and every one of its kind is taken as past.
  void add(std::size_t type, int nth);
  // One of this kind and with at least this number has happened.
  bool operator()(const MilestoneRef& ref) const;

 private:
  const Config* config_ = nullptr;
  std::vector<std::int16_t> highest_;  // by type; -1: none has happened
};

// How a population is asked.
struct Asking {
  // For traits of the day on which a timescale began: its first milestone.
  const Reading* reading = nullptr;
  const MilestoneRef* start = nullptr;
  // The milestone that the timescale leads to has happened.
  bool done = false;
};

// The first test that does not hold of somebody, with what they are instead.
struct Missed {
  const TraitTest* test = nullptr;  // nothing: every test holds
  care::TraitValue value;
  explicit operator bool() const { return test != nullptr; }
};

// The one evaluator: trackers, timescales and whatever else has a population. Pure; allocates
// nothing.
Missed first_missed(const Population& population, const Traits& traits, const Reached& reached,
                    const Asking& asking = {});

// "The child has no permanence plan." Empty if nothing was missed.
std::string sentence(const Missed& missed, const Config& config);

}  // namespace homeward::journey
