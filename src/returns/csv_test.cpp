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
        Fault{"TooFewCells", kHeading + "\nC1,M" + kRow, 1,
              "missing.csv, row 2: This row has 2 cells where the heading has 5"},
        Fault{"TooManyCells", kHeading + kRow + "\nC1,01/02/2012,M,03/04/2025,,X" + kRow, 2,
              "missing.csv, row 3: This row has 6 cells"},
        Fault{"CutInTheMiddleOfARow", kHeading + kRow + "\nC2,01/02/20", 1,
              "missing.csv, row 3: The file ends in the middle of this row, after 2 of 5 columns"},
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
        Fault{"Windows1252", kHeading + kRow + "\nJos\xE9,01/02/2012,M,03/04/2025,", 0,
              "a.csv, row 3: This file is not saved as UTF-8"},
        Fault{"Utf16",
              std::string("\xFF\xFE"
                          "C\0H\0I\0L\0D\0",
                          12),
              0, "a.csv: This file is saved as Unicode text (UTF-16)"},
        Fault{"Pdf", "%PDF-1.7 ...", 0, "a.csv: This is a workbook or a document"},
        Fault{"OldWorkbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 0,
              "a.csv: This is a workbook or a document"},
        Fault{"NotAReturn", "Name,Phone\nAnn,1\n", 0, "a.csv: This is not a file of the return"},
        Fault{"NoHeading", "C1,01/02/2012,M,03/04/2025,\n", 0,
              "a.csv: This is not a file of the return"},
        Fault{"Semicolons", "CHILD;DOB;MISSING;MIS_START;MIS_END\n", 0,
              "a.csv: This file separates its columns with something other than commas"},
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

TEST(Csv, LimitsHold) {
  Options options = testing::options_for(2026);
  options.limits.rows = 2;
  EXPECT_THAT(lines_of(read({{"m.csv", kHeading + kRow + kRow + kRow}}, options).problems),
              ElementsAre(HasSubstr("more than 2 rows")));
  EXPECT_THAT(lines_of(read({{"m.csv", kHeading + kRow + kRow}}, options).problems), IsEmpty());
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
