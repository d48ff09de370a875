#include "returns/amend.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "care/columns.hpp"
#include "care/periods.hpp"
#include "returns/natural_key.hpp"
#include "returns/testing_test.hpp"

namespace homeward::returns {
namespace {

using care::ChildRecord;
using care::Episode;
using testing::day;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::lines_of;

care::Provenance from_return(int collection_year) {
  care::Provenance provenance;
  provenance.source = care::Source::return_file;
  provenance.collection_year = collection_year;
  return provenance;
}

Episode episode(const char* from, const char* until, const char* place, int collection_year) {
  Episode row;
  row.started_on = day(from);
  if (*until) row.ended_on = day(until);
  row.placement_type = Code::parse(place).value();
  row.reason_for_new_episode = "P";
  row.provenance = from_return(collection_year);
  return row;
}

ChildRecord child_with(std::vector<Episode> episodes, int collection_year = 2025) {
  ChildRecord record;
  record.child.number = PrivateText("C1");
  record.child.provenance = from_return(collection_year);
  record.episodes = std::move(episodes);
  return record;
}

// "from..until place year" for each episode.
std::vector<std::string> told(const ChildRecord& record) {
  std::vector<std::string> out;
  for (const Episode& row : record.episodes)
    out.push_back(row.started_on.iso() + ".." + (row.ended_on ? row.ended_on->iso() : "") + " " +
                  row.placement_type.text() + " " + std::to_string(row.provenance.collection_year));
  return out;
}

struct Case {
  const char* what;
  std::vector<Episode> held;
  int year;  // of the return laid over it
  std::vector<Episode> given;
  std::vector<std::string> after;
  std::vector<std::string> notices;
  bool whole = true;
};

class AmendEpisodes : public ::testing::TestWithParam<Case> {};

TEST_P(AmendEpisodes, LeavesThese) {
  ChildRecord into = child_with(GetParam().held);
  const ChildRecord from = child_with(GetParam().given, GetParam().year);
  const auto lines = lines_of(
      amend(into, from, GetParam().year, GetParam().whole ? TableSet().set() : TableSet()));
  EXPECT_EQ(told(into), GetParam().after);
  ASSERT_EQ(lines.size(), GetParam().notices.size()) << ::testing::PrintToString(lines);
  for (std::size_t i = 0; i < lines.size(); ++i)
    EXPECT_THAT(lines[i], HasSubstr(GetParam().notices[i]));
}

Episode by_hand(Episode row) {
  row.provenance = care::Provenance{};
  return row;
}

INSTANTIATE_TEST_SUITE_P(
    Table, AmendEpisodes,
    ::testing::Values(
        Case{"TheLaterReturnEndsAnOpenEpisode",
             {episode("2024-05-01", "", "U6", 2025)},
             2026,
             {episode("2024-05-01", "2025-07-01", "U6", 2026),
              episode("2025-07-01", "", "U4", 2026)},
             {"2024-05-01..2025-07-01 U6 2026", "2025-07-01.. U4 2026"},
             {}},
        Case{"AnEpisodeThatEndedBeforeTheYearStays",
             {episode("2023-05-01", "2024-05-01", "U6", 2025),
              episode("2024-05-01", "", "U6", 2025)},
             2026,
             {episode("2024-05-01", "", "U6", 2026)},
             {"2023-05-01..2024-05-01 U6 2025", "2024-05-01.. U6 2026"},
             {}},
        Case{"OneThatEndedOnTheLastDayBeforeTheYearStays",
             {episode("2023-05-01", "2025-03-31", "U6", 2025)},
             2026,
             {episode("2025-04-02", "", "U6", 2026)},
             {"2023-05-01..2025-03-31 U6 2025", "2025-04-02.. U6 2026"},
             {}},
        Case{"OneLiveOnTheFirstDayOfTheYearIsWithdrawnWhenAbsent",
             {episode("2023-05-01", "2025-04-01", "U6", 2025)},
             2026,
             {episode("2025-04-02", "", "U6", 2026)},
             {"2025-04-02.. U6 2026"},
             {"Child C1: the episode that started on 01/05/2023 is not in the return for 2025-26"}},
        Case{"ACorrectedStartReplacesTheEpisode",
             {episode("2025-05-01", "", "U6", 2026)},
             2026,
             {episode("2025-05-11", "", "U6", 2026)},
             {"2025-05-11.. U6 2026"},
             {"01/05/2025"}},
        Case{"NothingIsWithdrawnWhereRowsWereLeftOut",
             {episode("2024-05-01", "", "U6", 2025)},
             2026,
             {episode("2025-07-01", "", "U4", 2026)},
             {"2024-05-01.. U6 2025", "2025-07-01.. U4 2026"},
             {},
             false},
        Case{"NothingIsWithdrawnFromAChildWithoutEpisodes",
             {episode("2024-05-01", "", "U6", 2025)},
             2026,
             {},
             {"2024-05-01.. U6 2025"},
             {}},
        Case{"AnEarlierReturnNeverOverrides",
             {episode("2024-05-01", "2025-07-01", "U4", 2026)},
             2025,
             {episode("2024-05-01", "", "U6", 2025)},
             {"2024-05-01..2025-07-01 U4 2026"},
             {"than the one for 2025-26 (placement type). The later return stands"}},
        Case{"AnEarlierReturnAddsWhatEndedBefore",
             {episode("2024-05-01", "", "U4", 2026)},
             2025,
             {episode("2023-05-01", "2024-05-01", "U6", 2025)},
             {"2023-05-01..2024-05-01 U6 2025", "2024-05-01.. U4 2026"},
             {}},
        Case{"AnEarlierReturnCannotBringBackWhatTheLaterOneCorrected",
             {episode("2025-03-11", "", "U4", 2026)},
             2025,
             {episode("2025-03-01", "", "U4", 2025)},
             {"2025-03-11.. U4 2026"},
             {"Child C1: the episode that started on 01/03/2025 is in the return for 2024-25 and "
              "should go on into the one for 2025-26"}},
        Case{"ARowEnteredByHandIsNeverTouched",
             {by_hand(episode("2025-05-01", "", "U6", 0))},
             2026,
             {episode("2025-05-02", "", "U4", 2026)},
             {"2025-05-01.. U6 0", "2025-05-02.. U4 2026"},
             {}},
        Case{"ADifferentValueStandsBesideTheOneEnteredByHand",
             {by_hand(episode("2025-05-01", "", "U6", 0))},
             2026,
             {episode("2025-05-01", "", "U4", 2026)},
             {"2025-05-01.. U6 0", "2025-05-01.. U4 2026"},
             {}},
        Case{"TheSameValueIsNotEnteredTwice",
             {by_hand(episode("2025-05-01", "", "U6", 0))},
             2026,
             {episode("2025-05-01", "", "U6", 2026)},
             {"2025-05-01.. U6 0"},
             {}}),
    [](const auto& each) { return each.param.what; });

TEST(Amend, KeepsWhatTheStoreNeedsToTellTheDifference) {
  ChildRecord into = child_with({episode("2024-05-01", "", "U6", 2025)});
  into.child.id = RowId{4};
  into.child.child = into.episodes[0].child = ChildId{4};
  into.episodes[0].id = RowId{9};
  into.episodes[0].version = 3;
  amend(into,
        child_with({episode("2024-05-01", "2025-07-01", "U6", 2026),
                    episode("2025-07-01", "", "U4", 2026)},
                   2026),
        2026);
  ASSERT_EQ(into.episodes.size(), 2u);
  EXPECT_EQ(into.episodes[0].id, RowId{9});
  EXPECT_EQ(into.episodes[0].version, 3);
  EXPECT_EQ(into.episodes[0].ended_on, day("2025-07-01"));
  EXPECT_EQ(into.episodes[1].id, RowId{});
  EXPECT_EQ(into.episodes[1].child, ChildId{4});
  EXPECT_EQ(into.child.id, RowId{4});
}

TEST(Amend, KnownValuesOfTheChildReplaceAndBlankOnesNeverErase) {
  ChildRecord into = child_with({});
  into.child.given_name = PrivateText("Mia");
  into.child.born_on = day("2012-02-01");
  into.child.ethnicity = "NOBT";
  into.child.is_uasc = true;
  ChildRecord from = child_with({}, 2026);
  from.child.ethnicity = "WBRI";
  amend(into, from, 2026);
  EXPECT_EQ(into.child.given_name.reveal(), "Mia");
  EXPECT_EQ(into.child.born_on, day("2012-02-01"));
  EXPECT_EQ(into.child.ethnicity.text(), "WBRI");
  EXPECT_TRUE(into.child.is_uasc);
}

TEST(Amend, AnEarlierReturnOnlyFillsWhatIsUnknownOfTheChild) {
  ChildRecord into = child_with({}, 2026);
  into.child.ethnicity = "WBRI";
  ChildRecord from = child_with({}, 2025);
  from.child.ethnicity = "NOBT";
  from.child.born_on = day("2012-02-01");
  amend(into, from, 2025);
  EXPECT_EQ(into.child.ethnicity.text(), "WBRI");
  EXPECT_EQ(into.child.born_on, day("2012-02-01"));
  EXPECT_EQ(into.child.provenance.collection_year, 2026);
}

// A corrected return of the year before was taken as "nothing new" and its values were lost without
// a word, while the later one was held.
TEST(Amend, AnEarlierReturnThatContradictsALaterOneIsTold) {
  ChildRecord into = child_with({episode("2025-06-01", "", "U4", 2026)}, 2026);
  into.child.sex = "M";
  into.child.born_on = day("2012-02-01");
  ChildRecord from = child_with({episode("2025-06-01", "", "U6", 2025)}, 2025);
  from.child.sex = "F";
  from.child.born_on = day("2012-02-10");
  EXPECT_THAT(
      lines_of(amend(into, from, 2025)),
      ElementsAre(HasSubstr("Child C1: the return for 2024-25 says something else of the child "
                            "than the one for 2025-26 (birth date, sex). The later return stands"),
                  HasSubstr("says something else of the episode of 01/06/2025 than the one for "
                            "2025-26 (placement type).")));
  EXPECT_EQ(into.child.sex.text(), "M");
  EXPECT_EQ(told(into), std::vector<std::string>{"2025-06-01.. U4 2026"});
}

TEST(Amend, WhatHasBecomeKnownSinceIsNoContradiction) {
  ChildRecord into = child_with({episode("2024-06-01", "2025-06-01", "U4", 2026)}, 2026);
  into.child.sex = "M";
  into.child.is_mother = true;
  ChildRecord from = child_with({episode("2024-06-01", "", "U4", 2025)}, 2025);
  from.child.born_on = day("2012-02-10");
  from.child.is_mother = false;
  EXPECT_THAT(lines_of(amend(into, from, 2025)), IsEmpty());
}

TEST(Amend, AChildEnteredByHandIsNotTouched) {
  ChildRecord into = child_with({});
  into.child.provenance = care::Provenance{};
  into.child.ethnicity = "NOBT";
  ChildRecord from = child_with({}, 2026);
  from.child.ethnicity = "WBRI";
  amend(into, from, 2026);
  EXPECT_EQ(into.child.ethnicity.text(), "NOBT");
}

TEST(Amend, AWorkerOnceFoundForANumberStays) {
  care::WorkerSpell spell;
  spell.worker_number = PrivateText("SW1");
  spell.started_on = day("2025-05-01");
  spell.provenance = from_return(2025);
  ChildRecord into = child_with({}), from = child_with({}, 2026);
  into.worker_spells = {spell};
  into.worker_spells[0].worker = WorkerId{5};
  from.worker_spells = {spell};
  from.worker_spells[0].ended_on = day("2025-06-01");
  from.worker_spells[0].provenance = from_return(2026);
  amend(into, from, 2026);
  ASSERT_EQ(into.worker_spells.size(), 1u);
  EXPECT_EQ(into.worker_spells[0].worker, WorkerId{5});
  EXPECT_EQ(into.worker_spells[0].ended_on, day("2025-06-01"));
}

care::Review review(const char* held_on, int collection_year) {
  care::Review row;
  row.held_on = day(held_on);
  row.provenance = from_return(collection_year);
  return row;
}

std::vector<std::string> reviews_of(const ChildRecord& record) {
  std::vector<std::string> out;
  for (const care::Review& row : record.reviews) out.push_back(row.held_on.iso());
  return out;
}

TEST(Amend, AReviewThatTheSameReturnNoLongerHoldsIsWithdrawn) {
  ChildRecord into = child_with({}), from = child_with({});
  into.reviews = {review("2023-09-01", 2024), review("2024-05-12", 2025),
                  review("2024-11-01", 2025)};
  care::Review by_hand = review("2024-08-01", 2025);
  by_hand.provenance.source = care::Source::hand;
  into.reviews.push_back(by_hand);
  from.reviews = {review("2024-05-15", 2025), review("2024-11-01", 2025)};
  EXPECT_THAT(lines_of(amend(into, from, 2025)),
              ElementsAre(HasSubstr("Child C1: review of 12/05/2024 came with the return for "
                                    "2024-25 before and is not in it now. It was withdrawn.")));
  EXPECT_THAT(reviews_of(into),
              ElementsAre("2023-09-01", "2024-05-15", "2024-08-01", "2024-11-01"));
  EXPECT_THAT(lines_of(amend(into, from, 2025)), IsEmpty()) << "and once only";
}

TEST(Amend, NothingIsWithdrawnFromATableThatDidNotComeWhole) {
  constexpr auto kReviewTable = static_cast<std::size_t>(TableId::reviews);
  ChildRecord into = child_with({}), from = child_with({});
  into.reviews = {review("2024-05-12", 2025)};
  EXPECT_THAT(lines_of(amend(into, from, 2025, TableSet().set().reset(kReviewTable))), IsEmpty());
  EXPECT_THAT(reviews_of(into), ElementsAre("2024-05-12"));
}

TEST(Amend, ALaterYearSaysNothingOfTheReviewsBefore) {
  ChildRecord into = child_with({}), from = child_with({}, 2026);
  into.reviews = {review("2024-05-12", 2025)};
  EXPECT_THAT(lines_of(amend(into, from, 2026)), IsEmpty());
  EXPECT_THAT(reviews_of(into), ElementsAre("2024-05-12"));
}

TEST(Amend, HealthOfEachYearStandsForItself) {
  care::HealthOutcome health;
  health.year = 2025;
  health.sdq_score = 10;
  health.provenance = from_return(2025);
  ChildRecord into = child_with({}), from = child_with({}, 2026);
  into.health_outcomes = {health};
  health.year = 2026;
  health.sdq_score = 20;
  health.provenance = from_return(2026);
  from.health_outcomes = {health};
  amend(into, from, 2026);
  ASSERT_EQ(into.health_outcomes.size(), 2u);
  EXPECT_EQ(into.health_outcomes[0].sdq_score, 10);
  EXPECT_EQ(into.health_outcomes[1].sdq_score, 20);
}

Records year_of(int collection_year,
                std::vector<std::pair<const char*, std::vector<Episode>>> children) {
  Records records;
  records.collection_year = collection_year;
  for (auto& [number, episodes] : children) {
    ChildRecord record = child_with(std::move(episodes), collection_year);
    record.child.number = PrivateText(number);
    records.children.push_back(std::move(record));
    records.whole.push_back(TableSet().set());
  }
  return records;
}

TEST(Merge, FoldsYearsByChildWhateverTheirOrder) {
  const auto y2024 = year_of(2024, {{"A", {episode("2023-05-01", "", "U6", 2024)}},
                                    {"B", {episode("2023-06-01", "2023-07-01", "U6", 2024)}}});
  const auto y2025 = year_of(
      2025,
      {{"A",
        {episode("2023-05-01", "2024-06-01", "U6", 2025), episode("2024-06-01", "", "U4", 2025)}}});
  const auto y2026 = year_of(2026, {{"A", {episode("2024-06-01", "2025-06-01", "U4", 2026)}},
                                    {"C", {episode("2025-06-01", "", "K2", 2026)}}});
  for (const auto& order : {std::vector{y2024, y2025, y2026}, std::vector{y2026, y2024, y2025}}) {
    const Merged merged = merge(order);
    EXPECT_THAT(lines_of(merged.problems), IsEmpty());
    ASSERT_EQ(merged.children.size(), 3u);
    EXPECT_THAT(told(merged.children[0]),
                ElementsAre("2023-05-01..2024-06-01 U6 2025", "2024-06-01..2025-06-01 U4 2026"));
    EXPECT_EQ(merged.children[1].child.number.reveal(), "B");
    EXPECT_THAT(told(merged.children[2]), ElementsAre("2025-06-01.. K2 2026"));
  }
}

TEST(Merge, AChildInCareWhoVanishesIsToldOnceAndKept) {
  const Merged merged = merge({year_of(2024, {{"A", {episode("2023-05-01", "", "U6", 2024)}},
                                              {"Z", {episode("2023-05-01", "", "U6", 2024)}}}),
                               year_of(2025, {{"Z", {episode("2023-05-01", "", "U6", 2025)}}}),
                               year_of(2026, {{"Z", {episode("2023-05-01", "", "U6", 2026)}}})});
  EXPECT_THAT(lines_of(merged.problems),
              ElementsAre(HasSubstr("Child A was in care at the end of the return for 2023-24 and "
                                    "has no episode in the one for 2024-25")));
  EXPECT_EQ(merged.children.size(), 2u);
}

TEST(Merge, AChildWhomOnlyALaterReturnHoldsInThisYearIsTold) {
  std::vector<ChildRecord> held = {child_with({episode("2024-06-01", "", "U6", 2026)}, 2026)};
  Records corrected = year_of(2025, {{"Z", {episode("2023-05-01", "", "U6", 2025)}}});
  EXPECT_THAT(lines_of(absentees(held, corrected)), IsEmpty()) << "it may hold a part of them";
  corrected.names_everyone = true;
  EXPECT_THAT(
      lines_of(absentees(held, corrected)),
      ElementsAre(HasSubstr("Child C1 was in care in the year of the return for 2024-25, as "
                            "the one for 2025-26 says, and has no episode in it.")));
}

TEST(NoLongerThere, IsAlsoWhoStandsInTheReturnWithoutTheEpisodesThatTheyHad) {
  const std::vector<ChildRecord> held = {child_with({episode("2023-05-01", "", "U6", 2025)})};
  Records corrected = year_of(2025, {{"C1", {}}});
  corrected.names_everyone = true;
  EXPECT_THAT(no_longer_there(held, corrected), ElementsAre(0u));
  EXPECT_THAT(no_longer_there({child_with({episode("2023-05-01", "", "U6", 2024)})}, corrected),
              IsEmpty())
      << "of another year";
  corrected.whole[0].reset(static_cast<std::size_t>(TableId::episodes));
  EXPECT_THAT(no_longer_there(held, corrected), IsEmpty()) << "a row of theirs was left out";
}

// ---- Properties, over small random records.

Date near_2025(int days) {
  return day("2024-01-01") + days;
}

ChildRecord random_record(int collection_year) {
  ChildRecord record = child_with({}, collection_year);
  const int episodes = *rc::gen::inRange(0, 5);
  for (int i = 0; i < episodes; ++i) {
    Episode row;
    row.started_on = near_2025(*rc::gen::inRange(0, 8) * 120);
    if (*rc::gen::arbitrary<bool>()) row.ended_on = row.started_on + *rc::gen::inRange(1, 4) * 100;
    row.reason_for_new_episode = *rc::gen::arbitrary<bool>() ? Code("S") : Code("P");
    row.placement_type = *rc::gen::arbitrary<bool>() ? Code("U4") : Code("U6");
    row.provenance = from_return(collection_year);
    bool is_new = true;
    for (const Episode& other : record.episodes)
      is_new = is_new && natural_key(other) != natural_key(row);
    if (is_new) record.episodes.push_back(row);
  }
  if (*rc::gen::arbitrary<bool>())
    record.child.ethnicity = *rc::gen::arbitrary<bool>() ? Code("WBRI") : Code("NOBT");
  care::Review review;
  review.held_on = near_2025(*rc::gen::inRange(0, 3));
  review.provenance = from_return(collection_year);
  record.reviews.push_back(review);
  // As to_records leaves them: rows of one day in the order of their key.
  std::sort(record.episodes.begin(), record.episodes.end(),
            [](const Episode& a, const Episode& b) { return natural_key(a) < natural_key(b); });
  care::sort_record(record);
  return record;
}

bool identical(const ChildRecord& a, const ChildRecord& b) {
  bool same = care::same_content(a.child, b.child) && a.child.provenance == b.child.provenance;
  for_each_returned_table([&]<class T>() {
    const auto& left = care::rows_of<T>(a);
    const auto& right = care::rows_of<T>(b);
    same = same && left.size() == right.size();
    for (std::size_t i = 0; same && i < left.size(); ++i)
      same = care::same_content(left[i], right[i]) && left[i].id == right[i].id &&
             left[i].provenance == right[i].provenance;
  });
  return same;
}

TEST(AmendProperty, TwiceIsAsOnce) {
  EXPECT_TRUE(rc::check("amending twice changes nothing the second time", [] {
    ChildRecord into = random_record(*rc::gen::inRange(2024, 2028));
    const int year = *rc::gen::inRange(2024, 2028);
    const ChildRecord from = random_record(year);
    amend(into, from, year);
    const ChildRecord once = into;
    amend(into, from, year);
    RC_ASSERT(identical(once, into));
  }));
}

TEST(AmendProperty, TheLatestReturnIsAlwaysHeldAsItStands) {
  EXPECT_TRUE(rc::check("every episode of the later return is held unchanged, in either order", [] {
    const ChildRecord earlier = random_record(2025), later = random_record(2026);
    ChildRecord forwards = earlier, backwards = later;
    amend(forwards, later, 2026);
    amend(backwards, earlier, 2025);
    for (const ChildRecord* held : {&forwards, &backwards})
      for (const Episode& given : later.episodes) {
        int found = 0;
        for (const Episode& row : held->episodes)
          found += care::same_content(row, given) && row.provenance.collection_year == 2026;
        RC_ASSERT(found == 1);
      }
    if (!later.episodes.empty()) RC_ASSERT(told(forwards) == told(backwards));
  }));
}

care::MissingPeriod missing(const char* until) {
  care::MissingPeriod row;
  row.started_on = day("2025-10-05");
  if (*until) row.ended_on = day(until);
  row.type = "M";
  row.provenance = from_return(2026);
  return row;
}

// A child may be missing, be found, and be missing again on one day.
TEST(Amend, TimesMissingOnOneDayAreToldApart) {
  const char *same_day = "2025-10-05", *later = "2025-10-07", *open = "";
  struct Missing {
    std::vector<const char*> held, given, after;  // ends of periods that all began on one day
    std::size_t notices;
  };
  const Missing cases[] = {
      {{}, {same_day, later}, {same_day, later}, 0},
      {{same_day, later}, {same_day, later}, {same_day, later}, 0},
      {{same_day}, {same_day, later}, {same_day, later}, 0},
      {{same_day, later}, {same_day}, {same_day}, 1},
      {{same_day, open}, {same_day, later}, {same_day, later}, 0},
      {{open}, {same_day}, {same_day}, 0},  // the end became known
      {{open}, {same_day, open}, {same_day, open}, 0},
      {{same_day, same_day}, {same_day, same_day}, {same_day, same_day}, 0},
      {{same_day, same_day}, {same_day}, {same_day}, 1},
  };
  for (const Missing& each : cases) {
    ChildRecord held = child_with({}, 2026), given = child_with({}, 2026);
    for (const char* end : each.held) held.missing_periods.push_back(missing(end));
    for (std::size_t i = 0; i < held.missing_periods.size(); ++i)
      held.missing_periods[i].id = RowId{static_cast<std::int64_t>(i + 1)};
    for (const char* end : each.given) given.missing_periods.push_back(missing(end));
    const auto notices = amend(held, given, 2026);
    EXPECT_EQ(notices.size(), each.notices);
    ASSERT_EQ(held.missing_periods.size(), each.after.size());
    std::size_t kept = 0;
    std::vector<care::OptionalDate> ends, expected;
    for (const care::MissingPeriod& row : held.missing_periods) {
      ends.push_back(row.ended_on);
      kept += row.id ? 1 : 0;
    }
    for (const char* end : each.after) expected.push_back(missing(end).ended_on);
    EXPECT_THAT(ends, ::testing::UnorderedElementsAreArray(expected));
    EXPECT_EQ(kept, std::min(each.held.size(), each.after.size())) << "no row made anew";
  }
}

}  // namespace
}  // namespace homeward::returns
