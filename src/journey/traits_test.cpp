// Every trait as it is, as it is not and as nobody knows it; what populations make of that.
#include "journey/traits.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "care/child_told.hpp"
#include "care/testing.hpp"
#include "journey/journey.hpp"

namespace homeward::journey {
namespace {

using care::testing::day;

Config config() {
  Config config;
  const auto add = [&](const char* id, const char* name, const char* happening, bool repeats) {
    MilestoneType type;
    type.id = id;
    type.name = name;
    type.happening = care::child_kind().happening(happening);
    type.repeats = repeats;
    config.milestones.push_back(type);
  };
  add("care", "Came into care", "became_looked_after", false);
  add("review", "Review", "review_held", true);
  add("order", "Placement order", "placement_order", false);
  add("home", "Permanent home", "long_term_foster_placement", false);
  Stage stage;
  stage.id = "permanent";
  stage.begins.type = "home";
  stage.permanent = true;
  stage.lasts_while.emplace();
  stage.lasts_while->trait = care::child_kind().trait("placement_types");
  stage.lasts_while->codes = {"U4"};
  config.stages = {stage};
  config.plans = {{"adoption", "Adoption", "", true}, {"return", "Return home", "", false}};
  link(config);
  return config;
}

const Config& kConfig() {
  static const Config kConfig = config();
  return kConfig;
}

// Looked after for half a year, in the second home, one review held.
constexpr const char* kMilo = R"(
born 2012-03-01
episodes
| start      | rne | ls | place | end        | rec |
| 2025-07-02 | S   | C2 | U6    | 2025-09-15 | X1  |
| 2025-09-15 | P   | C2 | K2    | -          | -   |
reviews
| held       |
| 2025-07-20 |
plans
| type     | agreed     |
| adoption | 2025-09-01 |
)";

// The record begins in the middle of everything, and says little.
constexpr const char* kUnknown = R"(
episodes
| start      | rne | ls | place | end | rec |
| 2025-10-01 | L   | -  | -     | -   | -   |
)";

constexpr const char* kNoCare = "born 2012-03-01\n";

constexpr const char* kShortBreaks = R"(
born 2012-03-01
episodes
| start      | rne | ls | place | end | rec |
| 2025-07-02 | S   | V3 | U6    | -   | -   |
)";

constexpr const char* kLeft = R"(
born 2012-03-01
episodes
| start      | rne | ls | place | end        | rec |
| 2025-07-02 | S   | C2 | U6    | 2025-11-03 | E4A |
)";

constexpr const char* kPermanent = R"(
born 2012-03-01
episodes
| start      | rne | ls | place | end | rec |
| 2025-07-02 | S   | C2 | U4    | -   | -   |
)";

// Back in care in a temporary stay: where the child lived in an earlier period is no placement now.
constexpr const char* kBack = R"(
born 2012-03-01
episodes
| start      | rne | ls | place | end        | rec |
| 2024-07-02 | S   | C2 | K2    | 2024-11-03 | E4A |
| 2025-12-01 | S   | C2 | T2    | -          | -   |
)";

// A journey points into its record.
Journey journey_of(const char* story) {
  static std::vector<std::unique_ptr<care::ChildRecord>> kept;
  static const Calendar kCalendar({}, 2020, 2027);
  kept.push_back(std::make_unique<care::ChildRecord>(
      care::testing::record(care::testing::parse_stories(story).at(0))));
  return follow(care::tell(*kept.back(), day("2026-01-01")), kConfig(), kCalendar);
}

TraitTest about(const char* name) {
  TraitTest test;
  test.trait = care::child_kind().trait(name);
  if (!test.trait) throw std::runtime_error(std::string("no such trait: ") + name);
  return test;
}
TraitTest yes(const char* name) {
  return about(name);
}
TraitTest no(const char* name) {
  TraitTest test = about(name);
  test.wanted = false;
  return test;
}
TraitTest range(const char* name, std::optional<int> from, std::optional<int> under) {
  TraitTest test = about(name);
  test.from = from;
  test.under = under;
  return test;
}
TraitTest codes(const char* name, std::vector<Code> codes) {
  TraitTest test = about(name);
  test.codes = std::move(codes);
  return test;
}
TraitTest plans(std::vector<std::string> ids) {
  TraitTest test = about("plans");
  test.ids = std::move(ids);
  return test;
}
TraitTest step(const char* name, const char* type, int nth) {
  TraitTest test = about(name);
  test.step = {type, nth};
  return test;
}

enum Is { in, out, unknown };

struct TraitRow {
  const char* story;
  TraitTest test;
  Is is;
  const char* sentence;
};

