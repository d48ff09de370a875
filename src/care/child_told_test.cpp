#include "care/child_told.hpp"

#include <gtest/gtest.h>

#include "care/testing.hpp"

namespace homeward::care {
namespace {

using testing::day;

ChildRecord record_of(const char* story) {
  return testing::record(testing::parse_stories(story).at(0));
}

TEST(ChildTold, TellsTheHomeTheMovesAndTheShareOfLife) {
  const auto record = record_of(R"(
born 2025-01-01
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2025-07-02 | S   | V2 | U6    | 2025-09-01 | X1  | CREQB  |
| 2025-09-01 | P   | V2 | U6    | 2025-12-01 | X1  | CARPL  |
| 2025-12-01 | P   | C2 | K2    | -          | -   | -      |
)");
  const ChildTold told = tell(record, day("2026-01-01"));
  EXPECT_TRUE(told.in_course());
  EXPECT_EQ(told.moves_12_months(), 2);
  EXPECT_EQ(told.legal_status, Code("C2"));
  EXPECT_EQ(told.placement_type, Code("K2"));
  ASSERT_EQ(told.homes.size(), 3u);
  EXPECT_EQ(told.homes.back().code, Code("K2"));
  EXPECT_EQ(share_of_life_percent(told, 183), 50);
  EXPECT_EQ(share_of_life_percent(told, std::nullopt), std::nullopt);
  EXPECT_EQ(share_of_life_percent(told, 366), std::nullopt) << "more than the life";
}

TEST(ChildTold, TellsNothingThatComesLater) {
  const auto record = record_of(R"(
born 2025-01-01
episodes
| start      | rne | ls | place | end        | rec |
| 2025-07-02 | S   | V2 | U6    | 2025-09-01 | X1  |
| 2025-09-01 | P   | C2 | K2    | 2025-12-01 | E4A |
)");
  const ChildTold told = tell(record, day("2025-08-01"));
  EXPECT_TRUE(told.in_course());
  EXPECT_EQ(told.legal_status, Code("V2"));
  ASSERT_EQ(told.homes.size(), 1u);
  EXPECT_FALSE(told.homes[0].ended_on);

  const ChildTold before = tell(record, day("2025-07-01"));
  EXPECT_FALSE(before.present());
  EXPECT_TRUE(before.legal_status.blank());
  EXPECT_EQ(before.age()->months, 6);
  EXPECT_FALSE(tell(record, day("2024-12-31")).age()) << "not born yet";
}

}  // namespace
}  // namespace homeward::care
