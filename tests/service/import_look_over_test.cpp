// What an import would do is said before it does it; what is doubtful is asked.
#include "bench.hpp"
#include "silent.hpp"

#include <algorithm>
#include "service/files.hpp"

namespace homeward::tests {

using namespace service;

namespace {

std::string trouble(const std::string& name) {
  return std::string(HOMEWARD_SOURCE_DIR) + "/tests/data/trouble/" + name;
}

struct LookingOver : testing::Test {
  Workbench bench{"2026-06-01"};
  AuthorityId authority = bench.add_authority("Northshire");
  Actor manager = bench.actor(authority, Role::manager, "manager");

  std::vector<FileBytes> files(const std::string& folder) {
    auto found = read_paths({trouble(folder)}, 1 << 20);
    EXPECT_TRUE(found);
    return found ? *found : std::vector<FileBytes>{};
  }
  ImportOutcome import(std::vector<FileBytes> given, const ImportAnswers& answers = {}) {
    auto outcome = bench.service->import_return(manager, std::move(given), answers, kSilent);
    EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().sentence);
    return outcome ? *outcome : ImportOutcome{};
  }
  HeldLookOver read(std::vector<FileBytes> given, const ImportAnswers& answers = {}) {
    auto held = bench.service->read_import(manager, std::move(given), answers, kSilent);
    EXPECT_TRUE(held) << (held ? "" : held.error().sentence);
    return held ? *held : HeldLookOver{};
  }
  std::map<std::string, std::size_t> numbers() {
    std::map<std::string, std::size_t> found;
    const auto snapshot = bench.service->store().snapshot(authority);
    for (const auto& record : snapshot->children)
      found[record.child.number.reveal()] = record.episodes.size();
    return found;
  }
  static std::vector<std::string> kinds(const LookOver& look_over, bool asking_only = false) {
    std::vector<std::string> found;
    for (const ImportWarning& warning : look_over.warnings)
      if (!asking_only || (warning.asks && !warning.answered))
        found.emplace_back(to_text(warning.kind));
    return found;
  }
  using Kinds = std::vector<std::string>;
  using Numbers = std::map<std::string, std::size_t>;
};

ImportAnswers zeros(LeadingZeros answer, std::optional<int> year = std::nullopt) {
  ImportAnswers answers;
  answers.year = year;
  answers.leading_zeros = answer;
  return answers;
}

}  // namespace

TEST_F(LookingOver, says_what_would_come_change_and_go_and_writes_nothing) {
  import(
      small_return({{"1", "01/02/2020", "01/06/2025", ""}, {"2", "01/02/2019", "01/07/2025", ""}}));
  const auto before = *bench.service->sequence(manager);
  const LookOver seen = read(small_return({{"1", "01/02/2020", "01/06/2025", "01/09/2025"},
                                           {"3", "01/02/2018", "01/08/2025", ""}}))
                            .look_over;
  EXPECT_EQ(seen.children, 2);
  EXPECT_EQ(seen.known, 1);
  EXPECT_EQ(seen.fresh, 1);
  EXPECT_EQ(seen.held_elsewhere, 1);
  EXPECT_EQ(seen.added, 2) << "a child and an episode";
  EXPECT_EQ(seen.changed, 1);
  EXPECT_EQ(seen.withdrawn, 0);
  ASSERT_EQ(seen.concerned.size(), 2u);
  EXPECT_EQ(seen.concerned[0].number.reveal(), "1") << "those known here first";
  EXPECT_TRUE(seen.concerned[0].child);
  EXPECT_EQ(seen.concerned[1].number.reveal(), "3");
  EXPECT_FALSE(seen.concerned[1].child);
  ASSERT_EQ(seen.tables.size(), 2u);
  EXPECT_EQ(seen.returns.at(0).collection_year, 2026);
  EXPECT_NE(seen.returns[0].told.find("told by"), std::string::npos) << seen.returns[0].told;
  EXPECT_EQ(kinds(seen), Kinds{"absent"});
  EXPECT_FALSE(seen.asks());
  EXPECT_EQ(*bench.service->sequence(manager), before);
  EXPECT_EQ(bench.service->imports(manager, 10)->size(), 1u);
}

TEST_F(LookingOver, a_corrected_older_return_is_not_called_known_already) {
  import(small_return({{"1", "01/02/2020", "01/06/2025", ""}}));
  import(small_return({{"1", "01/02/2020", "01/06/2025", "01/05/2026"}}));
  const auto outcome = import(small_return({{"1", "09/02/2020", "01/06/2025", ""}}));
  EXPECT_EQ(kinds(outcome.look_over), Kinds{"overtaken"});
  ASSERT_EQ(outcome.look_over.problems.size(), 1u);
  EXPECT_NE(outcome.look_over.problems[0].sentence.find("(birth date). The later return stands"),
            std::string::npos)
      << outcome.look_over.problems[0].sentence;
  EXPECT_EQ(outcome.summary.sentence.find("Nothing new"), std::string::npos)
      << outcome.summary.sentence;
}

