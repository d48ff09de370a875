// Backups, made while people work, and brought back: into the same kind of database and into the
// other. Every edit acknowledged before a backup began is in it, and its journal is whole.
#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "database.hpp"
#include "service/check_store.hpp"
#include "store/migrations.hpp"
#include "store/open.hpp"
#include "store/testing.hpp"
#include "store/upkeep.hpp"

namespace homeward::store::testing {
namespace {

namespace fs = std::filesystem;

class Backups : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    std::string path = (fs::temp_directory_path() / "homeward-backup-XXXXXX").string();
    ASSERT_TRUE(::mkdtemp(path.data()));
    folder_ = path;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  service::Backup back_up(const std::string& name = "backup") {
    auto made = upkeep_->back_up(database_->url(), path(name));
    if (!made) ADD_FAILURE() << made.error().sentence;
    return made ? std::move(*made) : service::Backup{};
  }
  service::ChangeSet review_of(AuthorityId authority, ChildId child, int seed) const {
    auto review = filled<care::Review>(seed);
    review.child = child;
    auto set = changes(authority);
    set.changes = {added(review)};
    return set;
  }
  // Every table of the schema has a row or more, in values that are easily spoilt.
  void fill_everything() {
    const auto kid = new_child(here_.id, "1");
    auto set = changes(here_.id);
    auto milestone = filled<care::Milestone>(40);
    milestone.child = kid.child;
    auto health = filled<care::HealthOutcome>(50);
    health.child = kid.child;
    care::Child zoe;
    zoe.number = PrivateText{"2"};
    zoe.given_name = PrivateText{"Zoë \"O'Neill\"\t\\N\n"};
    zoe.born_on = sample_date(3);
    set.changes = {added(milestone), added(health), added(zoe)};
    write(std::move(set));
    service::Look look;
    look.at = moment(2);
    look.authority = here_.id;
    look.child = kid.child;
    look.what = "child page";
    ASSERT_TRUE(store_->log_look(look));
    service::NewCheck check;
    check.authority = here_.id;
    check.summary.at = moment(3);
    check.summary.collection_year = check.summary.rules_year = 2026;
    check.files.push_back({"x.zip", false, std::string("\0\x01\xff\\\n\tPK", 8)});
    const auto saved = store_->checks().save(check);
    ASSERT_TRUE(saved) << saved.error().sentence;
  }
  template <class T>
  static bool same(const T& one, const T& other) {
    bool same = one.id == other.id && one.version == other.version;
    care::for_each_column<T>(
        [&](const auto& column) { same = same && one.*column.member == other.*column.member; });
    return same;
  }
  static void expect_same(service::Store& was, service::Store& is, AuthorityId authority) {
    const auto before = was.snapshot(authority), after = is.snapshot(authority);
    ASSERT_TRUE(before && after);
    ASSERT_EQ(before->children.size(), after->children.size());
    for (std::size_t i = 0; i < before->children.size(); ++i) {
      const care::ChildRecord &one = before->children[i], &other = after->children[i];
      EXPECT_TRUE(same(one.child, other.child));
      EXPECT_TRUE(std::ranges::equal(one.milestones, other.milestones, same<care::Milestone>));
      EXPECT_TRUE(std::ranges::equal(one.health_outcomes, other.health_outcomes,
                                     same<care::HealthOutcome>));
    }
    service::JournalQuery all;
    all.limit = 0;
    const auto told = was.journal(authority, all), now = is.journal(authority, all);
    ASSERT_TRUE(told && now);
    ASSERT_EQ(told->size(), now->size());
    for (std::size_t i = 0; i < told->size(); ++i) {
      EXPECT_EQ((*told)[i].sequence, (*now)[i].sequence);
      EXPECT_EQ((*told)[i].at, (*now)[i].at);
      EXPECT_EQ((*told)[i].after, (*now)[i].after);
    }
  }

