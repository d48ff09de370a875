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
      {"O3/02/2026", 2026, nullptr},
      {"03/02/2O26", 2026, nullptr},
      {"-3/02/2026", 2026, nullptr},
  };
  for (const DateCase& each : cases) {
    const auto read = parse_return_date(each.text, each.latest_year);
    EXPECT_EQ(read ? read->iso() : "none", each.iso ? each.iso : "none") << '"' << each.text << '"';
  }
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
