#include "returns/cells.hpp"

#include <gtest/gtest.h>

namespace homeward::returns {
namespace {

TEST(Cells, ANumberThatASpreadsheetShortenedIsNoIdentifier) {
  for (const char* cell : {"9.50501E+11", "9.5E+11", "9E+11", "9.50501E11", "9,50501E+11",
                           "95.0501E+10", "1E+05", "-9.5E+11", "9.50501E-05"})
    EXPECT_NE(why_no_identifier(cell), "") << cell;
  for (const char* cell : {"950,503", "1,950,503"}) EXPECT_NE(why_no_identifier(cell), "") << cell;
  for (const char* cell : {"950,50", "9505,503", ",503", "950,503X", "950,503,"})
    EXPECT_EQ(why_no_identifier(cell), "") << cell;
  for (const char* cell : {"#N/A", "#REF!", "######", "NULL", "CHILD", "A\uFFFD"})
    EXPECT_NE(why_no_identifier(cell), "") << cell;
  for (const char* cell :
       {"", "950501", "0009401", "E10000012", "12E5", "1E11", "9505E+11", "C-1", "1.5", "E+11",
        "9.E+11", "9.5E+", "9.5E+1111", "9.5E+11X", "CHILD1", "NULLA", "#1"})
    EXPECT_EQ(why_no_identifier(cell), "") << cell;
}

TEST(Cells, AWholeNumberLosesItsNoughts) {
  const std::pair<const char*, const char*> cells[] = {
      {"950503.0", "950503"},       {"0.00", "0"}, {"1.0", "1"},   {"10", "10"}, {"1.50", "1.50"},
      {"01.02.2010", "01.02.2010"}, {".0", ".0"},  {"A.0", "A.0"}, {"", ""},     {"000", "000"},
  };
  for (const auto& [cell, whole] : cells) EXPECT_EQ(whole_number(cell), whole) << cell;
}

}  // namespace
}  // namespace homeward::returns
