#include "base/fold.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace homeward::text {
namespace {

// "\u00a0" -> the character; the table is read by the pages' tests too.
std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.compare(at, 2, "\\u") != 0) {
      out += text[at];
      continue;
    }
    const auto c = static_cast<unsigned>(std::stoul(text.substr(at + 2, 4), nullptr, 16));
    if (c < 0x800) {
      out += static_cast<char>(0xC0 | (c >> 6));
    } else {
      out += static_cast<char>(0xE0 | (c >> 12));
      out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    }
    out += static_cast<char>(0x80 | (c & 0x3F));
    at += 5;
  }
  return out;
}

TEST(Fold, FindsANameHoweverItIsTyped) {
  std::ifstream table(HOMEWARD_SOURCE_DIR "/tests/data/folding.txt");
  ASSERT_TRUE(table);
  int cases = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with('#')) continue;
    const auto bar = line.find('|');
    ASSERT_NE(bar, std::string::npos) << line;
    EXPECT_EQ(fold(unescaped(line.substr(0, bar))), line.substr(bar + 1)) << line;
    ++cases;
  }
  EXPECT_GT(cases, 30);
}

TEST(Fold, KeepsBytesThatAreNotUtf8) {
  for (const std::string text : {"a\xff\x62", "\xc3", "x\xe2\x80"}) EXPECT_EQ(fold(text), text);
}

TEST(Fold, FoldingTwiceChangesNothing) {
  for (const std::string text : {"O’Brien, ZOË-Mae", "Đặng", "Straße", "ς"})
    EXPECT_EQ(fold(fold(text)), fold(text));
}

TEST(SameName, IsOneNameForAllWaysOfTypingIt) {
  const std::vector<std::vector<std::string>> alike = {
      {"j.o'brien", "j.o’brien", "J.O\u02bcBrien ", "\u00a0j.o‘brien"},
      {"anna-lee", "anna\u2010lee", "ANNA–LEE", "anna\u2212lee", "an\u00adna-lee"},
      {"zoë", "ZOË", "zoe\u0308", " Zoe\u0308 "},
      {"đặng", "đa\u0306\u0323ng", "đa\u0323\u0306ng", "Đ\u1ea1\u0306ng"},
      {"two words", "two  words", "Two\u00a0Words"},
      {"", " ", "\u00a0\ufeff"},
  };
  for (const auto& names : alike)
    for (const auto& name : names) EXPECT_EQ(same_name(name), same_name(names[0])) << name;
}

TEST(SameName, KeepsApartWhatIsAnotherName) {
  const char* others[][2] = {{"zoe", "zoë"},           {"obrien", "o'brien"},
                             {"j.smith", "j smith"},   {"anna-lee", "annalee"},
                             {"a.jones1", "a.jones2"}, {"ø", "o"}};
  for (const auto& pair : others) EXPECT_NE(same_name(pair[0]), same_name(pair[1])) << pair[0];
}

}  // namespace
}  // namespace homeward::text
