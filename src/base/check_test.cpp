#include "base/check.hpp"

#include <gtest/gtest.h>

namespace homeward {
namespace {

#ifdef HOMEWARD_UNCHECKED
TEST(Check, IsNotEvaluatedInARelease) {
  int evaluated = 0;
  HOMEWARD_CHECK(++evaluated == 0);
  EXPECT_EQ(evaluated, 0);
}
#else
TEST(CheckDeathTest, EndsTheProgramAndNamesTheConditionThatDoesNotHold) {
  const int rows = 3;
  HOMEWARD_CHECK(rows == 3);
  EXPECT_DEATH(HOMEWARD_CHECK(rows == 2), "rows == 2");
}
#endif

}  // namespace
}  // namespace homeward
