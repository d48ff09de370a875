// A return is checked, looked at, accepted in part and checked again; and the record by the same
// rules.
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "bench.hpp"
#include "service/return_checks.hpp"

namespace homeward::tests {

using namespace service;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

const Progress kQuiet = [](int, std::string_view) {};

// Header and Episodes of two children. Rule 101: SEX 3 of the second is no listed code, an error;
// rule 232: SEX U is a query.
std::vector<FileBytes> a_return(const std::string& sex = "3", const std::string& more = "") {
  return {{"header.csv",
           "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\n"
           "R1,M,01/02/2015,WBRI,UN3,,\r\n"
           "R2," +
               sex + ",05/06/2016,WBRI,UN3,,\r\n" + more},
          {"episodes.csv",
           "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
           "PL_POST,URN\r\n"
           "R1,01/06/2025,S,C2,N1,U6,PR1,,,,ME9 0AP,ME9 0AP,SC1234567\r\n"
           "R2,01/07/2025,S,C2,N1,U6,PR1,,,,ME9 0AP,ME9 0AP,SC1234567\r\n"}};
}

struct ReturnChecks : testing::Test {
  Workbench bench{"2026-06-10"};
  AuthorityId here = bench.add_authority("Hereshire");
  Actor manager = bench.actor(here, Role::manager);

  CheckOutcome checked(std::vector<FileBytes> files, std::vector<FileBytes> previous = {}) {
    auto outcome = bench.service->check_return(
        manager, {std::move(files), std::move(previous), 2026, 0}, kQuiet);
    EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().sentence);
    return outcome ? *outcome : CheckOutcome{};
  }
  std::string refused(CheckRequest request) {
    const auto outcome = bench.service->check_return(manager, std::move(request), kQuiet);
    EXPECT_FALSE(outcome);
    return outcome ? "" : outcome.error().sentence;
  }
  CheckDetail detail(CheckId check) { return *bench.service->return_check(manager, check); }
  FindingPage findings(CheckId check, FindingQuery query = {}) {
    return *bench.service->return_findings(manager, check, query);
  }
  static const CheckRule* rule(const CheckDetail& detail, const std::string& code,
                               CheckRule::State state = CheckRule::State::found) {
    for (const CheckRule& one : detail.rules)
      if (one.code == code && one.state == state) return &one;
    return nullptr;
  }
};

TEST_F(ReturnChecks, TellWhichCellFailedInWhichRow) {
  const CheckOutcome outcome = checked(a_return());
  EXPECT_THAT(outcome.sentence, StartsWith("The return for 2025-26: 2 children checked by "));
  const FindingPage page = findings(outcome.id, {.rule = "101"});
  ASSERT_EQ(page.total, 1);
  const FoundRow& found = page.findings.front();
  EXPECT_EQ(found.row.table, "Header");
  EXPECT_EQ(found.row.file, "header.csv");
  EXPECT_EQ(found.row.row, 3);
  EXPECT_EQ(found.number.reveal(), "R2");
  EXPECT_EQ(found.rule.fields, "SEX");
  EXPECT_THAT(found.row.cells.reveal(), HasSubstr("\"SEX\":\"3\",\"DOB\":\"05/06/2016\""));
  EXPECT_FALSE(found.is_new) << "nothing was there to compare with";
  EXPECT_FALSE(found.rule.remedy.empty());
}

TEST_F(ReturnChecks, OfTheColumnsOfARuleOnlyTheCellsAtFaultAreKept) {
  // 435: reason P, and the legal status has changed with the placement, which alone may.
  auto files = a_return("M");
  files[1].bytes += "R1,01/09/2025,P,E1,N1,U5,PR1,,,,ME9 0AP,ME9 0AQ,SC1234567\r\n";
  const CheckId check = checked(files).id;
  const FindingPage page = findings(check, {.rule = "435"});
  ASSERT_EQ(page.total, 1);
  EXPECT_EQ(page.findings.front().fields, "LS");
  EXPECT_EQ(page.findings.front().rule.fields, "LS PLACE PL_POST URN PLACE_PROVIDER");
  const auto csv = bench.service->return_check_csv(manager, check);
  ASSERT_TRUE(csv);
  EXPECT_THAT(csv->bytes, HasSubstr("\r\n435,Episodes,4,R1,LS,LS=E1,\"PLACE=U5, PL_POST=ME9 0AQ, "))
      << "what is right stands beside it";
}

