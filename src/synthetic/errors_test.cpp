#include "synthetic/errors.hpp"

#include <gmock/gmock.h>

#include <map>

#include "returns/record.hpp"
#include "returns/write.hpp"
#include "synthetic/testing_test.hpp"

namespace homeward::synthetic {
namespace {

using testing::day;

SyntheticAuthority spoilt() {
  Options options = testing::options(400);
  options.error_rate = 0.2;
  return generate(options, testing::calendar());
}

TEST(Errors, AreWhereTheListSays) {
  const SyntheticAuthority authority = spoilt();
  std::map<std::string, const care::ChildRecord*> children;
  for (const care::ChildRecord& record : authority.children)
    children[record.child.number.reveal()] = &record;
  std::map<ErrorKind, int> kinds;
  for (const InjectedError& error : authority.errors) {
    ++kinds[error.kind];
    const care::ChildRecord& record = *children.at(error.child.reveal());
    const care::Episode *episode = nullptr, *before = nullptr;
    for (const care::Episode& row : record.episodes) {
      if (row.started_on == error.row_date) {
        episode = &row;
        break;
      }
      before = &row;
    }
    switch (error.kind) {
      case ErrorKind::ends_before_start:
        EXPECT_LT(*episode->ended_on, episode->started_on);
        break;
      case ErrorKind::overlapping_episodes:
        EXPECT_LT(episode->started_on, *before->ended_on);
        break;
      case ErrorKind::code_not_in_list:
        EXPECT_EQ(episode->legal_status, Code("Q9"));
        break;
      case ErrorKind::need_changes_in_care:
        EXPECT_NE(episode->category_of_need, before->category_of_need);
        break;
      case ErrorKind::end_without_reason:
        EXPECT_TRUE(episode->ended_on && episode->reason_ended.blank());
        break;
      case ErrorKind::review_code_missing:
        EXPECT_TRUE(record.reviews.back().participation.blank());
        break;
      case ErrorKind::missing_ends_before_start:
        EXPECT_LT(*record.missing_periods.back().ended_on,
                  record.missing_periods.back().started_on);
        break;
      case ErrorKind::born_after_entry:
        EXPECT_GT(*record.child.born_on, record.episodes.front().started_on);
        break;
      default:
        ADD_FAILURE() << error_name(error.kind) << " belongs to files";
    }
  }
  EXPECT_EQ(kinds.size(), 8u) << "each kind is there";
}

TEST(Errors, WithoutARateThereAreNone) {
  EXPECT_TRUE(testing::large().errors.empty());
}

TEST(Errors, InFilesAreToldAtTheirRowAndColumn) {
  auto files = returns::write_csv(testing::large().children, 2026);
  const auto errors = spoil_csv(files, 5, 100);
  std::vector<returns::NamedBytes> named;
  for (const auto& [name, bytes] : files) named.push_back({name, bytes});
  returns::Options options;
  options.as_of = day("2026-07-15");
  options.collection_year = 2026;
  const returns::Reading reading = returns::read_return(named, options);
  ASSERT_EQ(reading.returns.size(), 1u);
  auto problems = to_records(reading.returns[0], {}).problems;
  problems.insert(problems.end(), reading.problems.begin(), reading.problems.end());
  std::map<ErrorKind, int> kinds;
  for (const InjectedError& error : errors) {
    ++kinds[error.kind];
    // A birth date that differs between files is for the return check, not for reading.
    if (error.kind == ErrorKind::birth_date_differs || error.column == "DOB") continue;
    bool told = false;
    for (const auto& problem : problems)
      told |= problem.row == error.row && (error.column.empty() || problem.column == error.column);
    EXPECT_TRUE(told) << error_name(error.kind) << " in " << error.table << ", row " << error.row;
  }
  EXPECT_EQ(kinds.size(), 5u) << "each kind is there";
}

}  // namespace
}  // namespace homeward::synthetic
