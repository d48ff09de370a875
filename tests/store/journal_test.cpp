// The journal: what an auditor finds of each change, and the record as it was, made from it.
#include <nlohmann/json.hpp>

#include "database.hpp"
#include "service/account_store.hpp"
#include "service/json_fact.hpp"
#include "store/testing.hpp"

namespace homeward::store::testing {
namespace {

using nlohmann::json;
using service::JournalEntry;
using service::Operation;

class Journal : public StoreTest {
 protected:
  std::vector<JournalEntry> entries(AuthorityId authority, service::JournalQuery query = {}) {
    auto found = store_->journal(authority, query);
    if (!found) ADD_FAILURE() << found.error().sentence;
    return found ? std::move(*found) : std::vector<JournalEntry>{};
  }
  AccountId new_account(const std::string& name) {
    service::Account account;
    account.sign_in_name = name;
    auto saved = store_->account_store().add(account, here_.id, service::Role::viewer, {});
    if (!saved) ADD_FAILURE() << saved.error().sentence;
    return saved ? saved->id : AccountId{};
  }
};

class KeptJournal : public Journal {};

// "As it was known on" asks by time, and reads by sequence.
TEST_P(Journal, ItsTimesStayInOrderWhenTheClockGoesBack) {
  auto set = changes(here_.id);
  set.at = moment(5000);
  const auto kid = new_child(here_.id, "1");
  auto girl = kid;
  girl.sex = *Code::parse("F");
  set.changes = {changed(kid, girl)};
  girl = std::get<care::Child>(write(set).rows.at(0));
  set.at = moment(100);
  auto boy = girl;
  boy.sex = *Code::parse("M");
  set.changes = {changed(girl, boy)};
  write(set);
  const auto told = entries(here_.id);
  ASSERT_GE(told.size(), 3u);
  for (std::size_t i = 1; i < told.size(); ++i) EXPECT_LE(told[i - 1].at, told[i].at) << i;
  EXPECT_EQ(told.back().at, moment(5000));
}

TEST_P(Journal, TellsWhatWasAndWhatBecame) {
  const auto kid = new_child(here_.id, "1");
  const AccountId person = new_account("a.khan");
  care::Milestone first;
  first.child = kid.child;
  first.type = "panel";
  first.planned_on = sample_date(3);
  auto set = changes(here_.id);
  set.by = person;
  set.at = moment(5);
  set.changes = {added(first)};
  first = std::get<care::Milestone>(write(set).rows.at(0));
  auto second = first;
  second.planned_on.reset();
  second.happened_on = sample_date(4);
  set.changes = {changed(first, second)};
  second = std::get<care::Milestone>(write(set).rows.at(0));
  set.changes = {removed(second)};
  const auto last = write(set);

  service::JournalQuery query;
  query.after_sequence = 1;
  const auto found = entries(here_.id, query);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].operation, Operation::insert);
  EXPECT_EQ(found[0].before, "");
  EXPECT_EQ(json::parse(found[0].after), service::to_json(first));
  EXPECT_EQ(found[1].operation, Operation::update);
  EXPECT_EQ(json::parse(found[1].before), service::changed_columns(first, second));
  EXPECT_EQ(json::parse(found[1].after), service::changed_columns(second, first));
  EXPECT_EQ(found[2].operation, Operation::remove);
  EXPECT_EQ(json::parse(found[2].before), service::to_json(second));
  EXPECT_EQ(found[2].after, "");
  EXPECT_EQ(found[2].sequence, last.last_sequence);
  for (const auto& entry : found) {
    EXPECT_EQ(entry.table, "milestone");
    EXPECT_EQ(entry.child, kid.child);
    EXPECT_EQ(entry.row, first.id);
    EXPECT_EQ(entry.by, person);
    EXPECT_EQ(entry.at, moment(5));
    EXPECT_EQ(entry.authority, here_.id);
    EXPECT_FALSE(entry.import);
  }
}

