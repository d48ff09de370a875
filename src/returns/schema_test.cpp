#include "returns/schema.hpp"

#include <gtest/gtest.h>

#include "returns/recognise.hpp"

namespace homeward::returns {
namespace {

TEST(Schema, PositionsOfColumnsMatchTheirNames) {
  const auto name = [](TableId table, std::size_t column) {
    return schema(table).columns[column].name;
  };
  EXPECT_EQ(name(TableId::header, header::mc_dob), "MC_DOB");
  EXPECT_EQ(name(TableId::header, header::uasc), "UASC");
  EXPECT_EQ(name(TableId::episodes, episodes::decom), "DECOM");
  EXPECT_EQ(name(TableId::episodes, episodes::dec), "DEC");
  EXPECT_EQ(name(TableId::episodes, episodes::urn), "URN");
  EXPECT_EQ(name(TableId::reviews, reviews::review_code), "REVIEW_CODE");
  EXPECT_EQ(name(TableId::uasc, uasc::duc), "DUC");
  EXPECT_EQ(name(TableId::oc2, oc2::convicted), "CONVICTED");
  EXPECT_EQ(name(TableId::oc2, oc2::intervention_offered), "INTERVENTION_OFFERED");
  EXPECT_EQ(name(TableId::oc3, oc3::accom), "ACCOM");
  EXPECT_EQ(name(TableId::ad1, ad1::ls_adoptr), "LS_ADOPTR");
  EXPECT_EQ(name(TableId::placed_adoption, placed_adoption::reason_placed_ceased),
            "REASON_PLACED_CEASED");
  EXPECT_EQ(name(TableId::prev_perm, prev_perm::date_perm), "DATE_PERM");
  EXPECT_EQ(name(TableId::missing, missing::mis_end), "MIS_END");
  EXPECT_EQ(name(TableId::sw_episodes, sw_episodes::sw_reason), "SW_REASON");
  EXPECT_EQ(name(TableId::dolo, dolo::dolo_end), "DOLO_END");
  for (std::size_t i = 0; i < kTables; ++i) {
    EXPECT_EQ(static_cast<std::size_t>(schemas()[i].id), i);
    EXPECT_EQ(schemas()[i].columns[0].name, "CHILD");
  }
}

struct CodeInYear {
  CodeSet set;
  Code code;
  int year;
  bool valid;
};

// What changed by year: docs/ssda903-layout.md.
TEST(Schema, CodesComeAndGoWithTheYears) {
  const CodeInYear cases[] = {
      {CodeSet::sex, "1", 2024, true},
      {CodeSet::sex, "1", 2025, false},
      {CodeSet::sex, "M", 2024, false},
      {CodeSet::sex, "M", 2025, true},
      {CodeSet::placement, "H5", 2024, true},
      {CodeSet::placement, "H5", 2025, false},
      {CodeSet::placement, "K3", 2024, false},
      {CodeSet::placement, "K3", 2025, true},
      {CodeSet::placement, "Z1", 2025, true},
      {CodeSet::placement, "Z1", 2026, false},
      {CodeSet::placement, "Z12", 2026, true},
      {CodeSet::reason_ended, "E43", 2018, true},
      {CodeSet::reason_ended, "E43", 2019, false},
      {CodeSet::reason_ended, "E45", 2018, false},
      {CodeSet::reason_ended, "E45", 2019, true},
      {CodeSet::placement_change, "CUSTOD", 2018, false},
      {CodeSet::placement_change, "CUSTOD", 2019, true},
      {CodeSet::activity, "F3", 2021, true},
      {CodeSet::activity, "F3", 2022, false},
      {CodeSet::activity, "F5", 2022, true},
      {CodeSet::legal_status, "C2", 2026, true},
      {CodeSet::legal_status, "C3", 2026, false},
      {CodeSet::ethnicity, "CHNE", 2026, true},
      {CodeSet::ethnicity, "CNHE", 2026, false},
      {CodeSet::legal_status, Code(), 2026, false},
      {CodeSet::none, "C2", 2026, false},
  };
  for (const CodeInYear& each : cases)
    EXPECT_EQ(is_valid(each.set, each.code, each.year), each.valid)
        << each.code.text() << ' ' << each.year;
}

TEST(Recognise, EveryTableIsKnownByItsOwnColumns) {
  for (const TableSchema& table : schemas()) {
    std::vector<std::string_view> headings;
    for (const ColumnSchema& column : table.columns)
      if (column.need != Need::xml_only) headings.insert(headings.begin(), column.name);
    const Recognition known = recognise(headings);
    ASSERT_TRUE(known.readable()) << table.name;
    EXPECT_EQ(known.table->id, table.id);
    EXPECT_TRUE(known.extra.empty());
  }
}

TEST(Recognise, OneMissingColumnNamesTheNearestTable) {
  for (const TableSchema& table : schemas()) {
    std::vector<std::string_view> headings;
    for (const ColumnSchema& column : table.columns)
      if (column.need != Need::xml_only) headings.push_back(column.name);
    if (headings.size() < 5) continue;  // too few columns left to be like anything
    const std::string_view gone = headings.back();
    headings.pop_back();
    const Recognition known = recognise(headings);
    ASSERT_NE(known.table, nullptr) << table.name;
    EXPECT_EQ(known.table->id, table.id);
    EXPECT_EQ(known.missing, std::vector<std::string_view>{gone});
  }
}

}  // namespace
}  // namespace homeward::returns
