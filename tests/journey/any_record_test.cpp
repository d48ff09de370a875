// What must hold for any record, however broken, on any day.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>

#include "care/child_told.hpp"
#include "journey/journey.hpp"
#include "journey/testing.hpp"
#include "shipped.hpp"

namespace homeward::journey {
namespace {

void check_clock(const Clock& clock, Date as_of) {
  RC_ASSERT(!words(clock, as_of).empty());
  RC_ASSERT(!because(clock, shipped::config(), as_of, shipped::calendar()).empty());
  RC_ASSERT(clock.over >= 0);
  RC_ASSERT(clock.left >= 0);
  if (clock.done_on) RC_ASSERT(*clock.done_on <= as_of);
  if (clock.from) RC_ASSERT(*clock.from <= as_of);
  switch (clock.state) {
    case ClockState::overdue:
      RC_ASSERT(clock.due_on && *clock.due_on < as_of && !clock.done_on);
      RC_ASSERT(clock.to_type->collected);
      break;
    case ClockState::due_soon:
      RC_ASSERT(clock.due_on && as_of <= *clock.due_on && !clock.done_on);
      break;
    case ClockState::running:
      RC_ASSERT(clock.from && !clock.done_on && (!clock.due_on || as_of <= *clock.due_on));
      break;
    case ClockState::met:
      RC_ASSERT(clock.from && clock.done_on && (!clock.due_on || *clock.done_on <= *clock.due_on));
      break;
    case ClockState::met_late:
      RC_ASSERT(clock.from && clock.done_on && clock.due_on && *clock.due_on < *clock.done_on);
      break;
    case ClockState::purposeful_delay:
      RC_ASSERT(clock.look_again_on && as_of <= *clock.look_again_on);
      break;
    case ClockState::unknown:
      RC_ASSERT(!clock.missing.empty() && clock.why_unknown != WhyUnknown::known);
      break;
    case ClockState::not_applicable:
      RC_ASSERT(clock.why_not != WhyNot::applies);
      break;
    case ClockState::not_started:
      RC_ASSERT(!clock.from && !clock.done_on);
      break;
  }
}

TEST(AnyRecord, HasClocksThatAgreeWithThemselves) {
  EXPECT_TRUE(rc::check("follow() on any record on any day", [] {
    testing::RandomRecords random(*rc::gen::arbitrary<std::uint64_t>());
    for (int i = 0; i < 20; ++i) {
      const auto record = random.record(shipped::config(), random.below(7), random.below(6));
      const Date as_of = random.day();
      const care::ChildTold told = care::tell(record, as_of);
      const Journey journey = follow(told, shipped::config(), shipped::calendar());
      RC_ASSERT(journey.clocks.size() == shipped::config().timescales.size());
      for (const Clock& clock : journey.clocks) check_clock(clock, as_of);
      for (const auto& milestone : journey.milestones) {
        RC_ASSERT(!milestone.happened_on || *milestone.happened_on <= as_of);
        RC_ASSERT(!(milestone.happened_on && milestone.happened_by));
      }
      if (const auto share = care::share_of_life_percent(told, journey.days_in_course))
        RC_ASSERT(*share >= 0 && *share <= 100);
      for (const auto& unknown : journey.unknown)
        RC_ASSERT(unknown.nth > 0 && !unknown.who_can_fill.empty());
      RC_ASSERT(journey.in_course == (journey.course && !journey.course->ended_on));
    }
  }));
}

TEST(AnyRecord, GivesTheSameClocksAloneAsInTheJourney) {
  EXPECT_TRUE(rc::check("clocks() is follow().clocks", [] {
    testing::RandomRecords random(*rc::gen::arbitrary<std::uint64_t>());
    const auto record = random.record(shipped::config(), 4, 4);
    const Date as_of = random.day();
    const auto all = clocks(care::tell(record, as_of), shipped::config(), shipped::calendar());
    const auto journey = follow(care::tell(record, as_of), shipped::config(), shipped::calendar());
    RC_ASSERT(all.size() == journey.clocks.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      RC_ASSERT(all[i].state == journey.clocks[i].state);
      RC_ASSERT(words(all[i], as_of) == words(journey.clocks[i], as_of));
    }
  }));
}

// Some test of each trait that a tracker and a timescale may both ask about.
TraitTest random_test(testing::RandomRecords& random, const care::Trait& trait) {
  const auto& shipped = shipped::config();
  const auto one_of = [&](const auto& list) -> const auto& {
    return list[static_cast<std::size_t>(random.below(static_cast<int>(list.size())))];
  };
  TraitTest test;
  test.trait = &trait;
  test.wanted = random.one_in(2);
  test.from = random.below(20);
  if (random.one_in(2)) test.under = *test.from + random.below(20);
  if (trait.name == "legal_statuses") test.codes = {"C1", "C2"};
  if (trait.name == "placement_types") test.codes = {"U6", "U4"};
  test.ids = {one_of(shipped.plans).id};
  test.step = {one_of(shipped.milestones).id, 1};
  return test;
}

// A tracker and a clock that are about the same children must not disagree about one of them. Only
// what was done stays told by the clock of a child who has left care.
TEST(AnyRecord, IsOnATrackerWheneverAClockWithItsPopulationApplies) {
  EXPECT_TRUE(rc::check("a tracker and a clock share a population", [] {
    testing::RandomRecords random(*rc::gen::arbitrary<std::uint64_t>());
    Config config = shipped::config();
    config.timescales.resize(4);
    for (Timescale& timescale : config.timescales) {
      timescale.effective_from.reset();
      timescale.effective_until.reset();
      timescale.population =
          random.one_in(2) ? Population::usual(care::child_kind(),
                                               random.one_in(2) ? IfUnknown::in : IfUnknown::out)
                           : Population{};
      for (const care::Trait& trait : care::child_traits())
        if (!trait.at_start && random.one_in(5))
          timescale.population.tests.push_back(random_test(random, trait));
    }
    link(config);
    for (int i = 0; i < 20; ++i) {
      const auto record = random.record(shipped::config(), random.below(7), random.below(6));
      const Journey journey = follow(care::tell(record, random.day()), config, shipped::calendar());
      for (const Clock& clock : journey.clocks) {
        const Missed missing = missed(journey, clock.timescale->population);
        if (!missing || clock.why_not == WhyNot::population) {
          RC_ASSERT(static_cast<bool>(missing) == (clock.why_not == WhyNot::population));
          if (journey.in_course) RC_ASSERT(missing.test == clock.missed.test);
        } else {
          RC_ASSERT(clock.done_on || clock.state == ClockState::unknown);
          RC_ASSERT(!journey.in_course && missing.test->trait->name == "looked_after");
        }
      }
    }
  }));
}

// What comes to be known later must not change how an earlier day is told: only facts dated up to a
// day are used for it (planned dates, and what a return covers, aside).
TEST(AnyRecord, IsToldForADayWithoutWhatHappensAfterIt) {
  EXPECT_TRUE(rc::check("later episodes and reviews do not change an earlier day", [] {
    testing::RandomRecords random(*rc::gen::arbitrary<std::uint64_t>());
    auto record = random.record(shipped::config(), 5, 5);
    for (auto& episode : record.episodes) episode.provenance = {};
    const Date as_of = random.day();
    auto earlier = record;
    const auto drop = [&](auto& rows, auto date) {
      rows.erase(std::remove_if(rows.begin(), rows.end(),
                                [&](const auto& row) { return date(row) > as_of; }),
                 rows.end());
    };
    drop(earlier.episodes, [](const auto& row) { return row.started_on; });
    drop(earlier.reviews, [](const auto& row) { return row.held_on; });
    drop(earlier.plans, [](const auto& row) { return row.agreed_on; });
    const auto with = clocks(care::tell(record, as_of), shipped::config(), shipped::calendar());
    const auto without = clocks(care::tell(earlier, as_of), shipped::config(), shipped::calendar());
    for (std::size_t i = 0; i < with.size(); ++i)
      RC_ASSERT(words(with[i], as_of) == words(without[i], as_of));
  }));
}

}  // namespace
}  // namespace homeward::journey
