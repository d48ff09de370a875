// Files as spreadsheets and other tools make them come in once, with what was assumed told.
#include <algorithm>

#include "bench.hpp"
#include "service/files.hpp"

namespace homeward::tests {

using namespace service;

namespace {
const std::string kTrouble = std::string(HOMEWARD_SOURCE_DIR) + "/tests/data/trouble/";
}

TEST(TroubleFiles, come_in_and_change_nothing_when_they_come_again) {
  for (const std::string folder :
       {"short-rows", "no-break-space", "double-bom", "guarded-ids", "sep-line", "date-forms",
        "utc-midnights", "missing-twice-a-day", "windows-1252", "one-late-date", "zip"}) {
    SCOPED_TRACE(folder);
    const auto files = read_paths({kTrouble + folder}, 1 << 20);
    ASSERT_TRUE(files);
    Workbench bench{"2026-11-29"};
    const AuthorityId authority = bench.add_authority("Northshire");
    const Actor manager = bench.actor(authority, Role::manager, "manager");
    const auto import = [&] {
      return bench.service->import_return(manager, *files, 2026, [](int, std::string_view) {});
    };
    const auto first = import();
    ASSERT_TRUE(first) << first.error().sentence;
    EXPECT_EQ(first->summary.state, ImportState::done);
    const auto again = import();
    ASSERT_TRUE(again) << again.error().sentence;
    EXPECT_TRUE(again->nothing_new);
  }
}

TEST(TroubleFiles, shortened_numbers_name_no_child_so_nothing_comes_in) {
  const auto files = read_paths({kTrouble + "reshaped-ids"}, 1 << 20);
  ASSERT_TRUE(files);
  Workbench bench{"2026-11-29"};
  const AuthorityId authority = bench.add_authority("Northshire");
  const Actor manager = bench.actor(authority, Role::manager, "manager");
  const auto outcome =
      bench.service->import_return(manager, *files, 2026, [](int, std::string_view) {});
  ASSERT_TRUE(outcome) << outcome.error().sentence;
  EXPECT_EQ(outcome->summary.state, ImportState::refused);
  EXPECT_TRUE(std::any_of(outcome->problems.begin(), outcome->problems.end(),
                          [](const ImportProblem& problem) {
                            return problem.sentence.find("the format Text") != std::string::npos;
                          }))
      << "what to do is said";
  const auto held = bench.service->store().snapshot(authority);
  ASSERT_TRUE(held);
  EXPECT_TRUE(held->children.empty());
}

TEST(TroubleFiles, missing_twice_on_one_day_is_two_rows_of_the_record_and_of_the_return) {
  const auto files = read_paths({kTrouble + "missing-twice-a-day"}, 1 << 20);
  ASSERT_TRUE(files);
  Workbench bench{"2026-06-01"};
  const AuthorityId authority = bench.add_authority("Northshire");
  const Actor manager = bench.actor(authority, Role::manager, "manager");
  ASSERT_TRUE(bench.service->import_return(manager, *files, 2026, [](int, std::string_view) {}));
  const auto held = bench.service->store().snapshot(authority);
  ASSERT_TRUE(held);
  ASSERT_EQ(held->children.size(), 1u);
  EXPECT_EQ(held->children[0].missing_periods.size(), 2u);
}

}  // namespace homeward::tests
