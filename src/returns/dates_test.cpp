#include "returns/dates.hpp"

#include <gtest/gtest.h>

#include "returns/year.hpp"

namespace homeward::returns {
namespace {

struct DateCase {
  const char* text;
  int latest_year;
  const char* iso;  // null: not a date
};

TEST(ReturnDate, FormsThatCaseSystemsWrite) {
  const DateCase cases[] = {
      {"03/02/2026", 2026, "2026-02-03"},
      {"3/2/2026", 2026, "2026-02-03"},
      {"  03/02/2026 ", 2026, "2026-02-03"},
      {"03-02-2026", 2026, "2026-02-03"},
      {"03.02.2026", 2026, "2026-02-03"},
      {"03/02-2026", 2026, nullptr},
      {"2026-02-03", 2026, "2026-02-03"},
      {"2026-02-03 00:00:00", 2026, "2026-02-03"},
      {"2026-02-03T00:00:00.000Z", 2026, "2026-02-03"},
      {"03/02/2026 00:00", 2026, "2026-02-03"},
      {"03/02/2026 12:00:00 AM", 2026, "2026-02-03"},
      {"03/02/2026 SOON", 2026, nullptr},
      {"29/02/2024", 2026, "2024-02-29"},
      {"29/02/2025", 2026, nullptr},
      {"31/02/2025", 2026, nullptr},
      {"00/01/2025", 2026, nullptr},
      {"01/13/2025", 2026, nullptr},
      {"01/01/0001", 2026, nullptr},
      {"01/01/225", 2026, nullptr},
      {"01/01/20255", 2026, nullptr},
      {"1/1/1/2025", 2026, nullptr},
      {"", 2026, nullptr},
      {"   ", 2026, nullptr},
      {"UNKNOWN", 2026, nullptr},
      {"45000", 2026, nullptr},
      {"01-Apr-2014", 2026, "2014-04-01"},
      {"01-APR-14", 2026, "2014-04-01"},
      {"1 April 2014", 2026, "2014-04-01"},
      {"1st April 2014", 2026, "2014-04-01"},
      {"22nd of Sept 2014", 2026, "2014-09-22"},
      {"01Apr2014", 2026, "2014-04-01"},
      {"01/APR/2014", 2026, "2014-04-01"},
      {"1. Apr. 2014", 2026, "2014-04-01"},
      {"April 1, 2014", 2026, "2014-04-01"},
      {"Apr 1 2014 12:00AM", 2026, "2014-04-01"},
      {"2014-Apr-01", 2026, "2014-04-01"},
      {"Tue 1 Apr 2014", 2026, "2014-04-01"},
      {"Tuesday, 1 April 2014", 2026, "2014-04-01"},
      {"Wed 1 Apr 2014", 2026, nullptr},  // it was a Tuesday
      {"Tue 01/04/2014", 2026, "2014-04-01"},
      {"2014/04/01", 2026, "2014-04-01"},
      {"2014/4/1", 2026, "2014-04-01"},
      {"2014.04.01", 2026, "2014-04-01"},
      {"20140401", 2026, "2014-04-01"},
      {"20140401 00:00:00", 2026, "2014-04-01"},
      {"20140401T000000", 2026, "2014-04-01"},
      {"01042014", 2026, nullptr},  // day or month first?
      {"20141301", 2026, nullptr},
      {"01\\04\\2014", 2026, "2014-04-01"},
      {"01/04/2014 00:00:00.0000000", 2026, "2014-04-01"},
      {"01/04/2014 25:00", 2026, nullptr},
      {"2014-04-01T", 2026, nullptr},
      {"1 Ap 2014", 2026, nullptr},
      {"April 2014", 2026, nullptr},
      {"2014-25-04", 2026, nullptr},
      {"41730", 2026, nullptr},
      {"41730.0", 2026, nullptr},
      {"04/25/2014", 2026, nullptr},
      {"\u00a001/04/2014\u200b", 2026, "2014-04-01"},
      {"O3/02/2026", 2026, nullptr},
      {"03/02/2O26", 2026, nullptr},
      {"-3/02/2026", 2026, nullptr},
  };
  for (const DateCase& each : cases) {
    const auto read = parse_return_date(each.text, each.latest_year);
    EXPECT_EQ(read ? read->iso() : "none", each.iso ? each.iso : "none") << '"' << each.text << '"';
  }
}

TEST(ReturnDate, ATimeWithItsOffsetGivesTheDayInLondon) {
  const DateCase cases[] = {
      {"2014-06-13T23:00:00Z", 2026, "2014-06-14"},
      {"2014-06-13T23:00:00.000+00:00", 2026, "2014-06-14"},
      {"2014-06-13 23:00:00 UTC", 2026, "2014-06-14"},
      {"20140613T230000Z", 2026, "2014-06-14"},
      {"13/06/2014 23:00 GMT", 2026, "2014-06-14"},
      {"13/06/2014 11:00 PM Z", 2026, "2014-06-14"},
      {"2014-06-14T00:00:00+01:00", 2026, "2014-06-14"},
      {"2014-06-14 00:00:00 +0100", 2026, "2014-06-14"},
      {"2014-06-14T00:00:00+02:00", 2026, "2014-06-13"},
      {"2014-06-13T18:00:00-05:00", 2026, "2014-06-14"},
      {"Fri Jun 13 2014 23:30:00 GMT+0100 (British Summer Time)", 2026, "2014-06-13"},
      {"2014-06-13 23:00:00 BST", 2026, "2014-06-13"},
      {"2014-06-13T23:00:00", 2026, "2014-06-13"},  // local
      {"2014-01-13T23:00:00Z", 2026, "2014-01-13"},
      {"2014-03-29T23:30:00Z", 2026, "2014-03-29"},
      {"2014-12-31T23:00:00-01:00", 2026, "2015-01-01"},
      {"2014-06-13T23:00:00X", 2026, nullptr},
      {"2014-06-13T23:00:00+99:00", 2026, nullptr},
      {"1994-06-13T23:00:00Z", 2026, nullptr},
      {"1994-06-13T00:00:00Z", 2026, "1994-06-13"},
  };
  for (const DateCase& each : cases) {
    const auto read = parse_return_date(each.text, each.latest_year);
    EXPECT_EQ(read ? read->iso() : "none", each.iso ? each.iso : "none") << '"' << each.text << '"';
  }
}

TEST(ReturnDate, WhatIsNoDateSaysWhatItSeemsToBe) {
  const std::pair<const char*, const char*> cases[] = {
      {"41730", "is the number that a spreadsheet keeps for a day"},
      {"41730.0", "is the number that a spreadsheet keeps for a day"},
      {"41730.5", "is the number that a spreadsheet keeps for a day"},
      {"04/25/2014", "has the month before the day, so other dates of this file"},
      {"4-25-14", "has the month before the day, so other dates of this file"},
      {"1994-06-13T23:00:00Z", "is a time in UTC from before 1996"},
      {"31/02/2025", "is not a date."},
      {"25/25/2014", "is not a date."},
      {"UNKNOWN", "is not a date."},
      {"417301", "is not a date."},
      {"", "is not a date."},
  };
  for (const auto& [text, why] : cases)
    EXPECT_EQ(why_no_date(text).substr(0, std::string_view(why).size()), why) << text;
}

TEST(ReturnDate, TwoDigitYearsAreNeverInTheFuture) {
  const DateCase cases[] = {
      {"01/04/25", 2026, "2025-04-01"}, {"31/03/26", 2026, "2026-03-31"},
      {"05/06/27", 2026, "1927-06-05"},  // a year after the collection year is a century back
      {"05/06/99", 2026, "1999-06-05"}, {"05/06/00", 2026, "2000-06-05"},
      {"05/06/28", 2044, "2028-06-05"},  // DUC: up to the eighteenth birthday ahead
      {"5/6/8", 2026, nullptr},
  };
  for (const DateCase& each : cases) {
    const auto read = parse_return_date(each.text, each.latest_year);
    EXPECT_EQ(read ? read->iso() : "none", each.iso ? each.iso : "none") << each.text;
  }
}

TEST(PermanenceDate, UnknownPartsAreKeptAsUnknown) {
  const std::pair<const char*, const char*> cases[] = {
      {"03/02/2012", "03022012"},
      {"zz/02/2012", "ZZ022012"},
      {"ZZ/ZZ/2012", "ZZZZ2012"},
      {"zz/zz/zzzz", "ZZZZZZZZ"},
      {"3/2/12", "03022012"},
      {"zz/13/2012", ""},
      {"zz/02/zzzz", ""},
      {"03/zz/2012", ""},
      {"zz/zz/20x2", ""},
      {"31/02/2012", ""},
      {"", ""},
  };
  for (const auto& [text, expected] : cases) {
    const auto read = parse_permanence_date(text, 2026);
    EXPECT_EQ(read ? read->text() : "", expected) << '"' << text << '"';
  }
}

TEST(CollectionYear, RunsFromAprilToMarch) {
  EXPECT_EQ(collection_year_of(*Date::of(2025, 3, 31)), 2025);
  EXPECT_EQ(collection_year_of(*Date::of(2025, 4, 1)), 2026);
  EXPECT_EQ(year_start(2026).iso(), "2025-04-01");
  EXPECT_EQ(year_end(2026).iso(), "2026-03-31");
  EXPECT_EQ(year_words(2000), "1999-00");
}

}  // namespace
}  // namespace homeward::returns
