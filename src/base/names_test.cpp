#include "base/names.hpp"

#include <gtest/gtest.h>

namespace homeward {
namespace {

enum class Fruit { apple, dark_cherry, pear };
constexpr auto names_of(Fruit) {
  return named<Fruit>("apple", "dark-cherry", "pear");
}

TEST(Names, GoToTextAndBack) {
  for (const Fruit fruit : {Fruit::apple, Fruit::dark_cherry, Fruit::pear})
    EXPECT_EQ(parse_name<Fruit>(to_text(fruit)), fruit);
  EXPECT_EQ(to_text(Fruit::dark_cherry), "dark-cherry");
}

TEST(Names, AnotherTextIsNoValue) {
  EXPECT_EQ(parse_name<Fruit>("dark_cherry"), std::nullopt);
  EXPECT_EQ(parse_name<Fruit>("Apple"), std::nullopt);
  EXPECT_EQ(parse_name<Fruit>(""), std::nullopt);
}

// What the count of names is held to.
TEST(Names, KnowWhichValuesHaveAnEnumerator) {
  static_assert(detail::has_enumerator<Fruit::pear>());
  static_assert(!detail::has_enumerator<static_cast<Fruit>(3)>());
}

}  // namespace
}  // namespace homeward
