#include "http/places.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace homeward::http {
namespace {

TEST(Places, OneTakesItsShareAndLeavesTheRestToOthers) {
  Places places(3, 2);
  auto first = places.take("a"), second = places.take("a");
  ASSERT_TRUE(first && second);
  EXPECT_EQ(places.take("a").error(), NoPlace::own_taken);
  auto other = places.take("b");
  ASSERT_TRUE(other);
  EXPECT_EQ(places.take("c").error(), NoPlace::all_taken);
  first->give_back();
  EXPECT_TRUE(places.take("c"));
}

TEST(Places, AreGivenBackOnceHoweverTheyAreMoved) {
  Places places(1, 1);
  {
    auto taken = places.take("a");
    Places::Place moved = std::move(*taken);
    Places::Place assigned;
    assigned = std::move(moved);
    EXPECT_EQ(assigned.who(), "a");
    EXPECT_FALSE(places.take("a"));
  }
  EXPECT_TRUE(places.take("a"));
}

}  // namespace
}  // namespace homeward::http
