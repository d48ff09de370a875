#include "synthetic/as_known.hpp"

#include "care/columns.hpp"
#include "care/periods.hpp"
#include "synthetic/testing_test.hpp"

namespace homeward::synthetic {
namespace {

using testing::day;
using testing::large;

template <class T>
bool same_rows(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(),
                    [](const T& x, const T& y) { return care::same_content(x, y); });
}

// Every fourth child: enough to meet every kind of fact.
std::vector<care::ChildRecord> some() {
  std::vector<care::ChildRecord> out;
  for (std::size_t i = 0; i < large().children.size(); i += 4) out.push_back(large().children[i]);
  return out;
}

bool same(const care::ChildRecord& a, const care::ChildRecord& b) {
  bool equal = care::same_content(a.child, b.child);
  care::for_each_row_table(
      [&]<class T>() { equal = equal && same_rows(care::rows_of<T>(a), care::rows_of<T>(b)); });
  return equal;
}

TEST(AsKnown, NothingIsKnownBeforeItHappened) {
  for (const char* iso : {"2018-05-05", "2024-03-31", "2026-02-02"}) {
    const Date then = day(iso);
    for (const care::ChildRecord& whole : some()) {
      const care::ChildRecord record = as_known(whole, then);
      for (const auto& row : record.episodes) {
        EXPECT_LE(row.started_on, then);
        if (row.ended_on) {
          EXPECT_LE(*row.ended_on, then);
        }
        EXPECT_EQ(row.ended_on.has_value(), !row.reason_ended.blank());
      }
      for (const auto& row : record.reviews) EXPECT_LE(row.held_on, then);
      for (const auto& row : record.milestones) {
        if (row.happened_on) {
          EXPECT_LE(*row.happened_on, then);
        }
        if (row.planned_on) {
          EXPECT_LE(*row.planned_on, then + kPlannedAheadDays);
        }
      }
      for (const auto& row : record.plans) EXPECT_LE(row.agreed_on, then);
      for (const auto& row : record.worker_spells) EXPECT_LE(row.started_on, then);
    }
  }
}

TEST(AsKnown, KnowingOnlyGrows) {
  for (const care::ChildRecord& whole : some()) {
    const auto later = as_known(whole, day("2025-11-20"));
    EXPECT_TRUE(same(as_known(later, day("2025-01-10")), as_known(whole, day("2025-01-10"))));
    EXPECT_TRUE(same(as_known(later, day("2025-11-20")), later));
  }
}

TEST(AsKnown, AnEpisodeThatWentOnIsOpenAndHasNoReasons) {
  care::ChildRecord record;
  care::Episode row;
  row.started_on = day("2025-01-01");
  row.ended_on = day("2025-03-01");
  row.reason_ended = "X1";
  row.reason_for_placement_change = "CARPL";
  record.episodes = {row};
  EXPECT_TRUE(as_known(record, day("2025-03-01")).episodes.at(0).ended_on);
  const care::Episode open = as_known(record, day("2025-02-28")).episodes.at(0);
  EXPECT_FALSE(open.ended_on);
  EXPECT_TRUE(open.reason_ended.blank());
  EXPECT_TRUE(open.reason_for_placement_change.blank());
  EXPECT_TRUE(as_known(record, day("2024-12-31")).episodes.empty());
}

TEST(AsKnown, TheWholeRecordIsWhatIsKnownAtItsEnd) {
  for (const care::ChildRecord& whole : some())
    EXPECT_TRUE(same(as_known(whole, day("2026-07-15")), whole));
}

}  // namespace
}  // namespace homeward::synthetic
