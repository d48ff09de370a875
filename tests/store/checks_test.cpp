// Checks of returns: what was found, what is accepted, how long files stay.
#include "database.hpp"
#include "service/check_store.hpp"

namespace homeward::store::testing {
namespace {

using service::CheckEdit;
using service::CheckId;
using service::CheckRule;
using service::FindingQuery;
using service::FindingState;
using service::NewCheck;

Date day(const char* iso) {
  return *Date::parse_iso(iso);
}

class Checks : public StoreTest {
 protected:
  service::CheckStore& checks() { return store_->checks(); }

  // Rule 101 (errors) in rows 2 and 3 of children A and B, rule 232 (a query) in row 2.
  NewCheck new_check(const char* kept_until = "2026-07-01") {
    NewCheck check;
    check.authority = here_.id;
    check.summary.at = moment(10);
    check.summary.collection_year = 2026;
    check.summary.rules_year = 2027;
    check.summary.own_area = "E10000016";
    check.summary.children = 40;
    check.summary.passed = 200;
    check.summary.not_run = 1;
    check.summary.errors = 2;
    check.summary.queries = 1;
    check.summary.new_findings = 1;
    check.summary.gone = 4;
    check.summary.files_kept_until = day(kept_until);
    CheckRule error;
    error.code = "101";
    error.sentence = "Sex must be listed.";
    error.remedy = "Correct it.";
    error.reading = "As it says.";
    error.fields = "SEX";
    error.findings = error.children = 2;
    error.new_findings = 1;
    CheckRule query = error;
    query.code = "232";
    query.query = query.confirmed = true;
    query.findings = query.children = 1;
    query.new_findings = 0;
    CheckRule not_run = error;
    not_run.state = CheckRule::State::not_run;
    not_run.code = "109";
    not_run.why = "It needs last year's return.";
    not_run.findings = not_run.children = not_run.new_findings = 0;
    CheckRule gone = not_run;
    gone.state = CheckRule::State::gone;
    gone.code = "102";
    gone.why.clear();
    gone.findings = 4;
    check.rules = {error, query, not_run, gone};
    check.tables = {{"header.csv", "Header", 2026, 40}};
    check.problems = {PrivateText{"header.csv, row 9: 31/02/2025 is not a date."}};
    check.children = {{PrivateText{"A"}, 1, 1, 0}, {PrivateText{"B"}, 1, 0, 1}};
    check.rows = {{"Header", "header.csv", 2, PrivateText{R"({"CHILD":"A","SEX":"Ö\t\"3\\"})"}},
                  {"Header", "header.csv", 3, PrivateText{R"({"CHILD":"B","SEX":"4"})"}}};
    check.findings = {{0, 0, 0, -17, false}, {0, 1, 1, 18, true}, {1, 0, 0, 19, false}};
    check.files = {{"header.csv", false, std::string("a\0b\xff", 4) + std::string(3 << 20, 'x')},
                   {"last.csv", true, "last"}};
    return check;
  }
  CheckId saved(const NewCheck& check) {
    const auto id = checks().save(check);
    EXPECT_TRUE(id) << (id ? "" : id.error().sentence);
    return id ? *id : CheckId{};
  }
  std::vector<std::int64_t> ids(CheckId check, const FindingQuery& query) {
    std::vector<std::int64_t> out;
    const auto page = checks().findings(here_.id, check, query);
    EXPECT_TRUE(page) << (page ? "" : page.error().sentence);
    if (!page) return out;
    for (const auto& found : page->findings) out.push_back(found.id);
    return out;
  }
  CheckEdit edit(CheckId check, std::int64_t finding) const {
    return {here_.id, check, finding, {}, moment(20)};
  }
};

using Ids = std::vector<std::int64_t>;

TEST_P(Checks, AreReadAsTheyWereSaved) {
  const CheckId id = saved(new_check());
  const auto all = checks().list(here_.id, 10);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 1u);
  const service::CheckSummary& summary = all->front();
  EXPECT_EQ(summary.id, id);
  EXPECT_EQ(summary.at, moment(10));
  EXPECT_EQ(summary.collection_year, 2026);
  EXPECT_EQ(summary.rules_year, 2027);
  EXPECT_EQ(summary.own_area, "E10000016");
  EXPECT_FALSE(summary.previous);
  EXPECT_EQ(summary.children, 40);
  EXPECT_EQ(summary.errors, 2);
  EXPECT_EQ(summary.queries, 1);
  EXPECT_EQ(summary.gone, 4);
  EXPECT_EQ(summary.files_kept_until, day("2026-07-01"));