  fs::path folder_;
  std::unique_ptr<service::Upkeep> upkeep_ = upkeep();
};

TEST_P(Backups, MadeWhilePeopleWorkHoldsEveryEditAcknowledgedBefore) {
  constexpr int kPeople = 6;
  std::vector<ChildId> children;
  for (int i = 0; i < kPeople; ++i)
    children.push_back(new_child(here_.id, std::to_string(i)).child);
  std::atomic<bool> stop{false};
  std::atomic<int> acknowledged[kPeople] = {};
  std::vector<std::thread> people;
  for (int i = 0; i < kPeople; ++i)
    people.emplace_back([&, i] {
      for (int seed = 0; !stop; ++seed)
        if (store_->apply(review_of(here_.id, children[static_cast<std::size_t>(i)], seed)))
          ++acknowledged[i];
    });
  const auto all = [&] {
    int sum = 0;
    for (const auto& one : acknowledged) sum += one;
    return sum;
  };
  while (all() < 60) std::this_thread::yield();
  int before[kPeople];
  for (int i = 0; i < kPeople; ++i) before[i] = acknowledged[i];
  const auto made = back_up();
  const int during = all();
  while (all() < during + 20) std::this_thread::yield();  // they went on
  stop = true;
  for (std::thread& one : people) one.join();

  ASSERT_EQ(made.contents.authorities.size(), 2U);
  const auto& fernshire = made.contents.authorities.front();
  EXPECT_EQ(fernshire.name, "Fernshire");
  EXPECT_EQ(fernshire.children, kPeople);

  const TestDatabase elsewhere(GetParam());
  const auto restored = upkeep_->restore(elsewhere.url(), made.file, false);
  ASSERT_TRUE(restored) << restored.error().sentence;
  EXPECT_EQ(restored->contents, made.contents);
  const auto copy = elsewhere.open();
  std::int64_t entries = 0;
  for (int i = 0; i < kPeople; ++i) {
    const auto record = copy->child(here_.id, children[static_cast<std::size_t>(i)]);
    ASSERT_TRUE(record);
    EXPECT_GE(static_cast<int>(record->reviews.size()), before[i]) << "an edit is lost";
    service::JournalQuery query;
    query.child = record->child.child;
    query.limit = 0;
    const auto journal = copy->journal(here_.id, query);
    EXPECT_EQ(journal->size(), record->reviews.size() + 1) << "journal and record differ";
    entries += static_cast<std::int64_t>(journal->size());
  }
  EXPECT_EQ(entries, fernshire.journal_entries);
  EXPECT_EQ(*copy->last_sequence(here_.id), fernshire.last_sequence);
}

TEST_P(Backups, HoldEverythingAndGoIntoEitherDatabase) {
  fill_everything();
  const auto made = back_up();
  for (const auto& table : made.contents.tables)
    EXPECT_EQ(table.rows, database_->number("SELECT count(*) FROM " + table.name)) << table.name;
  for (const Kind kind : {Kind::sqlite, Kind::postgres}) {
    if (kind == Kind::postgres && !postgres_missing().empty()) continue;
    SCOPED_TRACE(kind_name(kind));
    const TestDatabase elsewhere(kind);
    const auto restored = upkeep_->restore(elsewhere.url(), made.file, false);
    ASSERT_TRUE(restored) << restored.error().sentence;
    const auto copy = elsewhere.open();
    expect_same(*store_, *copy, here_.id);
    EXPECT_EQ(copy->looks(here_.id, std::nullopt, 9)->size(), 1U);
    const std::string length = kind == Kind::sqlite ? "length(bytes)" : "octet_length(bytes)";
    EXPECT_EQ(elsewhere.number("SELECT " + length + " FROM return_check_file_piece"), 8);
    // What is written from here on gets ids and numbers that were never given.
    const auto last = *copy->last_sequence(here_.id);
    care::Child next;
    next.number = PrivateText{"next"};
    auto set = changes(here_.id);
    set.changes = {added(next)};
    const auto applied = copy->apply(set);
    ASSERT_TRUE(applied) << applied.error().sentence;
    EXPECT_GT(applied->first_sequence, last);
    EXPECT_GT(std::get<care::Child>(applied->rows.front()).id.value, 1);
    service::Look look;
    look.at = moment(5);
    look.authority = here_.id;
    EXPECT_TRUE(copy->log_look(look));
  }
}

TEST_P(Backups, AreForTheirOwnerOnlyAndNeverOverAnotherFile) {
  const auto made = back_up();
  EXPECT_EQ(fs::status(made.file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const auto again = upkeep_->back_up(database_->url(), made.file);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::conflict);
  const auto named = upkeep_->back_up(database_->url(), folder_.string());
  ASSERT_TRUE(named) << named.error().sentence;
  EXPECT_EQ(fs::path(named->file).extension(), ".backup");
  EXPECT_FALSE(upkeep_->back_up(database_->url(), path("no/such/folder/backup")));
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& file : fs::directory_iterator(folder_)) ++files;
  EXPECT_EQ(files, 2U) << "something was left of a backup";
}

TEST_P(Backups, AreNotBroughtBackOverAServerOrAFullDatabaseUnasked) {
  new_child(here_.id, "1");
  const auto made = back_up();
  new_child(here_.id, "2");
  const auto running = upkeep_->restore(database_->url(), made.file, true);
  ASSERT_FALSE(running) << "restored under a running server";
  EXPECT_EQ(running.error().kind, ErrorKind::conflict);
  EXPECT_NE(running.error().sentence.find("stop the server"), std::string::npos);
  EXPECT_EQ(store_->snapshot(here_.id)->children.size(), 2U);

  store_.reset();
  const auto unasked = upkeep_->restore(database_->url(), made.file, false);
  ASSERT_FALSE(unasked) << "restored over children";
  EXPECT_EQ(unasked.error().kind, ErrorKind::conflict);
  EXPECT_NE(unasked.error().sentence.find("--replace"), std::string::npos);

  const auto restored = upkeep_->restore(database_->url(), made.file, true);
  ASSERT_TRUE(restored) << restored.error().sentence;
  EXPECT_FALSE(restored->kept_as.empty());
  store_ = database_->open();
  EXPECT_EQ(store_->snapshot(here_.id)->children.size(), 1U);
  if (GetParam() == Kind::sqlite) {
    const auto kept = store::open("sqlite:" + restored->kept_as);
    ASSERT_TRUE(kept);
    EXPECT_EQ((*kept)->snapshot(here_.id)->children.size(), 2U) << "what was there is not kept";
  } else {
    EXPECT_EQ(database_->number("SELECT count(*) FROM " + restored->kept_as + ".child"), 2);
    database_->execute("DROP SCHEMA " + restored->kept_as + " CASCADE");
  }
}

TEST_P(Backups, ThatAreDamagedAreRefusedAndNothingIsChanged) {
  for (int i = 0; i < 40; ++i) new_child(here_.id, std::to_string(i));
  const auto made = back_up();
  store_.reset();
  const auto spoil = [&](const std::string& name, auto&& change) {
    fs::copy_file(made.file, path(name));
    fs::permissions(path(name), fs::perms::owner_all);
    change(path(name));
    const auto restored = upkeep_->restore(database_->url(), path(name), true);
    ASSERT_FALSE(restored) << name;
    EXPECT_EQ(restored.error().kind, ErrorKind::invalid_input) << restored.error().sentence;
  };
  spoil("short", [&](const std::string& file) { fs::resize_file(file, made.bytes / 2); });
  spoil("empty", [](const std::string& file) { fs::resize_file(file, 0); });
  spoil("words", [](const std::string& file) { std::ofstream(file) << std::string(9000, 'x'); });
  spoil("spoilt", [&](const std::string& file) {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(made.bytes / 2));
    out << std::string(9000, '\xff');
  });
  EXPECT_FALSE(upkeep_->restore(database_->url(), path("none"), true));
  store_ = database_->open();
  EXPECT_EQ(store_->snapshot(here_.id)->children.size(), 40U);
}

