// A database that the release before courses wrote (tests/data/before-courses.sql) is brought up to
// date with everything in it, and its journal still tells every earlier day.
//
// Its story: of child T1, in care since 5 October, a planning meeting, a legal planning meeting, a
// review (settled against the return), a delay and a milestone that was removed again were entered.
// Then the return put the start two days earlier, and that release let the same meeting be entered
// a second time. T2 was in care for two months; T3 never was.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "care/periods.hpp"
#include "database.hpp"
#include "service/history.hpp"
#include "store/backup.hpp"
#include "store/migrations.hpp"
#include "store/sqlite/connection.hpp"

namespace homeward::store::testing {
namespace {

constexpr std::size_t kStepsBefore = 6;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// The empty file of a new database.
std::string new_file(const TestDatabase& database) {
  const std::string file = database.folder() + "/homeward.db";
  make_private_file(file);
  return file;
}

void write_old(SqliteConnection& db) {
  db.execute("BEGIN");
  migrate(db, migrations().first(kStepsBefore), "2026-11-30 00:00:00.000");
  db.execute(read_file(std::filesystem::path(HOMEWARD_SOURCE_DIR) / "tests" / "data" /
                       "before-courses.sql"));
  db.execute("COMMIT");
}

class Migrated : public StoreTest {
 protected:
  void SetUp() override {
    if (GetParam() == Kind::postgres && !postgres_missing().empty())
      GTEST_SKIP() << postgres_missing();
    database_ = std::make_unique<TestDatabase>(GetParam());
    if (GetParam() == Kind::sqlite) {
      SqliteConnection db(new_file(*database_), SqliteConnection::Use::fill);
      write_old(db);
    } else {
      const TestDatabase file(Kind::sqlite);
      SqliteConnection db(new_file(file), SqliteConnection::Use::fill);
      write_old(db);
      const auto postgres = database_->connect();
      postgres->execute("BEGIN");
      fill_postgres(*postgres, db);
      postgres->execute("COMMIT");
    }
    store_ = database_->open();
    ASSERT_NE(store_, nullptr);
  }
  care::ChildRecord child(const char* number) {
    const auto snapshot = store_->snapshot(AuthorityId{1});
    for (const care::ChildRecord& record : snapshot->children)
      if (record.child.number.reveal() == number) return record;
    ADD_FAILURE() << number;
    return {};
  }
  // "permanency_planning_meeting 1 on 2026-10-13", sorted: what stands in the present period.
  static std::vector<std::string> shown(const care::ChildRecord& record, const char* as_of) {
    std::vector<std::string> all;
    const auto told = care::told_courses(record.episodes);
    const care::Courses courses(record, told, *Date::parse_iso(as_of));
    for (const auto& one : courses.milestones())
      all.push_back(one.row->type + " " + std::to_string(one.nth) + " on " +
                    one.row->happened_on->iso());
    std::sort(all.begin(), all.end());
    return all;
  }
  // As it was after the entry of the journal with that sequence.
  care::ChildRecord then(const char* number, std::int64_t sequence) {
    const auto record = child(number);
    service::JournalQuery query;
    query.child = record.child.child;
    query.after_sequence = sequence;
    query.newest_first = true;
    query.limit = 0;
    const auto before = service::rewind(record, *store_->journal(AuthorityId{1}, query));
    return before.value_or(care::ChildRecord{});
  }
};

using Lines = std::vector<std::string>;

TEST_P(Migrated, EverythingEnteredIsThereInOnePeriodAndOnce) {
  const auto one = child("T1");
  EXPECT_EQ(shown(one, "2026-11-30"),
            (Lines{"legal_planning_meeting 1 on 2026-09-28",
                   "permanency_planning_meeting 1 on 2026-10-13",
                   "permanency_planning_meeting 2 on 2026-10-12", "review 1 on 2026-10-26"}))
      << "the meeting that had been hidden shows beside the one entered in its place";
  const auto told = care::told_courses(one.episodes);
  const care::Courses courses(one, told, *Date::parse_iso("2026-11-30"));
  ASSERT_EQ(one.purposeful_delays.size(), 1u);
  EXPECT_TRUE(courses.in_present(one.purposeful_delays[0].course, {}));
  EXPECT_EQ(one.purposeful_delays[0].reason.reveal(), "The grandmother is being assessed");
  ASSERT_EQ(one.settlements.size(), 1u);
  const auto& settled = one.settlements[0];
  const auto* review = courses.milestone("review", 1);
  ASSERT_NE(review, nullptr);
  EXPECT_EQ(settled.course, review->course);
  EXPECT_EQ(settled.type, "review");
  EXPECT_EQ(settled.nth, 1);
  EXPECT_TRUE(care::to_settle(one, told).empty());
  EXPECT_EQ(shown(child("T2"), "2026-11-30"), Lines{"permanency_planning_meeting 1 on 2026-06-10"});
  EXPECT_EQ(shown(child("T3"), "2026-11-30"), Lines{"legal_planning_meeting 1 on 2026-05-11"});
}

TEST_P(Migrated, TheJournalStillTellsTheDaysBefore) {
  // After the entry and before the removal of the family finding.
  EXPECT_EQ(
      shown(then("T1", 10), "2026-11-30"),
      (Lines{"family_finding_started 1 on 2026-10-20", "legal_planning_meeting 1 on 2026-09-28",
             "permanency_planning_meeting 1 on 2026-10-12", "review 1 on 2026-10-26"}));
  // Before the return put the start right.
  const auto before = then("T1", 15);
  ASSERT_EQ(before.episodes.size(), 1u);
  EXPECT_EQ(before.episodes[0].started_on, Date::parse_iso("2026-10-05"));
  EXPECT_EQ(shown(before, "2026-11-30").size(), 3u);
  EXPECT_TRUE(shown(then("T3", 6), "2026-11-30").empty());
}

TEST_P(Migrated, ARemovedEntryComesBackWithAVersionThatWasNeverGiven) {
  const auto one = child("T1");
  care::Milestone again;
  again.child = one.child.child;
  again.course = one.courses.at(0).course_id();
  again.type = "family_finding_started";
  service::ChangeSet set = changes(AuthorityId{1});
  set.changes = {added(again)};
  const auto applied = write(set);
  EXPECT_EQ(std::get<care::Milestone>(applied.rows.at(0)).version, 2);
  EXPECT_EQ(std::get<care::Milestone>(applied.rows.at(0)).id, RowId{8}) << "no id comes twice";
}

TEST_P(Migrated, ANewCourseGetsAnIdOfItsOwn) {
  const auto three = child("T3");
  care::Course fresh;
  fresh.id = RowId{-1};
  fresh.child = three.child.child;
  fresh.started_on = *Date::parse_iso("2026-11-01");
  service::ChangeSet set = changes(AuthorityId{1});
  set.changes = {added(fresh)};
  EXPECT_EQ(std::get<care::Course>(write(set).rows.at(0)).id, RowId{4});
  EXPECT_EQ(refused(set), ErrorKind::conflict) << "one for each period";
}

HOMEWARD_ON_EACH_KEPT_DATABASE(Migrated);

}  // namespace
}  // namespace homeward::store::testing