TEST_F(LookingOver, a_first_import_asks_nothing_whatever_its_year) {
  const auto outcome = import(small_return({{"1", "01/02/2010", "01/06/2016", ""}}));
  EXPECT_FALSE(outcome.asks);
  EXPECT_EQ(kinds(outcome.look_over), Kinds{"other_year"}) << "it is said all the same";
}

TEST_F(LookingOver, the_return_of_another_authority_and_of_another_year_is_asked_about) {
  import(small_return({{"1", "01/02/2020", "01/06/2025", ""}}));
  const auto others = small_return({{"8", "01/02/2010", "01/06/2016", ""}});
  const auto outcome = import(others);
  EXPECT_TRUE(outcome.asks);
  EXPECT_EQ(kinds(outcome.look_over, true), (Kinds{"none_known", "other_year"}));
  EXPECT_EQ(numbers(), (Numbers{{"1", 1}}));
  ImportAnswers half;
  half.unknown_children = true;
  EXPECT_TRUE(import(others, half).asks) << "each is answered by itself";
  half.old_year = true;
  EXPECT_FALSE(import(others, half).asks);
  EXPECT_EQ(numbers(), (Numbers{{"1", 1}, {"8", 1}}));
}

TEST_F(LookingOver, little_overlap_is_asked_about) {
  std::vector<ReturnRow> here{{"1", "01/02/2020", "01/06/2025", ""}}, there;
  for (int i = 1; i <= 12; ++i)
    there.push_back({std::to_string(i), "01/02/2020", "01/06/2025", ""});
  import(small_return(here));
  EXPECT_EQ(kinds(import(small_return(there)).look_over, true), Kinds{"few_known"});
  there.resize(9);
  EXPECT_FALSE(import(small_return(there)).asks) << "of so few children nothing can be told";
}

TEST_F(LookingOver, importing_writes_exactly_what_was_seen_or_shows_it_again) {
  import(small_return({{"1", "01/02/2020", "01/06/2025", ""}}));
  const auto ended = small_return({{"1", "01/02/2020", "01/06/2025", "01/09/2025"}});
  const HeldLookOver seen = read(ended);
  import(ended);  // somebody else brings the same in meanwhile
  auto outcome =
      bench.service->import_reading(manager, seen.reading, seen.look_over.digest, true, kSilent);
  ASSERT_TRUE(outcome) << outcome.error().sentence;
  EXPECT_TRUE(outcome->asks) << "something else would be written now";
  EXPECT_EQ(kinds(outcome->look_over), Kinds{"nothing_new"});
  EXPECT_EQ(bench.service->imports(manager, 10)->size(), 2u);
  outcome = bench.service->import_reading(manager, seen.reading, outcome->look_over.digest, false,
                                          kSilent);
  ASSERT_TRUE(outcome);
  EXPECT_FALSE(outcome->asks);
  EXPECT_TRUE(outcome->nothing_new);
}

TEST_F(LookingOver, an_edit_that_changes_nothing_of_it_does_not_ask_again) {
  import(small_return({{"1", "01/02/2020", "01/06/2025", ""}}));
  const HeldLookOver seen = read(small_return({{"1", "01/02/2020", "01/06/2025", "01/09/2025"}}));
  const ChildId child = bench.service->store().snapshot(authority)->children[0].child.child;
  MilestoneEdit edit;
  edit.type = "review";
  edit.happened_on = day("2025-06-20");
  ASSERT_TRUE(bench.service->save_milestone(manager, child, edit));
  const auto outcome =
      bench.service->import_reading(manager, seen.reading, seen.look_over.digest, false, kSilent);
  ASSERT_TRUE(outcome);
  EXPECT_FALSE(outcome->asks);
  EXPECT_EQ(outcome->summary.changed, 1);
}

TEST_F(LookingOver, held_files_go_with_time_the_next_reading_and_the_session) {
  const auto small = small_return({{"1", "01/02/2020", "01/06/2025", ""}});
  HeldLookOver first = read(small);
  const HeldLookOver second = read(small);
  EXPECT_FALSE(bench.service->import_look_over(manager, first.reading)) << "one at a time";
  bench.clock->pass(std::chrono::minutes(31));
  const auto late = bench.service->import_look_over(manager, second.reading);
  ASSERT_FALSE(late);
  EXPECT_NE(late.error().sentence.find("upload them again"), std::string::npos);
  Actor elsewhere = manager;
  elsewhere.session = "another";
  first = read(small);
  EXPECT_FALSE(bench.service->import_look_over(elsewhere, first.reading));
  EXPECT_TRUE(bench.service->import_look_over(manager, first.reading));
  EXPECT_TRUE(bench.service->sign_out(bench.token));
}

