#include "returns/whole_cell.hpp"

#include <gtest/gtest.h>

namespace homeward::returns {
namespace {

const ColumnSchema& column(TableId table, std::size_t index) {
  return schema(table).columns[index];
}

TEST(WholeCell, APartOfAValueIsNotTakenForTheWhole) {
  struct Case {
    TableId table;
    std::size_t column;
    const char* cell;
    bool whole;
  };
  const Case cases[] = {
      {TableId::episodes, episodes::decom, "01/04/2025", true},
      {TableId::episodes, episodes::decom, "1/4/2025", true},
      {TableId::episodes, episodes::decom, "01/04/20", false},
      {TableId::episodes, episodes::decom, "01/04/202", false},
      {TableId::episodes, episodes::decom, "2025-04-01", true},
      {TableId::episodes, episodes::decom, "2025-04-1", false},
      {TableId::episodes, episodes::decom, "20250401", true},
      {TableId::episodes, episodes::decom, "1 APRIL 2025", true},
      {TableId::episodes, episodes::decom, "1 APRIL 20", false},
      {TableId::episodes, episodes::decom, "31/02/2025", false},
      {TableId::episodes, episodes::decom, "", true},
      {TableId::episodes, episodes::place, "U1", true},
      {TableId::episodes, episodes::place, "U", false},
      {TableId::episodes, episodes::home_post, "AB1 2CD", true},
      {TableId::episodes, episodes::home_post, "AB1 2C", false},
      {TableId::header, header::mother, "1", true},
      {TableId::header, header::upn, "A12345678901", false},
      {TableId::header, header::child, "9401", false},
  };
  for (const Case& each : cases)
    EXPECT_EQ(is_whole_cell(column(each.table, each.column), each.cell), each.whole) << each.cell;
}

}  // namespace
}  // namespace homeward::returns
