#include "service/population_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "care/child_told.hpp"

namespace homeward::service {
namespace {

using journey::IfUnknown;
using journey::Population;
using testing::HasSubstr;

struct Outcome {
  Population population;
  std::string complaint;
};

Outcome read(const std::string& toml_text, PopulationOf of = PopulationOf::tracker) {
  ConfigProblems problems;
  const auto parsed = parse_config("x.toml", toml_text, problems);
  if (!parsed) return {{}, problems.error().value().sentence};
  Outcome outcome{read_population(care::child_kind(), *parsed, "x.toml", of, problems), {}};
  if (!problems.none()) outcome.complaint = problems.error().value().sentence;
  return outcome;
}

std::vector<std::string> asked(const Population& population) {
  std::vector<std::string> names;
  for (const auto& test : population.tests)
    names.push_back(std::string(test.trait->name) + (test.wanted ? "" : " not"));
  return names;
}

using Names = std::vector<std::string>;

TEST(PopulationReader, AsksForChildrenLookedAfterButNotInShortBreaksUnlessToldOtherwise) {
  EXPECT_EQ(asked(read("").population), (Names{"looked_after", "short_breaks not"}));
  EXPECT_EQ(asked(read("short_breaks = true").population), (Names{"looked_after", "short_breaks"}));
  EXPECT_EQ(asked(read("short_breaks = \"either\"").population), (Names{"looked_after"}));
  EXPECT_EQ(asked(read("looked_after = \"either\"").population), Names{});
  EXPECT_EQ(asked(read("looked_after = false").population), (Names{"looked_after not"}));
}

TEST(PopulationReader, ReadsEveryShape) {
  const auto outcome = read(R"(
age_from = 5
age_under = 16
plans = ["adoption", "return"]
legal_statuses = ["c2"]
without_permanence = true
after = "review:2"
)");
  EXPECT_EQ(outcome.complaint, "");
  const auto& tests = outcome.population.tests;
  ASSERT_EQ(tests.size(), 7u);
  EXPECT_EQ(tests[2].from, 5);
  EXPECT_EQ(tests[2].under, 16);
  EXPECT_EQ(tests[3].ids, (Names{"adoption", "return"}));
  EXPECT_EQ(tests[4].codes, std::vector<Code>{"C2"});
  EXPECT_EQ(tests[5].trait->name, "without_permanence");
  EXPECT_EQ(tests[6].step.type, "review");
  EXPECT_EQ(tests[6].step.nth, 2);
}

// A tracker shows rather than loses whom it cannot tell about; a clock that might be about somebody
// else is left out. Either can be told otherwise.
TEST(PopulationReader, SaysWhatUnknownMeans) {
  EXPECT_EQ(read("").population.if_unknown, IfUnknown::in);
  EXPECT_EQ(read("", PopulationOf::timescale).population.if_unknown, IfUnknown::out);
  EXPECT_EQ(read("if_unknown = \"out\"").population.if_unknown, IfUnknown::out);
  EXPECT_EQ(read("if_unknown = \"in\"", PopulationOf::timescale).population.if_unknown,
            IfUnknown::in);
}

TEST(PopulationReader, KnowsEveryTraitOfTheTableByItsKey) {
  for (const auto& trait : care::child_traits()) {
    const std::string name(trait.name);
    const auto text = [&]() -> std::string {
      switch (trait.shape) {
        case care::Shape::yes_no:
          return name + " = true";
        case care::Shape::number:
          return name + "_from = 1\n" + name + "_under = 3";
        case care::Shape::code:
          return name + (name == "legal_statuses" ? " = [\"C2\"]" : " = [\"U6\"]");
        case care::Shape::plan:
          return name + " = [\"adoption\"]";
        case care::Shape::step:
          return name + " = \"review:latest\"";
      }
      return "";
    }();
    // A timescale asks at its start what can be asked then.
    const auto outcome =
        read(text, trait.at_start_is.empty() ? PopulationOf::timescale : PopulationOf::tracker);
    EXPECT_EQ(outcome.complaint, "") << text;
    EXPECT_THAT(asked(outcome.population), testing::Contains(name)) << text;
  }
}

TEST(PopulationReader, RefusesWhatCannotBeMeantWithFileTableKeyAndRemedy) {
  struct Row {
    const char* text;
    const char* complaint;
  };
  const Row rows[] = {
      {"siblings_from = 2",
       "x.toml, children, siblings_from: is not a key that is known here. Known here are "
       "looked_after, ever_looked_after, short_breaks, age_from, age_under, plans"},
      {"age = 5", "x.toml, children, age: is not a key that is known here."},
      {"looked_after = \"no\"", "looked_after: must be true, false or \"either\"."},
      {"looked_after = 1", "looked_after: must be true, false or \"either\"."},
      {"age_under = \"16\"", "age_under: must be a whole number from 0 to 100000."},
      {"age_from = 16\nage_under = 16", "age_under: must be more than age_from: nobody is both."},
      {"plans = \"adoption\"", "plans: must be a list of texts"},
      {"plans = []", "plans: is empty: name what is asked for, or leave it out."},
      {"legal_statuses = [\"C9\"]",
       "legal_statuses: \"C9\" is not a code that the return has there."},
      {"placement_types = [\"C2\"]", "placement_types: \"C2\" is not a code that the return has"},
      {"after = \"review:first\"", "after: \"review:first\": after the colon stands a number"},
      {"before = \"\"", "before: is empty"},
      {"if_unknown = \"maybe\"", "if_unknown: \"maybe\" is not one of out, in."},
      {"age_at_start_under = 5",
       "age_at_start_under: is asked of the day on which a timescale begins, and a tracker has "
       "none"},
  };
  for (const Row& row : rows) EXPECT_THAT(read(row.text).complaint, HasSubstr(row.complaint));
  EXPECT_EQ(read("age_at_start_under = 5", PopulationOf::timescale).complaint, "");
}

// Before there was age_at_start_from, age_from in a timescale meant the age at its start: an
// authority's own file must not come to mean something else in silence.
TEST(PopulationReader, RefusesTheAgeOfTodayInATimescaleAndNamesTheKeyForItsStart) {
  for (const std::string key : {"age_from", "age_under"}) {
    EXPECT_THAT(read(key + " = 5", PopulationOf::timescale).complaint,
                HasSubstr("x.toml, children, " + key +
                          ": is not asked in a timescale: write age_at_start_from or "
                          "age_at_start_under"));
    EXPECT_EQ(read(key + " = 5", PopulationOf::tracker).complaint, "");
  }
}

}  // namespace
}  // namespace homeward::service
