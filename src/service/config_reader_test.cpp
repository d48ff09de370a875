#include "service/config_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace homeward::service {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string shipped(const std::string& name) {
  std::ifstream file(std::string(HOMEWARD_SOURCE_DIR) + "/config/" + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

ConfigTexts shipped_config() {
  ConfigTexts texts;
  for (const char* name : {"roles.toml", "milestones.toml", "timescales.toml", "stages.toml",
                           "plans.toml", "trackers/joint.toml"})
    texts[name] = shipped(name);
  return texts;
}

// The sentence that comes of replacing one file.
std::string complaint(const std::string& name, const std::string& text) {
  ConfigTexts texts = shipped_config();
  texts[name] = text;
  const auto config = read_config(texts);
  return config ? "no complaint" : config.error().sentence;
}

std::string with(std::string text, const std::string& old, const std::string& better) {
  const auto at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), better);
}

TEST(ShippedConfig, IsRight) {
  const auto config = read_config(shipped_config());
  ASSERT_TRUE(config) << config.error().sentence;
  EXPECT_GE(config->timescales.size(), 40u);
  ASSERT_NE(config->tracker("joint"), nullptr);
  for (const auto& timescale : config->timescales) {
    EXPECT_GE(timescale.from.index, 0) << timescale.id << " is not linked";
    EXPECT_GE(timescale.to.index, 0) << timescale.id << " is not linked";
  }
}

TEST(ShippedConfig, ExplainsEveryMilestoneInOneSentence) {
  const auto config = read_config(shipped_config());
  ASSERT_TRUE(config);
  for (const auto& milestone : config->milestones) {
    EXPECT_THAT(milestone.explanation, testing::EndsWith(".")) << milestone.id;
    EXPECT_FALSE(milestone.who_can_fill.empty()) << milestone.id;
    EXPECT_FALSE(milestone.done.empty()) << milestone.id;
    EXPECT_FALSE(milestone.when.empty()) << milestone.id;
  }
}

// The groups of every match of `pattern` in `text`.
std::vector<std::string> matches(const std::string& text, const char* pattern) {
  const std::regex regex(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at)
    found.push_back((*at)[1]);
  return found;
}

TEST(ShippedConfig, SaysByNameWhoCanFillInAMilestone) {
  const auto config = read_config(shipped_config());
  ASSERT_TRUE(config) << config.error().sentence;
  EXPECT_EQ(config->milestone("review")->who_in_words, "Reviewing officer");
  EXPECT_EQ(config->milestone("became_looked_after")->who_in_words, "Social worker");
  EXPECT_NE(config->role(journey::kSocialWorkerRole), nullptr);
  for (const auto& milestone : config->milestones)
    EXPECT_FALSE(milestone.who_in_words.empty()) << milestone.id;
}

TEST(ShippedConfig, EverySourceItNamesIsToldInFullInDocsSources) {
  namespace fs = std::filesystem;
  const auto tags = matches(shipped("../docs/sources.md"), "\\n\\| `([^`]+)` \\|");
  const std::set<std::string> told(tags.begin(), tags.end());
  EXPECT_EQ(told.size(), tags.size()) << "a tag stands twice";
  std::set<std::string> named;
  const fs::path folder = fs::path(HOMEWARD_SOURCE_DIR) / "config";
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".toml") continue;
    const std::string file = fs::relative(entry.path(), folder).string();
    for (const auto& list : matches(shipped(file), "\\bsource *= *\"([^\"]*)\""))
      for (const auto& tag : matches(list, " *([^,]+)")) {
        EXPECT_TRUE(told.contains(tag)) << file << " names the source “" << tag << "”";
        named.insert(tag);
      }
  }
  EXPECT_GE(named.size(), 20u) << "nothing was compared";
}

TEST(ShippedConfig, NoUnconfirmedRuleIsCountedOnTheJointTracker) {
  const auto config = read_config(shipped_config());
  ASSERT_TRUE(config);
  for (const auto& id : config->tracker("joint")->clocks) {
    const auto& timescale = *config->timescale(id);
    if (id == "panel-to-decision-adoption") continue;  // the same 7 days, confirmed for fostering
    EXPECT_NE(timescale.standing, journey::Standing::unconfirmed) << id;
    EXPECT_TRUE(config->milestone(timescale.to.type)->collected) << id;
  }
}

