#include "service/diff.hpp"

#include <gtest/gtest.h>

namespace homeward::service {

namespace {

care::Episode episode(std::int64_t id, const char* started_on, int year = 2026) {
  care::Episode row;
  row.id = RowId{id};
  row.child = ChildId{7};
  row.version = id > 0 ? 1 : 0;
  row.started_on = *Date::parse_iso(started_on);
  row.provenance = {care::Source::return_file, ImportId{1}, 2, year};
  return row;
}

care::ChildRecord record(std::vector<care::Episode> episodes) {
  care::ChildRecord out;
  out.child.id = RowId{7};
  out.child.child = ChildId{7};
  out.child.number = PrivateText("7");
  out.episodes = std::move(episodes);
  return out;
}

}  // namespace

TEST(Diff, of_a_record_with_itself_is_nothing) {
  const auto same = record({episode(1, "2025-01-01"), episode(2, "2025-06-01")});
  EXPECT_TRUE(diff(&same, same).empty());
}

TEST(Diff, of_a_new_child_adds_the_child_before_its_rows) {
  const auto changes = diff(nullptr, record({episode(0, "2025-01-01")}));
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].operation(), Operation::insert);
  EXPECT_TRUE(std::holds_alternative<care::Child>(*changes[0].after));
  EXPECT_TRUE(std::holds_alternative<care::Episode>(*changes[1].after));
}

TEST(Diff, adds_alters_and_takes_away_row_by_row) {
  const auto before = record({episode(1, "2025-01-01"), episode(2, "2025-06-01")});
  auto changed = episode(1, "2025-01-01");
  changed.ended_on = *Date::parse_iso("2025-05-01");
  const auto after = record({changed, episode(0, "2025-07-01")});
  const auto changes = diff(&before, after);
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].operation(), Operation::update);
  EXPECT_EQ(changes[1].operation(), Operation::remove);
  EXPECT_EQ(std::get<care::Episode>(*changes[1].before).id, RowId{2});
  EXPECT_EQ(changes[2].operation(), Operation::insert);
}

TEST(Diff, a_row_that_a_later_return_stands_for_is_confirmed) {
  const auto before = record({episode(1, "2025-01-01", 2025)});
  const auto after = record({episode(1, "2025-01-01", 2026)});
  const auto changes = diff(&before, after);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_TRUE(is_confirmation(changes[0]));
}

}  // namespace homeward::service
