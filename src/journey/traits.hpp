// Traits: what a child is on a day. Populations: who a tracker or a timescale is about, as tests of
// traits, with one evaluator for all of them.
//
// A new trait is one entry of the table in traits.cpp. Its name is its key in TOML, and its shape
// says how that key is written; config files, evaluation and sentences follow from the entry.
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

// What a trait's value is, and so how a test of it is written in TOML:
enum class Shape : std::uint8_t {
  yes_no,  // short_breaks = true, false or "either" (which asks nothing)
  number,  // age_from = 5 (5 or more), age_under = 16
  code,    // placement_types = ["U1", "U4"]: one of them
  plan,    // plans = ["adoption"]: one of them, ids of plans.toml
  step,    // after = "review:2": a milestone
};

// A trait of one child on one day.
struct TraitValue {
  enum class Known : std::uint8_t {
    no,    // the record does not tell
    none,  // there is none (no plan, no placement): it is none of any list and in no range
    yes,
  } known = Known::no;
  int number = 0;                   // number; yes_no: 1 is yes
  Code code;                        // code
  const std::string* id = nullptr;  // plan: stands in the record
};

struct Trait {
  std::string_view name;
  Shape shape;
  // What it is on `day`, for every shape but step. `day` is the day that the reading is about;
  // where at_start is set it is the day on which the time of a timescale began.
  TraitValue (*value)(const Reading& reading, Date day) = nullptr;
  // For a step: whether the test holds of somebody who has, or has not, reached it.
  bool reached = true;
  // Asked of the day on which a timescale began; before that, of today. Only for timescales.
  bool at_start = false;
  // The trait that a timescale asks in the place of this one, which is then only for trackers.
  std::string_view at_start_is = {};
  // Once the milestone that a timescale leads to has happened, a test that wants this trait asks
  // this other one instead.
  std::string_view when_done = {};
  // The column of care/columns.hpp whose codes a code is one of.
  std::string_view column = {};

  // Why somebody is not in the population: plain sentences. {is} is what the child is, {wanted}
  // what is asked for, {step} the milestone.
  std::string_view no;            // it is something else (yes_no: it should be so and is not)
  std::string_view yes = {};      // yes_no: it should not be so and is
  std::string_view none = {};     // there is none
  std::string_view unknown = {};  // nobody knows
};

// The table, in the order in which a population's tests are made.
std::span<const Trait> traits();
// Nothing if there is none of that name.
const Trait* find_trait(std::string_view name);

constexpr std::size_t kMostTraits = 16;  // room in Traits; traits.cpp holds the table to it

// Every trait of one child on one day, made once from a Reading.
class Traits {
 public:
  Traits() = default;
  // `reading` is complete but for its traits. Pointers go into its record and config.
  explicit Traits(const Reading& reading);

  // `trait` is an entry of the table.
  const TraitValue& operator[](const Trait& trait) const;
  // By its place in the table.
  const TraitValue& at(std::size_t place) const { return values_[place]; }

 private:
  std::array<TraitValue, kMostTraits> values_;
};

// Which milestones have happened, by type: the answer to "is the second review behind the child?"
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
  TraitValue value;
  explicit operator bool() const { return test != nullptr; }
};

// The one evaluator: trackers, timescales and whatever else has a population. Pure; allocates
// nothing.
Missed first_missed(const Population& population, const Traits& traits, const Reached& reached,
                    const Asking& asking = {});

// "The child has no permanence plan." Empty if nothing was missed.
std::string sentence(const Missed& missed, const Config& config);

}  // namespace homeward::journey
