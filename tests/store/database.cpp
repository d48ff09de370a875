#include "database.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>

#include "store/open.hpp"
#include "store/postgres/connection.hpp"
#include "store/sqlite/connection.hpp"

namespace homeward::store::testing {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::string postgres_url() {
  return environment("HOMEWARD_TEST_POSTGRES");
}

}  // namespace

std::string kind_name(Kind kind) {
  return kind == Kind::sqlite ? "Sqlite" : kind == Kind::memory ? "Memory" : "Postgres";
}

std::string postgres_missing() {
  if (!postgres_url().empty()) return {};
  return "HOMEWARD_TEST_POSTGRES is not set: run the tests by script/with-postgres.";
}

TestDatabase::TestDatabase(Kind kind, const std::string& tablespace) : kind_(kind) {
  if (kind == Kind::memory) {
    url_ = "sqlite::memory:";
    return;
  }
  if (kind == Kind::sqlite) {
    std::string path = (std::filesystem::temp_directory_path() / "homeward-store-XXXXXX").string();
    if (!::mkdtemp(path.data())) throw std::runtime_error("no folder for the test");
    folder_ = path;
    url_ = "sqlite:" + folder_ + "/homeward.db";
    return;
  }
  static std::atomic<int> count{0};
  schema_ = "test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
  PostgresConnection(postgres_url()).execute("CREATE SCHEMA " + schema_);
  url_ = postgres_url() + "?options=-csearch_path%3D" + schema_;
  if (!tablespace.empty()) url_ += "%20-cdefault_tablespace%3D" + tablespace;
}

TestDatabase::~TestDatabase() {
  if (!folder_.empty()) std::filesystem::remove_all(folder_);
  if (schema_.empty()) return;
  try {
    PostgresConnection(postgres_url()).execute("DROP SCHEMA " + schema_ + " CASCADE");
  } catch (const DatabaseError&) {
    // The throw-away server goes away with all its schemas.
  }
}

std::unique_ptr<service::Store> TestDatabase::open() const {
  auto store = store::open_or_make(url_);
  if (!store) {
    ADD_FAILURE() << store.error().sentence;
    return nullptr;
  }
  if (const Status status = (*store)->migrate(); !status) ADD_FAILURE() << status.error().sentence;
  return std::move(*store);
}

std::unique_ptr<Connection> TestDatabase::connect() const {
  if (kind_ == Kind::postgres) return std::make_unique<PostgresConnection>(url_);
  return std::make_unique<SqliteConnection>(folder_ + "/homeward.db", SqliteConnection::Use::write);
}

void TestDatabase::execute(const std::string& sql) const {
  connect()->execute(sql);
}

std::int64_t TestDatabase::number(const std::string& query) const {
  const auto db = connect();
  Statement& select = db->prepare(query);
  const ResetOnExit reset(select);
  return select.next() ? select.integer(0) : -1;
}

void StoreTest::SetUp() {
  if (GetParam() == Kind::postgres && !postgres_missing().empty()) {
    if (environment("CI") == "true") FAIL() << postgres_missing();
    GTEST_SKIP() << postgres_missing();
  }
  open(std::make_unique<TestDatabase>(GetParam()));
}

void StoreTest::open(std::unique_ptr<TestDatabase> database) {
  database_ = std::move(database);
  store_ = database_->open();
  ASSERT_NE(store_, nullptr);
  here_ = new_authority("Fernshire");
  there_ = new_authority("Marlborough Borough");
}

care::Authority StoreTest::new_authority(const std::string& name) {
  care::Authority authority;
  authority.name = name;
  authority.dfe_number = "999";
  authority.ons_code = "E10000099";
  authority.synthetic = true;
  const auto saved = store_->save_authority(authority);
  if (!saved) ADD_FAILURE() << saved.error().sentence;
  return saved ? *saved : authority;
}

service::Applied StoreTest::write(service::ChangeSet set) {
  auto applied = store_->apply(set);
  if (!applied) ADD_FAILURE() << applied.error().sentence;
  return applied ? std::move(*applied) : service::Applied{};
}

ErrorKind StoreTest::refused(service::ChangeSet set) {
  const auto last = store_->last_sequence(set.authority);
  const auto applied = store_->apply(set);
  if (applied) {
    ADD_FAILURE() << "was written";
    return {};
  }
  EXPECT_EQ(*store_->last_sequence(set.authority), *last) << "a refused set left journal entries";
  EXPECT_FALSE(applied.error().sentence.empty());
  return applied.error().kind;
}

service::ChangeSet StoreTest::changes(AuthorityId authority) const {
  service::ChangeSet set;
  set.authority = authority;
  set.at = moment(0);
  return set;
}

care::Child StoreTest::new_child(AuthorityId authority, const std::string& number) {
  care::Child child;
  child.number = PrivateText{number};
  auto set = changes(authority);
  set.changes.push_back(added(child));
  const auto applied = write(std::move(set));
  return applied.rows.empty() ? child : std::get<care::Child>(applied.rows.front());
}

service::Moment moment(int seconds) {
  return service::Moment{std::chrono::sys_days{std::chrono::year{2026} / 2 / 3}} +
         std::chrono::seconds{seconds} + std::chrono::milliseconds{40};
}

service::Change added(care::Fact after) {
  service::Change change;
  change.after = std::move(after);
  return change;
}
service::Change changed(care::Fact before, care::Fact after) {
  service::Change change;
  change.before = std::move(before);
  change.after = std::move(after);
  return change;
}
service::Change removed(care::Fact before) {
  service::Change change;
  change.before = std::move(before);
  return change;
}

}  // namespace homeward::store::testing
