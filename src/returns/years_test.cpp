// Which files make one return, and which year it is for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "returns/infer_year.hpp"
#include "returns/testing_test.hpp"

namespace homeward::returns {
namespace {

using ::testing::ElementsAre;
using testing::Files;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::lines_of;

std::string missing_on(const std::string& date) {
  return "CHILD,DOB,MISSING,MIS_START,MIS_END\nC1,01/02/2012,M," + date + ",\n";
}
const std::string kReviews = "CHILD,DOB,REVIEW,REVIEW_CODE\nC1,01/02/2012,03/04/2025,PN1\n";
const std::string kHeader = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nC1,F,01/02/2012,WBRI,,,\n";

struct Layout {
  const char* what;
  Files files;
  std::optional<int> given;
  std::vector<std::string> returns;  // "year: table file, …"
  std::vector<std::string> problems;
};

std::vector<std::string> described(const Reading& reading) {
  std::vector<std::string> out;
  for (const Return& each : reading.returns) {
    std::string line = std::to_string(each.collection_year) + ":";
    for (const Table& table : each.tables)
      if (table.present()) line += " " + table.file();
    out.push_back(line);
  }
  return out;
}

class Grouping : public ::testing::TestWithParam<Layout> {};

TEST_P(Grouping, MakesTheseReturns) {
  Options options;
  options.as_of = testing::day("2026-06-01");
  options.collection_year = GetParam().given;
  const Reading reading = testing::read(GetParam().files, options);
  EXPECT_EQ(described(reading), GetParam().returns);
  const auto lines = lines_of(reading.problems);
  ASSERT_EQ(lines.size(), GetParam().problems.size()) << ::testing::PrintToString(lines);
  for (std::size_t i = 0; i < lines.size(); ++i)
    EXPECT_THAT(lines[i], HasSubstr(GetParam().problems[i]));
}

INSTANTIATE_TEST_SUITE_P(
    Folders, Grouping,
    ::testing::Values(
        Layout{"OneFolder",
               {{"m.csv", missing_on("03/04/2025")}, {"r.csv", kReviews}},
               {},
               {"2026: r.csv m.csv"},
               {}},
        Layout{"TwoFolders",
               {{"a/m.csv", missing_on("03/04/2025")}, {"b/m.csv", missing_on("03/04/2024")}},
               {},
               {"2025: b/m.csv", "2026: a/m.csv"},
               {}},
        Layout{"LastInTheName",
               {{"m.csv", missing_on("03/04/2025")},
                {"m_last.csv", missing_on("03/04/2023")},
                {"r.csv", kReviews}},
               {},
               {"2025: m_last.csv", "2026: r.csv m.csv"},
               {}},
        Layout{"YearsInTheNames",
               {{"m 2024-25.csv", missing_on("03/04/2024")},
                {"m 2025-26.csv", missing_on("03/04/2025")},
                {"r.csv", kReviews}},
               {},
               {"2025: m 2024-25.csv", "2026: r.csv m 2025-26.csv"},
               {}},
        Layout{"OneNameWithAYearIsNoReasonToSplit",
               {{"m_2025.csv", missing_on("03/04/2025")}, {"r.csv", kReviews}},
               {},
               {"2026: r.csv m_2025.csv"},
               {}},
        Layout{"SameTableTwice",
               {{"m1.csv", missing_on("03/04/2025")}, {"m2.csv", missing_on("03/04/2025")}},
               {},
               {"2026: m1.csv"},
               {"m2.csv: This holds the same table (Missing) as m1.csv"}},
        Layout{"GivenYearIsTheLatestOnes",
               {{"a/m.csv", missing_on("03/04/2025")}, {"b/m.csv", missing_on("03/04/2024")}},
               2026,
               {"2025: b/m.csv", "2026: a/m.csv"},
               {}},
        Layout{"LastIsTheYearBeforeTheGivenOne",
               {{"m.csv", missing_on("03/04/2023")}, {"m_prev.csv", missing_on("03/04/2023")}},
               2025,
               {"2024: m_prev.csv", "2025: m.csv"},
               {"m.csv: It was read as the return for 2024-25, as asked, though its dates point to "
                "2023-24"}},
        Layout{"NoDateTellsTheYear",
               {{"h.csv", kHeader}},
               {},
               {"2027: h.csv"},
               {"h.csv: No date in this return tells its year. It was taken as 2026-27"}},
        Layout{"NoDateButAGivenYear", {{"h.csv", kHeader}}, 2024, {"2024: h.csv"}, {}},
        Layout{"LastYearsFolderBelow",
               {{"m.csv", missing_on("03/04/2025")},
                {"last year/h.csv", kHeader},
                {"last year/m.csv", missing_on("03/04/2024")}},
               {},
               {"2025: last year/h.csv last year/m.csv", "2026: m.csv"},
               {}},
        Layout{"LastYearsFolderBelowHasNoDate",
               {{"m.csv", missing_on("03/04/2025")}, {"old/h.csv", kHeader}},
               {},
               {"2025: old/h.csv", "2026: m.csv"},
               {}},
        Layout{"ThisYearHasNoDateButLastYearsFolderBelow",
               {{"h.csv", kHeader}, {"previous/m.csv", missing_on("03/04/2023")}},
               {},
               {"2024: previous/m.csv", "2025: h.csv"},
               {}},
        Layout{"TheDatesOfLastYearAreLater",
               {{"m.csv", missing_on("03/04/2022")}, {"2024-25/m.csv", missing_on("03/04/2024")}},
               {},
               {"2025: 2024-25/m.csv", "2026: m.csv"},
               {}},
        Layout{"TheGivenYearIsThatOfTheTop",
               {{"m.csv", missing_on("03/04/2022")}, {"old/m.csv", missing_on("03/04/2024")}},
               2026,
               {"2025: old/m.csv", "2026: m.csv"},
               {"m.csv: It was read as the return for 2025-26, as asked, though its dates point to "
                "2022-23"}},
        Layout{"LastYearsFolderHoldsOldDates",
               {{"m.csv", missing_on("03/04/2025")}, {"old/m.csv", missing_on("03/04/2020")}},
               {},
               {"2025: old/m.csv", "2026: m.csv"},
               {"old: It was read as the return for 2024-25, last year's, though its dates or its "
                "name point to 2020-21"}},
        Layout{"TheFolderBelowIsTheGivenYear",
               {{"m.csv", missing_on("03/04/2024")}, {"2025-26/m.csv", missing_on("03/04/2025")}},
               2026,
               {"2025: m.csv", "2026: 2025-26/m.csv"},
               {}},
        Layout{"FoldersNamedByTheYear",
               {{"2024-25/h.csv", kHeader}, {"2025-26/m.csv", missing_on("03/04/2022")}},
               {},
               {"2025: 2024-25/h.csv", "2026: 2025-26/m.csv"},
               {}},
        Layout{"FoldersBesideEachOther",
               {{"now/m.csv", missing_on("03/04/2025")}, {"last year/h.csv", kHeader}},
               {},
               {"2025: last year/h.csv", "2026: now/m.csv"},
               {}},
        Layout{"OnlyOneTableOfLastYear",
               {{"m.csv", missing_on("03/04/2025")}, {"reviews_last.csv", kReviews}},
               2026,
               {"2025: reviews_last.csv", "2026: m.csv"},
               {}},
        Layout{"ThoseLastUpdatedAreThisYears",
               {{"m.csv", missing_on("03/04/2025")}, {"reviews last updated may.csv", kReviews}},
               2026,
               {"2026: reviews last updated may.csv m.csv"},
               {}},
        Layout{"NothingReadable",
               {{"x.csv", "a,b\n"}},
               {},
               {},
               {"x.csv: This is not a file of the return"}},
        Layout{"NothingAtAll", {}, {}, {}, {}}),
    [](const auto& each) { return each.param.what; });

TEST(InferYear, IsTheLatestYearThatMoreThanAFewDatesPointTo) {
  struct Case {
    const char* what;
    int typical, typical_year;
    const char* odd;
    int expected;
  };
  const Case cases[] = {
      {"the year the dates fall in", 10, 2024, "", 2025},
      {"one odd date among very many does not count", 500, 2023, "01/05/2025", 2024},
      {"a date after as_of does not count", 10, 2023, "01/05/2062", 2024},
      {"31 March still belongs to the year", 1, 2023, "31/03/2024", 2024},
      {"1 April begins the next", 1, 2023, "01/04/2024", 2025},
  };
  for (const Case& each : cases) {
    std::string csv =
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
        "URN\n";
    for (int i = 0; i < each.typical; ++i)
      csv += "C" + std::to_string(i) + ",02/05/" + std::to_string(each.typical_year) +
             ",S,C2,N1,U6,PR1,,,,,,\n";
    if (*each.odd) csv += std::string("C,") + each.odd + ",S,C2,N1,U6,PR1,,,,,,\n";
    Options options;
    options.as_of = testing::day("2026-06-01");
    const Reading reading = testing::read({{"episodes.csv", csv}}, options);
    EXPECT_EQ(reading.returns.at(0).collection_year, each.expected) << each.what;
  }
}

TEST(InferYear, ADateOfALaterYearInAnotherFileIsTold) {
  Options options;
  options.as_of = testing::day("2026-06-01");
  const Reading reading = testing::read(
      {{"episodes.csv",
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
        "URN\nC1,10/06/2019,S,C2,N1,U6,PR1,,,,,,\nC2,10/06/2019,S,C2,N1,U6,PR1,,,,,,\n"},
       {"reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\nC1,01/02/2012,01/08/2025,PN1\n"}},
      options);
  EXPECT_EQ(reading.returns.at(0).collection_year, 2020);
  EXPECT_THAT(testing::lines_of(reading.problems),
              ::testing::ElementsAre(::testing::HasSubstr("1 date in its other files tells "
                                                          "another year (2025-26)")));
}

TEST(YearMarker, TellsFilesOfTwoYearsApart) {
  const std::pair<const char*, const char*> cases[] = {
      {"header.csv", ""},
      {"header_last.csv", "last"},
      {"Header Last Year.csv", "last"},
      {"previous_header.csv", "last"},
      {"header_prev.csv", "last"},
      {"previous_permanence.csv", ""},
      {"prev_perm.csv", ""},
      {"previous_permanence_last.csv", "last"},
      {"header_2025.csv", "2025"},
      {"Header 2024-25.csv", "2025"},
      {"header_202425.csv", "2025"},
      {"header_2024_2025.csv", "2025"},
      {"last/header.csv", ""},
      {"header1234.csv", ""},
  };
  for (const auto& [name, marker] : cases) EXPECT_EQ(year_marker(name), marker) << name;
}

}  // namespace
}  // namespace homeward::returns
