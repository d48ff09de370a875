// The record: what was written is read back, each change meets the version it was made from, and
// nothing of one authority reaches another.
#include "care/columns.hpp"
#include "database.hpp"
#include "store/testing.hpp"

namespace homeward::store::testing {
namespace {

using care::Milestone;

class Record : public StoreTest {
 protected:
  // Stores a row about the child and gives it back as stored.
  template <class T>
  T put(AuthorityId authority, ChildId child, T row) {
    row.child = child;
    auto set = changes(authority);
    set.changes.push_back(added(row));
    auto applied = write(std::move(set));
    return applied.rows.empty() ? row : std::get<T>(applied.rows.front());
  }
  care::ChildRecord child(AuthorityId authority, ChildId id) {
    auto record = store_->child(authority, id);
    if (!record) ADD_FAILURE() << record.error().sentence;
    return record ? std::move(*record) : care::ChildRecord{};
  }
};

class KeptRecord : public Record {};

// A child may be missing, be found, and be missing again on one day: both rows are in the return.
TEST_P(Record, TwoTimesMissingOnOneDayAreTwoRows) {
  care::Child who;
  who.number = PrivateText{"A 1"};
  const ChildId id = put(here_.id, {}, who).child;
  care::MissingPeriod period;
  period.type = "M";
  period.started_on = *Date::of(2025, 10, 5);
  period.ended_on = period.started_on;
  auto set = changes(here_.id);
  for (int times = 0; times < 2; ++times) {
    period.child = id;
    set.changes.push_back(added(period));
  }
  period.ended_on = period.started_on + 2;
  set.changes.push_back(added(period));
  write(std::move(set));
  EXPECT_EQ(child(here_.id, id).missing_periods.size(), 3u);
}

TEST_P(Record, EveryColumnOfEveryTableComesBackAsWritten) {
  auto whole = filled<care::Child>(1);
  whole.number = PrivateText{"A 1"};
  auto set = changes(here_.id);
  set.changes.push_back(added(whole));
  care::for_each_row_table([&]<class T>() {
    auto row = filled<T>(7);
    row.provenance.row = 214;
    row.provenance.collection_year = 2026;
    row.provenance.source = care::Source::extract;
    set.changes.push_back(added(row));
    set.changes.push_back(added(filled<T>(60)));
    if constexpr (std::is_same_v<T, care::Plan> || std::is_same_v<T, care::Milestone> ||
                  std::is_same_v<T, care::PurposefulDelay> || std::is_same_v<T, care::Settlement>)
      return;  // words that may not be blank
    set.changes.push_back(added(T{}));
  });
  const auto applied = write(set);
  ASSERT_EQ(applied.rows.size(), set.changes.size());
  const auto& stored_child = std::get<care::Child>(applied.rows.front());
  EXPECT_EQ(stored_child.id.value, stored_child.child.value);
  const auto record = child(here_.id, stored_child.child);
  EXPECT_TRUE(care::same_content(record.child, whole));
  care::for_each_row_table([&]<class T>() {
    SCOPED_TRACE(std::string(care::Table<T>::name));
    std::vector<T> written;
    for (const auto& fact : applied.rows)
      if (const T* row = std::get_if<T>(&fact)) written.push_back(*row);
    for (const T& row : written) {
      const auto& rows = care::rows_of<T>(record);
      const auto found = std::find_if(rows.begin(), rows.end(),
                                      [&](const T& other) { return other.id == row.id; });
      ASSERT_NE(found, rows.end());
      EXPECT_TRUE(care::same_content(*found, row));
      EXPECT_EQ(found->version, 1);
      EXPECT_EQ(found->child, stored_child.child);
      EXPECT_EQ(found->provenance, row.provenance);
    }
    EXPECT_EQ(care::rows_of<T>(record).size(), written.size());
    EXPECT_TRUE(care::same_content(written.front(), filled<T>(7)));
    EXPECT_EQ(written.front().provenance.row, 214);
  });
}

TEST_P(Record, SnapshotHoldsEveryChildInOrderWithItsOwnRows) {
  auto set = changes(here_.id);
  for (int i = 1; i <= 40; ++i) {
    care::Child child;
    child.id = RowId{-i};
    child.child = ChildId{-i};
    child.number = PrivateText{"N" + std::to_string(1000 - i)};
    set.changes.push_back(added(child));
  }
  for (int i = 40; i >= 1; --i) {
    for (const int day : {30, 10, 20}) {
      care::Episode episode;
      episode.child = ChildId{-i};
      episode.started_on = sample_date(day);
      episode.urn = *Code::parse("U" + std::to_string(i));
      set.changes.push_back(added(episode));
    }
  }
  const auto applied = write(set);
  new_child(there_.id, "elsewhere");
  const auto snapshot = store_->snapshot(here_.id);
  ASSERT_TRUE(snapshot) << snapshot.error().sentence;
  EXPECT_EQ(snapshot->authority.name, "Fernshire");
  EXPECT_EQ(snapshot->sequence, applied.last_sequence);
  ASSERT_EQ(snapshot->children.size(), 40u);
  for (std::size_t i = 0; i < 40; ++i) {
    const auto& record = snapshot->children[i];
    if (i > 0) {
      EXPECT_LT(snapshot->children[i - 1].child.id, record.child.id);
    }
    ASSERT_EQ(record.episodes.size(), 3u);
    const int number = 1000 - std::stoi(record.child.number.reveal().substr(1));
    for (std::size_t nth = 0; nth < 3; ++nth) {
      EXPECT_EQ(record.episodes[nth].started_on, sample_date(10 * static_cast<int>(nth + 1)));
      EXPECT_EQ(record.episodes[nth].urn.text(), "U" + std::to_string(number));
      EXPECT_EQ(record.episodes[nth].child, record.child.child);
    }
  }
}

TEST_P(Record, AnEditRaisesTheVersionAndAStaleOneIsAConflict) {
  const auto kid = new_child(here_.id, "1");
  auto first = put(here_.id, kid.child, filled<Milestone>(1));
  auto mine = first, yours = first;
  mine.outcome = "agreed";
  yours.outcome = "put off";
  auto set = changes(here_.id);
  set.changes = {changed(first, mine)};
  const auto applied = write(set);
  EXPECT_EQ(std::get<Milestone>(applied.rows.at(0)).version, 2);

  auto late = changes(here_.id);
  auto other = filled<Milestone>(40);
  other.child = kid.child;
  late.changes = {added(other), changed(first, yours)};
  EXPECT_EQ(refused(late), ErrorKind::conflict);
  late.changes = {removed(first)};
  EXPECT_EQ(refused(late), ErrorKind::conflict);
  const auto record = child(here_.id, kid.child);
  ASSERT_EQ(record.milestones.size(), 1u) << "a set with a conflict writes nothing of itself";
  EXPECT_EQ(record.milestones.front().outcome, "agreed");

  // Without version checks the later writer wins, and the version still grows.
  late.check_versions = false;
  late.changes = {changed(first, yours)};
  EXPECT_EQ(std::get<Milestone>(write(late).rows.at(0)).version, 3);
  EXPECT_EQ(child(here_.id, kid.child).milestones.front().outcome, "put off");
}

TEST_P(Record, ARowTakenAwayMeanwhileIsAConflictAndAnUnknownOneIsNotFound) {
  const auto kid = new_child(here_.id, "1");
  const auto review = put(here_.id, kid.child, filled<care::Review>(1));
  auto set = changes(here_.id);
  set.changes = {removed(review)};
  write(set);
  EXPECT_EQ(refused(set), ErrorKind::conflict);
  set.changes = {changed(review, review)};
  EXPECT_EQ(refused(set), ErrorKind::conflict);
  set.check_versions = false;
  set.changes = {removed(review)};
  EXPECT_EQ(write(set).last_sequence, 0) << "it is already as wished";
  auto never = review;
  never.id.value += 1000;
  set.changes = {changed(never, never)};
  EXPECT_EQ(refused(set), ErrorKind::not_found);
}

TEST_P(Record, NaturalKeysAreUniqueWithinAChild) {
  const auto kid = new_child(here_.id, "1");
  const auto brother = new_child(here_.id, "2");
  Milestone before_care;
  before_care.type = "planning_meeting";
  put(here_.id, kid.child, before_care);
  put(here_.id, brother.child, before_care);
  auto set = changes(here_.id);
  before_care.child = kid.child;
  set.changes = {added(before_care)};
  EXPECT_EQ(refused(set), ErrorKind::conflict) << "no start of care is a value of the key as well";
  before_care.nth = 2;
  set.changes = {added(before_care)};
  write(set);

  auto same_number = care::Child{};
  same_number.number = PrivateText{"1"};
  set.changes = {added(same_number)};
  EXPECT_EQ(refused(set), ErrorKind::conflict);
  auto renamed = brother;
  renamed.number = PrivateText{"1"};
  set.changes = {changed(brother, renamed)};
  EXPECT_EQ(refused(set), ErrorKind::conflict);
  EXPECT_TRUE(new_child(there_.id, "1").id) << "another authority may use the number";

  auto settled = filled<care::Settlement>(3);
  put(here_.id, kid.child, settled);
  settled.child = kid.child;
  set.changes = {added(settled)};
  EXPECT_EQ(refused(set), ErrorKind::conflict);
}

TEST_P(Record, ManyRowsWithOneDoubledWriteNothing) {
  auto set = changes(here_.id);
  for (int i = 0; i < 300; ++i) {
    care::Child child;
    child.number = PrivateText{"N" + std::to_string(i % 299)};
    set.changes.push_back(added(child));
  }
  EXPECT_EQ(refused(set), ErrorKind::conflict);
  EXPECT_TRUE(store_->snapshot(here_.id)->children.empty());
}

TEST_P(Record, ARowMayBeReplacedByOneOfTheSameKeyInOneSet) {
  const auto kid = new_child(here_.id, "1");
  const auto old = put(here_.id, kid.child, filled<Milestone>(1));
  auto fresh = filled<Milestone>(1);
  fresh.child = kid.child;
  fresh.outcome = "again";
  auto set = changes(here_.id);
  set.changes = {removed(old), added(fresh)};
  write(set);
  const auto record = child(here_.id, kid.child);
  ASSERT_EQ(record.milestones.size(), 1u);
  EXPECT_EQ(record.milestones.front().outcome, "again");
  EXPECT_NE(record.milestones.front().id, old.id) << "an id is never given twice";
}

TEST_P(Record, ARemovedRowComesBackUnderItsId) {
  const auto kid = new_child(here_.id, "1");
  const auto old = put(here_.id, kid.child, filled<Milestone>(1));
  auto set = changes(here_.id);
  set.changes = {removed(old)};
  write(set);
  set.changes = {added(old)};
  const auto back = std::get<Milestone>(write(set).rows.at(0));
  EXPECT_EQ(back.id, old.id);
  EXPECT_GT(back.version, old.version) << "an edit made from before the removal is still stale";
  EXPECT_EQ(refused(set), ErrorKind::conflict) << "it is there already";
  auto invented = old;
  invented.id.value += 500;
  set.changes = {added(invented)};
  EXPECT_EQ(refused(set), ErrorKind::not_found);
}

// Whoever still sees what was there before must be told, so no version comes twice for what a
// person sees as one place, whichever row holds it.
TEST_P(Record, AVersionNeverComesTwiceForWhatPeopleEnter) {
  const auto kid = new_child(here_.id, "1");
  const auto goes_on = [&]<class T>(T row, T elsewhere) {
    SCOPED_TRACE(std::string(care::Table<T>::name));
    row = put(here_.id, kid.child, row);
    EXPECT_EQ(row.version, 1);
    auto set = changes(here_.id);
    set.changes = {changed(row, row)};
    row = std::get<T>(write(set).rows.at(0));
    EXPECT_EQ(row.version, 2);
    set.changes = {removed(row)};
    write(set);
    T again = row;
    again.id = {};
    again = put(here_.id, kid.child, again);
    EXPECT_EQ(again.version, 3) << "entered again";
    set.changes = {removed(again)};
    write(set);
    set.changes = {added(row)};
    const T back = std::get<T>(write(set).rows.at(0));
    EXPECT_EQ(back.version, 4) << "the first row, undone";
    set.changes = {removed(back)};
    T replaced = row;
    replaced.id = {};
    set.changes.push_back(added(replaced));
    EXPECT_EQ(std::get<T>(write(set).rows.at(0)).version, 5) << "replaced in one set";
    EXPECT_EQ(put(here_.id, kid.child, elsewhere).version, 1) << "another place begins anew";
  };
  goes_on(filled<Milestone>(1), filled<Milestone>(60));
  goes_on(filled<care::PurposefulDelay>(1), filled<care::PurposefulDelay>(60));
  goes_on(filled<care::Plan>(1), filled<care::Plan>(60));
  goes_on(filled<care::Settlement>(1), filled<care::Settlement>(60));
  const auto other = new_child(here_.id, "2");
  EXPECT_EQ(put(here_.id, other.child, filled<Milestone>(1)).version, 1);
}

// A delay that ended stays as a row; one that is recorded anew is another row of the same place.
TEST_P(Record, ADelayRecordedAnewGoesOnFromTheOneThatEnded) {
  const auto kid = new_child(here_.id, "1");
  auto ended = filled<care::PurposefulDelay>(1);
  ended.ended_on = *Date::of(2026, 2, 3);
  ended = put(here_.id, kid.child, ended);
  auto anew = ended;
  anew.id = {};
  anew.ended_on = {};
  EXPECT_EQ(put(here_.id, kid.child, anew).version, 2);
}

TEST_P(Record, AChildIsRemovedOnlyAfterItsRows) {
  const auto kid = new_child(here_.id, "1");
  const auto review = put(here_.id, kid.child, filled<care::Review>(1));
  auto set = changes(here_.id);
  set.changes = {removed(kid)};
  EXPECT_EQ(refused(set), ErrorKind::conflict);
  set.changes = {removed(review), removed(kid)};
  write(set);
  EXPECT_EQ(store_->child(here_.id, kid.child).error().kind, ErrorKind::not_found);
}

TEST_P(Record, NothingReachesAnotherAuthoritysChild) {
  const auto kid = new_child(here_.id, "1");
  const auto review = put(here_.id, kid.child, filled<care::Review>(1));
  new_child(there_.id, "1");
  auto intruding = review;
  intruding.id = {};
  auto more = review;
  more.held_on = sample_date(99);
  struct Case {
    const char* what;
    service::Change change;
  };
  const std::vector<Case> cases{{"insert", added(intruding)},
                                {"update", changed(review, more)},
                                {"remove", removed(review)},
                                {"update the child", changed(kid, kid)},
                                {"remove the child", removed(kid)}};
  for (const Case& each : cases) {
    SCOPED_TRACE(each.what);
    for (const bool check_versions : {true, false}) {
      auto set = changes(there_.id);
      set.check_versions = check_versions;
      set.changes = {each.change};
      EXPECT_EQ(refused(set), ErrorKind::not_found);
    }
  }
  auto bulk = changes(there_.id);
  for (int i = 0; i < 200; ++i) bulk.changes.push_back(added(intruding));
  EXPECT_EQ(refused(bulk), ErrorKind::not_found) << "the bulk path is held to the same";
  EXPECT_EQ(store_->child(there_.id, kid.child).error().kind, ErrorKind::not_found);
  const auto record = child(here_.id, kid.child);
  ASSERT_EQ(record.reviews.size(), 1u);
  EXPECT_EQ(record.reviews.front().version, 1);
  EXPECT_EQ(store_->snapshot(there_.id)->children.size(), 1u);
}

TEST_P(Record, TextThatCannotBeKeptIsRefusedNotShortened) {
  const auto kid = new_child(here_.id, "1");
  for (const std::string& text : {std::string("a\0b", 3), std::string("\xff\xfe")}) {
    auto row = filled<Milestone>(1);
    row.child = kid.child;
    row.note = PrivateText{text};
    auto set = changes(here_.id);
    set.changes = {added(row)};
    EXPECT_EQ(refused(set), ErrorKind::invalid_input);
  }
}

TEST_P(Record, AnEmptySetWritesNothing) {
  const auto applied = write(changes(here_.id));
  EXPECT_EQ(applied.first_sequence, 0);
  EXPECT_EQ(applied.last_sequence, 0);
}

TEST_P(Record, AnUnknownAuthorityIsNotFound) {
  EXPECT_EQ(store_->snapshot(AuthorityId{77}).error().kind, ErrorKind::not_found);
  auto set = changes(AuthorityId{77});
  set.changes = {added(filled<care::Child>(1))};
  EXPECT_EQ(refused(set), ErrorKind::not_found);
}

TEST_P(KeptRecord, WhatWasAcknowledgedIsThereAfterReopening) {
  const auto kid = new_child(here_.id, "1");
  store_.reset();
  store_ = database_->open();
  EXPECT_EQ(child(here_.id, kid.child).child.number.reveal(), "1");
  EXPECT_NE(new_child(here_.id, "2").id, kid.id);
}

HOMEWARD_ON_EACH_DATABASE(Record);
HOMEWARD_ON_EACH_KEPT_DATABASE(KeptRecord);

}  // namespace
}  // namespace homeward::store::testing
