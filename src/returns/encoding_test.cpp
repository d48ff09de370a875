#include "returns/encoding.hpp"

#include <gtest/gtest.h>

namespace homeward::returns {
namespace {

using namespace std::string_literals;

TEST(Encoding, WhatIsDeclaredOrMarkedIsHonoured) {
  struct Row {
    std::string bytes;
    const char* declared;
    const char* text;
  };
  const Row rows[] = {
      {"Jos\xE9 \x80", "windows-1252", "José €"},
      {"Jos\xE9 \x80", "Windows-1252", "José €"},
      {"Jos\xE9", "ISO-8859-1", "José"},
      {"Jos\xE9", "latin1", "José"},
      {"\xA4 \xBD", "ISO-8859-15", "€ œ"},
      {"\xA3\xF3"
       "d\xBC",
       "iso-8859-2", "Łódź"},
      {"\xA3\xF3"
       "d\x9F",
       "windows-1250", "Łódź"},
      {"Jos\x82", "IBM850", "José"},
      {"Jos\x8E", "macintosh", "José"},
      {"José", "utf-8", "José"},
      {"José", "UTF8", "José"},
      {"\xEF\xBB\xBFJosé", "windows-1252", "José"},  // the mark decides
      {"plain", "UTF-16", "plain"},                  // says what it is not
      {"\xFF\xFEJ\0\xE9\0"s, "UTF-16", "Jé"},
      {"\xFE\xFF\0J\0\xE9"s, "UTF-16", "Jé"},
      {"\xFF\xFEJ\0\xE9\0"s, "", "Jé"},
      {"J\0o\0s\0\xE9\0"s, "", "José"},  // without a mark
      {"\0J\0o\0s\0\xE9"s, "UTF-16", "José"},
      {"\xFF\xFE\x3D\xD8\x00\xDE"s, "", "😀"},
      {"J\0\0\0\xE9\0\0\0"s, "", "Jé"},
      {"\xEF\xBB\xBF", "", ""},
      {"", "", ""},
      {"a\r\n\x1A", "", "a\r\n"},
      {"a\x1A\x1A\r\n", "", "a"},
      {"a\x1A\0\0"s, "", "a"},
      {"a\x1A"
       "b",
       "",
       "a\x1A"
       "b"},  // not at the end
  };
  for (const Row& row : rows) {
    const auto decoded = decode(row.bytes, row.declared);
    ASSERT_TRUE(decoded) << row.text;
    EXPECT_EQ(decoded->text, row.text) << row.declared;
    EXPECT_EQ(decoded->assumed, "") << row.text;
    EXPECT_FALSE(decoded->unreadable) << row.text;
  }
}

TEST(Encoding, WhatIsNoUtf8IsReadAsWindowsWritesIt) {
  for (const char* declared : {"", "utf-8", "us-ascii"}) {
    const auto decoded = decode("Zo\xEB of A\xC3\xA9", declared);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->text, "Zoë of Aé");
    EXPECT_EQ(decoded->assumed, "Windows-1252");
    EXPECT_EQ(decoded->first_assumed, 2u);
  }
}

TEST(Encoding, WhatIsUtf8ThroughoutIsThatWhateverItDeclares) {
  for (const char* declared : {"windows-1252", "iso-8859-1", "macintosh"}) {
    const auto decoded = decode("<a>Zo\xC3\xAB\xC2\xA0</a>", declared);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->text, "<a>Zoë </a>") << declared;
    EXPECT_EQ(decoded->assumed, "UTF-8");
    EXPECT_EQ(decoded->first_assumed, 5u);
  }
  EXPECT_EQ(decode("<a>Zoe</a>", "windows-1252")->assumed, "");
}

TEST(Encoding, WhatStandsForNothingIsMarked) {
  const std::pair<std::string, const char*> rows[] = {{"a\x81"
                                                       "b",
                                                       "windows-1252"},
                                                      {"a\xFF\x81", ""},
                                                      {"\xFF\xFE\0\xD8"s, ""},
                                                      {"\xFF\xFE"
                                                       "a\0b"s,
                                                       ""}};
  for (const auto& [bytes, declared] : rows) {
    const auto decoded = decode(bytes, declared);
    ASSERT_TRUE(decoded);
    EXPECT_TRUE(decoded->unreadable);
    EXPECT_NE(decoded->text.find(kUnreadable), std::string::npos);
  }
  EXPECT_FALSE(decode("a", "klingon-7"));
}

TEST(Encoding, IsDeclaredInTheFirstLineOfXml) {
  const std::pair<std::string, const char*> rows[] = {
      {"<?xml version=\"1.0\" encoding=\"windows-1252\"?><a/>", "windows-1252"},
      {"<?xml version='1.0' encoding = 'UTF-8' standalone='yes' ?>", "UTF-8"},
      {"<?xml version=\"1.0\"?><a encoding=\"x\"/>", ""},
      {"<a/>", ""},
      {"<?xml encoding=", ""},
      {"<?xml encoding=\"", ""},
      {"<\0?\0x\0m\0l\0 \0e\0n\0c\0o\0d\0i\0n\0g\0=\0'\0U\0'\0?\0>\0"s, "U"},
  };
  for (const auto& [xml, declared] : rows) EXPECT_EQ(declared_encoding(xml), declared) << xml;
}

}  // namespace
}  // namespace homeward::returns