TEST_F(ReturnChecks, WhatWasNotRunIsSaidAndNotPassed) {
  const CheckDetail found = detail(checked(a_return()).id);
  EXPECT_GT(found.summary.not_run, 0);
  std::int64_t not_run = 0;
  for (const CheckRule& one : found.rules)
    if (one.state == CheckRule::State::not_run) {
      ++not_run;
      EXPECT_THAT(one.why, StartsWith("It "));
    }
  EXPECT_EQ(not_run, found.summary.not_run);
}

TEST_F(ReturnChecks, TheNextCheckSaysWhatIsNewAndWhatIsGone) {
  const CheckId first = checked(a_return()).id;
  const CheckId second = checked(a_return("M", "R3,4,05/06/2016,WBRI,UN3,,\r\n")).id;
  const CheckDetail found = detail(second);
  EXPECT_EQ(found.summary.previous, first);
  const CheckRule* gone = rule(found, "101", CheckRule::State::gone);
  ASSERT_TRUE(gone);
  EXPECT_EQ(gone->findings, 1);
  const FindingPage fresh = findings(second, {.rule = "101", .state = FindingState::is_new});
  ASSERT_EQ(fresh.total, 1);
  EXPECT_EQ(fresh.findings.front().number.reveal(), "R3");
  EXPECT_EQ(
      detail(checked(a_return("M", "R3,4,05/06/2016,WBRI,UN3,,\r\n")).id).summary.new_findings, 0)
      << "the same delivery again has nothing new";
}

TEST_F(ReturnChecks, ARuleThatIsNotRunAgainHasNotGone) {
  checked(a_return());
  auto without_header = a_return();
  without_header.erase(without_header.begin());
  const CheckDetail found = detail(checked(without_header).id);
  EXPECT_FALSE(rule(found, "101", CheckRule::State::gone));
  EXPECT_TRUE(rule(found, "101", CheckRule::State::not_run));
}

TEST_F(ReturnChecks, AQueryThatIsAcceptedStaysSo) {
  const CheckId first = checked(a_return("U")).id;
  const std::int64_t finding = findings(first, {.rule = "232"}).findings.front().id;
  EXPECT_EQ(bench.service->accept_finding(manager, first, finding, "  ", false).error().kind,
            ErrorKind::invalid_input);
  ASSERT_TRUE(bench.service->accept_finding(manager, first, finding, " Known to us. ", false));
  const auto accepted = [&](CheckId check) {
    return findings(check, {.rule = "232", .state = FindingState::accepted}).total;
  };
  EXPECT_EQ(accepted(first), 1);
  // The row stands elsewhere in the file, and another child fails the same rule.
  const CheckId moved = checked(a_return("U", "R0,U,05/06/2016,WBRI,UN3,,\r\n")).id;
  EXPECT_EQ(accepted(moved), 1);
  EXPECT_EQ(findings(moved, {.rule = "232", .state = FindingState::open}).total, 1);
}

TEST_F(ReturnChecks, AnErrorIsNotAccepted) {
  const CheckId check = checked(a_return()).id;
  const std::int64_t finding = findings(check, {.rule = "101"}).findings.front().id;
  for (const bool all_of_rule : {false, true}) {
    const auto refused =
        bench.service->accept_finding(manager, check, finding, "Known to us.", all_of_rule);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid_input);
    EXPECT_THAT(refused.error().sentence, StartsWith("An error cannot be accepted"));
  }
  EXPECT_FALSE(findings(check, {.rule = "101"}).findings.front().accepted) << "nothing was saved";
}