TEST_F(LookingOver, files_without_a_child_are_refused_with_why_and_without_a_value) {
  const auto refused = bench.service->read_import(
      manager, {{"header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n9.50501E+11,M,x,,,,\n"}},
      {}, kSilent);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().sentence.find("header.csv: "), std::string::npos)
      << refused.error().sentence;
  EXPECT_EQ(refused.error().sentence.find("9.50501"), std::string::npos);
  EXPECT_TRUE(bench.service->imports(manager, 10)->empty());
}

// Leading zeros.

TEST_F(LookingOver, lost_zeros_are_asked_once_for_the_file_and_never_double_a_child) {
  import(files("leading-zeros-lost/2025"));
  const auto asked =
      import(files("leading-zeros-lost/2026"), zeros(LeadingZeros::unanswered, 2026));
  EXPECT_TRUE(asked.asks);
  EXPECT_EQ(asked.look_over.warnings[0].sentence,
            "2 identifiers equal known ones but for leading zeros, as when a spreadsheet drops "
            "them. The birth date agrees for 2 and differs for 0.");
  EXPECT_EQ(numbers(), (Numbers{{"0009301", 1}, {"0009302", 1}}));
  const auto same =
      import(files("leading-zeros-lost/2026"), zeros(LeadingZeros::same_children, 2026));
  EXPECT_FALSE(same.asks);
  EXPECT_EQ(same.look_over.known, 2);
  EXPECT_EQ(numbers(), (Numbers{{"0009301", 1}, {"0009302", 1}}));
  EXPECT_EQ(std::count_if(same.problems.begin(), same.problems.end(),
                          [](const ImportProblem& problem) {
                            return problem.sentence.find("leading zeros") != std::string::npos;
                          }),
            1);
}

TEST_F(LookingOver, the_number_with_zeros_stands_when_it_comes_second) {
  ImportAnswers first;
  first.year = 2025;
  import(files("leading-zeros-lost/2026"), first);
  EXPECT_EQ(numbers(), (Numbers{{"9301", 1}, {"9302", 1}}));
  EXPECT_TRUE(import(files("leading-zeros-lost/2025"), zeros(LeadingZeros::unanswered, 2026)).asks);
  import(files("leading-zeros-lost/2025"), zeros(LeadingZeros::same_children, 2026));
  EXPECT_EQ(numbers(), (Numbers{{"0009301", 1}, {"0009302", 1}}));
}

TEST_F(LookingOver, zeros_lost_within_one_return_are_asked_too) {
  EXPECT_TRUE(import(files("leading-zeros-lost/mixed")).asks);
  EXPECT_TRUE(numbers().empty());
  import(files("leading-zeros-lost/mixed"), zeros(LeadingZeros::same_children));
  EXPECT_EQ(numbers(), (Numbers{{"0009301", 1}, {"0009302", 1}}));
  const auto record = bench.service->store().snapshot(authority)->children.at(0);
  EXPECT_EQ(record.child.born_on, day("2014-06-14")) << "header and episodes found each other";
}

TEST_F(LookingOver, different_children_are_kept_apart_and_not_asked_about_again) {
  import(files("leading-zeros-lost/2025"));
  auto answer = zeros(LeadingZeros::different_children, 2026);
  answer.unknown_children = true;
  import(files("leading-zeros-lost/2026"), answer);
  EXPECT_EQ(numbers().size(), 4u);
  EXPECT_FALSE(
      import(files("leading-zeros-lost/2026"), zeros(LeadingZeros::unanswered, 2026)).asks);
  // Letters are no number: a spreadsheet leaves them as they are.
  EXPECT_TRUE(kinds(import(small_return({{"0A1", "01/02/2020", "01/06/2025", ""},
                                         {"A1", "01/02/2020", "01/06/2025", ""},
                                         {"0009301", "14/06/2014", "10/06/2025", ""}}))
                        .look_over,
                    true)
                  .empty());
}

// Children who are no longer there.

TEST_F(LookingOver, a_return_that_lacks_most_of_the_children_of_the_last_one_asks_first) {
  const auto of = [](int from, int to) {
    std::vector<ReturnRow> rows;
    for (int number = from; number <= to; ++number)
      rows.push_back({std::to_string(number), "01/02/2020", "01/06/2025", ""});
    return small_return(rows);
  };
  import(of(101, 130));
  const auto few = read(of(101, 103));
  EXPECT_EQ(kinds(few.look_over, true), Kinds{"absent"});
  std::string said;
  for (const ImportWarning& warning : few.look_over.warnings) said += warning.sentence;
  EXPECT_NE(said.find("27 children of the last 2025-26 import are not in this one. Make sure"),
            std::string::npos)
      << said;
  ImportAnswers answers;
  answers.unknown_children = true;
  EXPECT_FALSE(read(of(101, 103), answers).look_over.asks());
  EXPECT_FALSE(read(of(101, 125)).look_over.asks()) << "a corrected return may lack a few";
}