TEST_P(Journal, TheBeforeIsTheStoredRowEvenIfTheCallersIsStale) {
  const auto kid = new_child(here_.id, "1");
  auto middle = kid, late = kid;
  middle.sex = Code("F");
  late.ethnicity = Code("WBRI");
  auto set = changes(here_.id);
  set.changes = {changed(kid, middle)};
  write(set);
  set.check_versions = false;
  set.changes = {changed(kid, late)};
  write(set);
  const auto last = entries(here_.id).back();
  EXPECT_EQ(json::parse(last.before), (json{{"sex", "F"}, {"ethnicity", nullptr}, {"version", 2}}));
  EXPECT_EQ(json::parse(last.after),
            (json{{"sex", nullptr}, {"ethnicity", "WBRI"}, {"version", 3}}));
}

// Undoing the entries from the newest gives each earlier state of every row.
TEST_P(Journal, TheRecordAsItWasIsMadeFromTheJournal) {
  const auto kid = new_child(here_.id, "1");
  std::vector<std::pair<std::int64_t, json>> states;
  care::Fact row;
  const auto step = [&](service::Change change) {
    auto set = changes(here_.id);
    set.changes = {std::move(change)};
    const auto applied = write(set);
    if (!applied.rows.empty()) row = applied.rows.front();
    states.emplace_back(applied.last_sequence,
                        applied.rows.empty() ? json() : service::to_json(row));
  };
  auto episode = filled<care::Episode>(1);
  episode.child = kid.child;
  step(added(episode));
  for (int i = 2; i < 8; ++i) {
    auto next = filled<care::Episode>(i);
    if (i % 2) next.ended_on.reset();
    if (i % 3 == 0) next.home_postcode = {};
    step(changed(row, next));
  }
  step(removed(row));

  service::JournalQuery query;
  query.newest_first = true;
  query.child = kid.child;
  auto fact = *service::empty_fact("episode");
  json now;
  for (const auto& entry : entries(here_.id, query)) {
    if (entry.table != "episode") continue;
    ASSERT_FALSE(states.empty());
    EXPECT_EQ(entry.sequence, states.back().first);
    EXPECT_EQ(now, states.back().second);
    states.pop_back();
    if (entry.operation == Operation::insert) {
      now = json();
    } else {
      if (entry.operation == Operation::remove) fact = *service::empty_fact("episode");
      service::put_columns(fact, json::parse(entry.before));
      now = service::to_json(fact);
    }
  }
  EXPECT_TRUE(states.empty());
}

TEST_P(Journal, IsAskedByChildSequenceMomentAndNumber) {
  const auto one = new_child(here_.id, "1");
  const auto two = new_child(here_.id, "2");
  new_child(there_.id, "1");
  auto set = changes(here_.id);
  for (int i = 0; i < 4; ++i) {
    auto review = filled<care::Review>(i);
    review.child = i % 2 ? two.child : one.child;
    set.at = moment(100 + i);
    set.changes = {added(review)};
    write(set);
  }
  const auto all = entries(here_.id);
  ASSERT_EQ(all.size(), 6u);
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i - 1].sequence, all[i].sequence);
  EXPECT_EQ(*store_->last_sequence(here_.id), all.back().sequence);
  EXPECT_EQ(entries(there_.id).size(), 1u);

  service::JournalQuery query;
  query.child = two.child;
  EXPECT_EQ(entries(here_.id, query).size(), 3u);
  EXPECT_TRUE(entries(there_.id, query).empty());
  query = {};
  query.after_sequence = all[3].sequence;
  EXPECT_EQ(entries(here_.id, query).size(), 2u);
  query = {};
  query.after_moment = moment(102);
  EXPECT_EQ(entries(here_.id, query).size(), 2u) << "the moment itself belongs to what came after";
  query = {};
  query.newest_first = true;
  query.limit = 2;
  const auto newest = entries(here_.id, query);
  ASSERT_EQ(newest.size(), 2u);
  EXPECT_EQ(newest[0].sequence, all[5].sequence);
  EXPECT_EQ(newest[1].sequence, all[4].sequence);
  query.limit = 0;
  EXPECT_EQ(entries(here_.id, query).size(), 6u);
}