const std::vector<TraitRow>& trait_rows() {
  constexpr const char* kNever = "The child has never been looked after.";
  static const std::vector<TraitRow> kRows = {
      {kMilo, yes("looked_after"), in, ""},
      {kMilo, no("looked_after"), out, "The child is looked after on this day."},
      {kShortBreaks, yes("looked_after"), in, ""},
      {kLeft, yes("looked_after"), out, "The child is not looked after on this day."},
      {kLeft, no("looked_after"), in, ""},
      {kNoCare, yes("looked_after"), out, "The child is not looked after on this day."},

      {kMilo, yes("ever_looked_after"), in, ""},
      {kLeft, yes("ever_looked_after"), in, ""},
      {kLeft, no("ever_looked_after"), out, "The child has been looked after."},
      {kNoCare, yes("ever_looked_after"), out, kNever},

      {kMilo, no("short_breaks"), in, ""},
      {kMilo, yes("short_breaks"), out, "It is about short breaks only."},
      {kShortBreaks, yes("short_breaks"), in, ""},
      {kShortBreaks, no("short_breaks"), out, "It is not about short breaks."},
      {kNoCare, no("short_breaks"), in, ""},

      {kMilo, range("age", {}, 14), in, ""},
      {kMilo, range("age", {}, 13), out, "The child's age is 13, not under 13."},
      {kMilo, range("age", 13, {}), in, ""},
      {kMilo, range("age", 14, {}), out, "The child's age is 13, not 14 or more."},
      {kMilo, range("age", 5, 11), out, "The child's age is 13, not 5 to 10."},
      {kUnknown, range("age", 5, {}), unknown, "The birth date is not known."},

      {kMilo, plans({"return", "adoption"}), in, ""},
      {kMilo, plans({"return"}), out, "The permanence plan is Adoption, not Return home."},
      {kUnknown, plans({"adoption"}), out, "The child has no permanence plan."},

      {kMilo, codes("legal_statuses", {"C2"}), in, ""},
      {kMilo, codes("legal_statuses", {"C1", "E1"}), out,
       "The legal status is Full care order (C2), not Interim care order (C1) or Placement order "
       "(E1)."},
      {kUnknown, codes("legal_statuses", {"C2"}), unknown, "The legal status is not known."},
      {kNoCare, codes("legal_statuses", {"C2"}), out, kNever},

      {kMilo, codes("placement_types", {"K2"}), in, ""},
      {kMilo, codes("placement_types", {"U1", "U2", "U3", "U4"}), out,
       "The present placement is Children's home (K2), not one of those it is about."},
      {kUnknown, codes("placement_types", {"K2"}), unknown,
       "The kind of the present placement is not known."},
      {kBack, codes("placement_types", {"K2"}), out,
       "The child has no present placement (temporary stays do not count)."},

      {kMilo, range("placement_months", 3, {}), in, ""},
      {kMilo, range("placement_months", 4, {}), out,
       "Full months in the present placement: 3, not 4 or more."},
      {kMilo, range("placement_months", {}, 3), out,
       "Full months in the present placement: 3, not under 3."},
      {kUnknown, range("placement_months", {}, 12), unknown,
       "The day on which the present placement began is not known."},
      {kBack, range("placement_months", 12, {}), out,
       "The child has no present placement (temporary stays do not count)."},

      {kMilo, yes("without_permanence"), in, ""},
      {kMilo, no("without_permanence"), out, "The child has no permanent home."},
      {kPermanent, yes("without_permanence"), out, "The child has a permanent home."},
      {kPermanent, no("without_permanence"), in, ""},

      {kMilo, range("days_in_care", 183, 184), in, ""},
      {kMilo, range("days_in_care", 184, {}), out, "Days in care: 183, not 184 or more."},
      {kUnknown, range("days_in_care", 30, {}), unknown,
       "The day on which the child came into care is not known."},
      {kNoCare, range("days_in_care", {}, 30), out, kNever},

      {kMilo, range("moves_12_months", 1, 2), in, ""},
      {kMilo, range("moves_12_months", 2, {}), out,
       "Moves in the last 12 months: 1, not 2 or more."},
      {kUnknown, range("moves_12_months", {}, 3), unknown,
       "The record does not reach back 12 months, so moves cannot be counted."},
      {kNoCare, range("moves_12_months", {}, 3), out, kNever},

      {kMilo, step("after", "review", 1), in, ""},
      {kMilo, step("after", "review", 2), out, "Second review has not happened."},
      {kMilo, step("before", "order", 1), in, ""},
      {kMilo, step("before", "review", 1), out, "First review has happened already."},
  };
  return kRows;
}

