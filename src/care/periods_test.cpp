#include "care/periods.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "care/columns.hpp"
#include "care/testing.hpp"

namespace homeward::care {
namespace {

using testing::day;
using testing::parse_stories;

// "2026-01-12..2026-03-01" for each, with a mark where the start is not known or it is short
// breaks.
std::string shown(const std::vector<PeriodOfCare>& periods) {
  std::string out;
  for (const auto& period : periods) {
    out += (out.empty() ? "" : " ") + period.started_on.iso() + ".." +
           (period.ended_on ? period.ended_on->iso() : "");
    if (!period.start_known) out += " start-unknown";
    if (period.short_break) out += " short";
  }
  return out;
}

std::string shown(const std::vector<Placement>& placements) {
  std::string out;
  for (const auto& placement : placements) {
    out += (out.empty() ? "" : " ") + placement.type.text() + " " + placement.started_on.iso() +
           ".." + (placement.ended_on ? placement.ended_on->iso() : "");
    if (!placement.start_known) out += " start-unknown";
    if (placement.moved_by_ending)
      out += !placement.ended_planned   ? " moved"
             : *placement.ended_planned ? " planned"
                                        : " unplanned";
  }
  return out;
}

// Every story states its periods and its placements as facts.
constexpr const char* kStories = R"(
== One period, still open
periods 2026-01-12..
placements U6 2026-01-12..
episodes
| start      | rne | ls | place | end | rec | reason |
| 2026-01-12 | S   | C1 | U6    | -   | -   | -      |

== A new legal status is no new home
periods 2026-01-12..
placements U6 2026-01-12..
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2026-01-12 | S   | C1 | U6    | 2026-03-01 | X1  | -      |
| 2026-03-01 | L   | C2 | U6    | -          | -   | -      |

== A new carer is, and whether it was planned is told
periods 2026-01-12..2026-07-01
placements U6 2026-01-12..2026-03-01 unplanned K2 2026-03-01..2026-04-01 planned U4 2026-04-01..2026-07-01
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2026-01-12 | S   | C1 | U6    | 2026-03-01 | X1  | CREQB  |
| 2026-03-01 | P   | C1 | K2    | 2026-04-01 | X1  | CARPL  |
| 2026-04-01 | B   | C2 | U4    | 2026-07-01 | E4A | -      |

== No reason given: nobody knows whether the move was planned
periods 2026-01-12..
placements U6 2026-01-12..2026-03-01 moved U6 2026-03-01..
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2026-01-12 | S   | C1 | U6    | 2026-03-01 | X1  | -      |
| 2026-03-01 | P   | C1 | U6    | -          | -   | -      |

== The carer moves house or the home changes its status: the same home
periods 2026-01-12..
placements U4 2026-01-12..
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2026-01-12 | S   | C1 | U6    | 2026-03-01 | X1  | PLACE  |
| 2026-03-01 | T   | C1 | U6    | 2026-04-01 | X1  | PLACE  |
| 2026-04-01 | U   | C2 | U4    | -          | -   | -      |

== Two weeks in hospital and back: one home
periods 2026-01-12..
placements U6 2026-01-12..
episodes
| start      | rne | ls | place | end        | rec | reason | urn      |
| 2026-01-12 | S   | C1 | U6    | 2026-03-01 | X1  | OTHER  | SC100001 |
| 2026-03-01 | P   | C1 | T1    | 2026-03-15 | X1  | OTHER  | -        |
| 2026-03-15 | P   | C1 | U6    | -          | -   | -      | SC100001 |

== In hospital, and then to other carers: a move, on the day of the second home
periods 2026-01-12..
placements U6 2026-01-12..2026-03-15 unplanned U6 2026-03-15..
episodes
| start      | rne | ls | place | end        | rec | reason | urn      |
| 2026-01-12 | S   | C1 | U6    | 2026-03-01 | X1  | OTHER  | SC100001 |
| 2026-03-01 | P   | C1 | T1    | 2026-03-15 | X1  | CREQO  | -        |
| 2026-03-15 | P   | C1 | U6    | -          | -   | -      | SC100002 |

== Still in hospital: the home is kept
periods 2026-01-12..
placements U6 2026-01-12..
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2026-01-12 | S   | C1 | U6    | 2026-03-01 | X1  | OTHER  |
| 2026-03-01 | P   | C1 | T1    | -          | -   | -      |

== Adopted by the present foster carer: no move
periods 2025-01-12..2026-02-01
placements A5 2025-01-12..2026-02-01
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2025-01-12 | S   | C2 | U5    | 2025-06-01 | X1  | -      |
| 2025-06-01 | L   | E1 | U5    | 2025-09-01 | X1  | CARPL  |
| 2025-09-01 | P   | E1 | A5    | 2026-02-01 | E12 | -      |

== Home and back into care: two periods
periods 2024-01-10..2024-06-01 2026-01-12..
placements U6 2024-01-10..2024-06-01 U6 2026-01-12..
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2024-01-10 | S   | V2 | U6    | 2024-06-01 | E4A | -      |
| 2026-01-12 | S   | V2 | U6    | -          | -   | -      |

== Home and back on the same day is still two periods
periods 2024-01-10..2024-06-01 2024-06-01..
placements U6 2024-01-10..2024-06-01 U6 2024-06-01..
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2024-01-10 | S   | V2 | U6    | 2024-06-01 | E4B | -      |
| 2024-06-01 | S   | V2 | U6    | -          | -   | -      |

== The return begins in the middle: nobody here knows when care began
periods 2024-03-01.. start-unknown
placements U4 2024-03-01.. start-unknown
episodes
| start      | rne | ls | place | end | rec | reason |
| 2024-03-01 | L   | C2 | U4    | -   | -   | -      |

== The return begins with a move: the home is known, the start of care is not
periods 2024-03-01.. start-unknown
placements U4 2024-03-01..
episodes
| start      | rne | ls | place | end | rec | reason |
| 2024-03-01 | P   | C2 | U4    | -   | -   | -      |

== An end nobody recorded: a new period cannot begin while one runs
periods 2024-01-10..2026-01-12 2026-01-12..
placements U6 2024-01-10..2026-01-12 U6 2026-01-12..
episodes
| start      | rne | ls | place | end | rec | reason |
| 2024-01-10 | S   | V2 | U6    | -   | -   | -      |
| 2026-01-12 | S   | V2 | U6    | -   | -   | -      |

== A gap that nothing explains: care goes on
periods 2026-01-12..
placements U6 2026-01-12..2026-03-01 planned U6 2026-03-09..
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2026-01-12 | S   | C1 | U6    | 2026-03-01 | X1  | CARPL  |
| 2026-03-09 | P   | C1 | U6    | -          | -   | -      |

== Episodes that overlap: the later one counts from its start
periods 2026-01-12..
placements U6 2026-01-12..2026-03-01 planned U6 2026-03-01..
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2026-01-12 | S   | C1 | U6    | 2026-03-20 | X1  | CARPL  |
| 2026-03-01 | P   | C1 | U6    | -          | -   | -      |

== The last episode ends with X1 and the next is missing: still in care
periods 2026-01-12..
placements U6 2026-01-12..
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2026-01-12 | S   | C1 | U6    | 2026-03-20 | X1  | CARPL  |

== Short breaks are periods of their own
periods 2026-01-03..2026-01-05 short 2026-02-07..2026-02-09 short 2026-03-01..
placements R2 2026-01-03..2026-01-05 R2 2026-02-07..2026-02-09 U6 2026-03-01..
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2026-01-03 | S   | V3 | R2    | 2026-01-05 | E8  | -      |
| 2026-02-07 | S   | V3 | R2    | 2026-02-09 | E8  | -      |
| 2026-03-01 | S   | C1 | U6    | -          | -   | -      |
)";

TEST(PeriodsAndPlacements, AsTheStoriesTell) {
  const auto stories = parse_stories(kStories);
  ASSERT_GT(stories.size(), 15u);
  for (const auto& story : stories) {
    SCOPED_TRACE(story.name);
    const auto episodes = testing::episodes(story.tables.at("episodes"));
    EXPECT_EQ(shown(periods_of_care(episodes)), story.facts.at("periods"));
    EXPECT_EQ(shown(placements(episodes)), story.facts.at("placements"));
  }
}

TEST(PeriodsAndPlacements, NoEpisodesGiveNothing) {
  EXPECT_TRUE(periods_of_care({}).empty());
  EXPECT_TRUE(placements({}).empty());
  EXPECT_EQ(period_on({}, day("2026-01-01")), nullptr);
}

TEST(PeriodOn, IsTheOneTheDayFallsInElseTheLatestBefore) {
  std::vector<PeriodOfCare> periods(2);
  periods[0].started_on = day("2024-01-10");
  periods[0].ended_on = day("2024-06-01");
  periods[1].started_on = day("2026-01-12");
  EXPECT_EQ(period_on(periods, day("2024-01-09")), nullptr);
  EXPECT_EQ(period_on(periods, day("2024-01-10")), &periods[0]);
  EXPECT_EQ(period_on(periods, day("2025-03-01")), &periods[0]);
  EXPECT_EQ(period_on(periods, day("2026-01-12")), &periods[1]);
  EXPECT_EQ(period_on(periods, day("2030-01-01")), &periods[1]);
}

TEST(Moves, AreCountedByTheDayTheNewHomeBegan) {
  const auto stories = parse_stories(R"(
episodes
| start      | rne | ls | place | end        | rec | reason |
| 2024-01-10 | S   | V2 | U6    | 2024-06-01 | E4A | -      |
| 2025-01-12 | S   | C1 | U6    | 2025-02-11 | X1  | CREQB  |
| 2025-02-11 | P   | C1 | K2    | 2025-02-12 | X1  | CARPL  |
| 2025-02-12 | P   | C1 | U6    | 2026-02-11 | X1  | CARPL  |
| 2026-02-11 | P   | C1 | U4    | -          | -   | -      |
)");
  const auto homes = placements(testing::episodes(stories[0].tables.at("episodes")));
  // Coming into care (twice) is no move; the day itself counts at the end and not at the beginning.
  EXPECT_EQ(moves_between(homes, day("2025-02-11"), day("2026-02-11")), 2);
  EXPECT_EQ(moves_between(homes, day("2025-02-10"), day("2026-02-10")), 2);
  EXPECT_EQ(moves_between(homes, day("2024-01-01"), day("2026-12-31")), 3);
  EXPECT_EQ(moves_between(homes, day("2026-02-11"), day("2026-12-31")), 0);
}

TEST(SortRecord, ByFirstDateThenByRowAndUndatedMilestonesLast) {
  ChildRecord record;
  const auto milestone = [](int id, OptionalDate planned, OptionalDate happened) {
    Milestone out;
    out.id = RowId{id};
    out.planned_on = planned;
    out.happened_on = happened;
    return out;
  };
  record.milestones = {milestone(1, {}, {}), milestone(2, day("2026-03-01"), {}),
                       milestone(4, day("2026-05-01"), day("2026-01-01")),
                       milestone(3, {}, day("2026-01-01"))};
  sort_record(record);
  std::vector<std::int64_t> order;
  for (const auto& row : record.milestones) order.push_back(row.id.value);
  EXPECT_EQ(order, (std::vector<std::int64_t>{3, 4, 2, 1}));
}

// Each table states its own order; two rows of one date, or of a table without dates, stand by row.
TEST(SortRecord, BringsEveryTableIntoTheOrderThatItStates) {
  ChildRecord record;
  for_each_row_table([&]<class T>() {
    T later;
    later.id = RowId{2};
    T earlier;
    earlier.id = RowId{1};
    rows_of<T>(record) = {later, earlier};
    EXPECT_FALSE(is_sorted(record)) << Table<T>::name;
    sort_record(record);
    EXPECT_TRUE(is_sorted(record)) << Table<T>::name;
    EXPECT_EQ(rows_of<T>(record).front().id, RowId{1}) << Table<T>::name;
  });
  record.reviews.front().held_on = day("2026-03-01");
  EXPECT_FALSE(is_sorted(record));
  sort_record(record);
  EXPECT_EQ(record.reviews.front().id, RowId{2});
}

#ifndef HOMEWARD_UNCHECKED
TEST(PeriodsDeathTest, EpisodesThatAreNotSortedAreAMistakeOfTheCaller) {
  std::vector<Episode> episodes(2);
  episodes[0].started_on = day("2026-02-01");
  episodes[1].started_on = day("2026-01-01");
  EXPECT_DEATH(periods_of_care(episodes), "sorted_by_start");
}
#endif

TEST(PeriodsAndPlacements, HoldTogetherForAnyEpisodes) {
  EXPECT_TRUE(rc::check("periods cover the episodes in order and homes lie inside them", [] {
    static const char* kRne[] = {"S", "L", "P", "T", "B", "U", ""};
    static const char* kRec[] = {"X1", "E4A", "", "E8"};
    static const char* kPlace[] = {"U6", "T1", "K2", "A5", "V", ""};
    std::vector<Episode> episodes(static_cast<std::size_t>(*rc::gen::inRange(0, 12)));
    Date start = day("2020-01-01");
    for (auto& episode : episodes) {
      start = start + *rc::gen::inRange(0, 60);
      episode.started_on = start;
      episode.reason_for_new_episode = *Code::parse(kRne[*rc::gen::inRange(0, 7)]);
      episode.reason_ended = *Code::parse(kRec[*rc::gen::inRange(0, 4)]);
      episode.placement_type = *Code::parse(kPlace[*rc::gen::inRange(0, 6)]);
      if (*rc::gen::inRange(0, 4) > 0) episode.ended_on = start + *rc::gen::inRange(0, 90);
    }
    const auto periods = periods_of_care(episodes);
    std::size_t next = 0;
    for (const auto& period : periods) {
      RC_ASSERT(period.first_episode == next);
      RC_ASSERT(period.episodes > 0u);
      RC_ASSERT(period.started_on == episodes[next].started_on);
      next += period.episodes;
    }
    RC_ASSERT(next == episodes.size());
    for (std::size_t i = 0; i + 1 < periods.size(); ++i) RC_ASSERT(periods[i].ended_on.has_value());
    Date before = day("2019-01-01");
    for (const auto& home : placements(episodes)) {
      RC_ASSERT(before <= home.started_on);
      RC_ASSERT(!home.ended_on || home.started_on <= *home.ended_on);
      RC_ASSERT(home.first_episode <= home.last_episode);
      before = home.started_on;
    }
  }));
}

}  // namespace
}  // namespace homeward::care
