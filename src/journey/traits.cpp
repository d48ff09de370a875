#include "journey/traits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "journey/derive.hpp"

namespace homeward::journey {

namespace {

using care::Answers;
using care::Shape;
using care::Trait;
using care::TraitValue;
using Known = TraitValue::Known;

TraitValue answer(const Trait& trait, const Reading& reading) {
  switch (trait.answers) {
    case Answers::record:
      return trait.value(*reading.told, reading.as_of);
    case Answers::plan:
      return reading.plan ? TraitValue::of(reading.plan->type) : TraitValue::none();
    case Answers::permanence:
      return TraitValue::of(!reading.permanent);
    case Answers::days_in_course: {
      if (!reading.told->present()) return TraitValue::none();
      const auto days = reading.days_in_course();
      return days ? TraitValue::of(*days) : TraitValue{};
    }
    case Answers::reached:
    case Answers::not_reached:
      break;  // asked of Reached
  }
  return {};
}

template <class T>
bool is_one_of(const std::vector<T>& list, const auto& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool holds(const TraitTest& test, const TraitValue& value, IfUnknown if_unknown) {
  if (value.known == Known::no) return if_unknown == IfUnknown::in;
  if (value.known == Known::none) return false;
  switch (test.trait->shape) {
    case Shape::yes_no:
      return (value.number != 0) == test.wanted;
    case Shape::number:
      return (!test.from || *test.from <= value.number) &&
             (!test.under || value.number < *test.under);
    case Shape::code:
      return is_one_of(test.codes, value.code);
    case Shape::plan:
      return is_one_of(test.ids, *value.id);
    case Shape::step:
      break;  // answered by Reached
  }
  return false;
}

// Of the day on which the timescale began, or of today if it has not begun.
TraitValue value_at_start(const Trait& trait, const Traits& traits, const Asking& asking) {
  if (!asking.reading || !asking.start) return {};
  const auto* began = asking.reading->find(*asking.start);
  if (!began || !began->happened_on) return traits[trait];
  return trait.value(*asking.reading->told, *began->happened_on);
}

std::string range_words(const TraitTest& test) {
  if (!test.under) return fmt::format("{} or more", *test.from);
  if (!test.from) return fmt::format("under {}", *test.under);
  if (*test.from + 1 == *test.under) return std::to_string(*test.from);
  return fmt::format("{} to {}", *test.from, *test.under - 1);
}

std::string code_in_words(const Trait& trait, Code code) {
  const auto words = trait.words ? trait.words(code) : std::nullopt;
  return words ? fmt::format("{} ({})", *words, code.text()) : code.text();
}

std::string plan_name(std::string_view id, const Config& config) {
  const auto* plan = config.plan(id);
  return plan ? plan->name : std::string(id);
}

// "A", "A or B"; a long list helps nobody.
std::string one_of_words(const std::vector<std::string>& all) {
  constexpr std::size_t kMost = 3;
  return all.size() <= kMost ? text::join(all, " or ") : "one of those it is about";
}

std::string is_words(const Missed& missed, const Config& config) {
  const Trait& trait = *missed.test->trait;
  if (trait.shape == Shape::code) return code_in_words(trait, missed.value.code);
  if (trait.shape == Shape::plan) return plan_name(*missed.value.id, config);
  return text::thousands(missed.value.number);
}

std::string wanted_words(const TraitTest& test, const Config& config) {
  std::vector<std::string> all;
  if (test.trait->shape == Shape::number) return range_words(test);
  for (const Code code : test.codes) all.push_back(code_in_words(*test.trait, code));
  for (const auto& id : test.ids) all.push_back(plan_name(id, config));
  return one_of_words(all);
}

void put(std::string& sentence, std::string_view place, const std::string& words) {
  if (const auto at = sentence.find(place); at != std::string::npos)
    sentence.replace(at, place.size(), words);
}

}  // namespace

Traits::Traits(const Reading& reading) : kind_(reading.told->kind) {
  for (const Trait& trait : kind_->traits) values_[trait.place] = answer(trait, reading);
}

void Reached::add(std::size_t type, int nth) {
  constexpr int kAll = std::numeric_limits<std::int16_t>::max();
  const auto highest = static_cast<std::int16_t>(nth == 0 ? kAll : std::min(nth, kAll));
  highest_[type] = std::max(highest_[type], highest);
}

bool Reached::operator()(const MilestoneRef& ref) const {
  int index = ref.index;
  if (index < 0) {  // a config that nobody linked, or a test of a trait that is no step
    const auto* type = config_ ? config_->milestone(ref.type) : nullptr;
    if (!type) return false;
    index = static_cast<int>(type - config_->milestones.data());
  }
  const int highest = highest_[static_cast<std::size_t>(index)];
  return highest >= 0 && highest >= ref.nth;
}

Population Population::usual(const care::Kind& kind, IfUnknown if_unknown) {
  Population population;
  population.if_unknown = if_unknown;
  for (const auto& usual : kind.usual) {
    TraitTest& test = population.tests.emplace_back();
    test.trait = kind.trait(usual.trait);
    test.wanted = usual.wanted;
  }
  return population;
}

Missed first_missed(const Population& population, const Traits& traits, const Reached& reached,
                    const Asking& asking) {
  for (const TraitTest& test : population.tests) {
    const Trait& trait =
        asking.done && test.wanted ? traits.asked_when_done(*test.trait) : *test.trait;
    if (trait.shape == Shape::step) {
      const bool happened = reached(test.step);
      if (happened != (trait.answers == Answers::reached)) return {&test, TraitValue::of(happened)};
      continue;
    }
    const TraitValue value = trait.at_start ? value_at_start(trait, traits, asking) : traits[trait];
    if (!holds(test, value, population.if_unknown)) return {&test, value};
  }
  return {};
}

std::string sentence(const Missed& missed, const Config& config) {
  if (!missed) return {};
  const Trait& trait = *missed.test->trait;
  if (missed.value.known == Known::no) return std::string(trait.unknown);
  if (missed.value.known == Known::none) return std::string(trait.none);
  const bool should_not = trait.shape == Shape::yes_no && !missed.test->wanted;
  std::string words(should_not ? trait.yes : trait.no);
  put(words, "{is}", is_words(missed, config));
  put(words, "{wanted}", wanted_words(*missed.test, config));
  if (trait.shape == Shape::step)
    if (const auto* type = config.milestone(missed.test->step.type))
      put(words, "{step}", milestone_name(*type, missed.test->step.nth));
  return words;
}

}  // namespace homeward::journey
