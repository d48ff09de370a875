// A database of its own for one test, on SQLite (a file in a new folder) or PostgreSQL (a new
// schema in the database named by HOMEWARD_TEST_POSTGRES). Removed with the object.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "service/ports.hpp"
#include "store/sql.hpp"

namespace homeward::store::testing {

enum class Kind { sqlite, memory, postgres };
std::string kind_name(Kind kind);

class TestDatabase {
 public:
  // `tablespace`: where PostgreSQL puts its tables, if not where it always does.
  explicit TestDatabase(Kind kind, const std::string& tablespace = {});
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  const std::string& url() const { return url_; }
  const std::string& folder() const { return folder_; }  // SQLite only
  // A store on it, migrated; fails the test otherwise.
  std::unique_ptr<service::Store> open() const;
  // SQL past the store's back. Throws DatabaseError.
  void execute(const std::string& sql) const;
  std::int64_t number(const std::string& query) const;
  // A connection past the store.
  std::unique_ptr<Connection> connect() const;

 private:
  Kind kind_;
  std::string url_, folder_, schema_;
};

// Why PostgreSQL tests cannot run here; empty if they can.
std::string postgres_missing();

// Runs each test on each database. Without PostgreSQL its tests are skipped, and fail when CI=true.
class StoreTest : public ::testing::TestWithParam<Kind> {
 protected:
  void SetUp() override;
  // Without a database: those of a test that makes its own.
  void open(std::unique_ptr<TestDatabase> database);

  care::Authority new_authority(const std::string& name);
  // Applies and expects success.
  service::Applied write(service::ChangeSet set);
  ErrorKind refused(service::ChangeSet set);

  service::ChangeSet changes(AuthorityId authority) const;
  // A new child with its number, stored.
  care::Child new_child(AuthorityId authority, const std::string& number);

  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<service::Store> store_;
  care::Authority here_, there_;
};

service::Moment moment(int seconds);
service::Change added(care::Fact after);
service::Change changed(care::Fact before, care::Fact after);
service::Change removed(care::Fact before);

}  // namespace homeward::store::testing

#define HOMEWARD_ON_EACH_DATABASE(Suite)                           \
  INSTANTIATE_TEST_SUITE_P(                                        \
      , Suite,                                                     \
      ::testing::Values(homeward::store::testing::Kind::sqlite,    \
                        homeward::store::testing::Kind::memory,    \
                        homeward::store::testing::Kind::postgres), \
      [](const auto& each) { return homeward::store::testing::kind_name(each.param); })

// Those that outlive the store that opened them.
#define HOMEWARD_ON_EACH_KEPT_DATABASE(Suite)                      \
  INSTANTIATE_TEST_SUITE_P(                                        \
      , Suite,                                                     \
      ::testing::Values(homeward::store::testing::Kind::sqlite,    \
                        homeward::store::testing::Kind::postgres), \
      [](const auto& each) { return homeward::store::testing::kind_name(each.param); })
