// A return says the same whether it comes as XML or as CSV, so its check does too.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "returns/report.hpp"
#include "returns/testing_test.hpp"

namespace homeward::returns {
namespace {

using ::testing::Contains;
using testing::Files;
using ::testing::HasSubstr;

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string as_csv(const Table& table) {
  std::string out;
  for (const ColumnSchema& column : table.layout().columns)
    out.append(out.empty() ? "" : ",").append(column.name);
  out += "\r\n";
  for (std::size_t i = 0; i < table.size(); ++i) {
    for (std::size_t column = 0; column < table.layout().columns.size(); ++column)
      out.append(column > 0 ? ",\"" : "\"").append(table.cell(i, column)).append("\"");
    out += "\r\n";
  }
  return out;
}

// One line for each finding, as a program reads it; but for 105, which asks for an item that only
// the XML form has.
std::vector<std::string> findings_of(const Return& from) {
  const Checked checked = check(from, nullptr, {});
  const RuleGrades no_grades;
  const Report report(checked, from, nullptr, no_grades);
  std::stringstream written;
  write_findings_json(report, [&](std::string_view piece) { written << piece; });
  std::vector<std::string> out;
  for (std::string line; std::getline(written, line);)
    if (line.find("\"rule\":\"105\"") == std::string::npos) out.push_back(line);
  return out;
}

class FakeXml : public ::testing::Test {
 protected:
  const std::pair<std::string, std::string> file_{
      "fake_903.xml", bytes_of(HOMEWARD_SOURCE_DIR "/tests/data/ssda903-fake/fake_903.xml")};
  const Reading xml_ = testing::read({file_}, testing::options_for(2025));
  Files csv_files() const {
    Files files;
    for (const Table& table : xml_.returns.at(0).tables)
      if (table.present())
        files.emplace_back(std::string(table.layout().name) + ".csv", as_csv(table));
    return files;
  }
};

TEST_F(FakeXml, IsFoundToHoldWhatItsCsvFilesWould) {
  const Reading csv = testing::read(csv_files(), testing::options_for(2025));
  ASSERT_EQ(csv.returns.size(), 1u);

  const auto found = findings_of(xml_.returns[0]);
  EXPECT_GT(found.size(), 1000u);
  EXPECT_EQ(found, findings_of(csv.returns[0]));
}

TEST_F(FakeXml, BesideItsCsvFilesAddsNothing) {
  const Reading csv = testing::read(csv_files(), testing::options_for(2025));
  Files both = csv_files();
  both.push_back(file_);
  const Reading reading = testing::read(both, testing::options_for(2025));
  ASSERT_EQ(reading.returns.size(), 1u);
  EXPECT_FALSE(reading.returns[0][TableId::header].from_xml());
  EXPECT_EQ(testing::lines_of(reading.problems), testing::lines_of(csv.problems));
}

TEST_F(FakeXml, BesideOtherCsvFilesIsReportedAndLeftOut) {
  Files both = csv_files();
  std::string& header = both.front().second;
  header.replace(header.find("BAFR"), 4, "WBRI");
  both.push_back(file_);
  const Reading reading = testing::read(both, testing::options_for(2025));
  ASSERT_EQ(reading.returns.size(), 1u);
  EXPECT_FALSE(reading.returns[0][TableId::header].from_xml());
  EXPECT_THAT(testing::lines_of(reading.problems), Contains(HasSubstr("fake_903.xml")));
}

TEST_F(FakeXml, BesideAFileThatItHasNoPlaceForMakesOneReturnWithIt) {
  const Reading reading = testing::read({file_,
                                         {"sw_episodes.csv",
                                          "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\r\n"
                                          "907440,28/07/2010,SW123456,01/06/2024,,MANAGE\r\n"}},
                                        testing::options_for(2025));
  ASSERT_EQ(reading.returns.size(), 1u);
  EXPECT_EQ(reading.returns[0][TableId::sw_episodes].size(), 1u);
  EXPECT_EQ(reading.returns[0][TableId::episodes].size(),
            xml_.returns[0][TableId::episodes].size());
}

}  // namespace
}  // namespace homeward::returns
