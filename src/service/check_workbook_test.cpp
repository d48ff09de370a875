// The workbook, read back as a spreadsheet would.
#include "service/check_workbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "returns/source.hpp"
#include "returns/xlsx.hpp"
#include "returns/zip.hpp"

namespace homeward::service {
namespace {

using returns::Checked;
using returns::TableId;
using returns::rules::Rule;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Rows = std::vector<std::vector<std::string>>;

constexpr Rule kSex{.code = "101",
                    .sentence = "Sex must be a listed code.",
                    .fields = "SEX",
                    .remedy = "Correct it."};
constexpr Rule kQuery{
    .code = "232", .sentence = "Sex U is queried.", .fields = "SEX", .remedy = "Confirm it."};
constexpr Rule kNeedsLast{
    .code = "109", .sentence = "The same as last year.", .fields = "DOB", .remedy = "Compare."};

struct Workbook : testing::Test {
  std::string header =
      "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
      "=HYPERLINK(\"http://x\"),=1+1,01/02/2015,WBRI,UN4,,\n"
      "007,<&>\x01,01/02/2015,WBRI,UN4,,\n";
  returns::Reading reading;
  Checked checked;

  void SetUp() override {
    returns::Options options;
    options.as_of = *Date::parse_iso("2026-06-01");
    options.collection_year = 2026;
    reading = returns::read_return({{"header.csv", header}}, options);
    ASSERT_EQ(reading.returns.size(), 1u);
    checked.collection_year = checked.rules_year = 2026;
    checked.rules = {&kSex, &kQuery};
    checked.findings = {{0, TableId::header, false, 0}, {0, TableId::header, false, 1}};
    checked.not_run = {{&kNeedsLast, "It needs last year's return, which was not given."}};
  }
  std::string bytes(std::size_t most_rows = kMostSheetRows) {
    const returns::Report report(checked, reading.returns[0], nullptr,
                                 {{"232", {returns::Severity::query, false}}});
    auto made = check_workbook(report, most_rows);
    EXPECT_TRUE(made) << (made ? "" : made.error().sentence);
    return made ? *made : "";
  }
  static Rows sheet(const std::string& workbook, const std::string& name) {
    Rows out;
    auto book = returns::Workbook::open("check.xlsx", workbook);
    EXPECT_TRUE(book) << (book ? "" : book.error().sentence);
    if (!book) return out;
    for (std::size_t i = 0; i < book->sheets().size(); ++i) {
      if (book->sheets()[i] != name) continue;
      const auto read = book->read(i, [&](const returns::SheetRow& row) {
        out.emplace_back(row.cells.begin(), row.cells.end());
        return true;
      });
      EXPECT_TRUE(read);
    }
    return out;
  }
  static std::string part(const std::string& workbook, const std::string& name) {
    auto zip = returns::ZipParts::open("check.xlsx", workbook, returns::Limits{});
    EXPECT_TRUE(zip);
    auto text = zip->read(name);
    EXPECT_TRUE(text);
    return text ? *text : "";
  }
};

TEST_F(Workbook, HasEveryRuleAndWhatItFoundOrWhyItWasNotRun) {
  EXPECT_THAT(
      sheet(bytes(), "Rules"),
      ElementsAre(ElementsAre("Rule", "What must hold", "Error or query", "Findings", "Children",
                              "Run", "Why not"),
                  ElementsAre("101", "Sex must be a listed code.", "error", "2", "2", "run"),
                  ElementsAre("232", "Sex U is queried.", "query", "0", "0", "run"),
                  ElementsAre("109", "The same as last year.", "error", "", "", "not run",
                              "It needs last year's return, which was not given.")));
}

TEST_F(Workbook, HasARowForEachFindingWithWhatToDo) {
  const Rows rows = sheet(bytes(), "Findings");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_THAT(rows[0], ElementsAre("Rule", "Error or query", "Child", "File", "Table", "Row",
                                   "Columns", "Values", "What must hold", "What to do"));
  EXPECT_THAT(rows[2],
              ElementsAre("101", "error", "007", "header.csv", "Header", "3", "SEX",
                          HasSubstr("SEX=<&>"), "Sex must be a listed code.", "Correct it."));
}

TEST_F(Workbook, NothingOfTheReturnBecomesAFormulaOrALink) {
  const std::string made = bytes();
  EXPECT_EQ(sheet(made, "Findings").at(1).at(2), "=HYPERLINK(\"HTTP://X\")");
  const std::string xml = part(made, "xl/worksheets/sheet2.xml");
  EXPECT_THAT(xml, Not(HasSubstr("<f>")));
  EXPECT_THAT(xml, Not(HasSubstr("<hyperlink")));
  EXPECT_EQ(xml.find('\x01'), std::string::npos) << "no character that XML does not allow";
}

TEST_F(Workbook, TheHeadingStaysAndCanBeFiltered) {
  const std::string made = bytes();
  EXPECT_THAT(part(made, "xl/worksheets/sheet2.xml"), HasSubstr("state=\"frozen\""));
  EXPECT_THAT(part(made, "xl/worksheets/sheet2.xml"), HasSubstr("<autoFilter ref=\"A1:J3\""));
  EXPECT_THAT(part(made, "xl/worksheets/sheet1.xml"), HasSubstr("<autoFilter ref=\"A1:G4\""));
}

TEST_F(Workbook, WhatDoesNotFitIsSaidAndTheCountsStayWhole) {
  const std::string made = bytes(1);
  EXPECT_EQ(sheet(made, "Findings").size(), 2u);
  const Rows rules = sheet(made, "Rules");
  EXPECT_EQ(rules.at(1).at(3), "2");
  EXPECT_THAT(rules.back().at(1), HasSubstr("Another 1 finding did not fit"));
}

TEST_F(Workbook, AReturnWithoutFindingsHasAWorkbookToo) {
  checked.findings.clear();
  EXPECT_EQ(sheet(bytes(), "Findings").size(), 1u);
}

}  // namespace
}  // namespace homeward::service
