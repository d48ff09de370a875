#include "journey/journey.hpp"

#include <gtest/gtest.h>

#include "care/child_told.hpp"
#include "care/testing.hpp"

namespace homeward::journey {
namespace {

using care::testing::day;

MilestoneType type(const char* id, const char* happening, bool repeats = false) {
  MilestoneType out;
  out.id = id;
  out.name = id;
  out.happening = care::child_kind().happening(happening);
  out.repeats = repeats;
  return out;
}

Config small_config() {
  Config config;
  config.milestones = {type("care", "became_looked_after"), type("review", "review_held", true),
                       type("order", "placement_order")};
  Timescale first_review;
  first_review.id = first_review.name = "first-review";
  first_review.from.type = "care";
  first_review.to.type = "review";
  first_review.limit = {20, Unit::working_days};
  first_review.population = Population::usual(care::child_kind(), IfUnknown::out);
  config.timescales = {first_review};
  return config;
}

const Calendar& weekends_only() {
  static const Calendar kCalendar({}, 2020, 2027);
  return kCalendar;
}

// A journey points into its record and its configuration, so both are kept here.
Journey follow_story(Config given, const char* story, const char* as_of) {
  static std::vector<std::unique_ptr<care::ChildRecord>> kept;
  static std::vector<std::unique_ptr<Config>> configs;
  const Config& config = *configs.emplace_back(std::make_unique<Config>(std::move(given)));
  kept.push_back(std::make_unique<care::ChildRecord>(
      care::testing::record(care::testing::parse_stories(story).at(0))));
  return follow(care::tell(*kept.back(), day(as_of)), config, weekends_only());
}

TEST(Roles, AreToldByNameAndTheSocialWorkerByTheirOwn) {
  Config config = small_config();
  config.roles = {{"social_worker", "Social worker"}, {"officer", "Reviewing officer"}};
  using Ids = std::vector<std::string>;
  EXPECT_EQ(role_words(Ids{"officer"}, config, "A. Khan"), "Reviewing officer");
  EXPECT_EQ(role_words(Ids{"social_worker"}, config), "Social worker");
  EXPECT_EQ(role_words(Ids{"social_worker"}, config, "A. Khan"), "A. Khan");
  EXPECT_EQ(role_words(Ids{"social_worker", "officer"}, config),
            "Social worker or reviewing officer");
  EXPECT_EQ(role_words(Ids{"officer", "social_worker"}, config, "A. Khan"),
            "Reviewing officer or A. Khan");
  EXPECT_EQ(role_words(Ids{"gone"}, config), "") << "read_config refuses it";
  // An authority may call it as it likes: who holds it goes by the id.
  config.roles[0].name = "Case worker";
  EXPECT_EQ(role_words(Ids{"social_worker"}, config, "A. Khan"), "A. Khan");
}

constexpr const char* kDisagreement = R"(
born 2019-05-01
episodes
| start      | rne | ls | place | end | rec | year |
| 2026-01-12 | S   | V2 | U6    | -   | -   | 2026 |
reviews
| held       | year |
| 2026-02-03 | 2026 |
milestones
| type   | nth | happened   |
| review | 1   | 2026-02-05 |
)";

TEST(Conflict, BothDatesStandSideBySideAndOneCounts) {
  Config config = small_config();
  for (const bool entered_counts : {true, false}) {
    config.entered_counts = entered_counts;
    const Journey journey = follow_story(config, kDisagreement, "2026-03-01");
    ASSERT_EQ(journey.conflicts.size(), 1u);
    const Conflict& conflict = journey.conflicts[0];
    EXPECT_EQ(conflict.milestone, RowId{1});
    EXPECT_EQ(conflict.imported_on, day("2026-02-03"));
    EXPECT_EQ(conflict.entered_on, day("2026-02-05"));
    EXPECT_EQ(conflict.imported_from.collection_year, 2026);
    EXPECT_EQ(conflict.counts, entered_counts ? care::Source::hand : care::Source::return_file);
    EXPECT_EQ(journey.clocks[0].done_on, day(entered_counts ? "2026-02-05" : "2026-02-03"));
  }
}

TEST(Conflict, IsGoneOnceSettledAndOpenAgainWhenAValueChanges) {
  struct Row {
    const char* settlement;
    std::size_t conflicts;
    const char* counts_on;
  };
  const Row rows[] = {
      {"| milestone:review:1:2026-01-12 | 2026-02-03 | 2026-02-05 | imported |", 0, "2026-02-03"},
      {"| milestone:review:1:2026-01-12 | 2026-02-03 | 2026-02-05 | entered  |", 0, "2026-02-05"},
      {"| milestone:review:1:2026-01-12 | 2026-02-02 | 2026-02-05 | imported |", 1, "2026-02-05"},
      {"| milestone:review:2:2026-01-12 | 2026-02-03 | 2026-02-05 | imported |", 1, "2026-02-05"},
      {"| milestone:review:1:2025-01-12 | 2026-02-03 | 2026-02-05 | imported |", 1, "2026-02-05"},
  };
  for (const Row& row : rows) {
    const std::string story = std::string(kDisagreement) +
                              "settlements\n| subject | imported | entered | counts |\n" +
                              row.settlement + "\n";
    const Journey journey = follow_story(small_config(), story.c_str(), "2026-03-01");
    EXPECT_EQ(journey.conflicts.size(), row.conflicts) << row.settlement;
    EXPECT_EQ(journey.clocks[0].done_on, day(row.counts_on)) << row.settlement;
  }
}

TEST(Conflict, ADateEnteredForLaterIsNotYetKnown) {
  const Journey journey = follow_story(small_config(), kDisagreement, "2026-02-04");
  EXPECT_TRUE(journey.conflicts.empty());
  EXPECT_EQ(journey.clocks[0].done_on, day("2026-02-03"));
}

TEST(Milestones, EnteredForAStartThatAnImportPutRightStillBelong) {
  const Journey journey = follow_story(small_config(), R"(
episodes
| start      | rne | ls | place | end        | rec |
| 2024-01-08 | S   | V2 | U6    | 2024-06-03 | E4A |
| 2026-01-12 | S   | V2 | U6    | -          | -   |
milestones
| type   | nth | happened   | care_start |
| review | 1   | 2026-02-02 | 2026-01-14 |
| review | 2   | 2024-03-04 | 2024-01-08 |
)",
                                       "2026-03-01");
  EXPECT_EQ(journey.clocks[0].done_on, day("2026-02-02"));
  EXPECT_EQ(journey.milestones.size(), 2u);  // coming into care and this period's review
}

