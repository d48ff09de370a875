// Runs tests/journey/*.table: children's records as small tables, and what their clocks must say.
//
// A story (src/care/testing.hpp) ends with one or both of
//   expect   | as_of | clock | state | words |    clock: a timescale's id, or stage, next, unknown
//   because  | as_of | clock | sentence |
// For stage: state is the stage's id (or "none") and words "since DATE", "by DATE" and "stuck".
// For next: state is empty and words is the first step. For unknown: words lists what is asked for.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "care/child_told.hpp"
#include "care/testing.hpp"
#include "journey/journey.hpp"
#include "shipped.hpp"

namespace homeward {
namespace {

using care::testing::cell;
using care::testing::day;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

const std::filesystem::path kSource = HOMEWARD_SOURCE_DIR;

using shipped::calendar;
using shipped::config;

struct Said {
  std::string state, words;
};

Said stage_said(const journey::Journey& journey) {
  if (!journey.stage) return {"none", ""};
  return {journey.stage->stage->id, (journey.stage->since_known ? "since " : "by ") +
                                        journey.stage->since.iso() +
                                        (journey.stage->stuck ? " stuck" : "")};
}

Said unknown_said(const journey::Journey& journey) {
  std::string names;
  for (const auto& unknown : journey.unknown) names += (names.empty() ? "" : ", ") + unknown.name;
  return {"", names};
}

const journey::Clock* clock_of(const journey::Journey& journey, const std::string& id) {
  for (const auto& clock : journey.clocks)
    if (clock.timescale->id == id) return &clock;
  return nullptr;
}

Said said(const journey::Journey& journey, const std::string& about) {
  if (about == "stage") return stage_said(journey);
  if (about == "unknown") return unknown_said(journey);
  if (about == "next") return {"", journey.next.empty() ? "" : journey.next.front().what};
  const auto* clock = clock_of(journey, about);
  if (!clock) return {"no such clock", about};
  return {std::string(to_text(clock->state)), journey::words(*clock, journey.as_of)};
}

void check(const care::testing::Story& story) {
  SCOPED_TRACE(story.name);
  const auto record = care::testing::record(story);
  int expectations = 0;
  const auto follow = [&](const care::testing::Row& row) {
    ++expectations;
    return journey::follow(care::tell(record, day(cell(row, "as_of"))), config(), calendar());
  };
  if (const auto found = story.tables.find("expect"); found != story.tables.end())
    for (const auto& row : found->second) {
      const auto got = said(follow(row), cell(row, "clock"));
      EXPECT_EQ(got.state, cell(row, "state"))
          << cell(row, "clock") << " on " << cell(row, "as_of");
      EXPECT_EQ(got.words, cell(row, "words"))
          << cell(row, "clock") << " on " << cell(row, "as_of");
    }
  if (const auto found = story.tables.find("because"); found != story.tables.end())
    for (const auto& row : found->second) {
      const auto journey = follow(row);
      const auto* clock = clock_of(journey, cell(row, "clock"));
      ASSERT_NE(clock, nullptr) << cell(row, "clock");
      EXPECT_EQ(journey::because(*clock, config(), journey.as_of, calendar()),
                cell(row, "sentence"))
          << cell(row, "clock") << " on " << cell(row, "as_of");
    }
  EXPECT_GT(expectations, 0) << "a story that expects nothing";
}

class Tables : public testing::TestWithParam<std::string> {};

TEST_P(Tables, hold) {
  const auto stories =
      care::testing::parse_stories(read_file(kSource / "tests" / "journey" / GetParam()));
  ASSERT_FALSE(stories.empty());
  for (const auto& story : stories) check(story);
}

std::vector<std::string> tables() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kSource / "tests" / "journey"))
    if (entry.path().extension() == ".table") names.push_back(entry.path().filename().string());
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, Tables, testing::ValuesIn(tables()), [](const auto& param) {
  std::string name = param.param.substr(0, param.param.find('.'));
  for (char& c : name)
    if (c == '-') c = '_';
  return name;
});

}  // namespace
}  // namespace homeward