TEST(ShippedConfig, KeepsTheLimitsOfTheLaw) {
  const auto config = read_config(shipped_config());
  ASSERT_TRUE(config);
  struct Row {
    const char* timescale;
    const char* limit;
    const char* law;
  };
  const Row rows[] = {
      {"first-planning-meeting", "10 working days", ""},
      {"next-planning-meeting", "6 weeks", ""},
      {"first-review", "20 working days", "reg 33(1)"},
      {"second-review", "3 months", "reg 33(2)"},
      {"later-review", "6 months", "reg 33(2)"},
      {"care-plan", "10 working days", "reg 4(2)"},
      {"placement-plan", "5 working days", "reg 9(2)"},
      {"visit-after-placement", "1 week", "reg 28"},
      {"visit-first-year", "6 weeks", "reg 28"},
      {"temporary-approval", "16 weeks", "reg 24"},
      {"temporary-approval-extension", "24 weeks", "reg 25"},
      {"care-proceedings", "26 weeks", "s32(1)(a)"},
      {"order-to-match", "121 days", "A2"},
      {"care-to-adoptive-home", "426 days", "A1"},
      {"pathway-assessment", "3 months", "reg 42(1)"},
  };
  for (const Row& row : rows) {
    const auto* timescale = config->timescale(row.timescale);
    ASSERT_NE(timescale, nullptr) << row.timescale;
    EXPECT_EQ(timescale->limit.words(), row.limit) << row.timescale;
    EXPECT_THAT(timescale->law, HasSubstr(row.law)) << row.timescale;
  }
}

TEST(ShippedBankHolidays, AreTheDaysObserved) {
  const auto calendar = read_calendar(shipped("bank-holidays.toml"));
  ASSERT_TRUE(calendar) << calendar.error().sentence;
  EXPECT_EQ(calendar->first_year(), 2010);
  EXPECT_EQ(calendar->last_year(), 2030);
  const auto day = [](const char* iso) { return *Date::parse_iso(iso); };
  // Weekdays of the 21 years less 173 bank holidays.
  int weekdays = 0;
  for (Date date = day("2010-01-01"); date <= day("2030-12-31"); date = date + 1)
    weekdays += date.is_weekend() ? 0 : 1;
  EXPECT_EQ(calendar->working_days_between(day("2009-12-31"), day("2030-12-31")), weekdays - 173);
  for (const char* off : {"2011-04-29", "2012-06-05", "2020-05-08", "2022-09-19", "2023-05-08",
                          "2026-04-03", "2026-12-28"})
    EXPECT_FALSE(calendar->is_working_day(day(off))) << off;
}

