#include "synthetic/authority.hpp"

#include <cmath>
#include <map>
#include <unordered_set>

#include "care/codes.hpp"
#include "care/columns.hpp"
#include "care/periods.hpp"
#include "synthetic/testing_test.hpp"
#include "synthetic/tracking_ids.hpp"

namespace homeward::synthetic {
namespace {

using testing::calendar;
using testing::day;
using testing::large;
using testing::options;

// FNV-1a over every column of every row.
class Hash {
 public:
  void add(const std::string& text) {
    for (const char c : text) add_byte(static_cast<unsigned char>(c));
    add_byte(0);
  }
  void add(const PrivateText& text) { add(text.reveal()); }
  void add(Date date) { add(std::int64_t{date.day_number()}); }
  void add(Code code) { add(static_cast<std::int64_t>(code.packed())); }
  void add(bool flag) { add_byte(flag ? 1 : 0); }
  void add(int number) { add(std::int64_t{number}); }
  void add(std::int64_t number) {
    for (int shift = 0; shift < 64; shift += 8)
      add_byte(static_cast<unsigned char>(number >> shift));
  }
  void add(care::Source source) { add_byte(static_cast<unsigned char>(source)); }
  template <class Tag>
  void add(Id<Tag> id) {
    add(id.value);
  }
  template <class T>
  void add(const std::optional<T>& value) {
    add_byte(value ? 1 : 0);
    if (value) add(*value);
  }
  template <class T>
  void add_row(const T& row) {
    add(row.child);
    add(std::int64_t{row.provenance.collection_year});
    care::for_each_column<T>([&](const auto& column) { add(row.*column.member); });
  }
  std::uint64_t value() const { return value_; }

