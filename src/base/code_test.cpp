#include "base/code.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace homeward {
namespace {

TEST(Code, IsReadForgivinglyAndWrittenStrictly) {
  struct Row {
    const char* text;
    const char* code;  // nullptr = not a code
  };
  const Row rows[] = {
      {"C2", "C2"},
      {" c2 ", "C2"},
      {"carpl", "CARPL"},
      {"XXXXXXX", "XXXXXXX"},
      {"SC123456", "SC123456"},
      {"", ""},
      {"   ", ""},
      {"SC1234567", nullptr},
      {"C 2", nullptr},
      {"C\t2", nullptr},
      {"C\xc3\xa9", nullptr},
      {"0", "0"},
  };
  for (const Row& row : rows) {
    const auto code = Code::parse(row.text);
    ASSERT_EQ(code.has_value(), row.code != nullptr) << row.text;
    EXPECT_EQ(code ? code->text() : "", row.code ? row.code : "") << row.text;
  }
}

TEST(Code, ComparesAsTextDoes) {
  EXPECT_EQ(Code::parse("e4a"), Code("E4A"));
  EXPECT_NE(Code("E4"), Code("E4A"));
  EXPECT_LT(Code("E4"), Code("E4A"));
  EXPECT_LT(Code("C2"), Code("E1"));
  EXPECT_TRUE(Code("U4").starts_with("U"));
  EXPECT_FALSE(Code("U4").starts_with("U44"));
  EXPECT_EQ(Code("U4").front(), 'U');
  EXPECT_TRUE(Code().blank());
}

TEST(Code, AnyShortPrintableTextComesBackUpperCased) {
  EXPECT_TRUE(rc::check("parse then text", [] {
    const auto text =
        *rc::gen::resize(8, rc::gen::container<std::string>(rc::gen::inRange('0', '[')));
    RC_PRE(text.size() <= 8);
    const auto code = Code::parse(text);
    RC_ASSERT(code.has_value());
    RC_ASSERT(code->text() == text);
  }));
}

}  // namespace
}  // namespace homeward
