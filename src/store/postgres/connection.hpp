// One PostgreSQL connection.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "store/postgres/patience.hpp"
#include "store/sql.hpp"

struct pg_conn;

namespace homeward::store {

class PostgresStatement;
class Wire;

class PostgresConnection final : public Connection {
 public:
  // Throws DatabaseError. `server_silent`, if any, ends all waiting when it becomes true.
  explicit PostgresConnection(const std::string& url, const Patience& patience = {},
                              const std::atomic<bool>* server_silent = nullptr);
  ~PostgresConnection() override;
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  Dialect dialect() const override { return Dialect::postgres; }
  Statement& prepare(const std::string& sql) override;
  void execute(const std::string& script) override;
  std::vector<std::int64_t> reserve_ids(std::string_view table, std::size_t count) override;
  std::unique_ptr<BulkInsert> bulk_insert(const std::string& table,
                                          const std::string& columns) override;
  void allow_long_work() override;

  // False once the server or the way to it is lost; the connection cannot be used any more.
  bool alive() const;
  // True if it was lost because the server did not answer in time.
  bool silent() const;
  // Ends the open transaction, if any, without keeping it, and with it allow_long_work(). Never
  // throws.
  void roll_back() noexcept;

  // "PostgreSQL 15.20, homeward at localhost:5432": no user, no password.
  std::string describe() const;
  pg_conn* handle() const { return db_; }

 private:
  const Patience patience_;
  pg_conn* db_ = nullptr;
  std::unique_ptr<Wire> wire_;
  std::unordered_map<std::string, std::unique_ptr<PostgresStatement>> statements_;
};

// Marks the schema as in use until the connection ends: `shared` by Homeward at work, `alone` by a
// command that puts another database in its place. Throws DatabaseError when somebody else's use
// forbids this one.
enum class PlaceUse { shared, alone };
void take_place(PostgresConnection& db, PlaceUse use);

// Waits until a message may have come or the time is over, and hands the notifications that have
// arrived to `take`. Throws DatabaseError if the connection is lost.
void wait_for_notifications(PostgresConnection& db, int milliseconds,
                            const std::function<void(std::string_view payload)>& take);

}  // namespace homeward::store
