#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "returns/testing_test.hpp"
#include "returns/zipped_test.hpp"

namespace homeward::returns {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::lines_of;
using testing::read;
using testing::zipped;

const std::string kOneMissing =
    "CHILD,DOB,MISSING,MIS_START,MIS_END\nC1,01/02/2012,M,03/04/2025,\n";
const std::string kOneReview = "CHILD,DOB,REVIEW,REVIEW_CODE\nC1,01/02/2012,03/04/2025,PN1\n";

TEST(Zip, IsReadAsAFolder) {
  const Reading reading =
      read({{"up.zip", zipped({{"b/missing.csv", kOneMissing}, {"b/reviews.csv", kOneReview}})}});
  EXPECT_THAT(lines_of(reading.problems), IsEmpty());
  ASSERT_EQ(reading.returns.size(), 1u);
  EXPECT_EQ(reading.returns[0][TableId::missing].file(), "up.zip/b/missing.csv");
  EXPECT_EQ(reading.returns[0][TableId::reviews].size(), 1u);
}

TEST(Zip, WhatOperatingSystemsAddIsPassedOver) {
  const Reading reading =
      read({{"up.zip", zipped({{"missing.csv", kOneMissing},
                               {"__MACOSX/._missing.csv", std::string("\0\1\2", 3)},
                               {".DS_Store", "x"},
                               {"Thumbs.db", "x"},
                               {"empty/", ""}})}});
  EXPECT_THAT(lines_of(reading.problems), IsEmpty());
  EXPECT_EQ(reading.returns.size(), 1u);
}

TEST(Zip, WhatIsNoReturnInADroppedFolderIsToldAndTheRestIsRead) {
  const std::string docx = zipped({{"[Content_Types].xml", "<x/>"}, {"word/document.xml", "<x/>"}});
  const std::string odt =
      zipped({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", "<x/>"}});
  const char* const document =
      ": This is a document or a picture, not a file of the return. It was left out.";
  const Reading reading = read({{"2026/missing.csv", kOneMissing},
                                {"2026/.DS_Store", std::string("\0\0\0\1Bud1", 8)},
                                {"2026/Thumbs.db", std::string("\xD0\xCF\x11\xE0\0", 5)},
                                {"2026/a photo.png", std::string("\x89PNG\r\n\x1a\n\0\0\xE9", 11)},
                                {"2026/b notes.docx", docx},
                                {"2026/c notes.odt", odt},
                                {"2026/d plan.pdf", "%PDF-1.4\n\xE9"},
                                {"2026/e notes.rtf", "{\\rtf1 Dear all}"},
                                {"2026/f notes.txt", "Dear all,\nwhat an \xE9l\xE8ve\n"},
                                {"old\\desktop.ini", "x"}});
  EXPECT_THAT(lines_of(reading.problems),
              ElementsAre("Hidden files and those that programs keep in folders for themselves "
                          "(.DS_Store, Thumbs.db, desktop.ini) were left out.",
                          "2026/a photo.png" + std::string(document),
                          "2026/b notes.docx" + std::string(document),
                          "2026/c notes.odt" + std::string(document),
                          "2026/d plan.pdf" + std::string(document),
                          "2026/e notes.rtf" + std::string(document),
                          HasSubstr("2026/f notes.txt: This is not a file of the return")));
  ASSERT_EQ(reading.returns.size(), 1u);
  EXPECT_EQ(reading.returns[0][TableId::missing].size(), 1u);
}

TEST(Zip, ABombIsLeftOutAndTheRestIsRead) {
  const std::string bomb = kOneMissing + std::string(64 << 20, ' ');
  const Reading reading =
      read({{"up.zip", zipped({{"a.csv", bomb}, {"reviews.csv", kOneReview}})}});
  EXPECT_THAT(lines_of(reading.problems),
              ElementsAre(HasSubstr("up.zip/a.csv: This file unpacks to far more")));
  EXPECT_EQ(reading.returns.at(0)[TableId::reviews].size(), 1u);
}

// The sizes written in the archive are changed to claim 2 GB, in both places where they stand.
TEST(Zip, AClaimOfTwoGigabytesIsRefusedUnread) {
  std::string bytes = zipped({{"missing.csv", kOneMissing}});
  const auto claim = [&](const char* signature, std::size_t offset) {
    const auto at = bytes.find(std::string(signature, 4));
    ASSERT_NE(at, std::string::npos);
    bytes.replace(at + offset, 4, std::string("\x00\x00\x00\x80", 4));
  };
  claim("PK\1\2", 24);
  claim("PK\3\4", 22);
  const Reading reading = read({{"up.zip", bytes}});
  EXPECT_THAT(lines_of(reading.problems),
              ElementsAre("up.zip/missing.csv: This file unpacks to far more than a return holds "
                          "and was left out. If it is a real return, give its files unpacked."))
      << "said alike to a person who imports and to one who checks";
}

TEST(Zip, EachKindOfTroubleIsToldInOneSentence) {
  const std::string good = zipped({{"missing.csv", kOneMissing}});
  std::string flipped = good;
  flipped[45] = static_cast<char>(flipped[45] ^ 0x55);  // inside the compressed bytes
  testing::Files many;
  for (int i = 0; i < 501; ++i) many.emplace_back(std::to_string(i) + ".csv", "");
  const std::pair<std::string, std::string> cases[] = {
      {good.substr(0, good.size() / 2), "up.zip: This zip file is damaged or cut short"},
      {flipped, "up.zip/missing.csv: This file inside the zip is damaged"},
      {zipped({{"missing.csv", kOneMissing}}, "secret"),
       "up.zip/missing.csv: This file is protected by a password"},
      {zipped({{"inner.zip", good}}), "up.zip/inner.zip: This is a zip file inside a zip file"},
      {zipped({{"[Content_Types].xml", "<x/>"}, {"xl/workbook.xml", "<x/>"}}),
       "up.zip: This is a spreadsheet workbook"},
      {zipped({{"__MACOSX/._header.csv", "x"}, {"Thumbs.db", "x"}}),
       "up.zip: This zip file holds no file that could be read"},
      {zipped(many), "up.zip: This zip file holds more than 500 files"},
  };
  for (const auto& [bytes, line] : cases) {
    const Reading reading = read({{"up.zip", bytes}});
    EXPECT_THAT(lines_of(reading.problems), ElementsAre(HasSubstr(line)));
    EXPECT_THAT(reading.returns, IsEmpty());
  }
}

TEST(Zip, AllTogetherStaysWithinTheBudget) {
  std::string missing = kOneMissing, reviews = kOneReview;
  for (int i = 0; i < 1000; ++i) {
    missing += "C1,01/02/2012,M,03/04/2025,\n";
    reviews += "C1,01/02/2012,03/04/2025,PN1\n";
  }
  Options options = testing::options_for(2026);
  options.limits.total_bytes = missing.size() + 1000;
  const Reading reading =
      read({{"up.zip", zipped({{"missing.csv", missing}, {"reviews.csv", reviews}})}}, options);
  EXPECT_THAT(lines_of(reading.problems),
              ElementsAre(HasSubstr("up.zip/reviews.csv: This file unpacks to far more")));
  EXPECT_EQ(reading.returns.at(0)[TableId::missing].size(), 1001u);
}

}  // namespace
}  // namespace homeward::returns
