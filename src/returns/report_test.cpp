// What a person and a program read of a check: the file's own rows and columns, and plain forms.
#include "returns/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "returns/testing_test.hpp"

namespace homeward::returns {
namespace {

using rules::Finding;
using rules::Rule;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr Rule kSex{.code = "101",
                    .sentence = "Sex must be in the \"list\".",
                    .fields = "SEX",
                    .remedy = "Correct it, then export again."};
constexpr Rule kOrder{.code = "141",
                      .sentence = "An end must be after its start.",
                      .fields = "DATE_PLACED DEC DECOM",
                      .remedy = "Correct the dates."};
constexpr Rule kFar{.code = "454",
                    .sentence = "Distance over 350 miles is queried.",
                    .fields = "PL_DISTANCE",
                    .remedy = "Check both postcodes."};
constexpr Rule kOrdered{.code = "553",
                        .sentence = "A child under the order must have a decision.",
                        .fields = "CHILD DATE_PLACED",
                        .remedy = "Add the decision.",
                        .beside = "LS DEC"};
constexpr Rule kYoung{.code = "370",
                      .sentence = "A child must be old enough.",
                      .fields = "DECOM PLACE",
                      .remedy = "Check both.",
                      .beside = "Header.DOB Header_last.SEX Episodes_last.LS OC3_last.ACCOM"};
constexpr Rule kMoved{.code = "435",
                      .sentence = "Something must have changed.",
                      .fields = "LS",
                      .remedy = "Compare both.",
                      .beside = "before.LS next.RNE"};
constexpr Rule kAsylum{.code = "231",
                       .sentence = "A young child who came alone is queried.",
                       .fields = "DOB UASC",
                       .remedy = "Be ready to say so.",
                       .beside = "UASC.DUC"};
constexpr Rule kQuiet{
    .code = "500", .sentence = "Nothing is wrong.", .fields = "CHILD", .remedy = ""};
constexpr Rule kNeedsLast{.code = "109", .sentence = "…", .fields = "CHILD", .remedy = ""};
constexpr Rule kNeedsLastToo{.code = "120", .sentence = "…", .fields = "CHILD", .remedy = ""};

const testing::Files kFiles = {
    {"Kopf.csv",
     "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
     "7,F,01/02/2015,WBRI,UN4,,\n"
     "=1+1,X,01/02/2015,WBRI,UN4,,\n"
     "\n"
     "\"a\"\"b,c\\\",,01/02/2015,WBRI,UN4,,\n"},
    {"episodes.csv",
     "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
     "URN\n"
     "7,01/06/2025,S,V2,N1,U6,PR1,01/05/2025,E4A,,ME9 0AP,ZE1 0AA,1234567\n"},
    {"header_last.csv",
     "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
     "7,Q,01/02/2015,WBRI,UN4,,\n"},
    {"episodes_last.csv",
     "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
     "URN\n"
     "7,02/06/2024,L,C2,N1,U6,PR1,,,,ME9 0AP,ZE1 0AA,1234567\n"
     "7,01/12/2024,P,E1,N1,U6,PR1,,,,ME9 0AP,ZE1 0AA,1234567\n"
     "7,,P,C1,N1,U6,PR1,,,,ME9 0AP,ZE1 0AA,1234567\n"
     "7,01/06/2024,S,V2,N1,U6,PR1,02/06/2024,X1,,ME9 0AP,ZE1 0AA,1234567\n"}};

// The rows of kFiles with findings of these rules, the way check() gives them.
struct Reported : ::testing::Test {
  Reading reading = testing::read(kFiles);
  Checked checked;
  std::unique_ptr<Report> report;