TEST(Journey, WhatIsNotKnownIsNotZero) {
  const Journey none = follow_story(small_config(), "born 2025-01-01\n", "2026-01-01");
  EXPECT_FALSE(none.course);
  EXPECT_FALSE(none.days_in_course);
  EXPECT_EQ(none.clocks[0].state, ClockState::not_applicable);
  EXPECT_FALSE(none.began_on);

  const Journey middle = follow_story(small_config(), R"(
born 2015-01-01
episodes
| start      | rne | ls | place | end | rec |
| 2025-07-02 | L   | C2 | U6    | -   | -   |
)",
                                      "2026-01-01");
  EXPECT_TRUE(middle.in_course);
  EXPECT_FALSE(middle.began_on);
  EXPECT_FALSE(middle.days_in_course);
}

TEST(ShareLeftSooner, NeedsFiveStaysToSayAnything) {
  EXPECT_EQ(share_left_sooner({10, 20, 30, 40}, 25), std::nullopt);
  EXPECT_EQ(share_left_sooner({10, 20, 30, 40, 50}, 25), 40);
  EXPECT_EQ(share_left_sooner({10, 20, 30, 40, 50}, 10), 0);
  EXPECT_EQ(share_left_sooner({10, 20, 30, 40, 50}, 51), 100);
}

TEST(Link, IsNotNeededForTheRightAnswer) {
  const Config loose = small_config();
  Config linked = small_config();
  link(linked);
  EXPECT_EQ(linked.timescales[0].to.index, 1);
  EXPECT_EQ(follow_story(loose, kDisagreement, "2026-03-01").clocks[0].done_on,
            follow_story(linked, kDisagreement, "2026-03-01").clocks[0].done_on);
}

}  // namespace
}  // namespace homeward::journey