  const auto detail = checks().detail(here_.id, id);
  ASSERT_TRUE(detail);
  ASSERT_EQ(detail->rules.size(), 4u);
  EXPECT_EQ(detail->rules[0].reading, "As it says.");
  EXPECT_EQ(detail->rules[0].new_findings, 1);
  EXPECT_TRUE(detail->rules[1].query && detail->rules[1].confirmed);
  EXPECT_EQ(detail->rules[2].state, CheckRule::State::not_run);
  EXPECT_EQ(detail->rules[2].why, "It needs last year's return.");
  EXPECT_EQ(detail->rules[3].state, CheckRule::State::gone);
  EXPECT_EQ(detail->tables.at(0).rows, 40);
  EXPECT_EQ(detail->problems.at(0).reveal(), "header.csv, row 9: 31/02/2025 is not a date.");

  const auto page = checks().findings(here_.id, id, {});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->total, 3);
  ASSERT_EQ(page->findings.size(), 3u);
  const service::FoundRow& found = page->findings[0];
  EXPECT_EQ(found.rule.code, "101");
  EXPECT_EQ(found.rule.fields, "SEX");
  EXPECT_EQ(found.row.file, "header.csv");
  EXPECT_EQ(found.row.row, 2);
  EXPECT_EQ(found.row.cells.reveal(), R"({"CHILD":"A","SEX":"Ö\t\"3\\"})");
  EXPECT_EQ(found.number.reveal(), "A");
  EXPECT_FALSE(found.accepted);
}

TEST_P(Checks, AFindingTellsWhichCellsAreAtFault) {
  NewCheck check = new_check();
  check.rules[0].fields = "SEX DOB";
  check.findings[1].fields = "DOB";
  const CheckId id = saved(check);
  const auto page = checks().findings(here_.id, id, {.rule = "101"});
  ASSERT_TRUE(page) << page.error().sentence;
  EXPECT_EQ(page->findings.at(0).fields, "SEX DOB") << "all that the rule is about";
  EXPECT_EQ(page->findings.at(1).fields, "DOB");
  EXPECT_EQ(page->findings.at(1).rule.fields, "SEX DOB");
}

TEST_P(Checks, FindingsAreAskedForByRuleChildAndState) {
  const CheckId id = saved(new_check());
  saved(new_check());
  EXPECT_EQ(ids(id, {}), (Ids{1, 2, 3}));
  EXPECT_EQ(ids(id, {.rule = "101"}), (Ids{1, 2}));
  EXPECT_EQ(ids(id, {.rule = "109"}), Ids{}) << "a rule that was not run found nothing";
  EXPECT_EQ(ids(id, {.child_key = 1}), (Ids{1, 3}));
  EXPECT_EQ(ids(id, {.rule = "232", .child_key = 2}), Ids{});
  EXPECT_EQ(ids(id, {.state = FindingState::is_new}), Ids{2});
  EXPECT_EQ(ids(id, {.offset = 1, .limit = 1}), Ids{2});
  EXPECT_EQ(ids(id, {.after = 2}), Ids{3});
}

TEST_P(Checks, WhatStandsInTheRowOfAWrongStartIsFoldedBelowIt) {
  NewCheck check = new_check();
  const auto rule = [&](const char* code, std::int64_t findings) {
    CheckRule one = check.rules[0];
    one.code = code;
    one.findings = findings;
    return one;
  };
  check.rules = {rule("101", 1), rule("502", 1), rule("503A", 2), rule("504", 1)};
  check.rules[1].query = true;
  // Child A: everything in one row; child B: 503A alone.
  check.findings = {
      {0, 0, 0, 1, false}, {1, 0, 0, 2, false}, {2, 0, 0, 3, false},
      {2, 1, 1, 4, false}, {3, 0, 0, 5, false},
  };
  const CheckId id = saved(check);
  const auto under = [&](const FindingQuery& query) {
    Ids out;
    const auto page = checks().findings(here_.id, id, query);
    EXPECT_TRUE(page) << (page ? "" : page.error().sentence);
    if (page)
      for (const auto& found : page->findings) out.push_back(found.under);
    return out;
  };
  const auto folded = [&] {
    Ids out;
    const auto detail = checks().detail(here_.id, id);
    EXPECT_TRUE(detail) << (detail ? "" : detail.error().sentence);
    if (detail)
      for (const CheckRule& one : detail->rules) out.push_back(one.folded);
    return out;
  };
  EXPECT_EQ(under({}), (Ids{0, 0, 2, 0, 0}));
  EXPECT_EQ(under({.rule = "503A"}), (Ids{2, 0}));
  EXPECT_EQ(folded(), (Ids{0, 0, 1, 0}));
  ASSERT_TRUE(checks().accept(edit(id, 2), "It began then.", false));
  EXPECT_EQ(folded(), (Ids{0, 0, 0, 0})) << "what is open must not vanish behind what is accepted";
}

