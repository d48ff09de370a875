#include "service/check_settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>

namespace homeward::service {
namespace {

using returns::Severity;
using testing::HasSubstr;

std::string settings_complaint(const std::string& text) {
  const auto read = read_check_settings(text);
  return read ? "no complaint" : read.error().sentence;
}

TEST(ShippedCheckSettings, TellWhichRulesAreQueries) {
  const auto settings = load_check_settings(HOMEWARD_SOURCE_DIR "/config");
  ASSERT_TRUE(settings) << settings.error().sentence;
  EXPECT_EQ(settings->keep_files_days, 30);
  EXPECT_LT(settings->most_upload_bytes, 200u << 20) << "200 MB is refused";
  std::set<std::string> confirmed, all;
  for (const auto& [rule, grade] : settings->grades) {
    EXPECT_EQ(grade.severity, Severity::query) << rule;
    all.insert(rule);
    if (grade.confirmed) confirmed.insert(rule);
  }
  EXPECT_EQ(all, (std::set<std::string>{"1001", "1002", "186", "197B", "205D", "207", "231", "232",
                                        "454", "582", "630", "709", "SW10STG2", "SW11aSTG2"}));
  EXPECT_EQ(confirmed, (std::set<std::string>{"231", "454"}))
      << "only these two are named in a source";
}

TEST(ShippedCheckSettings, NameOnlyRulesThatThereAre) {
  const auto settings = load_check_settings(HOMEWARD_SOURCE_DIR "/config");
  ASSERT_TRUE(settings);
  std::ifstream in(HOMEWARD_SOURCE_DIR "/tests/data/ssda903-rules.csv");
  std::set<std::string, std::less<>> codes;
  for (std::string line; std::getline(in, line);) codes.insert(line.substr(0, line.find(',')));
  for (const auto& [rule, grade] : settings->grades) EXPECT_TRUE(codes.contains(rule)) << rule;
}

TEST(CheckSettings, WhatIsNotSaidStaysAsItIs) {
  const auto settings = read_check_settings("");
  ASSERT_TRUE(settings);
  EXPECT_TRUE(settings->grades.empty());
  EXPECT_EQ(settings->keep_files_days, 30);
}

TEST(CheckSettings, NamesEachMistake) {
  struct Row {
    const char* text;
    const char* sentence;
  };
  const Row rows[] = {
      {"keep_files_days = -1", "check.toml, keep_files_days: must be a whole number"},
      {"most_upload_bytes = \"much\"", "check.toml, most_upload_bytes: must be a whole number"},
      {"keep_days = 3", "check.toml, keep_days: is not a key that is known here."},
      {"[[query]]\nrule = \"1\"\nstanding = \"sure\"\nbecause = \"x\"",
       "query number 1, standing: \"sure\" is not one of confirmed, unconfirmed."},
      {"[[query]]\nrule = \"1\"\nstanding = \"unconfirmed\"",
       "query number 1, because: is missing."},
      {"[[query]]\nrule = \"1\"\nstanding = \"confirmed\"\nbecause = \"x\"",
       "query number 1, source: is missing"},
      {"[[query]]\nrule = \"1\"\nstanding = \"unconfirmed\"\nbecause = \"x\"\n"
       "[[query]]\nrule = \"1\"\nstanding = \"unconfirmed\"\nbecause = \"x\"",
       "query number 2, rule: stands twice."},
      {"query = 3", "check.toml, query: must be written as [[query]] tables."},
      {"=", "check.toml, line 1: is not TOML"},
  };
  for (const Row& row : rows)
    EXPECT_THAT(settings_complaint(row.text), HasSubstr(row.sentence)) << row.text;
}

TEST(CheckSettings, AFolderWithoutThemIsToldApartFromAMistake) {
  const auto settings = load_check_settings(HOMEWARD_SOURCE_DIR "/src");
  ASSERT_FALSE(settings);
  EXPECT_EQ(settings.error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace homeward::service