TEST_F(ReturnChecks, AnErrorThatWasAcceptedOnceIsAnErrorWithANote) {
  const CheckId check = checked(a_return()).id;
  const std::int64_t errors = detail(check).summary.errors;
  const std::int64_t finding = findings(check, {.rule = "101"}).findings.front().id;
  // As it could be done in former days.
  ASSERT_TRUE(bench.service->store().checks().accept(
      {here, check, finding, manager.account, bench.clock->now()}, "Known to us.", false));
  EXPECT_EQ(detail(check).summary.errors, errors);
  EXPECT_EQ(detail(check).summary.accepted_errors, 1);
  EXPECT_EQ(findings(check, {.rule = "101", .state = FindingState::accepted}).total, 0);
  const FindingPage open = findings(check, {.rule = "101", .state = FindingState::open});
  ASSERT_EQ(open.total, 1);
  ASSERT_TRUE(open.findings.front().accepted);
  EXPECT_EQ(open.findings.front().accepted->reason, "Known to us.");
  const auto csv = bench.service->return_check_csv(manager, check);
  ASSERT_TRUE(csv);
  EXPECT_THAT(csv->bytes, HasSubstr(std::to_string(errors) +
                                    " errors, 1 of them accepted here, still an error for the "
                                    "DfE)"));
  EXPECT_THAT(csv->bytes, HasSubstr("Accepted here, still an error for the DfE: Known to us."));
  const CheckId changed = checked(a_return("4")).id;
  EXPECT_FALSE(findings(changed, {.rule = "101"}).findings.front().accepted)
      << "the reason was for another value";
  ASSERT_TRUE(bench.service->withdraw_acceptance(manager, check, finding));
  EXPECT_EQ(detail(check).summary.accepted_errors, 0);
}

TEST_F(ReturnChecks, LastYearsFilesAreTakenBesideThisYears) {
  const CheckDetail found = detail(checked(a_return(), a_return("M")).id);
  std::vector<int> years;
  for (const CheckTable& table : found.tables) years.push_back(table.collection_year);
  EXPECT_EQ(std::count(years.begin(), years.end(), 2025), 2);
  EXPECT_EQ(std::count(years.begin(), years.end(), 2026), 2);
}

TEST_F(ReturnChecks, WhatCannotBeReadIsRefusedAndNothingIsKept) {
  EXPECT_THAT(refused({{{"note.txt", "Dear all"}}, {}, 2026, 0}),
              StartsWith("Nothing was checked and nothing was kept: no return could be read"));
  EXPECT_THAT(refused({a_return(), {{"note.txt", "Dear all"}}, 2026, 0}),
              HasSubstr("last year's files"));
  EXPECT_THAT(refused({{}, {}, 2026, 0}), HasSubstr("No file was given"));
  EXPECT_TRUE(bench.service->return_checks(manager, 10)->empty());
}

TEST_F(ReturnChecks, FilesGoWhenTheirTimeHasPassed) {
  const CheckId check = checked(a_return()).id;
  EXPECT_EQ(detail(check).summary.files_kept_until, day("2026-07-10"));
  bench.clock->set(day("2026-07-09"));
  ASSERT_TRUE(bench.service->delete_old_files());
  EXPECT_TRUE(detail(check).summary.files_kept_until);
  bench.clock->set(day("2026-07-10"));
  ASSERT_TRUE(bench.service->delete_old_files());
  EXPECT_FALSE(detail(check).summary.files_kept_until);
  EXPECT_GT(findings(check).total, 0) << "the result stays";
}

TEST_F(ReturnChecks, OnlyThoseWhoMayImportCheckAcceptAndDelete) {
  const CheckId check = checked(a_return()).id;
  const Actor viewer = bench.actor(here, Role::practitioner, "viewer");
  EXPECT_TRUE(bench.service->return_check(viewer, check));
  EXPECT_TRUE(bench.service->return_findings(viewer, check, {}));
  const auto is_refused = [](const auto& result) {
    return !result && result.error().kind == ErrorKind::not_allowed;
  };
  EXPECT_TRUE(is_refused(bench.service->check_return(viewer, {a_return(), {}, 2026, 0}, kQuiet)));
  EXPECT_TRUE(is_refused(bench.service->accept_finding(viewer, check, 1, "x", false)));
  EXPECT_TRUE(is_refused(bench.service->withdraw_acceptance(viewer, check, 1)));
  EXPECT_TRUE(is_refused(bench.service->delete_return_check(viewer, check)));
}