TEST_P(Journal, ManyRowsAtOnceAreJournalledOneByOneInOrder) {
  auto set = changes(here_.id);
  set.import.emplace();
  set.import->summary.source_name = "4 files";
  for (int i = 0; i < 500; ++i) {
    auto child = care::Child{};
    child.number = PrivateText{std::to_string(i)};
    child.provenance.source = care::Source::return_file;
    set.changes.push_back(added(child));
    auto review = filled<care::Review>(i);
    review.provenance.source = i % 2 ? care::Source::return_file : care::Source::hand;
    set.changes.push_back(added(review));
  }
  const auto applied = write(set);
  service::JournalQuery query;
  query.limit = 0;
  const auto found = entries(here_.id, query);
  ASSERT_EQ(found.size(), 1000u);
  EXPECT_EQ(found.front().sequence, applied.first_sequence);
  EXPECT_EQ(found.back().sequence, applied.last_sequence);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].import, applied.import);
    EXPECT_EQ(json::parse(found[i].after), service::to_json(applied.rows[i]));
  }
  const auto snapshot = store_->snapshot(here_.id);
  for (std::size_t i = 0; i < 500; ++i) {
    EXPECT_EQ(snapshot->children[i].child.provenance.import, applied.import);
    EXPECT_EQ(snapshot->children[i].reviews.at(0).provenance.import,
              i % 2 ? applied.import : ImportId{});
  }
}

// A fact came with one delivery, was changed by a second and withdrawn by a third: each entry says
// which import wrote it and where the row had come from.
TEST_P(Journal, TellsWhichImportAndRowBroughtAFactAndWhichWithdrewIt) {
  const auto kid = new_child(here_.id, "1");
  const auto deliver = [&](service::Change change) {
    auto set = changes(here_.id);
    set.import.emplace();
    set.changes = {std::move(change)};
    return write(std::move(set));
  };
  auto episode = filled<care::Episode>(1);
  episode.child = kid.child;
  episode.provenance = {care::Source::return_file, {}, 34, 2025};
  const auto first = deliver(added(episode));
  const auto brought = std::get<care::Episode>(first.rows.at(0));
  EXPECT_EQ(brought.provenance.import, first.import);
  auto given = brought;
  given.legal_status = Code("E1");
  given.provenance = {care::Source::return_file, {}, 56, 2026};
  const auto second = deliver(changed(brought, given));
  const auto held = std::get<care::Episode>(second.rows.at(0));
  const auto third = deliver(removed(held));

  service::JournalQuery query;
  query.child = kid.child;
  query.after_sequence = first.first_sequence - 1;
  const auto found = entries(here_.id, query);
  ASSERT_EQ(found.size(), 3u);
  const auto from = [](const std::string& side) {
    return service::provenance_in(json::parse(side));
  };
  EXPECT_EQ(found[0].import, first.import);
  EXPECT_EQ(from(found[0].after), brought.provenance);
  EXPECT_EQ(found[1].import, second.import);
  EXPECT_EQ(from(found[1].before), brought.provenance);
  EXPECT_EQ(from(found[1].after), held.provenance);
  EXPECT_EQ(held.provenance.import, second.import);
  EXPECT_EQ(found[2].import, third.import);
  EXPECT_EQ(from(found[2].before), held.provenance);
}

// An import that only adds something to a row leaves the row to the import that it names.
TEST_P(Journal, AnImportDoesNotTakeARowOfAnEarlierOneForItsOwn) {
  auto set = changes(here_.id);
  set.import.emplace();
  care::Child child;
  child.number = PrivateText{"7"};
  child.provenance = {care::Source::return_file, {}, 2, 2026};
  set.changes = {added(child)};
  const auto brought = std::get<care::Child>(write(set).rows.at(0));
  auto filled_in = brought;
  filled_in.ethnicity = Code("WBRI");
  set.changes = {changed(brought, filled_in)};
  const auto applied = write(set);
  EXPECT_NE(applied.import, brought.provenance.import);
  EXPECT_EQ(std::get<care::Child>(applied.rows.at(0)).provenance, brought.provenance);
  EXPECT_FALSE(json::parse(entries(here_.id).back().after).contains("from"));
}

TEST_P(KeptJournal, CannotBeAlteredEvenBySql) {
  new_child(here_.id, "1");
  EXPECT_THROW(database_->execute("UPDATE journal SET after_json = NULL"), DatabaseError);
  EXPECT_THROW(database_->execute("DELETE FROM journal"), DatabaseError);
  EXPECT_EQ(database_->number("SELECT count(*) FROM journal WHERE after_json IS NOT NULL"), 1);
}

HOMEWARD_ON_EACH_DATABASE(Journal);
HOMEWARD_ON_EACH_KEPT_DATABASE(KeptJournal);

}  // namespace
}  // namespace homeward::store::testing
