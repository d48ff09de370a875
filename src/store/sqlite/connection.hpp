// One SQLite connection (WAL, synchronous=FULL, foreign keys on).
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "store/sql.hpp"

struct sqlite3;

namespace homeward::store {

class SqliteStatement;

class SqliteConnection final : public Connection {
 public:
  enum class Use { write, read };

  // `file` may be ":memory:". Throws DatabaseError.
  SqliteConnection(const std::string& file, Use use);
  ~SqliteConnection() override;
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  Dialect dialect() const override { return Dialect::sqlite; }
  Statement& prepare(const std::string& sql) override;
  void execute(const std::string& script) override;
  std::vector<std::int64_t> reserve_ids(std::string_view table, std::size_t count) override;
  std::unique_ptr<BulkInsert> bulk_insert(const std::string& table,
                                          const std::string& columns) override;

  // SQLite itself ends a transaction after some disk errors.
  bool in_transaction() const;
  // Ends the open transaction, if any, without keeping it. Never throws.
  void roll_back() noexcept;

 private:
  sqlite3* db_ = nullptr;
  std::unordered_map<std::string, std::unique_ptr<SqliteStatement>> statements_;
};

std::string sqlite_version();

}  // namespace homeward::store