TEST(ConfigReader, NamesFileTableAndKeyOfEachMistake) {
  const std::string timescales = shipped("timescales.toml");
  const std::string milestones = shipped("milestones.toml");
  struct Row {
    const char* file;
    std::string text;
    const char* sentence;
  };
  const Row rows[] = {
      {"timescales.toml",
       with(timescales, "limit = \"10 working days\"", "limit = \"10 school days\""),
       "timescales.toml, timescale \"first-planning-meeting\", limit: \"10 school days\" is not a "
       "length of time"},
      {"timescales.toml", with(timescales, "limit = \"10 working days\"\n", ""),
       "timescale \"first-planning-meeting\", limit: is missing"},
      {"timescales.toml", with(timescales, "to = \"review:1\"", "to = \"revue:1\""),
       "timescale \"first-review\", to: there is no milestone \"revue\"."},
      {"timescales.toml", with(timescales, "to = \"review:1\"", "to = \"review:first\""),
       "timescale \"first-review\", to: \"review:first\": after the colon stands a number"},
      {"timescales.toml",
       with(timescales, "to = \"care_plan_prepared\"", "to = \"care_plan_prepared:2\""),
       "timescale \"care-plan\", to: \"care_plan_prepared\" happens once only"},
      {"timescales.toml", with(timescales, "kind = \"statutory\"", "kind = \"law\""),
       "kind: \"law\" is not one of statutory, national_standard"},
      {"timescales.toml", with(timescales, "standing = \"local\"", "standng = \"local\""),
       "standng: is not a key that is known here."},
      {"timescales.toml", with(timescales, "id = \"second-review\"", "id = \"first-review\""),
       "timescale \"first-review\", id: stands twice."},
      {"timescales.toml", with(timescales, "plans = [\"adoption\"]", "plans = [\"adopt\"]"),
       "children, plans: there is no plan \"adopt\"."},
      {"timescales.toml", with(timescales, "law = \"IRO Handbook\"\n", ""), "law: is missing"},
      {"timescales.toml", with(timescales, "source = \"care-planning-2010-part-6\"\n", ""),
       "timescale \"first-review\", source: is missing"},
      {"timescales.toml", "[[timescale]\n", "timescales.toml, line 1: is not TOML"},
      {"milestones.toml",
       with(milestones, "explanation = \"The day on which this period of care began.\"\n", ""),
       "milestones.toml, milestone \"became_looked_after\", explanation: is missing."},
      {"milestones.toml", with(milestones, "age = 16\n", ""),
       "milestone \"reached_16\", age: is missing"},
      {"milestones.toml",
       with(milestones, "read_from = \"care_order\"", "read_from = \"full_care_order\""),
       "milestone \"care_order\", read_from: \"full_care_order\" is not one of entered, "
       "became_looked_after, placement_started"},
      {"milestones.toml",
       with(milestones, "read_from = \"care_order\"", "read_from = \"care_order\"\nage = 12"),
       "milestone \"care_order\", age: is not a key that is known here."},
      {"milestones.toml",
       with(milestones, "read_from = \"care_order\"", "read_from = \"review_held\""),
       "milestone \"care_order\", repeats: must be true: what read_from names happens again"},
      {"milestones.toml", with(milestones, "[\"panel_adviser\"]", "[\"panel_advisor\"]"),
       "who_can_fill: there is no role \"panel_advisor\"."},
      {"milestones.toml", with(milestones, "[\"panel_adviser\"]", "\"Panel adviser\""),
       "who_can_fill: must name at least one role of roles.toml by its id, such as "
       "[\"social_worker\"]."},
      {"milestones.toml", with(milestones, "repeats = true", "repeats = \"yes\""),
       "repeats: must be true or false."},
      {"milestones.toml", with(milestones, "\ncollected = false", "\ncollected_from = \"2026\""),
       "collected_from: must be a date such as 2018-04-01"},
      {"trackers/joint.toml",
       with(shipped("trackers/joint.toml"), "timescale = \"first-review\"",
            "timescale = \"review\""),
       "tracker \"joint\", column \"first_review\", timescale: there is no timescale \"review\"."},
      {"stages.toml", with(shipped("stages.toml"), "begins = \"left_care\"", "begins = \"gone\""),
       "stages.toml, stage \"left_care\", begins: there is no milestone \"gone\"."},
  };
  for (const Row& row : rows)
    EXPECT_THAT(complaint(row.file, row.text), HasSubstr(row.sentence)) << row.file;
}

TEST(ConfigReader, ReportsEverythingAtOnce) {
  ConfigTexts texts = shipped_config();
  texts.erase("plans.toml");
  texts["stages.toml"] = "[[stage]]\nid = \"x\"\n";
  const auto config = read_config(texts);
  ASSERT_FALSE(config);
  EXPECT_THAT(config.error().sentence, HasSubstr("plans.toml: the file is missing."));
  EXPECT_THAT(config.error().sentence, HasSubstr("stage \"x\", name: is missing."));
  EXPECT_THAT(config.error().sentence, HasSubstr("stage \"x\", begins: is missing."));
}

TEST(CalendarReader, RefusesWhatCannotBeTrue) {
  struct Row {
    const char* years;
    const char* sentence;
  };
  const Row rows[] = {
      {"2026 = [2026-12-26]", "2026-12-26 is a weekend day"},
      {"2026 = [2025-12-25]", "2025-12-25 is not in that year"},
      {"2026 = [2026-01-01, 2026-01-01]", "2026-01-01 stands twice"},
      {"2026 = [\"1 Jan\"]", "is not a date"},
      {"2024 = [2024-01-01]\n2026 = [2026-01-01]", "2025 is missing between the others"},
      {"last = []", "must be a year with a list of dates"},
  };
  for (const Row& row : rows) {
    const auto calendar = read_calendar(std::string("[years]\n") + row.years);
    ASSERT_FALSE(calendar) << row.years;
    EXPECT_THAT(calendar.error().sentence, HasSubstr(row.sentence));
  }
  EXPECT_FALSE(read_calendar(""));
}

}  // namespace
}  // namespace homeward::service
