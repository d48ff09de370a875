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
  for (const Row& row : rows) {
    EXPECT_EQ(valid_utf8(row.bytes), row.valid) << row.what;
    EXPECT_EQ(valid_utf8("eight plain bytes and " + row.bytes), row.valid) << row.what;
    EXPECT_EQ(valid_utf8(row.bytes + " and plain ones behind"), row.valid) << row.what;
  }
}

TEST(Text, CountsCharactersNotBytes) {
  EXPECT_EQ(characters(""), 0u);
  EXPECT_EQ(characters("Zoe"), 3u);
  EXPECT_EQ(characters("Zo\xc3\xab"), 3u);
  EXPECT_EQ(characters("\xe2\x80\x99\xf0\x9f\x98\x80"), 2u) << "a curly apostrophe, a face";
}

TEST(Text, WhatXmlForbidsNeverReachesAnOutput) {
  const std::pair<std::string, const char*> cases[] = {
      {"Zo\xc3\xab\t\r\n", "Zo\xc3\xab\t\r\n"},
      {"a\x01"
       "b\x1f",
       "a\ufffd"
       "b\ufffd"},
      {std::string("\0", 1), "\ufffd"},
      {"Zo\xeb", "Zo\ufffd"},
      {"\xe2\x82", "\ufffd"},
      {"\xef\xbf\xbe\xef\xbf\xbf!", "\ufffd\ufffd!"},
      {"\xed\xa0\x80x", "\ufffdx"},
      {"😀", "😀"},
      {"", ""},
  };
  for (const auto& [text, fit] : cases) EXPECT_EQ(fit_for_xml(text), fit);
  EXPECT_EQ(shown_name("a\nb\x7f\xeb"), "a_b_\ufffd");
  std::string long_name(299, 'x');
  EXPECT_EQ(shown_name(long_name + "ëy"), long_name) << "no half of a letter";
  EXPECT_EQ(shown_name(long_name + "y"), long_name + "y");
}

TEST(Text, NumbersAndPluralsAsOnOurPages) {
  EXPECT_EQ(thousands(0), "0");
  EXPECT_EQ(thousands(999), "999");
  EXPECT_EQ(thousands(1000), "1,000");
  EXPECT_EQ(thousands(1234567), "1,234,567");
  EXPECT_EQ(thousands(-1234), "-1,234");
  EXPECT_EQ(plural(1, "day"), "1 day");
  EXPECT_EQ(plural(0, "day"), "0 days");
  EXPECT_EQ(plural(1500, "day"), "1,500 days");
  EXPECT_EQ(plural(2, "child", "children"), "2 children");
}

TEST(Text, WhatCannotBeSeenIsTrimmedAtBothEnds) {
  const char* blanks[] = {" ",      "\t",     "\r\n",         "\x1a",           "\u0085",
                          "\u00a0", "\u00ad", "\u1680",       "\u2000",         "\u2003",
                          "\u2007", "\u2009", "\u200a",       "\u200b",         "\u200d",
                          "\u200e", "\u2028", "\u202f",       "\u205f",         "\u2060",
                          "\u3000", "\ufeff", "\ufeff\ufeff", "\u00a0 \u200b\t"};
  for (const std::string blank : blanks) {
    EXPECT_EQ(trim(blank + "9 01" + blank), "9 01") << blank.size();
    EXPECT_EQ(trim(blank), "") << blank.size();
  }
  const char* kept[] = {"é",    "–",    "€",        "\ufffd",   "😀",          "ÿ",
                        "\xa0", "\xc2", "\xe2\x80", "\xc0\xa0", "\xe0\x82\xa0"};
  for (const std::string text : kept) EXPECT_EQ(trim(text), text) << text;
}

TEST(Text, WhatLooksLikeAPlainSpaceIsOneAndWhatShowsNothingIsGone) {
  struct Row {
    const char* text;
    const char* plain;
  };
  const Row rows[] = {
      {"900201", "900201"},
      {"900\xE2\x80\x8B"
       "201",
       "900201"},
      {"900\xC2\xAD"
       "201",
       "900201"},
      {"900\xE2\x81\xA0"
       "2\xEF\xBB\xBF"
       "01",
       "900201"},
      {"ME9\xC2\xA0"
       "0AP",
       "ME9 0AP"},
      {"ME9\xE2\x80\xAF"
       "0AP\xE2\x80\x87",
       "ME9 0AP "},
      {"Zo\xC3\xAB O\xE2\x80\x99"
       "Brien",
       "Zo\xC3\xAB O\xE2\x80\x99"
       "Brien"},
      {"cut \xC2", "cut \xC2"},
  };
  for (const Row& row : rows) {
    std::string text = row.text;
    const bool changed = text::plain_blanks(text);
    EXPECT_EQ(text, row.plain);
    EXPECT_EQ(changed, text != row.text) << row.text;
  }
  std::string later =
      "\xC2\xA0"
      "a\xC2\xA0";
  EXPECT_TRUE(text::plain_blanks(later, 2));
  EXPECT_EQ(later,
            "\xC2\xA0"
            "a ");
}

TEST(Text, TheGuardAgainstASpreadsheetComesOffACell) {
  const std::pair<const char*, const char*> cells[] = {
      {"=\"0009401\"", "0009401"},
      {"'0009402", "0009402"},
      {" =\" 0009401\u00a0\" ", "0009401"},
      {"'=\"0009401\"", "0009401"},
      {"'0009402'", "0009402"},
      {"=\"\"", ""},
      {"'", ""},
      {"''", ""},
      {"\t0009403", "0009403"},
      {"=", "="},
      {"=\"", "=\""},
      {"=A1", "=A1"},
      {"=0009404", "0009404"},
      {"=T(\"0009405\")", "0009405"},
      {"=T(\"0009405\"", "=T(\"0009405\""},
      {"\u20180009406", "0009406"},
      {"\u20190009407", "0009407"},
      {"\u20180009408\u2019", "0009408"},
      {"=\"\"0009409\"\"", "0009409"},
      {"\"\"\"0009410\"\"\"", "0009410"},
      {"= \"0009411\"", "0009411"},
      {"= 0009412 ", "0009412"},
      {"=T( \"\"0009413\"\" )", "0009413"},
      {"'=\" '0009414\"", "0009414"},
      {"=T(A1)", "=T(A1)"},
      {"\"A\" 1", "\"A\" 1"},
      {"O'NEILL", "O'NEILL"},
      {"", ""},
  };
  for (const auto& [cell, plain] : cells) EXPECT_EQ(plain_cell(cell), plain) << cell;
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
