// An import is undone as one; what was changed since stays.
#include "bench.hpp"
#include "service/files.hpp"
#include "silent.hpp"

namespace homeward::tests {

using namespace service;

namespace {

struct Undoing : testing::Test {
  Workbench bench{"2026-06-01"};
  AuthorityId authority = bench.add_authority("Northshire");
  Actor manager = bench.actor(authority, Role::manager, "manager");

  ImportId import(std::vector<FileBytes> files, int year = 2026) {
    auto outcome = bench.service->import_return(manager, std::move(files), year, kSilent);
    EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().sentence);
    return outcome ? outcome->summary.id : ImportId{};
  }
  UndoPlan undo(ImportId import) {
    auto plan = bench.service->plan_undo(manager, import);
    EXPECT_TRUE(plan) << (plan ? "" : plan.error().sentence);
    auto done = bench.service->undo_import(manager, import, plan->digest, kSilent);
    EXPECT_TRUE(done) << (done ? "" : done.error().sentence);
    return done ? *done : UndoPlan{};
  }
  // The record in words, without what the store counts by itself (ids, versions).
  std::string record() {
    std::string out;
    const auto snapshot = bench.service->store().snapshot(authority);
    for (const auto& one : snapshot->children) {
      out += one.child.number.reveal() + ":";
      for (const auto& episode : one.episodes)
        out += " " + episode.started_on.iso() + "-" +
               (episode.ended_on ? episode.ended_on->iso() : "") + "/" +
               std::to_string(episode.provenance.collection_year);
      for (const auto& review : one.reviews)
        out +=
            " r" + review.held_on.iso() + "/" + std::to_string(review.provenance.collection_year);
      out += "\n";
    }
    return out;
  }
  ChildId child_at(std::size_t place) {
    return bench.service->store().snapshot(authority)->children.at(place).child.child;
  }
  void enter_review(ChildId child) {
    MilestoneEdit edit;
    edit.type = "review";
    edit.happened_on = day("2025-06-20");
    ASSERT_TRUE(bench.service->save_milestone(manager, child, edit));
  }
};

std::vector<FileBytes> with_review(std::vector<FileBytes> files, const std::string& held_on) {
  files.push_back(
      {"reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/02/2020," + held_on + ",PN1\n"});
  return files;
}

}  // namespace

TEST_F(Undoing, puts_the_record_back_as_it_was_and_the_file_can_come_again) {
  const auto first =
      with_review(small_return({{"1", "01/02/2020", "01/06/2025", ""}}), "24/06/2025");
  const auto second = with_review(small_return({{"1", "01/02/2020", "01/06/2025", "01/09/2025"},
                                                {"2", "01/02/2019", "01/07/2025", ""}}),
                                  "26/06/2025");
  import(first);
  const std::string was = record();
  const ImportId wrong = import(second);
  const std::string became = record();
  const UndoPlan done = undo(wrong);
  EXPECT_EQ(record(), was);
  EXPECT_EQ(done.taken_out, 3) << "a child, an episode, a review";
  EXPECT_EQ(done.children_taken_out, 1);
  EXPECT_EQ(done.put_back, 1);
  EXPECT_EQ(done.brought_back, 1);
  EXPECT_EQ(done.left_total, 0);
  const auto imports = *bench.service->imports(manager, 10);
  EXPECT_EQ(imports[0].state, ImportState::undone);
  EXPECT_EQ(imports[0].undone_by, manager.account);
  EXPECT_EQ(imports[1].state, ImportState::done);
  const auto journal = bench.service->journal(manager, child_at(0), 10);
  EXPECT_EQ((*journal)[0].source.find("By undoing import " + std::to_string(wrong.value) +
                                      " (3 "
                                      "files)."),
            0u)
      << (*journal)[0].source;
  EXPECT_FALSE(bench.service->undo_import(manager, wrong, {}, kSilent)) << "once only";
  import(second);
  EXPECT_EQ(record(), became);
}

TEST_F(Undoing, gives_the_year_of_the_earlier_return_back_to_what_the_later_one_confirmed) {
  import(small_return({{"1", "01/02/2020", "01/06/2024", ""}}), 2025);
  const std::string was = record();
  const ImportId confirmed = import(small_return({{"1", "01/02/2020", "01/06/2024", ""}}), 2026);
  EXPECT_NE(record(), was);
  EXPECT_EQ(undo(confirmed).put_back, 0) << "no fact was changed by it";
  EXPECT_EQ(record(), was);
}

