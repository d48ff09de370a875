// One PostgreSQL connection.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "store/sql.hpp"

struct pg_conn;

namespace homeward::store {

class PostgresStatement;

class PostgresConnection final : public Connection {
 public:
  // Throws DatabaseError.
  explicit PostgresConnection(const std::string& url);
  ~PostgresConnection() override;
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  Dialect dialect() const override { return Dialect::postgres; }
  Statement& prepare(const std::string& sql) override;
  void execute(const std::string& script) override;
  std::vector<std::int64_t> reserve_ids(std::string_view table, std::size_t count) override;
  std::unique_ptr<BulkInsert> bulk_insert(const std::string& table,
                                          const std::string& columns) override;

  // False once the server or the way to it is lost; the connection is then of no more use.
  bool alive() const;
  // Ends the open transaction, if any, without keeping it. Never throws.
  void roll_back() noexcept;

  // "PostgreSQL 15.20, homeward at localhost:5432": no user, no password.
  std::string describe() const;
  pg_conn* handle() const { return db_; }

 private:
  pg_conn* db_ = nullptr;
  std::unordered_map<std::string, std::unique_ptr<PostgresStatement>> statements_;
};

// Waits until a message may have come or the time is over, and hands the notifications that have
// arrived to `take`. Throws DatabaseError if the connection is lost.
void wait_for_notifications(PostgresConnection& db, int milliseconds,
                            const std::function<void(std::string_view payload)>& take);

}  // namespace homeward::store