TEST_P(Checks, OneWrongStartCountsOnce) {
  NewCheck check = new_check();
  const auto rule = [&](const char* code, std::int64_t findings) {
    CheckRule one = check.rules[0];
    one.code = code;
    one.findings = one.children = findings;
    return one;
  };
  check.rules = {rule("101", 3), rule("502", 1), rule("503A", 2), rule("503B", 1)};
  check.rules[1].query = check.rules[3].query = true;
  // Child A: a wrong start with both that go with it; child B: 101 twice and 503A alone.
  check.children = {{PrivateText{"A"}, 2, 2, 0}, {PrivateText{"B"}, 3, 0, 0}};
  check.findings = {{0, 0, 0, 1, false}, {0, 1, 1, 2, true},  {0, 1, 1, 3, false},
                    {1, 0, 0, 4, false}, {2, 0, 0, 5, false}, {2, 1, 1, 6, false},
                    {3, 0, 0, 7, false}};
  const CheckId id = saved(check);
  const auto children_of_rules = [&] {
    Ids out;
    const auto detail = checks().detail(here_.id, id);
    if (detail)
      for (const CheckRule& one : detail->rules) out.push_back(one.children);
    return out;
  };
  const auto folded = [&](const FindingQuery& query) {
    const auto page = checks().findings(here_.id, id, query);
    EXPECT_TRUE(page) << (page ? "" : page.error().sentence);
    return page ? page->folded : -1;
  };
  EXPECT_EQ(children_of_rules(), (Ids{3, 1, 1, 0})) << "of 503A and 503B those with others";
  auto children = checks().children(here_.id, id, 0, 10);
  ASSERT_TRUE(children) << children.error().sentence;
  EXPECT_EQ(children->children.at(0).number.reveal(), "B") << "three faults before two";
  EXPECT_EQ(children->children.at(0).folded_errors, 0);
  EXPECT_EQ(children->children.at(1).folded_errors, 1);
  EXPECT_EQ(children->children.at(1).folded_queries, 1);
  EXPECT_EQ(checks().children(here_.id, id, 1, 1)->children.at(0).number.reveal(), "A");
  EXPECT_EQ(folded({}), 2);
  EXPECT_EQ(folded({.child_key = 1}), 2);
  EXPECT_EQ(folded({.child_key = 2}), 0);
  EXPECT_EQ(folded({.state = FindingState::open}), 2);
  EXPECT_EQ(folded({.state = FindingState::is_new}), 0) << "the wrong start is not among them";
  EXPECT_EQ(folded({.rule = "503A"}), 0) << "the wrong start is not among them";

  ASSERT_TRUE(checks().accept(edit(id, 4), "It began then.", false));
  EXPECT_EQ(children_of_rules(), (Ids{3, 1, 2, 1})) << "what is open must not vanish";
  EXPECT_EQ(checks().children(here_.id, id, 0, 10)->children.at(0).folded_errors, 0);
  EXPECT_EQ(folded({.state = FindingState::open}), 0);
}

TEST_P(Checks, AChildOfTheRecordIsNamed) {
  const CheckId id = saved(new_check());
  EXPECT_FALSE(checks().findings(here_.id, id, {})->findings[0].child);
  const auto kid = new_child(here_.id, "A");
  new_child(there_.id, "B");
  EXPECT_EQ(checks().findings(here_.id, id, {})->findings[0].child, kid.child);
  const auto children = checks().children(here_.id, id, 0, 10);
  ASSERT_TRUE(children);
  EXPECT_EQ(children->total, 2);
  EXPECT_EQ(children->children.at(0).child, kid.child) << "most findings first";
  EXPECT_FALSE(children->children.at(1).child) << "a child of another authority is none of ours";
  EXPECT_EQ(checks().children(here_.id, id, 1, 10)->children.at(0).number.reveal(), "B");
}

