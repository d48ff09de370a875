// Returns coming in: whole or not at all, again without effect, beside what people entered.
#include "bench.hpp"
#include "silent.hpp"

#include <algorithm>
#include "service/files.hpp"

namespace homeward::tests {

using namespace service;

namespace {

struct Importing : testing::Test {
  Workbench bench{"2026-06-01"};
  AuthorityId authority = bench.add_authority("Northshire");
  Actor manager = bench.actor(authority, Role::manager, "manager");

  ImportOutcome import(std::vector<FileBytes> files, std::optional<int> year) {
    auto outcome = bench.service->import_return(manager, std::move(files), year, kSilent);
    EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().sentence);
    return outcome ? *outcome : ImportOutcome{};
  }
  care::Snapshot snapshot() {
    auto found = bench.service->store().snapshot(authority);
    EXPECT_TRUE(found);
    return found ? *found : care::Snapshot{};
  }
};

}  // namespace

TEST_F(Importing, the_fake_return_comes_in_with_its_problems_and_its_children_are_shown) {
  auto files = read_paths({std::string(HOMEWARD_SOURCE_DIR) + "/tests/data/ssda903-fake"}, 1 << 28);
  ASSERT_TRUE(files);
  std::erase_if(*files, [](const FileBytes& file) {
    return file.name.ends_with(".xml") || file.name.ends_with(".md");
  });
  const auto outcome = import(*files, std::nullopt);
  EXPECT_EQ(outcome.summary.state, ImportState::done);
  EXPECT_GT(outcome.summary.children, 2600);
  EXPECT_GT(outcome.summary.episodes, 4900);
  EXPECT_GT(outcome.problems.size(), 100u);
  EXPECT_TRUE(std::is_sorted(outcome.problems.begin(), outcome.problems.end(),
                             [](const ImportProblem& a, const ImportProblem& b) {
                               return a.file != b.file ? a.file < b.file : a.row < b.row;
                             }));
  const auto kept = bench.service->import_problems(manager, outcome.summary.id, 0, 1000);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->front().sentence, outcome.problems.front().sentence);
  EXPECT_EQ(snapshot().children.size(), static_cast<std::size_t>(outcome.summary.children));
}

TEST_F(Importing, the_same_files_again_change_nothing) {
  const auto files = small_return(
      {{"1", "01/02/2020", "01/06/2025", ""}, {"2", "01/03/2015", "01/07/2025", "01/09/2025"}});
  const auto first = import(files, 2026);
  EXPECT_EQ(first.summary.children, 2);
  EXPECT_FALSE(first.nothing_new);
  const auto before = bench.service->sequence(manager);
  const auto again = import(files, 2026);
  EXPECT_TRUE(again.nothing_new);
  EXPECT_EQ(again.summary.added + again.summary.changed + again.summary.withdrawn, 0);
  EXPECT_EQ(*bench.service->sequence(manager), *before);
}

TEST_F(Importing, the_later_return_amends_the_earlier_and_never_the_other_way) {
  import(small_return({{"1", "01/02/2020", "01/06/2024", ""}}), 2025);
  import(small_return({{"1", "01/02/2020", "01/06/2024", "15/09/2025"}}), 2026);
  ASSERT_EQ(snapshot().children.size(), 1u);
  EXPECT_EQ(snapshot().children[0].episodes.size(), 1u);
  EXPECT_EQ(snapshot().children[0].episodes[0].ended_on, day("2025-09-15"));
  import(small_return({{"1", "01/02/2020", "01/06/2024", ""}}), 2025);
  EXPECT_EQ(snapshot().children[0].episodes[0].ended_on, day("2025-09-15"))
      << "an older file came late";
}

TEST_F(Importing, what_a_later_return_confirmed_an_earlier_one_cannot_override) {
  import(small_return({{"1", "01/02/2020", "01/06/2024", ""}}), 2025);
  const auto confirmed = import(small_return({{"1", "01/02/2020", "01/06/2024", ""}}), 2026);
  EXPECT_EQ(confirmed.summary.changed, 0) << "nothing in it is new to a person";
  // Last year's return once more, now saying that the stay had ended: this year's knows better.
  import(small_return({{"1", "01/02/2020", "01/06/2024", "01/02/2025"}}), 2025);
  EXPECT_EQ(snapshot().children[0].episodes[0].ended_on, std::nullopt);
  const auto journal = bench.service->journal(manager, snapshot().children[0].child.child, 10);
  ASSERT_TRUE(journal);
  EXPECT_EQ((*journal)[0].what, "Episode confirmed by a later return");
}

TEST_F(Importing, a_review_whose_date_was_corrected_does_not_stand_twice) {
  const std::string columns = "CHILD,DOB,REVIEW,REVIEW_CODE\n";
  auto files = small_return({{"1", "01/02/2020", "01/06/2025", ""}});
  files.push_back({"reviews.csv", columns + "1,01/02/2020,24/06/2025,PN1\n"});
  import(files, 2026);
  files.back().bytes = columns + "1,01/02/2020,26/06/2025,PN1\n";
  const auto outcome = import(files, 2026);
  EXPECT_EQ(outcome.summary.withdrawn, 1);
  ASSERT_EQ(snapshot().children[0].reviews.size(), 1u);
  EXPECT_EQ(snapshot().children[0].reviews[0].held_on, day("2025-06-26"));
  files.pop_back();
  EXPECT_EQ(import(files, 2026).summary.withdrawn, 0) << "no file of reviews says nothing of them";
}

