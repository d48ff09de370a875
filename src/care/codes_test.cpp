#include "care/codes.hpp"

#include <gtest/gtest.h>

namespace homeward::care {
namespace {

TEST(Words, OfTheCodesPeopleSee) {
  EXPECT_EQ(legal_status_words("C2"), "Full care order");
  EXPECT_EQ(legal_status_words("E1"), "Placement order");
  EXPECT_EQ(legal_status_words("V2"), "Accommodated by agreement (section 20)");
  EXPECT_EQ(placement_type_words("U4"), "Fostered by other carer, long term");
  EXPECT_EQ(placement_type_words("K3"), "Supported accommodation");
  EXPECT_EQ(provider_words("PR1"), "Own local authority");
  EXPECT_EQ(reason_ended_words("E4B"), "Returned home, unplanned");
  EXPECT_EQ(placement_change_words("CREQB"), "Carer asked because of the child's behaviour");
  EXPECT_EQ(category_of_need_words("N1"), "Abuse or neglect");
  EXPECT_EQ(participation_words("PN1"), "Came and spoke");
  EXPECT_EQ(ethnicity_words("WROM"), "Gypsy or Roma");
  EXPECT_EQ(worker_change_words("LEFTRL"), "Previous worker left");
}

TEST(Words, AreNotMadeUpForACodeNobodyKnows) {
  EXPECT_FALSE(legal_status_words("Q9"));
  EXPECT_FALSE(legal_status_words(Code{}));
  // Z11 to Z14 exist, but what they mean is not confirmed.
  EXPECT_FALSE(placement_type_words("Z12"));
  EXPECT_FALSE(reason_ended_words("E99"));
}

TEST(Groups, HoldExactlyTheirCodes) {
  struct Row {
    Code place;
    const char* groups;
  };
  const Row rows[] = {
      {"A3", "adoption"},
      {"A4", "adoption"},
      {"A5", "adoption"},
      {"A6", "adoption"},
      {"A1", ""},
      {"T0", "temporary"},
      {"T4", "temporary"},
      {"U1", "foster relative long"},
      {"U2", "foster relative early"},
      {"U3", "foster relative"},
      {"U4", "foster long"},
      {"U5", "foster early"},
      {"U6", "foster"},
      {"P1", "parents"},
      {"P2", ""},
      {"K2", "residential"},
      {"R3", "residential"},
      {"S1", "residential"},
      {"K3", ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    std::string groups;
    const auto add = [&](bool in, const char* name) {
      if (in) groups += (groups.empty() ? "" : " ") + std::string(name);
    };
    add(is_placed_for_adoption(row.place), "adoption");
    add(is_temporary(row.place), "temporary");
    add(is_foster(row.place), "foster");
    add(is_connected_person(row.place), "relative");
    add(is_long_term_foster(row.place), "long");
    add(is_early_permanence(row.place), "early");
    add(is_with_parents(row.place), "parents");
    add(is_residential(row.place), "residential");
    EXPECT_EQ(groups, row.groups) << row.place.text();
  }
}

TEST(Groups, OfEndingsAndMoves) {
  EXPECT_FALSE(ends_care("X1"));
  EXPECT_FALSE(ends_care(Code{}));
  EXPECT_TRUE(ends_care("E8"));
  for (const Code rne : {Code("S"), Code("P"), Code("B")}) EXPECT_TRUE(changes_carer(rne));
  for (const Code rne : {Code("T"), Code("U"), Code("L")}) EXPECT_FALSE(changes_carer(rne));
  for (const Code reason : {Code("CARPL"), Code("CLOSE"), Code("PLACE"), Code("CUSTOD")})
    EXPECT_TRUE(is_planned_move(reason)) << reason.text();
  for (const Code reason : {Code("CREQB"), Code("ALLEG"), Code("STAND"), Code("OTHER"), Code{}})
    EXPECT_FALSE(is_planned_move(reason)) << reason.text();
}

}  // namespace
}  // namespace homeward::care
