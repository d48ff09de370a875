#include "service/population_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "care/told.hpp"

namespace homeward::service {

namespace {

using namespace journey;
using care::Shape;
using care::Trait;

constexpr std::string_view kIfUnknown = "if_unknown";

std::vector<std::string> keys_of(const Trait& trait) {
  const std::string name(trait.name);
  if (trait.shape == Shape::number) return {name + "_from", name + "_under"};
  return {name};
}

class PopulationReader {
 public:
  PopulationReader(const care::Kind& kind, const toml::table& children, ConfigTable& table,
                   PopulationOf of)
      : kind_(kind), children_(children), table_(table), of_(of) {
    population_.if_unknown = of == PopulationOf::tracker ? IfUnknown::in : IfUnknown::out;
  }

  Population read() {
    population_.if_unknown = table_.named(kIfUnknown, population_.if_unknown);
    for (const Trait& trait : kind_.traits) {
      if (asked_here(trait))
        read(trait);
      else
        refuse(trait);
    }
    table_.finish(fmt::format("Known here are {}.", known_keys()));
    return std::move(population_);
  }

 private:
  void read(const Trait& trait) {
    TraitTest test;
    test.trait = &trait;
    if (ask(trait, test)) population_.tests.push_back(std::move(test));
  }

  // Whether the trait is asked about.
  bool ask(const Trait& trait, TraitTest& test) {
    switch (trait.shape) {
      case Shape::yes_no:
        return ask_yes_no(trait, test);
      case Shape::number:
        return ask_number(trait, test);
      case Shape::code:
        test.codes = table_.codes(trait.name);
        for (const Code code : test.codes)
          if (trait.words && !trait.words(code))
            table_.note(trait.name, fmt::format("\"{}\" is not a code that the return has there.",
                                                code.text()));
        return written(trait, test.codes.empty());
      case Shape::plan:
        test.ids = table_.texts(trait.name);
        return written(trait, test.ids.empty());
      case Shape::step:
        if (const auto step = table_.ref(trait.name)) test.step = *step;
        return written(trait, test.step.type.empty());
    }
    return false;
  }

  bool ask_yes_no(const Trait& trait, TraitTest& test) {
    const auto wanted = table_.flag_or_either(trait.name);
    if (wanted || children_.contains(trait.name)) {
      test.wanted = wanted.value_or(true);
      return wanted.has_value();
    }
    // What is meant where nothing is said: the tests of the common population, as long as those
    // before them hold (short breaks are left out of the children looked after).
    for (const TraitTest& common : Population::usual(kind_, IfUnknown::out).tests) {
      if (common.trait == &trait) {
        test.wanted = common.wanted;
        return true;
      }
      const bool asked = std::any_of(
          population_.tests.begin(), population_.tests.end(), [&](const TraitTest& earlier) {
            return earlier.trait == common.trait && earlier.wanted == common.wanted;
          });
      if (!asked) return false;
    }
    return false;
  }

  bool ask_number(const Trait& trait, TraitTest& test) {
    const auto keys = keys_of(trait);
    test.from = table_.number(keys[0]);
    test.under = table_.number(keys[1]);
    if (test.from && test.under && *test.under <= *test.from)
      table_.note(keys[1], fmt::format("must be more than {}: nobody is both.", keys[0]));
    return test.from || test.under;
  }

  // An empty list or text would leave everybody out or in, and nobody could tell which was meant.
  bool written(const Trait& trait, bool empty) {
    const bool there = children_.contains(trait.name);
    if (there && empty)
      table_.note(trait.name, "is empty: name what is asked for, or leave it out.");
    return there && !empty;
  }

  // A tracker has no start. A timescale asks at its start what can be asked then: until there was a
  // key for that, age_from was asked of the start in a timescale, and must not change its meaning.
  bool asked_here(const Trait& trait) const {
    return of_ == PopulationOf::tracker ? !trait.at_start : trait.at_start_is.empty();
  }

  void refuse(const Trait& trait) {
    const std::string remedy =
        trait.at_start
            ? "is asked of the day on which a timescale begins, and a tracker has none: use "
              "age_from and age_under, which are asked of the day that is shown."
            : fmt::format(
                  "is not asked in a timescale: write {0}_from or {0}_under, which are "
                  "asked of the day on which the timescale begins. That is what age_from "
                  "and age_under meant in a timescale before.",
                  trait.at_start_is);
    for (const auto& key : keys_of(trait)) {
      if (!children_.contains(key)) continue;
      table_.number(key);
      table_.note(key, remedy);
    }
  }

  std::string known_keys() const {
    std::vector<std::string> all;
    for (const Trait& trait : kind_.traits)
      if (asked_here(trait))
        for (auto& key : keys_of(trait)) all.push_back(std::move(key));
    all.emplace_back(kIfUnknown);
    return text::join(all, ", ");
  }

  const care::Kind& kind_;
  const toml::table& children_;
  ConfigTable& table_;
  PopulationOf of_;
  Population population_;
};

}  // namespace

Population read_population(const care::Kind& kind, const toml::table& children,
                           const std::string& where, PopulationOf of, ConfigProblems& problems) {
  ConfigTable table(children, where + ", children", problems);
  return PopulationReader(kind, children, table, of).read();
}

}  // namespace homeward::service
