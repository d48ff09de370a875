// The community's fake return, whole: every file is read, and what is not is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "returns/testing_test.hpp"

namespace homeward::returns {
namespace {

using ::testing::ElementsAre;
using testing::Files;
using ::testing::HasSubstr;

Files fake_files(bool csv, bool xml) {
  Files files;
  for (const auto& entry :
       std::filesystem::directory_iterator(HOMEWARD_SOURCE_DIR "/tests/data/ssda903-fake")) {
    const std::string extension = entry.path().extension().string();
    if (!(csv && extension == ".csv") && !(xml && extension == ".xml")) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files.emplace_back("fake/" + entry.path().filename().string(),
                       std::string(std::istreambuf_iterator<char>(in), {}));
  }
  return files;
}

Options told_from_dates() {
  Options options;
  options.as_of = testing::day("2026-06-01");
  return options;
}

TEST(FakeReturn, EveryCsvFileIsRead) {
  const Reading reading = testing::read(fake_files(true, false), told_from_dates());
  ASSERT_EQ(reading.returns.size(), 1u);
  const Return& fake = reading.returns[0];
  const std::pair<TableId, std::size_t> expected[] = {
      {TableId::header, 2675}, {TableId::episodes, 5050},      {TableId::reviews, 12582},
      {TableId::uasc, 132},    {TableId::oc2, 2675},           {TableId::oc3, 53},
      {TableId::ad1, 29},      {TableId::placed_adoption, 29}, {TableId::prev_perm, 2675},
      {TableId::missing, 43},  {TableId::sw_episodes, 1},      {TableId::dolo, 1}};
  for (const auto& [table, rows] : expected)
    EXPECT_EQ(fake[table].size(), rows) << fake[table].layout().name;
  EXPECT_EQ(fake[TableId::episodes].cell(1, episodes::home_post), "EG19 7TT");
  EXPECT_EQ(fake[TableId::episodes].row(1), 3);
}

TEST(FakeReturn, ItsYearIsToldByItsDatesAndNotByAFewLaterOnes) {
  const Reading reading = testing::read(fake_files(true, false), told_from_dates());
  EXPECT_EQ(reading.returns.at(0).collection_year, 2018);
  EXPECT_TRUE(reading.returns.at(0).year_inferred);
}

TEST(FakeReturn, WhatWasLeftOutOrIsOddIsTold) {
  const Reading reading = testing::read(fake_files(true, true), told_from_dates());
  EXPECT_THAT(
      testing::lines_of(reading.problems),
      ElementsAre(
          HasSubstr(
              "fake: It was taken as the return for 2017-18: most dates tell that year. 12 of "),
          HasSubstr("fake/DoLo.csv: The DoLo table is part of the return from 2026-27"),
          HasSubstr("fake/fake_903.xml: This XML return lies in one folder with another"),
          HasSubstr("fake/placed_for_adoption_errors.csv: This holds the same table "
                    "(PlacedAdoption) as fake/placed_for_adoption.csv"),
          HasSubstr(
              "fake/sw_episodes.csv: The SWEpisodes table is part of the return from 2023-24")));
}

TEST(FakeReturn, TheXmlIsReadByItself) {
  const Reading reading = testing::read(fake_files(false, true), told_from_dates());
  ASSERT_EQ(reading.returns.size(), 1u);
  EXPECT_THAT(testing::lines_of(reading.problems),
              ElementsAre(HasSubstr("1 of 785 dates tells another year (2018-19)")));
  const Return& fake = reading.returns[0];
  const std::pair<TableId, std::size_t> expected[] = {
      {TableId::header, 253}, {TableId::episodes, 459},      {TableId::reviews, 1206},
      {TableId::uasc, 12},    {TableId::oc2, 253},           {TableId::oc3, 6},
      {TableId::ad1, 3},      {TableId::placed_adoption, 3}, {TableId::prev_perm, 253},
      {TableId::missing, 6}};
  for (const auto& [table, rows] : expected)
    EXPECT_EQ(fake[table].size(), rows) << fake[table].layout().name;
  EXPECT_FALSE(fake[TableId::sw_episodes].present());
}

}  // namespace
}  // namespace homeward::returns