TEST_P(Checks, WhatIsAcceptedStaysSoInLaterChecks) {
  const CheckId id = saved(new_check());
  const auto count = checks().accept(edit(id, 3), "Seen by the panel.", false);
  ASSERT_TRUE(count) << count.error().sentence;
  EXPECT_EQ(*count, 1);
  const CheckId later = saved(new_check());
  EXPECT_EQ(ids(later, {.state = FindingState::accepted}), Ids{3});
  EXPECT_EQ(ids(later, {.state = FindingState::open}), (Ids{1, 2}));
  const auto accepted =
      checks().findings(here_.id, later, {.rule = "232"})->findings.at(0).accepted;
  ASSERT_TRUE(accepted);
  EXPECT_EQ(accepted->reason, "Seen by the panel.");
  EXPECT_EQ(accepted->at, moment(20));
  const auto summaries = checks().list(here_.id, 10);
  ASSERT_TRUE(summaries);
  for (const auto& summary : *summaries) {
    EXPECT_EQ(summary.accepted_errors, 0);
    EXPECT_EQ(summary.accepted_queries, 1);
  }
  EXPECT_EQ(checks().detail(here_.id, later)->rules.at(1).accepted, 1);
  EXPECT_EQ(checks().children(here_.id, later, 0, 10)->children.at(0).accepted_queries, 1);

  NewCheck changed = new_check();
  changed.findings[2].fingerprint = 99;  // another value stands there now
  EXPECT_EQ(ids(saved(changed), {.state = FindingState::accepted}), Ids{});

  ASSERT_TRUE(checks().withdraw(edit(later, 3)));
  EXPECT_EQ(ids(id, {.state = FindingState::accepted}), Ids{});
  EXPECT_TRUE(checks().withdraw(edit(later, 3))) << "nothing to withdraw";
}

TEST_P(Checks, AnErrorStaysOpenAndKeepsTheReasonItWasGivenOnce) {
  const CheckId id = saved(new_check());
  ASSERT_TRUE(checks().accept(edit(id, 1), "Seen by the panel.", false));
  EXPECT_EQ(ids(id, {.state = FindingState::open}), (Ids{1, 2, 3}));
  EXPECT_EQ(ids(id, {.state = FindingState::accepted}), Ids{});
  const auto reason = checks().findings(here_.id, id, {})->findings.at(0).accepted;
  ASSERT_TRUE(reason);
  EXPECT_EQ(reason->reason, "Seen by the panel.");
  const auto detail = checks().detail(here_.id, id);
  ASSERT_TRUE(detail);
  EXPECT_EQ(detail->summary.errors, 2);
  EXPECT_EQ(detail->summary.accepted_errors, 1);
  EXPECT_EQ(detail->rules.at(0).accepted, 1);
}

TEST_P(Checks, AllOfARuleIsAcceptedForOneReason) {
  NewCheck check = new_check();
  check.rules[0].query = true;
  const CheckId id = saved(check);
  ASSERT_TRUE(checks().accept(edit(id, 1), "First.", false));
  EXPECT_EQ(checks().accept(edit(id, 2), "All.", true).value_or(-1), 1) << "the one still open";
  EXPECT_EQ(ids(id, {.state = FindingState::open}), Ids{3});
  EXPECT_EQ(checks().findings(here_.id, id, {})->findings[0].accepted->reason, "First.");
  ASSERT_TRUE(checks().accept(edit(id, 1), "Better said.", false));
  EXPECT_EQ(checks().findings(here_.id, id, {})->findings[0].accepted->reason, "Better said.");
}

TEST_P(Checks, AcceptingIsInTheJournal) {
  const CheckId id = saved(new_check());
  ASSERT_TRUE(checks().accept(edit(id, 1), "Seen.", false));
  ASSERT_TRUE(checks().withdraw(edit(id, 1)));
  ASSERT_TRUE(checks().remove(edit(id, 0)));
  std::vector<std::string> lines;
  const auto journal = store_->journal(here_.id, {});
  ASSERT_TRUE(journal);
  for (const auto& entry : *journal) {
    EXPECT_FALSE(entry.child);
    lines.push_back(entry.table + (entry.operation == service::Operation::insert ? "+" : "-"));
  }
  EXPECT_EQ(lines, (std::vector<std::string>{"return_check+", "accepted_finding+",
                                             "accepted_finding-", "return_check-"}));
}

