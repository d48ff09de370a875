#include "base/text.hpp"

#include <gtest/gtest.h>

namespace homeward::text {
namespace {

TEST(Text, KnowsGoodUtf8FromBad) {
  struct Row {
    std::string bytes;
    bool valid;
    const char* what;
  };
  const Row rows[] = {
      {"", true, "nothing"},
      {"plain", true, "ASCII"},
      {"Zo\xc3\xab", true, "two bytes"},
      {"\xe2\x82\xac", true, "three bytes"},
      {"\xf0\x9f\x98\x80", true, "four bytes"},
      {"\xf4\x8f\xbf\xbf", true, "the last code point"},
      {"\xc3", false, "cut off"},
      {"Zo\xeb", false, "Latin-1"},
      {"\x80", false, "a continuation alone"},
      {"\xc0\xaf", false, "overlong, two bytes"},
      {"\xe0\x80\xaf", false, "overlong, three bytes"},
      {"\xf0\x80\x80\xaf", false, "overlong, four bytes"},
      {"\xed\xa0\x80", false, "a surrogate"},
      {"\xf4\x90\x80\x80", false, "past the last code point"},
      {"\xe2\x82\x41", false, "a letter where a continuation must be"},
      {"\xff\xfe", false, "UTF-16 mark"},
  };
  for (const Row& row : rows) EXPECT_EQ(valid_utf8(row.bytes), row.valid) << row.what;
}

TEST(Text, NumbersAndPluralsAsOnOurPages) {
  EXPECT_EQ(thousands(0), "0");
  EXPECT_EQ(thousands(999), "999");
  EXPECT_EQ(thousands(1000), "1\u2009000");
  EXPECT_EQ(thousands(1234567), "1\u2009234\u2009567");
  EXPECT_EQ(thousands(-1234), "-1\u2009234");
  EXPECT_EQ(plural(1, "day"), "1 day");
  EXPECT_EQ(plural(0, "day"), "0 days");
  EXPECT_EQ(plural(1500, "day"), "1\u2009500 days");
  EXPECT_EQ(plural(2, "child", "children"), "2 children");
}

TEST(Text, TrimsSplitsAndJoins) {
  EXPECT_EQ(trim("\t a b \r\n"), "a b");
  EXPECT_EQ(trim(std::string_view("\0x\0", 3)), "x");
  EXPECT_EQ(trim("   "), "");
  EXPECT_EQ(split("a,,b", ',').size(), 3u);
  EXPECT_EQ(split("", ',').size(), 1u);
  EXPECT_EQ(join({"a", "b", "c"}, ", "), "a, b, c");
  EXPECT_EQ(join({}, ", "), "");
  EXPECT_EQ(upper("c2 \xc3\xa9"), "C2 \xc3\xa9");
  EXPECT_EQ(lower("Ann@EXAMPLE.org"), "ann@example.org");
}

}  // namespace
}  // namespace homeward::text