TEST(Traits, AreTrueOrNotOrUnknownAndTheTestThatFailsSaysWhy) {
  for (const TraitRow& row : trait_rows()) {
    const Journey journey = journey_of(row.story);
    for (const IfUnknown if_unknown : {IfUnknown::in, IfUnknown::out}) {
      const Population population{{row.test}, if_unknown};
      const bool belonging = row.is == in || (row.is == unknown && if_unknown == IfUnknown::in);
      const std::string what = std::string(row.test.trait->name) + " of" + row.story;
      EXPECT_EQ(belongs(journey, population), belonging) << what;
      EXPECT_EQ(sentence(missed(journey, population), kConfig()), belonging ? "" : row.sentence)
          << what;
    }
  }
}

// A new trait comes with its rows above.
TEST(Traits, AreAllTestedAsTrueAsFalseAndAsUnknownWhereTheyCanBe) {
  std::set<std::pair<std::string_view, Is>> tested;
  for (const TraitRow& row : trait_rows()) tested.insert({row.test.trait->name, row.is});
  for (const care::Trait& trait : care::child_traits()) {
    if (trait.at_start) continue;  // of timescales only: below
    EXPECT_TRUE(tested.contains({trait.name, in})) << trait.name;
    EXPECT_TRUE(tested.contains({trait.name, out})) << trait.name;
    EXPECT_EQ(tested.contains({trait.name, unknown}), !trait.unknown.empty()) << trait.name;
  }
}

TEST(Traits, OfTheStartAreAskedOfTheDayTheTimescaleBegan) {
  struct Start {
    const char* born;
    std::optional<const char*> start;
    Is is;
    const char* sentence;
  };
  // The timescale is about children under 5 when they came into care on 2 July 2020.
  const Start starts[] = {
      {"born 2015-07-03\n", "2020-07-02", in, ""},
      {"born 2015-07-02\n", "2020-07-02", out, "The child's age at its start is 5, not under 5."},
      {"", "2020-07-02", unknown, "It is about another age, or the birth date is not known."},
      // It has not begun: the age today is the best there is.
      {"born 2015-07-03\n", std::nullopt, out, "The child's age at its start is 10, not under 5."},
  };
  for (const Start& row : starts) {
    std::string story = row.born;
    if (row.start)
      story += std::string("episodes\n| start | rne | ls | place | end | rec |\n| ") + *row.start +
               " | S | C2 | U6 | - | - |\n";
    Config config = kConfig();
    Timescale timescale;
    timescale.id = "young";
    timescale.from.type = "care";
    timescale.to.type = "order";
    timescale.limit = {6, Unit::months};
    for (const IfUnknown if_unknown : {IfUnknown::in, IfUnknown::out}) {
      timescale.population = {{range("age_at_start", {}, 5)}, if_unknown};
      config.timescales = {timescale};
      link(config);
      const auto record =
          care::testing::record(care::testing::parse_stories(story + "\n== x").at(0));
      const Journey journey =
          follow(care::tell(record, day("2026-01-01")), config, Calendar({}, 2020, 2027));
      const bool belonging = row.is == in || (row.is == unknown && if_unknown == IfUnknown::in);
      EXPECT_EQ(journey.clocks[0].why_not, belonging ? WhyNot::applies : WhyNot::population)
          << story;
      EXPECT_EQ(sentence(journey.clocks[0].missed, config), belonging ? "" : row.sentence) << story;
    }
  }
}

TEST(Population, NamesTheFirstTestThatDoesNotHold) {
  const Journey journey = journey_of(kMilo);
  Population population = Population::usual(care::child_kind(), IfUnknown::in);
  EXPECT_TRUE(belongs(journey, population));
  population.tests.push_back(range("age", {}, 10));
  population.tests.push_back(plans({"return"}));
  EXPECT_EQ(sentence(missed(journey, population), kConfig()),
            "The child's age is 13, not under 10.");
}

TEST(Population, IsUsuallyOfChildrenLookedAfterButNotInShortBreaks) {
  const auto population = Population::usual(care::child_kind(), IfUnknown::out);
  EXPECT_TRUE(belongs(journey_of(kMilo), population));
  EXPECT_FALSE(belongs(journey_of(kShortBreaks), population));
  EXPECT_FALSE(belongs(journey_of(kLeft), population));
}

TEST(Reached, TakesEarlierOnesAsPastWhereTheNumberIsNotKnown) {
  Reached reached(kConfig());
  MilestoneRef review{"review", 2};
  EXPECT_FALSE(reached(review));
  reached.add(1, 1);
  EXPECT_FALSE(reached(review));
  EXPECT_TRUE(reached({"review", 0}));
  EXPECT_FALSE(reached({"order", 0}));
  reached.add(1, 0);
  EXPECT_TRUE(reached(review));
  EXPECT_FALSE(reached({"nothing of that name", 1}));
}

}  // namespace
}  // namespace homeward::journey