TEST_F(Importing, what_is_not_a_return_is_refused_in_a_sentence_and_leaves_nothing) {
  struct Row {
    const char* what;
    std::vector<FileBytes> files;
  };
  const Row rows[] = {
      {"a shopping list", {{"list.csv", "milk,eggs\n1,2\n"}}},
      {"an empty file", {{"episodes.csv", ""}}},
      {"a picture", {{"photo.png", std::string("\x89PNG\r\n\x1a\n\0\0\0", 11)}}},
      {"half a zip", {{"return.zip", std::string("PK\x03\x04\x14\x00\x00\x00", 8)}}},
      {"broken xml", {{"return.xml", "<EXPSSDA903><CHILD>"}}},
  };
  for (const Row& row : rows) {
    const auto outcome = import(row.files, 2026);
    EXPECT_EQ(outcome.summary.state, ImportState::refused) << row.what;
    EXPECT_FALSE(outcome.problems.empty()) << row.what;
    EXPECT_TRUE(snapshot().children.empty()) << row.what;
  }
}

TEST_F(Importing, an_entered_date_and_an_imported_one_stand_side_by_side_until_settled) {
  import(small_return({{"1", "01/02/2020", "01/06/2025", ""}}), 2026);
  const ChildId child = snapshot().children[0].child.child;
  MilestoneEdit edit;
  edit.type = "review";
  edit.happened_on = day("2025-06-20");
  ASSERT_TRUE(bench.service->save_milestone(manager, child, edit));
  auto files = small_return({{"1", "01/02/2020", "01/06/2025", ""}});
  files.push_back({"reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/02/2020,24/06/2025,PN1\n"});
  import(files, 2026);

  const auto record = bench.service->store().child(authority, child);
  ASSERT_TRUE(record);
  ASSERT_EQ(record->milestones.size(), 1u) << "an import never overwrites what a person entered";
  EXPECT_EQ(record->milestones[0].happened_on, day("2025-06-20"));
  auto open = bench.service->conflicts(manager);
  ASSERT_TRUE(open);
  ASSERT_EQ(open->size(), 1u);
  EXPECT_EQ((*open)[0].entered_on, day("2025-06-20"));
  EXPECT_EQ((*open)[0].imported_on, day("2025-06-24"));

  ASSERT_TRUE(bench.service->settle(manager, child, (*open)[0].milestone, (*open)[0].imported_on,
                                    (*open)[0].entered_on, care::Source::return_file));
  EXPECT_TRUE(bench.service->conflicts(manager)->empty());

  // What was settled can be undone, once, and settled the other way.
  const auto undo = [&] {
    return bench.service->reopen_conflict(manager, child, (*open)[0].milestone,
                                          (*open)[0].imported_on, (*open)[0].entered_on);
  };
  ASSERT_TRUE(undo());
  EXPECT_EQ(bench.service->conflicts(manager)->size(), 1u);
  EXPECT_EQ(undo().error().kind, ErrorKind::conflict);
  const auto journal = bench.service->journal(manager, child, 100);
  ASSERT_TRUE(journal);
  EXPECT_FALSE(in_words(journal->front().before).empty()) << "the journal says what was settled";
  EXPECT_TRUE(journal->front().after.empty());
  ASSERT_TRUE(bench.service->settle(manager, child, (*open)[0].milestone, (*open)[0].imported_on,
                                    (*open)[0].entered_on, care::Source::hand));
  EXPECT_TRUE(bench.service->conflicts(manager)->empty());

  // When either value changes it is open again.
  edit.happened_on = day("2025-06-21");
  edit.expected_version = 1;
  ASSERT_TRUE(bench.service->save_milestone(manager, child, edit));
  EXPECT_EQ(bench.service->conflicts(manager)->size(), 1u);
  EXPECT_FALSE(bench.service->settle(manager, child, (*open)[0].milestone, (*open)[0].imported_on,
                                     (*open)[0].entered_on, care::Source::hand))
      << "settling what is no longer so is refused";
  EXPECT_EQ(bench.service
                ->reopen_conflict(manager, child, (*open)[0].milestone, day("2025-06-24"),
                                  day("2025-06-21"))
                .error()
                .kind,
            ErrorKind::conflict)
      << "so is opening what was settled between other dates";
}

TEST_F(Importing, a_search_finds_those_in_care_before_those_who_left) {
  std::vector<ReturnRow> rows;
  for (int i = 0; i < 30; ++i) {
    const bool left = i < 27;
    rows.push_back(
        {std::to_string(7000 + i), "01/02/2015", "01/06/2025", left ? "01/09/2025" : ""});
  }
  import(small_return(rows), 2026);
  const auto hits = bench.service->search(manager, "70");
  ASSERT_TRUE(hits);
  ASSERT_EQ(hits->children.size(), 20u) << "no more than can be read";
  EXPECT_EQ(hits->total, 30) << "and how many there are";
  EXPECT_EQ(hits->children[0].number, "7027");
  EXPECT_EQ(hits->children[2].number, "7029");
  EXPECT_EQ(hits->children[3].number, "7000");
}

}  // namespace homeward::tests