TEST_P(Backups, OfAnEmptyDatabaseAreRefused) {
  const TestDatabase empty(GetParam());
  if (GetParam() == Kind::sqlite) {
    const auto missing = upkeep_->back_up(empty.url(), path("x"));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
    EXPECT_TRUE(fs::is_empty(empty.folder())) << "it was made";
    ASSERT_TRUE(store::open_or_make(empty.url()));
  }
  EXPECT_FALSE(upkeep_->back_up(empty.url(), path("x")));
  EXPECT_FALSE(fs::exists(path("x")));
}

TEST_P(Backups, TellTheStateOfTheSchema) {
  const auto whole = upkeep_->schema(database_->url());
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->last, migrations().back().number);
  EXPECT_EQ(whole->missing, 0);
  const TestDatabase empty(GetParam());
  if (GetParam() == Kind::sqlite) {
    ASSERT_TRUE(store::open_or_make(empty.url()));
  }
  const auto none = upkeep_->schema(empty.url());
  ASSERT_TRUE(none);
  EXPECT_EQ(none->last, 0);
  EXPECT_EQ(none->missing, static_cast<int>(migrations().size()));
}

HOMEWARD_ON_EACH_KEPT_DATABASE(Backups);

}  // namespace
}  // namespace homeward::store::testing
