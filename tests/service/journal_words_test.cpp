// What the journal says to people: who, what, from what to what, and where it came from.
#include "service/journal_words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "bench.hpp"
#include "care/code_words.hpp"
#include "care/columns.hpp"
#include "returns/schema.hpp"
#include "silent.hpp"

namespace homeward::tests {

using namespace service;

namespace {

struct Journal : testing::Test {
  Workbench bench{"2026-06-01"};
  AuthorityId authority = bench.add_authority("Northshire");
  Actor manager = bench.actor(authority, Role::manager, "manager");

  void import(std::vector<FileBytes> files, int year) {
    const auto outcome = bench.service->import_return(manager, std::move(files), year, kSilent);
    ASSERT_TRUE(outcome) << outcome.error().sentence;
  }
  care::ChildRecord record() {
    auto snapshot = bench.service->store().snapshot(authority);
    EXPECT_TRUE(snapshot);
    return snapshot->children.at(0);
  }
  std::vector<JournalLine> lines() {
    auto found = bench.service->journal(manager, record().child.child, 100);
    EXPECT_TRUE(found);
    return found ? *found : std::vector<JournalLine>{};
  }
  JournalLine line(const std::string& what) {
    for (JournalLine& each : lines())
      if (each.what.starts_with(what)) return each;
    ADD_FAILURE() << "no line " << what;
    return {};
  }
};

std::vector<FileBytes> with_one_review(const std::string& review) {
  auto files = small_return({{"1", "01/02/2020", "01/06/2025", ""}});
  files.push_back({"reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n" + review});
  return files;
}

}  // namespace

TEST_F(Journal, says_which_import_and_row_brought_a_fact_and_which_withdrew_it) {
  import(with_one_review("1,01/02/2020,24/06/2025,PN3\n"), 2026);
  import(with_one_review("1,01/02/2020,26/06/2025,PN1\n"), 2026);
  EXPECT_EQ(line("Review added").source,
            "Brought by import 2 (3 files), return 2025-26, row 2 of Reviews.");
  const JournalLine withdrawn = line("Review removed");
  EXPECT_EQ(withdrawn.source,
            "Withdrawn by import 2 (3 files). It came with import 1 (3 files), return 2025-26, "
            "row 2 of Reviews.");
  EXPECT_EQ(in_words(withdrawn.before),
            "held on Tue 24 Jun 2025; participation: Came, gave views without words (PN3)");
}

TEST_F(Journal, says_where_a_changed_row_came_from_before) {
  import(with_one_review("1,01/02/2020,24/06/2025,PN3\n"), 2026);
  import(with_one_review("1,01/02/2020,24/06/2025,PN1\n"), 2026);
  EXPECT_EQ(line("Review changed").source,
            "Brought by import 2 (3 files), return 2025-26, row 2 of Reviews. Before: import 1 (3 "
            "files), return 2025-26, row 2 of Reviews.");
}

TEST_F(Journal, names_plans_sibling_groups_and_settlements_as_people_do) {
  import(with_one_review("1,01/02/2020,24/06/2025,PN3\n"), 2026);
  const care::ChildRecord held = record();
  care::Plan plan;
  plan.child = held.child.child;
  plan.type = "long_term_fostering";
  plan.agreed_on = day("2026-05-04");
  care::Settlement settlement;
  settlement.child = held.child.child;
  settlement.type = "review";
  settlement.nth = 2;
  settlement.imported_value = "2025-06-24";
  settlement.counts = care::Source::return_file;
  care::SiblingGroup group;
  group.id = SiblingGroupId{-1};
  group.label = "Group 14";
  care::Child child = held.child;
  child.sibling_group = SiblingGroupId{-1};
  ChangeSet set;
  set.authority = authority;
  set.at = bench.clock->now();
  set.lists.sibling_groups = {group};
  set.changes = {{held.child, child}, {std::nullopt, plan}, {std::nullopt, settlement}};
  const auto applied = bench.service->store().apply(set);
  ASSERT_TRUE(applied) << applied.error().sentence;
  auto next = std::get<care::Plan>(applied->rows.at(1));
  const auto before = next;
  next.type = "adoption";
  next.parallel = true;
  set.lists = {};
  set.changes = {{before, next}};
  ASSERT_TRUE(bench.service->store().apply(set));

  EXPECT_EQ(line("Plan added").what, "Plan added: Long-term fostering");
  EXPECT_EQ(in_words(line("Plan added").after),
            "agreed on Mon 4 May 2026; runs beside the main plan: no; plan: Long-term fostering");
  EXPECT_EQ(line("Plan added").source, "Entered here.");
  EXPECT_EQ(line("Plan changed").what, "Plan changed: Adoption");
  EXPECT_EQ(in_words(line("Plan changed").before),
            "runs beside the main plan: no; plan: Long-term fostering");
  EXPECT_EQ(in_words(line("Plan changed").after), "runs beside the main plan: yes; plan: Adoption");
  EXPECT_EQ(in_words(line("Child changed").after), "sibling group: Group 14");
  EXPECT_EQ(line("Settlement added").what, "Settlement added: Second review");
  EXPECT_EQ(in_words(line("Settlement added").after),
            "which date counts: the imported one; imported date: Tue 24 Jun 2025");
}

TEST_F(Journal, says_a_part_of_a_date_that_nobody_knows) {
  struct Row {
    const char* code;
    const char* words;
  };
  const Known known;
  const care::ChildRecord nobody;
  const journey::Config config;
  JournalEntry entry;
  entry.table = "previous_permanence";
  for (const Row& row :
       {Row{"01022019", "Fri 1 Feb 2019"}, Row{"ZZ022019", "Feb 2019, day not known"},
        Row{"ZZZZ2019", "2019, day and month not known"}, Row{"ZZZZZZZZ", "date not known"}})
    EXPECT_EQ(in_words(journal_values(entry, nlohmann::json{{"ordered_on", row.code}}.dump(),
                                      {nobody, known, config, {}})),
              std::string("ordered on: ") + row.words);
}

// Whatever code a return may bring into a column of codes is said in words, in every year.
TEST(JournalCodes, every_code_of_the_return_is_said_in_words) {
  using returns::CodeSet;
  struct Row {
    const char *table, *column;
    CodeSet codes;
  };
  const Row rows[] = {
      {"child", "sex", CodeSet::sex},
      {"child", "ethnicity", CodeSet::ethnicity},
      {"episode", "reason_for_new_episode", CodeSet::new_episode},
      {"episode", "legal_status", CodeSet::legal_status},
      {"episode", "category_of_need", CodeSet::category_of_need},
      {"episode", "placement_type", CodeSet::placement},
      {"episode", "placement_provider", CodeSet::provider},
      {"episode", "reason_ended", CodeSet::reason_ended},
      {"episode", "reason_for_placement_change", CodeSet::placement_change},
      {"review", "participation", CodeSet::participation},
      {"adoption", "adopters_sex", CodeSet::adopters_sex},
      {"adoption", "adopters_legal_status", CodeSet::adopters_legal_status},
      {"adoption_decision", "reason_reversed", CodeSet::adoption_reversed},
      {"previous_permanence", "type", CodeSet::previous_permanence},
      {"missing_period", "type", CodeSet::missing},
      {"health_outcome", "sdq_reason", CodeSet::sdq_reason},
      {"care_leaver", "in_touch", CodeSet::in_touch},
      {"care_leaver", "activity", CodeSet::activity},
      {"care_leaver", "accommodation", CodeSet::accommodation},
      {"worker_spell", "reason", CodeSet::worker_change},
  };
  const auto is_coded = [&](std::string_view table, std::string_view column) {
    return std::any_of(std::begin(rows), std::end(rows),
                       [&](const Row& row) { return row.table == table && row.column == column; });
  };
  for (const Row& row : rows)
    for (const returns::ValidCode& valid : returns::codes(row.codes)) {
      const std::string code = valid.code.text();
      // A boy's 1 and a girl's 2 are read as M and F; what Z11 to Z14 mean is not confirmed.
      if (row.codes == CodeSet::sex && (code == "1" || code == "2")) continue;
      if (code.starts_with("Z1") && code.size() == 3) continue;
      EXPECT_TRUE(care::code_words(row.table, row.column, valid.code)) << row.column << " " << code;
    }
  // And no column of codes was left out: these alone hold numbers and dates in their codes.
  const auto check = [&]<class T>() {
    care::for_each_column<T>([&](const auto& column) {
      if constexpr (std::is_same_v<std::decay_t<decltype(T{}.*column.member)>, Code>)
        if (column.name != "urn" && column.name != "authority" && column.name != "ordered_on") {
          EXPECT_TRUE(is_coded(care::Table<T>::name, column.name)) << column.name;
        }
    });
  };
  check.template operator()<care::Child>();
  care::for_each_row_table(check);
  EXPECT_EQ(care::code_words("care_leaver", "accommodation", "W2"),
            "Bed and breakfast, not suitable");
  EXPECT_FALSE(care::code_words("care_leaver", "accommodation", "W3"));
  EXPECT_FALSE(care::code_words("episode", "urn", "C2"));
}

}  // namespace homeward::tests