TEST_F(ReturnChecks, AreTakenAwayAsCsvAndWorkbook) {
  const CheckId check = checked(a_return("U")).id;
  const std::int64_t finding = findings(check, {.rule = "232"}).findings.front().id;
  ASSERT_TRUE(bench.service->accept_finding(manager, check, finding, "=1+1, known", false));
  const auto csv = bench.service->return_check_csv(manager, check);
  ASSERT_TRUE(csv);
  EXPECT_THAT(csv->bytes, HasSubstr("\r\n232,Header,3,R2,SEX,SEX=U,"));
  EXPECT_THAT(csv->bytes, HasSubstr(", check 1 of the return for 2025-26: "));
  EXPECT_THAT(csv->bytes, StartsWith("\uFEFF\"OFFICIAL-SENSITIVE. "));
  EXPECT_THAT(csv->bytes,
              HasSubstr(" about 2 children, with their numbers and what the return says of "));
  EXPECT_THAT(csv->bytes, HasSubstr("Exported by "));
  EXPECT_THAT(csv->bytes, HasSubstr("PLACE=U6\",\"DECOM=01/06/2025, DEC=\",")) << "which row it is";
  EXPECT_THAT(csv->bytes, HasSubstr(",\"'=1+1, known\"\r\n")) << "no formula comes out of a reason";
  const auto workbook = bench.service->return_check_workbook(manager, check);
  ASSERT_TRUE(workbook);
  EXPECT_THAT(workbook->bytes, StartsWith("PK"));
  EXPECT_EQ(csv->findings, workbook->findings);
  EXPECT_EQ(csv->children, workbook->children) << "for the access log";
}

TEST_F(ReturnChecks, AreNotTakenAwayBelowAManager) {
  const CheckId check = checked(a_return()).id;
  const Actor practitioner = bench.actor(here, Role::practitioner, "p");
  EXPECT_FALSE(bench.service->return_check_csv(practitioner, check));
  EXPECT_FALSE(bench.service->return_check_workbook(practitioner, check));
}

// The record.

struct TheRecord : ReturnChecks {
  TheRecord() {
    // R1 is whole; R2 has a SEX that no list holds.
    auto imported =
        bench.service->import_return(manager, a_return(), 2026, [](int, std::string_view) {});
    EXPECT_TRUE(imported) << (imported ? "" : imported.error().sentence);
  }
  ChildId child(const char* number) {
    return bench.service->search(manager, number)->children.front().child;
  }
};