TEST_P(Checks, TheLatestOfTheYearIsComparedWith) {
  EXPECT_FALSE(checks().latest(here_.id, 2026)->has_value());
  saved(new_check());
  const CheckId id = saved(new_check());
  NewCheck other = new_check();
  other.summary.collection_year = 2025;
  saved(other);
  const auto prints = checks().latest(here_.id, 2026);
  ASSERT_TRUE(prints && *prints);
  EXPECT_EQ((*prints)->check, id);
  std::vector<std::pair<std::int64_t, std::string>> found;
  for (const auto& one : (*prints)->all)
    found.emplace_back(one.fingerprint, (*prints)->rules.at(one.rule).code);
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, (decltype(found){{-17, "101"}, {18, "101"}, {19, "232"}}));
  EXPECT_FALSE(checks().latest(there_.id, 2026)->has_value());
}

TEST_P(Checks, FilesAreDeletedOnTheirDay) {
  const CheckId id = saved(new_check("2026-07-01"));
  const CheckId younger = saved(new_check("2026-07-02"));
  EXPECT_EQ(database_->number("SELECT COUNT(*) FROM return_check_file_piece"), 2 * 5);
  EXPECT_EQ(database_->number("SELECT SUM(length(bytes)) FROM return_check_file_piece"),
            2 * ((3 << 20) + 4 + 4));
  EXPECT_EQ(checks().delete_files(day("2026-06-30"), moment(30)).value_or(-1), 0);
  EXPECT_EQ(checks().delete_files(day("2026-07-01"), moment(30)).value_or(-1), 2);
  EXPECT_FALSE(checks().detail(here_.id, id)->summary.files_kept_until);
  EXPECT_TRUE(checks().detail(here_.id, younger)->summary.files_kept_until);
  EXPECT_EQ(database_->number("SELECT COUNT(*) FROM return_check_file_piece"), 5);
  EXPECT_EQ(database_->number("SELECT COUNT(*) FROM return_check_file WHERE deleted_at IS NULL"),
            2);
  EXPECT_EQ(ids(id, {}), (Ids{1, 2, 3})) << "the result stays";
}

TEST_P(Checks, ADeletedCheckLeavesNothingButWhatWasAccepted) {
  NewCheck check = new_check();
  const CheckId id = saved(check);
  check.summary.previous = id;
  const CheckId later = saved(check);
  EXPECT_EQ(checks().detail(here_.id, later)->summary.previous, id);
  ASSERT_TRUE(checks().accept(edit(id, 3), "Seen.", false));
  ASSERT_TRUE(checks().remove(edit(id, 0)));
  EXPECT_FALSE(checks().detail(here_.id, later)->summary.previous);
  EXPECT_EQ(ids(later, {.state = FindingState::accepted}), Ids{3});
  for (const char* table :
       {"file", "file_piece", "table", "problem", "rule", "child", "row", "finding"})
    EXPECT_EQ(database_->number(std::string("SELECT COUNT(*) FROM return_check_") + table +
                                " WHERE check_id = " + std::to_string(id.value)),
              0)
        << table;
  EXPECT_EQ(checks().remove(edit(id, 0)).error().kind, ErrorKind::not_found);
}

TEST_P(Checks, AnotherAuthoritysAreNotThere) {
  const CheckId id = saved(new_check());
  EXPECT_TRUE(checks().list(there_.id, 10)->empty());
  EXPECT_EQ(checks().detail(there_.id, id).error().kind, ErrorKind::not_found);
  EXPECT_EQ(checks().findings(there_.id, id, {}).error().kind, ErrorKind::not_found);
  EXPECT_EQ(checks().children(there_.id, id, 0, 10).error().kind, ErrorKind::not_found);
  CheckEdit theirs = edit(id, 1);
  theirs.authority = there_.id;
  EXPECT_EQ(checks().accept(theirs, "x", true).error().kind, ErrorKind::not_found);
  EXPECT_EQ(checks().withdraw(theirs).error().kind, ErrorKind::not_found);
  EXPECT_EQ(checks().remove(theirs).error().kind, ErrorKind::not_found);
  EXPECT_EQ(ids(id, {}), (Ids{1, 2, 3}));
}

TEST_P(Checks, WhatCannotBeKeptLeavesNothing) {
  NewCheck check = new_check();
  check.rows[1].cells = PrivateText{"\xff"};
  EXPECT_FALSE(checks().save(check));
  EXPECT_TRUE(checks().list(here_.id, 10)->empty());
  EXPECT_EQ(database_->number("SELECT COUNT(*) FROM return_check_file_piece"), 0);
  EXPECT_EQ(database_->number("SELECT COUNT(*) FROM return_check_rule"), 0);
}

HOMEWARD_ON_EACH_KEPT_DATABASE(Checks);

}  // namespace
}  // namespace homeward::store::testing
