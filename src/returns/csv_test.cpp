#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "returns/testing_test.hpp"

namespace homeward::returns {
namespace {

using ::testing::ElementsAre;
using testing::Files;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::lines_of;
using testing::read;
using testing::rows_of;

// Missing is the smallest table with a date that may be blank.
const std::string kHeading = "CHILD,DOB,MISSING,MIS_START,MIS_END";
const std::string kRow = "\nC1,01/02/2012,M,03/04/2025,";
const std::string kRead = "2: C1|01/02/2012|M|03/04/2025|";

struct Nuisance {
  const char* what;
  std::string bytes;
  std::vector<std::string> rows;
};

class CsvNuisance : public ::testing::TestWithParam<Nuisance> {};

TEST_P(CsvNuisance, IsReadAllTheSame) {
  const Reading reading = read({{"missing.csv", GetParam().bytes}});
  EXPECT_THAT(lines_of(reading.problems), IsEmpty());
  ASSERT_EQ(reading.returns.size(), 1u);
  EXPECT_EQ(rows_of(reading.returns[0][TableId::missing]), GetParam().rows);
}

INSTANTIATE_TEST_SUITE_P(
    Files, CsvNuisance,
    ::testing::Values(
        Nuisance{"Plain", kHeading + kRow, {kRead}}, Nuisance{"HeadingOnly", kHeading, {}},
        Nuisance{"HeadingOnlyWithLineBreak", kHeading + "\r\n", {}},
        Nuisance{"ByteOrderMark", "\xEF\xBB\xBF" + kHeading + kRow, {kRead}},
        Nuisance{"ByteOrderMarkAndQuotes",
                 "\xEF\xBB\xBF\"CHILD\",\"DOB\",\"MISSING\",\"MIS_START\",\"MIS_END\"" + kRow,
                 {kRead}},
        Nuisance{"WindowsLineEnds", kHeading + "\r\nC1,01/02/2012,M,03/04/2025,\r\n", {kRead}},
        Nuisance{"OldMacLineEnds", kHeading + "\rC1,01/02/2012,M,03/04/2025,\r", {kRead}},
        Nuisance{"ColumnsInAnotherOrder",
                 "mis_end,MIS_START, missing ,\"Child\",dob\n,03/04/2025,m,c1,01/02/2012",
                 {kRead}},
        Nuisance{
            "SpacesAround", kHeading + "\n  C1 ,\t01/02/2012, M , \"03/04/2025\" ,  ", {kRead}},
        Nuisance{
            "InvisibleBlanks",
            kHeading +
                "\n\u00a0C1\u200b,\"\u202f01/02/2012\ufeff\",M\u2007\t, \u206003/04/2025 ,\u00a0",
            {kRead}},
        Nuisance{"InvisibleInTheMidst",
                 kHeading + "\nC\u200b1,01\u00ad/02/2012,M,03/04/\u20602025,",
                 {kRead}},
        Nuisance{
            "InvisibleBlanksInTheHeading",
            "\ufeff\ufeff\u00a0CHILD\u00a0,\u200b\"DOB\"\u2060,MISSING,MIS_START\t,MIS_END\u202f" +
                kRow,
            {kRead}},
        Nuisance{"ARowOfInvisibleBlanks",
                 kHeading + "\n\u00a0,,\u200b,,\nC1,01/02/2012,M,03/04/2025,",
                 {"3: C1|01/02/2012|M|03/04/2025|"}},
        Nuisance{"SepLine", "sep=,\r\n" + kHeading + kRow, {kRead}},
        Nuisance{"SepLineInQuotesWithCommas", "\"sep=,\",,,\n" + kHeading + kRow, {kRead}},
        Nuisance{"SepLineBehindAByteOrderMark",
                 "\ufeffSEP=,\n\n" + kHeading + kRow,
                 {"3: C1|01/02/2012|M|03/04/2025|"}},
        Nuisance{"SepLineNamesSemicolons",
                 "sep=;\nCHILD;DOB;MISSING;MIS_START;MIS_END\nC1;\"01/02/2012\";M;03/04/2025;\n",
                 {kRead}},
        Nuisance{
            "SepLineNamesTabs",
            "sep=\t\nCHILD\tDOB\tMISSING\tMIS_START\tMIS_END\n C1 \t01/02/2012\tM\t03/04/2025\t",
            {kRead}},
        Nuisance{"SepLineThatIsNotTrue", "sep=;\n" + kHeading + kRow, {kRead}},
        Nuisance{"CtrlZAtTheEnd", kHeading + kRow + "\r\n\x1a", {kRead}},
        Nuisance{"CtrlZBehindTheLastRow", kHeading + kRow + "\x1a\r\n", {kRead}},
        Nuisance{
            "CtrlZAndTheRestOfTheBlock", kHeading + kRow + std::string("\n\x1a\0\0\0", 5), {kRead}},
        Nuisance{"Utf16",
                 [](std::string text) {
                   std::string wide = "\xFF\xFE";
                   for (const char c : text) wide += std::string{c, '\0'};
                   return wide;
                 }(kHeading + kRow),
                 {kRead}},
        Nuisance{
            "WholeNumbersWithAFraction",
            kHeading + "\n950503.0,01/02/2012,M,03/04/2025,\n0950503.00,01.02.2010,M,1.10.0,10.5",
            {"2: 950503|01/02/2012|M|03/04/2025|", "3: 0950503|01.02.2010|M|1.10.0|10.5"}},
        Nuisance{"QuotesAround",
                 kHeading + "\n\"C1\",\"01/02/2012\",\"M\",\"03/04/2025\",\"\"",
                 {kRead}},
        Nuisance{"CommaInQuotes",
                 kHeading + "\n\"C,1\",01/02/2012,M,03/04/2025,",
                 {"2: C,1|01/02/2012|M|03/04/2025|"}},
        Nuisance{"DoubledQuotes",
                 kHeading + "\n\"C\"\"1\"\"\",01/02/2012,M,03/04/2025,",
                 {"2: C\"1\"|01/02/2012|M|03/04/2025|"}},
        Nuisance{"QuoteInsideACell",
                 kHeading + "\nC\"1,01/02/2012,M,03/04/2025,",
                 {"2: C\"1|01/02/2012|M|03/04/2025|"}},
        Nuisance{"LineBreakInQuotesAddsNoRow",
                 kHeading + "\n\"C\n1\",01/02/2012,M,03/04/2025,\nC2,,A,04/04/2025,",
                 {"2: C\n1|01/02/2012|M|03/04/2025|", "3: C2||A|04/04/2025|"}},
        Nuisance{"BlankLinesKeepTheirNumbers",
                 kHeading + "\n\n  \nC1,01/02/2012,M,03/04/2025,\n,,,,\n\n",
                 {"4: C1|01/02/2012|M|03/04/2025|"}},
        Nuisance{"BlankLinesBeforeTheHeading",
                 "\n" + kHeading + kRow,
                 {"3: C1|01/02/2012|M|03/04/2025|"}},
        Nuisance{
            "MoreCommasThanTheHeading", kHeading + "\nC1,01/02/2012,M,03/04/2025,,,,", {kRead}},
        Nuisance{"CommasAfterTheHeading", kHeading + ",,\nC1,01/02/2012,M,03/04/2025,,,", {kRead}},
        Nuisance{"AccentsInUtf8",
                 kHeading + "\nC\xC3\xA9,01/02/2012,M,03/04/2025,",
                 {"2: C\xC3\xA9|01/02/2012|M|03/04/2025|"}}),
    [](const auto& each) { return each.param.what; });

TEST(CsvGuards, ComeOffInEveryFormAndAreToldOnceAFile) {
  const std::string forms[] = {
      "=\"0009403\"",         "=\"\"0009403\"\"",      "\"=\"\"0009403\"\"\"",
      "=\"\"\"0009403\"\"\"", "\"\"\"0009403\"\"\"",   "\"=\"\"\"\"0009403\"\"\"\"\"",
      " = \"0009403\" ",      "=\" 0009403 \"",        "'0009403",
      "'=\"0009403\"",        "\"'=\"\"0009403\"\"\"", "'=\"\"0009403\"\"",
      "=T(\"0009403\")",      "=T(\"\"0009403\"\")",   "=0009403",
  };
  for (const std::string& form : forms) {
    const std::string row = "\n" + form + ",01/02/2012,M,=\"03/04/2025\",=\"\"";
    const Reading reading = read({{"missing.csv", kHeading + row + row}});
    EXPECT_THAT(lines_of(reading.problems),
                ElementsAre(HasSubstr("missing.csv, row 2: This is the first row with a cell that "
                                      "is guarded against spreadsheets")))
        << form;
    ASSERT_EQ(reading.returns.size(), 1u) << form;
    EXPECT_THAT(
        rows_of(reading.returns[0][TableId::missing]),
        ElementsAre("2: 0009403|01/02/2012|M|03/04/2025|", "3: 0009403|01/02/2012|M|03/04/2025|"))
        << form;
  }
}

TEST(CsvGuards, HoldASeparator) {
  const Reading reading = read({{"missing.csv", kHeading + "\n=\"C,1\",01/02/2012,M,03/04/2025,"}});
  EXPECT_THAT(rows_of(reading.returns.at(0)[TableId::missing]),
              ElementsAre("2: C,1|01/02/2012|M|03/04/2025|"));
}

struct Fault {
  const char* what;
  std::string bytes;
  std::size_t rows_read;  // of the rows before and after the fault
  std::string line;       // the one problem, as the person reads it
};

class CsvFault : public ::testing::TestWithParam<Fault> {};

TEST_P(CsvFault, IsToldWithItsRowAndTheRestIsRead) {
  const Reading reading = read({{"missing.csv", GetParam().bytes}});
  EXPECT_THAT(lines_of(reading.problems), ElementsAre(HasSubstr(GetParam().line)));
  ASSERT_EQ(reading.returns.size(), 1u);
  EXPECT_EQ(reading.returns[0][TableId::missing].size(), GetParam().rows_read);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, CsvFault,
    ::testing::Values(
        Fault{"ShortRows", kHeading + kRow + "\nC2,,M,03/04/2025\nC3,01/02/2012,M,03/04/2025\nC4,,",
              4,
              "missing.csv, row 3: This row and 2 more end before the last columns. The cells that "
              "are missing were read as blank."},
        Fault{"OneCellAlone", kHeading + kRow + "\nEnd of report\n", 1,
              "missing.csv, row 3: This row has 1 cell where the heading has 5. The row was left "
              "out"},
        Fault{"TitleAboveTheHeading", "Missing periods,,\n\n" + kHeading + kRow, 1,
              "missing.csv, row 3: The headings were found in this row. What stands above them (1 "
              "row) was not read."},
        Fault{"TheHeadingAgain", kHeading + kRow + "\n" + kHeading + kRow, 2,
              "missing.csv, row 3, column CHILD: This row repeats the headings. It was left out"},
        Fault{"IdentifierShortened", kHeading + "\n9.50501E+11,01/02/2012,M,03/04/2025," + kRow, 1,
              "missing.csv, row 2, column CHILD: 9.50501E+11 is a number that a spreadsheet has "
              "shortened, not an identifier"},
        Fault{"IdentifierNotAvailable", kHeading + "\n#N/A,01/02/2012,M,03/04/2025," + kRow, 1,
              "missing.csv, row 2, column CHILD: #N/A is what a spreadsheet or a database writes"},
        Fault{"Windows1252", kHeading + kRow + "\nJos\xE9,01/02/2012,M,03/04/2025,", 2,
              "missing.csv, row 3: This file is not saved as UTF-8: this is the first row with a "
              "letter that shows it. The file was read as Windows-1252"},
        Fault{"IdentifierThatCannotBeRead",
              "\xFF\xFE" +
                  [](std::string text) {
                    std::string wide;
                    for (const char c : text)
                      wide += c == '?' ? std::string("\0\xD8", 2) : std::string{c, '\0'};
                    return wide;
                  }(kHeading + kRow + "\nC?,01/02/2012,M,03/04/2025,"),
              1,
              "missing.csv, row 3, column CHILD: The identifier C\uFFFD holds a character that "
              "cannot be read"},
        Fault{"Semicolons", "CHILD;DOB;MISSING;MIS_START;MIS_END\nC1;01/02/2012;M;03/04/2025;", 1,
              "missing.csv: The cells of this file are separated by semicolons, not by commas."},
        Fault{"TooManyCells", kHeading + kRow + "\nC1,01/02/2012,M,03/04/2025,,X" + kRow, 2,
              "missing.csv, row 3: This row has 6 cells"},
        Fault{"CutInTheMiddleOfARow", kHeading + kRow + "\nC2,01/02/20", 1,
              "missing.csv, row 3: The file ends in the middle of this row, after 2 of 5 columns"},
        Fault{"ShortLastRowThatIsWhole", kHeading + kRow + "\nC2,01/02/2012,M,03/04/2025", 2,
              "missing.csv, row 3: The file ends in this row, after 4 of 5 columns. The cells that "
              "are missing were read as blank; if the file was cut short, export it again."},
        Fault{"RemarkBelowTheTable", kHeading + kRow + "\nTotal: 1,,,,\n", 1,
              "missing.csv, row 3, column CHILD: This row holds nothing but TOTAL: 1, which looks "
              "like a remark"},
        Fault{"QuoteThatSwallowsRows",
              kHeading + kRow +
                  "\nC2,\"01/02/2012,M,03/04/2025,\nC3,01/02/2012,M,03/04/2025,"
                  "\nC4,\"01/02/2012\",M,03/04/2025,",
              3,
              "missing.csv, row 3: A quotation mark opens in this row and is not closed in it. The "
              "row was left out"},
        Fault{"CutInsideQuotes", kHeading + kRow + "\nC2,\"01/02/20", 1,
              "missing.csv, row 3: A quotation mark opens"},
        Fault{"QuoteThatNeverCloses", kHeading + "\nC1,\"oops,M,03/04/2025," + kRow + kRow, 2,
              "missing.csv, row 2: A quotation mark opens"},
        Fault{"CellOfAMegabyte",
              kHeading + "\nC1," + std::string(1 << 20, 'x') + ",M,03/04/2025," + kRow, 1,
              "missing.csv, row 2: A cell in this row holds more than 4096"}),
    [](const auto& each) { return each.param.what; });

class CsvFileLeftOut : public ::testing::TestWithParam<Fault> {};

TEST_P(CsvFileLeftOut, IsToldInOneSentenceAndTheOtherFilesAreRead) {
  const Reading reading = read({{"a.csv", GetParam().bytes}, {"missing.csv", kHeading + kRow}});
  EXPECT_THAT(lines_of(reading.problems), ElementsAre(HasSubstr(GetParam().line)));
  EXPECT_EQ(reading.problems.at(0).effect, Effect::file_left_out);
  ASSERT_EQ(reading.returns.size(), 1u);
  EXPECT_EQ(reading.returns[0][TableId::missing].file(), "missing.csv");
}

INSTANTIATE_TEST_SUITE_P(
    Files, CsvFileLeftOut,
    ::testing::Values(
        Fault{"Empty", "", 0, "a.csv: This file is empty"},
        Fault{"OnlyWhiteSpace", " \r\n \r\n", 0, "a.csv: This file is empty"},
        Fault{"OnlyCommas", ",,,\n,,,\n", 0, "a.csv: This file is empty"},
        Fault{"NulBytes", kHeading + std::string("\nC1,\0\0\0", 7), 0,
              "a.csv: This file holds bytes that are not text"},
        Fault{"Pdf", "%PDF-1.7 ...", 0, "a.csv: This is a document or a picture"},
        Fault{"OldWorkbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 0,
              "a.csv: This is a workbook or a document"},
        Fault{"NotAReturn", "Name,Phone\nAnn,1\n", 0, "a.csv: This is not a file of the return"},
        Fault{"NoHeading", "C1,01/02/2012,M,03/04/2025,\n", 0,
              "a.csv: This is not a file of the return"},
        Fault{"MissingColumn", "CHILD,SEX,DOB,UPN,MOTHER,MC_DOB\n", 0,
              "a.csv: This looks like the Header file but has no column ETHNIC."},
        Fault{"MissingColumns", "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,URN\n", 0,
              "the Episodes file but has no column REASON_PLACE_CHANGE, HOME_POST, PL_POST."},
        Fault{"ColumnTwice", "CHILD,DOB,REVIEW,REVIEW,REVIEW_CODE\n", 0,
              "a.csv: This looks like the Reviews file but has the column REVIEW twice"}),
    [](const auto& each) { return each.param.what; });

TEST(Csv, ColumnsTheReturnDoesNotHaveAreToldAndPassedOver) {
  const Reading reading =
      read({{"missing.csv", "TEAM," + kHeading + "\nEast,C1,01/02/2012,M,03/04/2025,"}});
  EXPECT_THAT(lines_of(reading.problems), ElementsAre(HasSubstr("(TEAM)")));
  EXPECT_THAT(rows_of(reading.returns.at(0)[TableId::missing]), ElementsAre(kRead));
}

// What somebody typed into a column that is not read must not take rows of the table with it.
TEST(Csv, AQuotationMarkInAColumnThatIsNotReadTakesOneRowAtMost) {
  struct Row {
    const char* what;
    std::string rows;
    std::vector<std::string> children;
  };
  const Row rows[] = {
      {"two stray ones",
       "C1,01/02/2012,M,03/04/2025,,\"see below\nC2,01/02/2012,M,03/04/2025,,fine\n"
       "C3,01/02/2012,M,03/04/2025,,so \"good\nC4,01/02/2012,M,03/04/2025,,",
       {"C2", "C3", "C4"}},
      {"a note of several lines",
       "C1,01/02/2012,M,03/04/2025,,\"first, he\nthen, she\r\nat last\"\n"
       "C2,01/02/2012,M,03/04/2025,,",
       {"C1", "C2"}},
  };
  for (const Row& row : rows) {
    const Reading reading = read({{"missing.csv", kHeading + ",NOTE\n" + row.rows}});
    std::vector<std::string> children;
    const Table& table = reading.returns.at(0)[TableId::missing];
    for (std::size_t i = 0; i < table.size(); ++i) children.emplace_back(table.cell(i, 0));
    EXPECT_EQ(children, row.children) << row.what;
    EXPECT_EQ(reading.problems.size(), 1 + (row.children.front() == "C2")) << row.what;
  }
}

TEST(Csv, AFileCutInTheMidstOfADateIsToldAlsoWhereRowsEndEarly) {
  const std::string early = kHeading + kRow + "\nC2,01/02/2012,M,03/04/2025\n";
  const Reading cut = read({{"missing.csv", early + "C3,01/02/2012,M,03/04/20"}});
  EXPECT_EQ(cut.returns.at(0)[TableId::missing].size(), 2u);
  EXPECT_THAT(lines_of(cut.problems),
              ElementsAre(HasSubstr("row 3: This row ends before the last columns"),
                          HasSubstr("row 4: The file ends in the middle of this row")));
  EXPECT_EQ(read({{"missing.csv", early + "C3,01/02/2012,M,03/04/2025"}})
                .returns.at(0)[TableId::missing]
                .size(),
            3u);
}

TEST(Csv, LimitsHold) {
  Options options = testing::options_for(2026);
  options.limits.rows = 2;
  EXPECT_THAT(lines_of(read({{"m.csv", kHeading + kRow + kRow + kRow}}, options).problems),
              ElementsAre(HasSubstr("more than 2 rows")));
  EXPECT_THAT(lines_of(read({{"m.csv", kHeading + kRow + kRow}}, options).problems), IsEmpty());
  const testing::Files two = {{"2025/m.csv", kHeading + kRow + kRow},
                              {"2026/m.csv", kHeading + kRow}};
  const Reading of_both = read(two, options);
  EXPECT_THAT(lines_of(of_both.problems), ElementsAre(HasSubstr("more than 2 rows")));
  EXPECT_THAT(of_both.returns, IsEmpty()) << "half of it would look as if children had gone";
  options = testing::options_for(2026);
  options.limits.rows = 11;  // one child for six rows
  EXPECT_THAT(read(two, options).returns, ::testing::SizeIs(2)) << "a child of both years is one";
  const Reading of_more = read({{"m.csv", kHeading + kRow + "\nC2" + kRow.substr(3)}}, options);
  EXPECT_THAT(lines_of(of_more.problems), ElementsAre(HasSubstr("more than 1 children")));
  EXPECT_THAT(of_more.returns, IsEmpty());
  options = testing::options_for(2026);
  options.limits.columns = 4;
  EXPECT_THAT(lines_of(read({{"m.csv", kHeading + kRow}}, options).problems),
              ElementsAre(HasSubstr("5 columns")));
  options = testing::options_for(2026);
  options.limits.file_bytes = 10;
  EXPECT_THAT(lines_of(read({{"m.csv", kHeading + kRow}}, options).problems),
              ElementsAre(HasSubstr("larger than")));
  options = testing::options_for(2026);
  options.limits.files = 1;
  EXPECT_EQ(read({{"a.csv", kHeading}, {"b.csv", kHeading}, {"c.csv", kHeading}}, options)
                .problems.size(),
            1u);
}

}  // namespace
}  // namespace homeward::returns