TEST_F(TheRecord, IsHeldToTheRulesOfThePresentYear) {
  const auto check = bench.service->record_check(manager, {});
  ASSERT_TRUE(check) << check.error().sentence;
  EXPECT_EQ((*check)->collection_year, 2027);
  EXPECT_EQ((*check)->as_of, day("2026-06-10"));
  EXPECT_EQ((*check)->children, 2u);
  EXPECT_GT((*check)->rules_run, 0u);
  ASSERT_EQ((*check)->workers.size(), 1u) << "nobody is known to be allocated";
  EXPECT_EQ((*check)->workers[0].name, "");
  EXPECT_FALSE((*check)->workers[0].worker);
  const auto found = bench.service->child_return_findings(manager, child("R2"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->collection_year, 2027);
  // Both ways tell the same of a child.
  for (const RecordChild& one : (*check)->workers[0].children)
    if (one.number == "R2") {
      EXPECT_EQ(one.findings.size(), found->findings.size());
    }
}

TEST_F(TheRecord, IsMadeAgainAfterAnImport) {
  const auto before = bench.service->record_check(manager, 2026);
  ASSERT_TRUE(before);
  EXPECT_EQ(*bench.service->record_check(manager, 2026), *before) << "not made twice";
  auto more = a_return("M", "R3,F,05/06/2016,WBRI,UN3,,\r\n");
  more[1].bytes += "R3,01/07/2025,S,C2,N1,U6,PR1,,,,ME9 0AP,ME9 0AP,SC1234567\r\n";
  ASSERT_TRUE(bench.service->import_return(manager, more, 2026, [](int, std::string_view) {}));
  EXPECT_EQ((*bench.service->record_check(manager, 2026))->children, 3u);
}

TEST_F(TheRecord, StaysAsItWasAfterAnEditThatNoReturnHolds) {
  const auto before = bench.service->record_check(manager, 2026);
  ASSERT_TRUE(before);
  MilestoneEdit meeting;
  meeting.type = "permanency_planning_meeting";
  meeting.happened_on = day("2026-05-20");
  ASSERT_TRUE(bench.service->save_milestone(manager, child("R1"), meeting));
  EXPECT_EQ(*bench.service->record_check(manager, 2026), *before) << "nothing returned has changed";

  auto& store = bench.service->store();
  const ChildId changed = child("R1");
  const auto change = [&](const auto& alter) {
    care::Child row = store.child(manager.authority, changed)->child;
    ChangeSet set;
    set.authority = manager.authority;
    set.at = bench.clock->now();
    set.changes = {{row, alter(row)}};
    ASSERT_TRUE(store.apply(set));
  };
  change([](care::Child row) {
    row.given_name = PrivateText("Zoë");
    return row;
  });
  // What was written past the service is heard of a moment later.
  const auto another_than = [&](const std::shared_ptr<const RecordCheck>& one) {
    auto check = *bench.service->record_check(manager, 2026);
    for (int i = 0; i < 1000 && check == one; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      check = *bench.service->record_check(manager, 2026);
    }
    return check;
  };
  const auto renamed = another_than(*before);
  EXPECT_NE(renamed, *before) << "its page shows names";
  change([](care::Child row) {
    row.born_on = row.born_on ? std::optional(*row.born_on + 1) : std::nullopt;
    return row;
  });
  EXPECT_NE(another_than(renamed), renamed) << "the return has the birth day";
}

TEST_F(TheRecord, WhatIsAskedForAtTheEndOfTheYearWaitsForIt) {
  const auto waiting = [&](int year) {
    const auto check = bench.service->record_check(manager, year);
    return std::count_if(
        (*check)->not_run.begin(), (*check)->not_run.end(),
        [](const RuleNotRun& one) { return one.why.find("end of the year") != std::string::npos; });
  };
  EXPECT_GT(waiting(2027), 0);
  EXPECT_EQ(waiting(2026), 0) << "that year has ended";
}

TEST_F(TheRecord, WhatIsNoErrorYetIsNotTold) {
  // R4 will be 18 in September, in the year of the return; R5 was in May and is still shown in
  // care.
  std::vector<FileBytes> files = {
      {"header.csv",
       "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\n"
       "R4,M,10/09/2008,WBRI,UN3,,\r\n"
       "R5,M,10/05/2008,WBRI,UN3,,\r\n"},
      {"episodes.csv",
       "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
       "PL_POST,URN\r\n"
       "R4,01/06/2025,S,C2,N1,U6,PR1,,,,ME9 0AP,ME9 0AP,SC1234567\r\n"
       "R5,01/06/2025,S,C2,N1,U6,PR1,,,,ME9 0AP,ME9 0AP,SC1234567\r\n"}};
  ASSERT_TRUE(bench.service->import_return(manager, files, 2026, [](int, std::string_view) {}));
  const auto past_18 = [&](const char* number) {
    const auto found = bench.service->child_return_findings(manager, child(number));
    return std::count_if(found->findings.begin(), found->findings.end(),
                         [](const RecordFinding& one) { return one.rule == "359"; });
  };
  EXPECT_EQ(past_18("R4"), 0);
  EXPECT_EQ(past_18("R5"), 1);
  bench.clock->set(day("2026-09-11"));
  EXPECT_EQ(past_18("R4"), 1);
}

TEST_F(TheRecord, AYearToComeIsRefused) {
  EXPECT_EQ(bench.service->record_check(manager, 2028).error().kind, ErrorKind::invalid_input);
}

TEST_F(TheRecord, OfAChildThatIsNotThereTellsNothing) {
  EXPECT_EQ(bench.service->child_return_findings(manager, ChildId{999}).error().kind,
            ErrorKind::not_found);
}

}  // namespace
}  // namespace homeward::tests