 private:
  void add_byte(unsigned char byte) { value_ = (value_ ^ byte) * 1099511628211ull; }
  std::uint64_t value_ = 14695981039346656037ull;
};

std::uint64_t hash(const SyntheticAuthority& authority) {
  Hash hash;
  for (const care::Team& team : authority.teams) hash.add(team.name);
  for (const care::Worker& worker : authority.workers) {
    hash.add(worker.id);
    hash.add(worker.name);
  }
  for (const care::SiblingGroup& group : authority.sibling_groups) hash.add(group.reason);
  for (const care::ChildRecord& record : authority.children) {
    hash.add_row(record.child);
    care::for_each_row_table([&]<class T>() {
      for (const T& row : care::rows_of<T>(record)) hash.add_row(row);
    });
  }
  return hash.value();
}

bool in_care(const care::ChildRecord& record) {
  const care::Episode& last = record.episodes.back();
  return !last.ended_on && !care::is_short_break(last.legal_status);
}

// A platform, compiler or change that moves one date moves this number. A change on purpose puts
// the new number here.
TEST(Authority, SameSeedSameBytesEverywhere) {
  EXPECT_EQ(hash(generate(options(200), calendar())), 17990491691680594023u);
}

TEST(Authority, AnotherSeedIsAnotherAuthority) {
  EXPECT_NE(hash(generate(options(50, 1), calendar())), hash(generate(options(50, 2), calendar())));
}

TEST(Authority, HasExactlyTheChildrenAskedFor) {
  for (const int n : {0, 1, 17, 300}) {
    const SyntheticAuthority authority = generate(options(n), calendar());
    int open = 0;
    for (const care::ChildRecord& record : authority.children) open += in_care(record);
    EXPECT_EQ(open, n);
  }
}

TEST(Authority, KnowsNobodyWhoLeftBeforeTheHistoryBegan) {
  Options two_years = options(200);
  two_years.history_years = 2;
  for (const care::ChildRecord& record : generate(two_years, calendar()).children) {
    const auto& ended_on = record.episodes.back().ended_on;
    EXPECT_TRUE(!ended_on || *ended_on >= day("2024-07-15"));
  }
}

TEST(Authority, NamesEveryIdItRefersTo) {
  const SyntheticAuthority& authority = large();
  std::unordered_set<std::int64_t> teams, workers, groups, numbers;
  for (const auto& team : authority.teams) teams.insert(team.id.value);
  for (const auto& worker : authority.workers) {
    EXPECT_TRUE(workers.insert(worker.id.value).second);
    EXPECT_TRUE(teams.count(worker.team.value));
  }
  for (const auto& group : authority.sibling_groups) groups.insert(group.id.value);
  std::int64_t expected = 0;
  std::unordered_set<std::string> child_numbers;
  std::map<std::int64_t, int> members;
  for (const care::ChildRecord& record : authority.children) {
    EXPECT_EQ(record.child.id.value, --expected);
    EXPECT_TRUE(child_numbers.insert(record.child.number.reveal()).second)
        << "a child's number twice";
    if (record.child.sibling_group) ++members[record.child.sibling_group.value];
    for (const care::WorkerSpell& spell : record.worker_spells)
      EXPECT_TRUE(workers.count(spell.worker.value));
    care::for_each_row_table([&]<class T>() {
      for (const T& row : care::rows_of<T>(record)) EXPECT_EQ(row.child, record.child.child);
    });
  }
  EXPECT_EQ(members.size(), groups.size());
  for (const auto& [group, children] : members) {
    EXPECT_TRUE(groups.count(group));
    EXPECT_GE(children, 2);
  }
}

TEST(Authority, NumberedGivesPositiveIdsThatStillAgree) {
  const care::Snapshot snapshot = numbered(generate(options(60), calendar()));
  std::unordered_set<std::int64_t> workers;
  for (const auto& worker : snapshot.workers) workers.insert(worker.id.value);
  std::int64_t last = 0;
  for (const care::ChildRecord& record : snapshot.children) {
    EXPECT_GT(record.child.child.value, last);
    last = record.child.child.value;
    for (const care::WorkerSpell& spell : record.worker_spells)
      EXPECT_TRUE(workers.count(spell.worker.value));
    for (const care::Episode& row : record.episodes) EXPECT_GT(row.id.value, 0);
  }
}

// Shares in per cent, held to bands around published figures: see spreads.hpp for the sources.
struct Share {
  const char* what;
  double low, high;
  double found;
};

TEST(Authority, LooksLikeAnEnglishAuthority) {
  const SyntheticAuthority& authority = large();
  const Date as_of = day("2026-07-15"), year_ago = day("2025-07-15"),
             two_years_ago = day("2024-07-15");
  std::map<std::string, int> n;
  std::map<std::int64_t, int> siblings;
  for (const care::ChildRecord& record : authority.children) {
    for (const care::PeriodOfCare& period : care::periods_of_care(record.episodes)) {
      if (period.short_break) continue;
      n["started"] += period.started_on > year_ago;
      if (period.ended_on && *period.ended_on > year_ago) {
        ++n["ceased"];
        n["adopted"] += care::is_adopted(period.reason_ended);
        n["guardianship"] += care::is_special_guardianship(period.reason_ended);
        n["home"] += care::is_return_home(period.reason_ended);
      }
    }
    if (!in_care(record)) continue;
    ++n["all"];
    const care::Episode& now = record.episodes.back();
    n["foster"] += care::is_foster(now.placement_type);
    n["kin"] += care::is_connected_person(now.placement_type);
    n["residential"] += care::is_residential(now.placement_type) || now.placement_type == "K3";
    n["parents"] += care::is_with_parents(now.placement_type);
    n["adoptive"] += care::is_placed_for_adoption(now.placement_type);
    n["care order"] += care::is_care_order(now.legal_status);
    n["interim"] += care::is_interim_care_order(now.legal_status);
    n["placement order"] += care::is_placement_order(now.legal_status);
    n["N1"] += now.category_of_need == "N1";
    n["uasc"] += record.child.is_uasc;
    n["boys"] += record.child.sex == "M";
    n["white british"] += record.child.ethnicity == "WBRI";
    const int age = age_on(*record.child.born_on, as_of)->years;
    n["under 1"] += age < 1;
    n["1-4"] += age >= 1 && age < 5;
    n["5-9"] += age >= 5 && age < 10;
    n["10-15"] += age >= 10 && age < 16;
    n["16+"] += age >= 16;
    if (record.child.sibling_group) ++siblings[record.child.sibling_group.value];
    int homes = 0;
    const auto placements = care::placements(record.episodes);
    for (const care::Placement& home : placements)
      homes += !home.ended_on || *home.ended_on > year_ago;
    n["three homes"] += homes >= 3;
    std::set<std::int64_t> workers;
    for (const care::WorkerSpell& spell : record.worker_spells)
      if (!spell.ended_on || *spell.ended_on > year_ago) workers.insert(spell.worker.value);
    n["three workers"] += workers.size() >= 3;
    const care::PeriodOfCare period = care::periods_of_care(record.episodes).back();
    if (age < 16 && period.started_on <= add_months(as_of, -30)) {
      ++n["long"];
      n["same home"] += placements.back().started_on <= two_years_ago;
    }
  }
  int with_siblings = 0;
  for (const auto& [group, members] : siblings) with_siblings += members > 1 ? members : 0;
  const auto of = [&](const char* part, const char* whole) { return 100.0 * n[part] / n[whole]; };
  const Share shares[] = {
      {"started in the year", 33, 43, of("started", "all")},
      {"ceased in the year", 33, 43, of("ceased", "all")},
      {"fostered", 62, 76, of("foster", "all")},
      {"with relatives or friends", 12, 19, of("kin", "all")},
      {"residential or supported", 12, 21, of("residential", "all")},
      {"with parents", 5, 9, of("parents", "all")},
      {"placed for adoption", 1.5, 4, of("adoptive", "all")},
      {"full care order", 52, 64, of("care order", "all")},
      {"interim care order", 11, 21, of("interim", "all")},
      {"placement order", 3.5, 7.5, of("placement order", "all")},
      {"abuse or neglect", 60, 70, of("N1", "all")},
      {"unaccompanied", 5, 9.5, of("uasc", "all")},
      {"boys", 53, 60, of("boys", "all")},
      {"White British", 60, 74, of("white british", "all")},
      {"under 1", 3, 7, of("under 1", "all")},
      {"1 to 4", 10, 16, of("1-4", "all")},
      {"5 to 9", 14, 21, of("5-9", "all")},
      {"10 to 15", 35, 42, of("10-15", "all")},
      {"16 and over", 22, 30, of("16+", "all")},
      {"three or more homes in the year", 8, 13, of("three homes", "all")},
      {"three or more workers in the year", 23, 32, of("three workers", "all")},
      {"same home for two years", 63, 74, of("same home", "long")},
      {"brother or sister in care", 35, 50, 100.0 * with_siblings / n["all"]},
      {"left by adoption", 6, 12, of("adopted", "ceased")},
      {"left by special guardianship", 8, 16, of("guardianship", "ceased")},
      {"left to return home", 25, 38, of("home", "ceased")},
  };
  for (const Share& share : shares) {
    EXPECT_GE(share.found, share.low) << share.what;
    EXPECT_LE(share.found, share.high) << share.what;
  }
}

TEST(Authority, WorkersHaveAsManyChildrenAsWorkersHave) {
  std::map<std::int64_t, int> load;
  for (const care::ChildRecord& record : large().children)
    if (in_care(record)) ++load[record.worker_spells.back().worker.value];
  const double mean = 2500.0 / static_cast<double>(load.size());
  EXPECT_GE(mean, 14.0);
  EXPECT_LE(mean, 19.0);
}

// Working days from entry to the first planning meeting, for children who stayed long enough for
// the longest wait, so that nobody is missing because they left or because it is yet to come.
std::vector<double> first_meetings(const SyntheticAuthority& authority, bool before) {
  std::vector<double> days;
  for (const care::ChildRecord& record : authority.children) {
    const auto periods = care::periods_of_care(record.episodes);
    for (const care::Milestone& row : record.milestones) {
      if (row.type != ids::kPlanningMeeting || row.nth != 1 || !row.happened_on) continue;
      const auto course =
          std::find_if(record.courses.begin(), record.courses.end(),
                       [&](const care::Course& one) { return one.course_id() == row.course; });
      const care::PeriodOfCare* period = care::period_on(periods, course->started_on);
      const Date started = period->started_on;
      const Date needed = calendar().add_working_days(started, before ? 314 : 201);
      if ((started < authority.tracking_began) != before || needed > day("2026-07-15")) continue;
      if (period->ended_on && *period->ended_on < needed) continue;
      days.push_back(calendar().working_days_between(started, *row.happened_on));
    }
  }
  return days;
}

struct Moments {
  double mean = 0, sd = 0;
};
Moments moments(const std::vector<double>& values) {
  Moments out;
  for (const double v : values) out.mean += v / static_cast<double>(values.size());
  for (const double v : values)
    out.sd += (v - out.mean) * (v - out.mean) / static_cast<double>(values.size());
  out.sd = std::sqrt(out.sd);
  return out;
}

// Leybridge in DfE 2020: mean 92 (SD 65) working days before tracking, 37 (SD 39) after.
TEST(Authority, TrackingBringsTheFirstPlanningMeetingForward) {
  Options long_tracked = options(2500, 11);
  long_tracked.history_years = 5;
  long_tracked.tracking_months = 48;
  const SyntheticAuthority authority = generate(long_tracked, calendar());
  const auto before = first_meetings(authority, true), after = first_meetings(authority, false);
  ASSERT_GT(before.size(), 400u);
  ASSERT_GT(after.size(), 400u);
  EXPECT_NEAR(moments(before).mean, 92, 8);
  EXPECT_NEAR(moments(before).sd, 65, 8);
  EXPECT_NEAR(moments(after).mean, 37, 5);
  EXPECT_NEAR(moments(after).sd, 39, 6);
}

TEST(Authority, HoldsWhatATrackerHasToCopeWith) {
  int planned_ahead = 0, delays = 0, no_plan = 0, no_first_meeting = 0, conflicts = 0, reversed = 0;
  for (const care::ChildRecord& record : large().children) {
    if (!in_care(record)) continue;
    bool first = false;
    for (const care::Milestone& row : record.milestones) {
      planned_ahead += !row.happened_on && row.planned_on && *row.planned_on > day("2026-07-15");
      first |= row.type == ids::kPlanningMeeting && row.nth == 1 && row.happened_on.has_value();
      conflicts += row.type == ids::kReview;
    }
    no_first_meeting += !first;
    no_plan += record.plans.empty();
    delays += !record.purposeful_delays.empty();
    for (const care::AdoptionDecision& row : record.adoption_decisions)
      reversed += row.reversed_on.has_value();
  }
  EXPECT_GT(planned_ahead, 250);
  EXPECT_GT(delays, 40);
  EXPECT_GT(no_plan, 120);
  EXPECT_GT(no_first_meeting, 250);
  EXPECT_GT(conflicts, 12);
  EXPECT_GT(reversed, 12);
}

}  // namespace
}  // namespace homeward::synthetic