TEST_F(LookingOver, a_child_whom_a_corrected_return_lacks_is_listed_until_a_person_settles_it) {
  import(files("child-no-longer-there/first"));
  const auto corrected = import(files("child-no-longer-there/corrected"));
  EXPECT_NE(
      corrected.summary.sentence.find("1 child of the last 2025-26 import is not in this one."),
      std::string::npos)
      << corrected.summary.sentence;
  ASSERT_EQ(corrected.look_over.absent.size(), 1u);
  EXPECT_EQ(corrected.look_over.absent[0].number.reveal(), "901502");
  auto missing = *bench.service->absences(manager);
  ASSERT_EQ(missing.size(), 1u);
  EXPECT_EQ(missing[0].outcome, "");
  EXPECT_EQ(missing[0].facts, 1);
  EXPECT_EQ(numbers().at("901502"), 1u) << "nothing goes by itself";
  const ChildId child = missing[0].child;

  MilestoneEdit edit;
  edit.type = "review";
  edit.happened_on = day("2025-06-20");
  ASSERT_TRUE(bench.service->save_milestone(manager, child, edit));
  ASSERT_TRUE(bench.service->withdraw_absent(manager, child, 2026));
  EXPECT_EQ(numbers().at("901502"), 0u);
  EXPECT_EQ(bench.service->store().child(authority, child)->milestones.size(), 1u)
      << "what people entered is never lost";
  EXPECT_FALSE(bench.service->withdraw_absent(manager, child, 2026)) << "it is settled";
  missing = *bench.service->absences(manager);
  EXPECT_EQ(missing[0].outcome, "withdrawn");
  EXPECT_EQ(missing[0].by, manager.initials);

  ASSERT_TRUE(bench.service->reopen_absence(manager, child, 2026));
  EXPECT_EQ(numbers().at("901502"), 1u);
  const auto back = *bench.service->store().child(authority, child);
  EXPECT_EQ(back.episodes[0].provenance.collection_year, 2026) << "with where it came from";
  EXPECT_EQ((*bench.service->absences(manager))[0].outcome, "");
}

TEST_F(LookingOver, a_child_who_stays_with_a_reason_is_not_asked_about_again) {
  import(files("child-no-longer-there/first"));
  import(files("child-no-longer-there/corrected"));
  const ChildId child = (*bench.service->absences(manager))[0].child;
  EXPECT_FALSE(bench.service->keep_absent(manager, child, 2026, "  "));
  ASSERT_TRUE(bench.service->keep_absent(manager, child, 2026, "Moved to another team's file"));
  const auto again = import(files("child-no-longer-there/corrected"));
  EXPECT_TRUE(again.look_over.absent.empty());
  EXPECT_EQ((*bench.service->absences(manager))[0].reason, "Moved to another team's file");
  import(files("child-no-longer-there/first"));
  EXPECT_TRUE(bench.service->absences(manager)->empty()) << "the child is in it again";
}

TEST_F(LookingOver, one_file_alone_does_not_say_who_is_in_the_return) {
  import(files("child-no-longer-there/first"));
  auto corrected = files("child-no-longer-there/corrected");
  for (const std::string name : {"header.csv", "episodes.csv"}) {
    auto one = corrected;
    std::erase_if(one, [&](const FileBytes& file) { return !file.name.ends_with(name); });
    ASSERT_EQ(one.size(), 1u);
    EXPECT_TRUE(import(one, zeros(LeadingZeros::unanswered, 2026)).look_over.absent.empty())
        << name;
  }
  EXPECT_TRUE(
      import({{"reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n901501,14/06/2014,24/06/2025,PN1\n"}},
             zeros(LeadingZeros::unanswered, 2026))
          .look_over.absent.empty());
  // A row that names nobody may be the child's.
  corrected[0].bytes += ",10/06/2025,S,C2,N1,U6,PR1,,,,SW1A 1AA,SW1A 2AA,SC123456\n";
  EXPECT_TRUE(import(corrected).look_over.absent.empty());
}

TEST_F(LookingOver, next_years_return_asks_for_nobody_who_left) {
  import(files("child-no-longer-there/first"));
  const auto next = import(small_return({{"901501", "14/06/2014", "01/09/2025", ""}}),
                           zeros(LeadingZeros::unanswered, 2027));
  EXPECT_TRUE(next.look_over.absent.empty()) << "another year, another list of children";
}

}  // namespace homeward::tests