  void SetUp() override {
    ASSERT_EQ(reading.returns.size(), 2u);
    checked.collection_year = checked.rules_year = 2026;
    checked.rules = {&kSex, &kOrder, &kFar, &kQuiet};
    checked.findings = {{0, TableId::header, false, 1},
                        {0, TableId::header, false, 2},
                        {0, TableId::header, true, 0},
                        {1, TableId::episodes, false, 0},
                        {2, TableId::episodes, false, 0}};
    checked.not_run = {{&kNeedsLast, "It needs a postcode file, which was not given."},
                       {&kNeedsLastToo, "It needs a postcode file, which was not given."}};
    checked.children = 3;
    make();
  }
  void make() {
    report = std::make_unique<Report>(checked, reading.returns[1], &reading.returns[0],
                                      RuleGrades{{"454", {Severity::query, true}}});
  }
  template <class Writer>
  std::string written(Writer writer) const {
    std::string out;
    writer(*report, [&](std::string_view piece) { out += piece; });
    return out;
  }
  std::string as_text(bool details) const {
    return written([&](const Report& from, const WritePiece& write) {
      write_findings_text(from, {details}, write);
    });
  }
};

TEST_F(Reported, AFindingIsToldInTheRowsAndColumnsOfItsFile) {
  struct Row {
    const char* what;
    std::size_t finding;
    std::string table, file;
    int row;
    std::string child;
    std::vector<std::string_view> fields;
    std::string values;
  };
  const Row rows[] = {
      {"a row as a spreadsheet counts", 1, "Header", "Kopf.csv", 5, "A\"B,C\\", {"SEX"}, "SEX="},
      {"last year's", 2, "Header_last", "header_last.csv", 2, "7", {"SEX"}, "SEX=Q"},
      {"only this table's columns, in the rule's order",
       3,
       "Episodes",
       "episodes.csv",
       2,
       "7",
       {"DEC", "DECOM"},
       "DEC=01/05/2025, DECOM=01/06/2025"},
      {"a derived item, and what it comes from",
       4,
       "Episodes",
       "episodes.csv",
       2,
       "7",
       {"PL_DISTANCE"},
       "HOME_POST=ME9 0AP, PL_POST=ZE1 0AA"},
  };
  for (const Row& row : rows) {
    const Finding& finding = checked.findings[row.finding];
    const Told told = report->tell(finding);
    EXPECT_EQ(told.table, row.table) << row.what;
    EXPECT_EQ(told.file, row.file) << row.what;
    EXPECT_EQ(told.row, row.row) << row.what;
    EXPECT_EQ(told.child, row.child) << row.what;
    EXPECT_EQ(std::vector(told.fields.begin(), told.fields.end()), row.fields) << row.what;
    std::string values;
    report->append_values(finding, values);
    EXPECT_EQ(values, row.values) << row.what;
  }
}

TEST_F(Reported, OnlyTheCellsAtFaultAreTold) {
  // Of two columns one is right, in the first row of the header's two.
  constexpr Rule born{.code = "301", .sentence = "…", .fields = "SEX DOB", .remedy = "Correct it."};
  checked.rules = {&born};
  checked.findings = {{0, TableId::header, false, 0, rules::cells(header::dob)},
                      {0, TableId::header, false, 1}};
  make();
  const Told told = report->tell(checked.findings[0]);
  EXPECT_THAT(std::vector(told.fields.begin(), told.fields.end()), ElementsAre("DOB"));
  std::string shown, values;
  report->append_shown(checked.findings[0], shown);
  EXPECT_EQ(shown, "DOB=01/02/2015, SEX=F") << "at fault first";
  report->append_values(checked.findings[0], values);
  EXPECT_EQ(values, "SEX=F, DOB=01/02/2015") << "what an accepted finding is known by stays";
  const std::string json = written(write_findings_json), csv = written(write_findings_csv);
  EXPECT_THAT(json, HasSubstr(R"("row":2,"child":"7","fields":["DOB"],)"));
  EXPECT_THAT(json, HasSubstr(R"("row":3,"child":"=1+1","fields":["SEX","DOB"],)"));
  EXPECT_THAT(csv, HasSubstr(",2,7,DOB,\"DOB=01/02/2015, SEX=F\","));
  EXPECT_THAT(csv, HasSubstr(",3,'=1+1,SEX DOB,"));
}

TEST_F(Reported, PeopleSeeWhichRowItIsAndWhatElseDecided) {
  checked.rules = {&kOrdered};
  checked.findings = {{0, TableId::episodes, false, 0}};
  make();
  std::string shown, values;
  report->append_shown(checked.findings[0], shown);
  EXPECT_EQ(shown, "CHILD=7, LS=V2, DEC=01/05/2025, DECOM=01/06/2025");
  report->append_values(checked.findings[0], values);
  EXPECT_EQ(values, "CHILD=7") << "what an accepted finding is known by stays";
  EXPECT_THAT(as_text(true), HasSubstr("child 7: " + shown + "\n"));
}

TEST_F(Reported, PeopleSeeWhatDecidesInAnotherRowOfTheChild) {
  checked.rules = {&kYoung};
  checked.findings = {{0, TableId::episodes, false, 0}};
  make();
  std::string shown, values;
  report->append_shown(checked.findings[0], shown);
  EXPECT_EQ(shown,
            "DECOM=01/06/2025, PLACE=U6, DEC=01/05/2025; Header DOB=01/02/2015; last year's SEX=Q, "
            "LS=E1")
      << "of last year's latest episode; and nothing of OC3, which was not given";
  report->append_values(checked.findings[0], values);
  EXPECT_EQ(values, "DECOM=01/06/2025, PLACE=U6") << "what an accepted finding is known by stays";
  // Of the XML form's own item a CSV file says nothing.
  checked.rules = {&kAsylum};
  checked.findings = {{0, TableId::header, false, 0}};
  make();
  shown.clear();
  report->append_shown(checked.findings[0], shown);
  EXPECT_EQ(shown, "DOB=01/02/2015");
  checked.rules = {&kYoung};
  checked.findings = {{0, TableId::episodes, false, 0}};
  const Report alone(checked, reading.returns[1], nullptr, {});
  shown.clear();
  alone.append_shown(checked.findings[0], shown);
  EXPECT_THAT(shown, EndsWith("; Header DOB=01/02/2015"));
}

TEST(ReportValues, TheEpisodesBeforeAndAfterAreThoseByDate) {
  const Reading reading = testing::read(
      {{"episodes.csv",
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
        "URN\n"
        "7,01/09/2025,U,E1,,,,,,,,,\n"
        "8,01/08/2025,S,V2,,,,,,,,,\n"
        "7,01/07/2025,P,C2,,,,01/09/2025,X1,,,,\n"
        "7,01/06/2025,S,C1,,,,01/07/2025,X1,,,,\n"}});
  Checked checked;
  checked.rules = {&kMoved};
  const Report report(checked, reading.returns.at(0), nullptr, {});
  const auto shown = [&](std::uint32_t row) {
    std::string out;
    report.append_shown({0, TableId::episodes, false, row}, out);
    return out;
  };
  EXPECT_EQ(shown(2),
            "LS=C2, DECOM=01/07/2025, DEC=01/09/2025; episode before LS=C1; "
            "next episode RNE=U");
  EXPECT_EQ(shown(0), "LS=E1, DECOM=01/09/2025, DEC=; episode before LS=C2");
  EXPECT_EQ(shown(1), "LS=V2, DECOM=01/08/2025, DEC=");
}

TEST_F(Reported, JsonIsOneObjectALineAsTheContractSays) {
  const std::string json = written(write_findings_json);
  const auto lines = text::split(json, '\n');
  ASSERT_EQ(lines.size(), 6u);
  EXPECT_EQ(lines[0], R"({"rule":"101","table":"Header","row":3,"child":"=1+1","fields":["SEX"],)"
                      R"("message":"Sex must be in the \"list\"."})");
  EXPECT_THAT(std::string(lines[1]), HasSubstr(R"("row":5,"child":"A\"B,C\\","fields")"));
  EXPECT_THAT(std::string(lines[2]), HasSubstr(R"("table":"Header_last","row":2,)"));
  EXPECT_THAT(std::string(lines[3]), HasSubstr(R"("fields":["DEC","DECOM"],)"));
  EXPECT_EQ(lines[5], "");
}

TEST_F(Reported, CsvHoldsWhatAnAnalystNeedsAndNoFormula) {
  const std::string csv = written(write_findings_csv);
  EXPECT_THAT(csv, StartsWith("rule,table,row,child,fields,values,message,what_to_do\r\n"
                              "101,Header,3,'=1+1,SEX,SEX=X,\"Sex must be in the \"\"list\"\".\","
                              "\"Correct it, then export again.\"\r\n"
                              "101,Header,5,\"A\"\"B,C\\\",SEX,SEX=,"));
  EXPECT_THAT(csv, HasSubstr("141,Episodes,2,7,DEC DECOM,"
                             "\"DEC=01/05/2025, DECOM=01/06/2025\",An end"));
}

TEST_F(Reported, EachRuleIsCountedInRowsAndChildren) {
  const auto results = report->by_rule();
  ASSERT_EQ(results.size(), 4u);
  EXPECT_EQ(results[0].findings.size(), 3u);
  EXPECT_EQ(results[0].children, 3u);
  EXPECT_EQ(results[3].findings.size(), 0u) << "run, and nothing found";
  const ReportCounts counts = report->counts();
  EXPECT_EQ(counts.errors, 4u);
  EXPECT_EQ(counts.queries, 1u);
  EXPECT_EQ(counts.rules, 3u);
  EXPECT_EQ(counts.children, 3u) << "the same child in both years is one";
}

TEST_F(Reported, AChildWithSeveralRowsCountsOnce) {
  checked.findings = {{0, TableId::header, false, 0},
                      {0, TableId::header, true, 0},
                      {1, TableId::episodes, false, 0}};
  make();
  EXPECT_EQ(report->by_rule()[0].children, 1u);
  EXPECT_EQ(report->by_rule()[1].children, 1u);
  EXPECT_EQ(report->counts().children, 1u);
}

TEST_F(Reported, TheTextSaysWhatWasFoundAndWhatNobodyKnows) {
  EXPECT_EQ(as_text(false),
            "Return of 2025-26, 3 children, checked by 4 rules of 2025-26.\n"
            "\n"
            "Errors, to be put right\n"
            "  101: 3 rows, 3 children. Sex must be in the \"list\".\n"
            "      Header row 3, 5; Header_last row 2\n"
            "  141: 1 row, 1 child. An end must be after its start.\n"
            "      Episodes row 2\n"
            "\n"
            "Queries, to be put right or explained\n"
            "  454: 1 row, 1 child. Distance over 350 miles is queried.\n"
            "      Episodes row 2\n"
            "\n"
            "Not run, so nobody knows\n"
            "  It needs a postcode file, which was not given. (2 rules: 109, 120)\n"
            "\n"
            "4 errors and 1 query in the rows of 3 children, by 3 rules. 2 rules were not run.\n");
}

TEST_F(Reported, TheDetailsShowEachRowWithItsValuesAndWhatToDo) {
  EXPECT_THAT(as_text(true),
              HasSubstr("  141: 1 row, 1 child. An end must be after its start.\n"
                        "      What to do: Correct the dates.\n"
                        "      Episodes row 2, child 7: DEC=01/05/2025, DECOM=01/06/2025\n"));
}

TEST_F(Reported, OnlyTheFirstFewRowsOfARuleStandInTheSummary) {
  checked.findings.clear();
  for (int i = 0; i < 9; ++i) checked.findings.push_back({0, TableId::header, false, 0});
  make();
  EXPECT_THAT(as_text(false), HasSubstr("Header row 2, 2, 2, 2, 2 and 4 more\n"));
}

TEST_F(Reported, NothingFoundIsNotCalledRightWhereRulesWereNotRun) {
  checked.findings.clear();
  make();
  EXPECT_THAT(as_text(false),
              EndsWith("Nothing was found by the rules that were run. 2 rules were not run.\n"));
  EXPECT_THAT(written(write_findings_json), IsEmpty());
  EXPECT_EQ(written(write_findings_csv),
            "rule,table,row,child,fields,values,message,what_to_do\r\n");
}

TEST_F(Reported, AMillionFindingsComeInPieces) {
  checked.findings.assign(100'000, {0, TableId::header, false, 1});
  make();
  std::size_t pieces = 0, longest = 0, lines = 0;
  write_findings_json(*report, [&](std::string_view piece) {
    ++pieces;
    longest = std::max(longest, piece.size());
    lines += static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\n'));
  });
  EXPECT_GT(pieces, 100u);
  EXPECT_LT(longest, std::size_t{1} << 17);
  EXPECT_EQ(lines, 100'000u);
}

TEST(ReportValues, AHostileCellIsCutAtALetter) {
  std::string cell;
  for (int i = 0; i < 1000; ++i) cell += "é";
  const Reading reading = testing::read(
      {{"header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1," + cell + ",,,,,\n"}});
  Checked checked;
  checked.rules = {&kSex};
  checked.findings = {{0, TableId::header, false, 0}};
  const Report report(checked, reading.returns.at(0), nullptr, {});
  std::string values;
  report.append_values(checked.findings[0], values);
  EXPECT_LT(values.size(), 200u);
  EXPECT_TRUE(text::valid_utf8(values));
  EXPECT_THAT(values, EndsWith("…"));
}

}  // namespace
}  // namespace homeward::returns
