// Every happening of the table, told from one child's record.
#include <gtest/gtest.h>

#include <set>

#include "care/child_told.hpp"
#include "care/testing.hpp"

namespace homeward::care {
namespace {

using testing::day;

constexpr const char* kStory = R"(
born 2008-12-01
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2025-01-06 | S   | C1 | U6    | 2025-03-03 | X1  | CREQO  |
| 2025-03-03 | P   | C1 | U6    | 2025-04-07 | X1  | -      |
| 2025-04-07 | L   | C2 | U6    | 2025-06-02 | X1  | -      |
| 2025-06-02 | L   | E1 | U6    | 2025-08-04 | X1  | CARPL  |
| 2025-08-04 | P   | E1 | A6    | 2025-10-06 | X1  | CARPL  |
| 2025-10-06 | P   | E1 | U4    | 2025-12-15 | E4A | -      |
reviews
| held       |
| 2025-02-03 |
| 2025-05-05 |
decisions
| decided    | reversed   |
| 2025-05-12 | 2025-09-22 |
adoptions
| matched    |
| 2025-07-14 |
plans
| type     | agreed     |
| adoption | 2025-03-10 |
missing
| start      | end        |
| 2025-07-01 | 2025-07-03 |
)";

struct Row {
  const char* name;
  std::vector<const char*> days;  // of the first, the second …
  const char* as_of = "2026-01-01";
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      {"became_looked_after", {"2025-01-06"}},
      {"placement_started", {"2025-01-06", "2025-03-03", "2025-08-04", "2025-10-06"}},
      {"review_held", {"2025-02-03", "2025-05-05"}},
      {"review_held", {"2025-02-03"}, "2025-05-04"},
      {"placement_order", {"2025-06-02"}},
      {"care_order", {"2025-04-07"}},
      {"interim_care_order", {"2025-01-06"}},
      {"adoption_decision", {"2025-05-12"}, "2025-09-01"},
      {"adoption_decision", {}},  // reversed since
      {"adoption_decision_reversed", {"2025-09-22"}},
      {"matched_for_adoption", {"2025-07-14"}},
      {"placed_for_adoption", {"2025-08-04"}},
      {"long_term_foster_placement", {"2025-10-06"}},
      {"permanence_plan_agreed", {"2025-03-10"}},
      {"left_care", {"2025-12-15"}},
      {"left_care", {}, "2025-12-14"},
      {"reached_age", {"2024-12-01"}},
      {"placement_ended_unplanned", {"2025-03-03"}},
      {"returned_from_missing", {"2025-07-03"}},
      {"became_eligible", {"2025-04-07"}},
  };
  return kRows;
}

TEST(Happenings, AreToldFromTheRecordAsOfTheDay) {
  const auto record = testing::record(testing::parse_stories(kStory).at(0));
  for (const Row& row : rows()) {
    const auto* happening = child_kind().happening(row.name);
    ASSERT_NE(happening, nullptr) << row.name;
    std::vector<Step> steps;
    happening->tell(tell(record, day(row.as_of)), 16, steps);
    ASSERT_EQ(steps.size(), row.days.size()) << row.name << " as of " << row.as_of;
    for (std::size_t i = 0; i < row.days.size(); ++i) {
      EXPECT_EQ(steps[i].on, day(row.days[i])) << row.name;
      EXPECT_EQ(steps[i].nth, static_cast<int>(i) + 1) << row.name;
    }
  }
}

// A new happening comes with its row above.
TEST(Happenings, AreAllTested) {
  std::set<std::string_view> tested;
  for (const Row& row : rows()) tested.insert(row.name);
  for (const Happening& happening : child_happenings())
    EXPECT_TRUE(tested.contains(happening.name)) << happening.name;
}

// The lanes of the timeline: what else is drawn stands on none.
TEST(Happenings, StandOnTheLaneOfDecisionsUnlessTheyAreDrawnOtherwise) {
  std::set<std::string_view> meetings, elsewhere;
  for (const Happening& happening : child_happenings()) {
    if (happening.lane == Lane::meeting) meetings.insert(happening.name);
    if (happening.lane == Lane::none) elsewhere.insert(happening.name);
  }
  EXPECT_EQ(meetings, (std::set<std::string_view>{"review_held"}));
  EXPECT_EQ(elsewhere,
            (std::set<std::string_view>{"placement_started", "placement_ended_unplanned",
                                        "interim_care_order", "care_order", "reached_age"}));
}

TEST(Happenings, AreFoundByTheirName) {
  for (const Happening& happening : child_happenings())
    EXPECT_EQ(child_kind().happening(happening.name), &happening);
  EXPECT_EQ(child_kind().happening("entered"), nullptr);
  EXPECT_EQ(child_kind().happening(""), nullptr);
}

}  // namespace
}  // namespace homeward::care
