// Small files as spreadsheets, other tools and people make them (tests/data/trouble): what each
// gives as records, as problems told, and as findings of the return check.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "returns/check.hpp"
#include "returns/record.hpp"
#include "returns/testing_test.hpp"
#include "returns/write.hpp"

namespace homeward::returns {
namespace {

using testing::Files;

Files files_in(const std::string& folder) {
  Files files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           HOMEWARD_SOURCE_DIR "/tests/data/trouble/" + folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    files.emplace_back(entry.path().filename().string(),
                       std::string(std::istreambuf_iterator<char>(in), {}));
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string text(const care::OptionalDate& date) {
  return date ? date->iso() : "?";
}

// "number birth date: starts of episodes; starts and ends of missing periods".
std::vector<std::string> children_told(const Records& records) {
  std::vector<std::string> out;
  for (const care::ChildRecord& each : records.children) {
    std::string line = each.child.number.reveal() + " " + text(each.child.born_on) + ":";
    for (const care::Episode& episode : each.episodes) line += " " + episode.started_on.iso();
    for (const care::MissingPeriod& period : each.missing_periods)
      line += " missing " + period.started_on.iso() + " to " + text(period.ended_on);
    out.push_back(line);
  }
  return out;
}

// "rule table row".
std::vector<std::string> found(const Return& from) {
  std::vector<std::string> out;
  const Checked checked = check(from, nullptr, {});
  for (const rules::Finding& finding : checked.findings) {
    const Table& table = from[finding.table];
    out.push_back(std::string(checked.rules[finding.rule]->code) + " " +
                  std::string(table.layout().name) + " " +
                  std::to_string(table.row(finding.index)));
  }
  return out;
}

struct Trouble {
  const char* folder;
  std::vector<std::string> children;
  std::vector<std::string> problems;  // how each begins
  std::vector<std::string> findings;  // those that are about something else are right too
  std::optional<int> year = {};       // given, where no date can tell it
};

class TroubleFiles : public ::testing::TestWithParam<Trouble> {};

TEST_P(TroubleFiles, AreReadAndWhatWasAssumedIsTold) {
  Options options;
  options.as_of = testing::day("2026-11-29");
  options.collection_year = GetParam().year;
  const Reading reading = testing::read(files_in(GetParam().folder), options);
  ASSERT_EQ(reading.returns.size(), 1u);
  EXPECT_EQ(reading.returns[0].collection_year, 2026);
  const Records records = to_records(reading.returns[0], {});
  EXPECT_EQ(children_told(records), GetParam().children);
  std::vector<std::string> lines = testing::lines_of(reading.problems);
  for (const std::string& line : testing::lines_of(records.problems)) lines.push_back(line);
  EXPECT_EQ(lines.size(), GetParam().problems.size()) << ::testing::PrintToString(lines);
  for (std::size_t i = 0; i < std::min(lines.size(), GetParam().problems.size()); ++i)
    EXPECT_EQ(lines[i].substr(0, GetParam().problems[i].size()), GetParam().problems[i]);
  EXPECT_EQ(found(reading.returns[0]), GetParam().findings);
}

// Children numbered in a row.
std::vector<std::string> children(const char* number, int first, int last, const char* rest) {
  std::vector<std::string> out;
  for (int i = first; i <= last; ++i) out.push_back(number + std::to_string(i) + rest);
  return out;
}

const char* const kUsual = " 2014-06-14: 2025-06-10";

std::vector<std::string> twenty_starts() {
  std::vector<std::string> out;
  for (int i = 0; i < 20; ++i)
    out.push_back("9031" + std::string(i < 10 ? "0" : "") + std::to_string(i) +
                  " 2014-06-14: " + (testing::day("2025-06-01") + i).iso());
  return out;
}

INSTANTIATE_TEST_SUITE_P(
    Folders, TroubleFiles,
    ::testing::Values(
        Trouble{"short-rows",
                children("90010", 1, 4, kUsual),
                {"episodes.csv, row 2: This row and 3 more end before the last columns.",
                 "header.csv, row 2: This row and 3 more end before the last columns."},
                {}},
        Trouble{"no-break-space", children("90020", 1, 3, kUsual), {}, {"393 Header 4"}},
        Trouble{"double-bom", {"903501 2014-06-14: 2025-06-10"}, {}, {}},
        Trouble{"guarded-ids",
                children("000940", 1, 3, kUsual),
                {"header.csv, row 2: This is the first row with a cell that is guarded against"},
                {}},
        Trouble{"reshaped-ids",
                {},
                {"episodes.csv, row 2, column CHILD: 9.50501E+11 is a number that a spreadsheet",
                 "episodes.csv, row 3, column CHILD: 9.50501E+11 is a number that a spreadsheet",
                 "header.csv, row 2, column CHILD: 9.50501E+11 is a number that a spreadsheet",
                 "header.csv, row 3, column CHILD: 9.50501E+11 is a number that a spreadsheet"},
                {},
                2026},
        Trouble{"sep-line", {"900701 2014-06-14: 2025-06-10"}, {}, {}},
        Trouble{
            "date-forms",
            {"900900 2014-04-01: 2025-06-10", "900901 2014-04-01: 2025-06-10",
             "900902 2014-04-01: 2025-06-10", "900903 2014-04-01: 2025-06-10",
             "900904 ?: 2025-06-10", "900905 ?: 2025-06-10", "900906 2014-04-01: 2025-06-10",
             "900907 ?: 2025-06-10", "900908 2014-04-01: 2025-06-10",
             "900909 2014-04-01: 2025-06-10", "900910 2014-04-01: 2025-06-10",
             "900911 2014-04-01: 2025-06-10"},
            {"header.csv, row 6, column DOB: 41730 is the number that a spreadsheet keeps for a "
             "day, not a date.",
             "header.csv, row 7, column DOB: 41730 is the number that a spreadsheet keeps for a "
             "day, not a date.",
             "header.csv, row 9, column DOB: 04/25/2014 has the month before the day"},
            // The DfE takes none of these forms: 102 says so of every one.
            children("102 Header ", 2, 13, "")},
        Trouble{"utc-midnights",
                {"901001 2014-06-14: 2025-06-10", "901002 2014-06-14: 2025-06-10",
                 "901003 2014-01-14: 2025-06-10"},
                {},
                {"102 Header 2", "102 Header 3", "141 Episodes 2", "141 Episodes 4"}},
        Trouble{
            "missing-twice-a-day",
            {"901101 2014-06-14: 2025-06-10 missing 2025-10-05 to 2025-10-05 missing 2025-10-05 "
             "to 2025-10-07"},
            {},
            {}},
        Trouble{"windows-1252",
                {"901301 2014-06-14: 2025-06-10"},
                {},
                {"105 Header 1", "630 Episodes 1"}},
        Trouble{"one-late-date",
                twenty_starts(),
                {"header.csv: It was taken as the return for 2025-26: most dates tell that year. 1 "
                 "of 21 dates tells another year (2026-27)."},
                {"385 Episodes 2"}},
        Trouble{"zip", {"901201 2014-06-14: 2025-06-10"}, {}, {}}),
    [](const auto& each) {
      std::string name = each.param.folder;
      name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
      return name;
    });

TEST(TroubleFilesWrittenAgain, HoldBothTimesMissingOnOneDay) {
  const Reading reading = testing::read(files_in("missing-twice-a-day"));
  const Records records = to_records(reading.returns.at(0), {});
  std::string missing;
  for (const auto& [name, bytes] : write_csv(records.children, 2026))
    if (name == "missing.csv") missing = bytes;
  EXPECT_EQ(missing,
            "CHILD,DOB,MISSING,MIS_START,MIS_END\r\n"
            "901101,14/06/2014,M,05/10/2025,05/10/2025\r\n"
            "901101,14/06/2014,M,05/10/2025,07/10/2025\r\n");
  const Reading again = testing::read({{"r.xml", write_xml(records.children, 2026)}});
  EXPECT_EQ(children_told(to_records(again.returns.at(0), {})), children_told(records));
}

TEST(TroubleFilesWrittenAgain, AreXmlWhateverStoodInThem) {
  Files files = files_in("double-bom");
  for (auto& [name, bytes] : files)
    if (name == "episodes.csv") bytes.replace(bytes.find("SW1A 1AA"), 8, "S\x01\xC9 \uFFFF");
  const Reading reading = testing::read(files);
  const Records records = to_records(reading.returns.at(0), {});
  const std::string xml = write_xml(records.children, 2026);
  EXPECT_TRUE(text::valid_utf8(xml));
  EXPECT_NE(xml.find("<HOME_POST>S\uFFFDÉ \uFFFD</HOME_POST>"), std::string::npos) << xml;
}

}  // namespace
}  // namespace homeward::returns
