// One SQLite connection (WAL, synchronous=FULL, foreign keys on).
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <unordered_map>

#include "store/sql.hpp"

struct sqlite3;

namespace homeward::store {

class SqliteStatement;

class SqliteConnection final : public Connection {
 public:
  enum class Use {
    write,
    read,
    look,  // at a file that nobody else has open, such as a backup: nothing appears beside it
    fill,  // a new file: references need not hold until it is full
  };

  // `file` may be ":memory:"; another one must be there. Throws DatabaseError.
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

  // How long each statement from now on waits for another program's change to end: 5 seconds when
  // the connection is new. A statement that has waited so long is refused as busy.
  void wait_for_others(std::chrono::milliseconds at_most) noexcept;
  // SQLite itself ends a transaction after some disk errors.
  bool in_transaction() const;
  // Ends the open transaction, if any, without keeping it. Never throws.
  void roll_back() noexcept;
  // The files beside the database then stay as they are when this closes, because they belong to
  // another database by now.
  void leave_files_alone() noexcept;
  // Moves what the write-ahead log holds into the file and empties the log. False while somebody
  // still reads it, or if it fails. Never waits long, never throws.
  bool shorten_log() noexcept;
  // Writes what this connection sees, without uncommitted changes, into the new file `path`, which
  // only its owner may read. Throws DatabaseError; `path` cannot be used then.
  void copy_to(const std::string& path);

 private:
  sqlite3* db_ = nullptr;
  std::chrono::milliseconds waits_{};
  std::unordered_map<std::string, std::unique_ptr<SqliteStatement>> statements_;
};

// An empty file for its owner alone (a database holds personal data), unless one is there. SQLite
// gives the files beside it (WAL, shared memory) the same mode.
void make_private_file(const std::string& file);

std::string sqlite_version();

}  // namespace homeward::store