TEST_F(Undoing, leaves_a_new_child_that_people_have_worked_on_and_says_so) {
  const ImportId first = import(
      small_return({{"1", "01/02/2020", "01/06/2025", ""}, {"2", "01/02/2019", "01/07/2025", ""}}));
  enter_review(child_at(0));
  const UndoPlan done = undo(first);
  ASSERT_EQ(done.left.size(), 1u);
  EXPECT_EQ(done.left[0].number.reveal(), "1");
  EXPECT_NE(done.sentence.find("1 fact stays as it is, because of what came after it."),
            std::string::npos)
      << done.sentence;
  EXPECT_NE(done.left[0].why.find("people have worked on"), std::string::npos);
  EXPECT_EQ(record(), "1: 2025-06-01-/2026\n") << "the child and what came with it stays";
}

TEST_F(Undoing, leaves_what_a_later_import_has_changed_and_says_so) {
  const ImportId first =
      import(with_review(small_return({{"1", "01/02/2020", "01/06/2025", ""}}), "24/06/2025"));
  import(small_return({{"1", "01/02/2020", "01/06/2025", "01/09/2025"}}));
  const auto plan = bench.service->plan_undo(manager, first);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->later_imports, 1);
  const UndoPlan done = undo(first);
  EXPECT_EQ(record(), "1: 2025-06-01-2025-09-01/2026\n") << "the review goes, the episode stays";
  EXPECT_EQ(done.left_total, 2) << "the episode, and so the child";
}

TEST_F(Undoing, does_not_bring_back_twice_what_came_again) {
  const auto first =
      with_review(small_return({{"1", "01/02/2020", "01/06/2025", ""}}), "24/06/2025");
  const auto other =
      with_review(small_return({{"1", "01/02/2020", "01/06/2025", ""}}), "26/06/2025");
  import(first);
  const ImportId wrong = import(other);
  import(first);
  undo(wrong);
  EXPECT_EQ(record(), "1: 2025-06-01-/2026 r2025-06-24/2026\n");
}

TEST_F(Undoing, is_refused_when_the_record_has_changed_since_it_was_looked_over) {
  const ImportId first = import(small_return({{"1", "01/02/2020", "01/06/2025", ""}}));
  const auto plan = bench.service->plan_undo(manager, first);
  enter_review(child_at(0));
  const auto done = bench.service->undo_import(manager, first, plan->digest, kSilent);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::conflict);
  EXPECT_EQ(record(), "1: 2025-06-01-/2026\n");
}

TEST_F(Undoing, takes_back_the_note_that_a_child_is_missing_and_the_number_with_zeros) {
  ImportAnswers answers;
  answers.year = 2026;
  answers.leading_zeros = LeadingZeros::same_children;
  import(small_return(
      {{"12", "01/02/2020", "01/06/2025", ""}, {"7", "01/02/2019", "01/07/2025", ""}}));
  const std::string was = record();
  const auto outcome = bench.service->import_return(
      manager, small_return({{"0012", "01/02/2020", "01/06/2025", ""}}), answers, kSilent);
  ASSERT_TRUE(outcome);
  EXPECT_NE(record(), was);
  EXPECT_EQ(bench.service->absences(manager)->size(), 1u);
  const UndoPlan done = undo(outcome->summary.id);
  EXPECT_EQ(record(), was);
  EXPECT_EQ(done.taken_out, 0) << "the note that a child is missing is no fact";
  EXPECT_TRUE(bench.service->absences(manager)->empty());
}

TEST_F(Undoing, is_for_managers_and_for_what_came_in) {
  const ImportId first = import(small_return({{"1", "01/02/2020", "01/06/2025", ""}}));
  const ImportId refused = import({{"list.csv", "milk,eggs\n"}});
  EXPECT_FALSE(bench.service->plan_undo(manager, refused));
  EXPECT_FALSE(bench.service->plan_undo(manager, ImportId{999}));
  const Actor worker = bench.actor(authority, Role::practitioner, "worker");
  EXPECT_EQ(bench.service->plan_undo(worker, first).error().kind, ErrorKind::not_allowed);
  const AuthorityId other = bench.add_authority("Southshire");
  const Actor stranger = bench.actor(other, Role::manager, "stranger");
  EXPECT_EQ(bench.service->undo_import(stranger, first, {}, kSilent).error().kind,
            ErrorKind::not_found);
}

}  // namespace homeward::tests
