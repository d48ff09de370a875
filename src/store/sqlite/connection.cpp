#include "store/sqlite/connection.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <vector>

#include "store/values.hpp"

namespace homeward::store {
namespace {

constexpr std::chrono::seconds kWaits{5};  // for another program's change

// The message of SQLite itself may quote values, so only its code goes into a sentence.
[[noreturn]] void fail_with(sqlite3* db, int code) {
  const int extended = db ? sqlite3_extended_errcode(db) : code;
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
      if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY ||
          extended == SQLITE_CONSTRAINT_ROWID)
        throw DatabaseError(Failure::unique, ErrorKind::conflict,
                            "There is already such a row. Nothing was written.");
      if (extended == SQLITE_CONSTRAINT_FOREIGNKEY)
        throw DatabaseError(Failure::reference, ErrorKind::not_found,
                            "What this belongs to is not in this authority. Nothing was written.");
      throw DatabaseError(Failure::refused, ErrorKind::invalid_input,
                          "The database refused a value that it cannot keep, or a change of an "
                          "append-only table. Nothing was written.");
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                          "The database could not write (disk full?). Nothing of this change was "
                          "kept; make room on the disk or check its permissions, and try again.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw DatabaseError(Failure::busy, ErrorKind::unavailable,
                          "The database is busy with another program's change. Nothing of this "
                          "change was kept; try again in a minute.");
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                          "The file is not a Homeward database, or it is damaged. Nothing was "
                          "changed; name another file or restore a backup.");
    default:
      break;
  }
  if (db && std::strstr(sqlite3_errmsg(db), "no such table"))
    throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                        "The database has no tables yet. Run \"homeward migrate\" first.");
  throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                      "The database could not do this (SQLite code " + std::to_string(extended) +
                          "). Nothing of this change was kept.");
}

}  // namespace

// Only a file that was not there is opened and closed: closing any handle of a database's file
// would take this process's locks of it away.
void make_private_file(const std::string& file) {
  const int handle = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (handle >= 0) ::close(handle);
}

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(sqlite3* db, const std::string& sql) : db_(db) {
    const int code = sqlite3_prepare_v3(db, sql.c_str(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
    if (code != SQLITE_OK) fail_with(db, code);
    short_texts_.resize(static_cast<std::size_t>(sqlite3_bind_parameter_count(statement_)));
  }
  ~SqliteStatement() override { sqlite3_finalize(statement_); }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  void add_null() override { check(sqlite3_bind_null(statement_, ++bound_)); }
  void add_integer(std::int64_t value) override {
    check(sqlite3_bind_int64(statement_, ++bound_, value));
  }
  void add_text(std::string_view text) override {
    check(sqlite3_bind_text64(statement_, ++bound_, text.data(), text.size(), SQLITE_STATIC,
                              SQLITE_UTF8));
  }
  void add_bytes(std::string_view bytes) override {
    check(sqlite3_bind_blob64(statement_, ++bound_, bytes.data(), bytes.size(), SQLITE_STATIC));
  }
  void add_short_text(std::string_view text) override {
    auto& kept = short_texts_.at(static_cast<std::size_t>(bound_));
    std::memcpy(kept.data(), text.data(), text.size());
    add_text({kept.data(), text.size()});
  }

  std::int64_t run() override {
    while (next()) {
    }
    return sqlite3_changes64(db_);
  }
  bool next() override {
    if (static_cast<std::size_t>(bound_) != short_texts_.size())
      refuse(ErrorKind::unavailable, "A statement was given too few values. Nothing was written.");
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) {
      // sqlite3_reset would keep the code, but not a message of another statement.
      struct Reset {
        SqliteStatement* statement;
        ~Reset() { statement->reset(); }
      } const reset{this};
      fail_with(db_, code);
    }
    reset();
    return false;
  }
  bool is_null(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  std::int64_t integer(int column) const override {
    return sqlite3_column_int64(statement_, column);
  }
  std::string_view text(int column) const override {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  void reset() noexcept override {
    sqlite3_reset(statement_);
    bound_ = 0;
  }

 private:
  void check(int code) {
    if (code != SQLITE_OK) fail_with(db_, code);
  }

  sqlite3* db_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
  std::vector<std::array<char, 32>> short_texts_;
};

namespace {

// Inserts kRows rows with one statement: most of the cost of a small insert is the statement's.
class SqliteBulkInsert final : public BulkInsert {
 public:
  SqliteBulkInsert(SqliteConnection& db, std::string insert, std::string row)
      : db_(db), insert_(std::move(insert)), row_(std::move(row)) {}

  void add_null() override { values_.push_back({Value::null, 0, 0}); }
  void add_integer(std::int64_t value) override { values_.push_back({Value::integer, value, 0}); }
  void add_text(std::string_view text) override { add(Value::text, text); }
  void add_bytes(std::string_view bytes) override { add(Value::bytes, bytes); }
  void add_short_text(std::string_view text) override { add_text(text); }
  void end_row() override {
    if (++rows_ < kRows) return;
    std::string sql = insert_ + row_;
    for (std::size_t i = 1; i < kRows; ++i) sql.append(", ").append(row_);
    run(db_.prepare(sql), values_.begin(), values_.end());
    forget();
  }
  void finish() override {
    // One by one: a statement for each possible rest would crowd the statement cache.
    const auto columns = static_cast<std::ptrdiff_t>(rows_ ? values_.size() / rows_ : 0);
    for (auto row = values_.begin(); row != values_.end(); row += columns)
      run(db_.prepare(insert_ + row_), row, row + columns);
    forget();
  }

 private:
  static constexpr std::size_t kRows = 32;
  struct Value {
    enum Kind { null, integer, text, bytes } kind;
    std::int64_t number;  // the integer, or where the text begins in texts_
    std::size_t length;
  };
  using Place = std::vector<Value>::const_iterator;

  void add(Value::Kind kind, std::string_view text) {
    values_.push_back({kind, static_cast<std::int64_t>(texts_.size()), text.size()});
    texts_ += text;
  }

  void run(Statement& statement, Place from, Place to) const {
    for (; from != to; ++from) {
      if (from->kind == Value::null)
        statement.add_null();
      else if (from->kind == Value::integer)
        statement.add_integer(from->number);
      else if (const auto text = std::string_view(texts_).substr(
                   static_cast<std::size_t>(from->number), from->length);
               from->kind == Value::bytes)
        statement.add_bytes(text);
      else
        statement.add_text(text);
    }
    statement.run();
  }
  void forget() {
    rows_ = 0;
    values_.clear();
    texts_.clear();
  }

  SqliteConnection& db_;
  std::string insert_, row_;
  std::size_t rows_ = 0;
  std::vector<Value> values_;
  std::string texts_;
};

}  // namespace

SqliteConnection::SqliteConnection(const std::string& file, Use use) {
  // Counting SQLite's memory costs a lock at each allocation, and nobody reads the count.
  static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(configured);
  const int access = use == Use::look ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  const int code = sqlite3_open_v2(file.c_str(), &db_, access | SQLITE_OPEN_NOMUTEX, nullptr);
  try {
    if (code != SQLITE_OK) {
      throw DatabaseError(
          Failure::lost, ErrorKind::unavailable,
          "The database file " + file +
              " cannot be opened. Check that its folder exists and may be written.");
    }

    wait_for_others(kWaits);
    // FULL: a commit is on the disk before it is acknowledged. What is deleted is overwritten.
    execute(
        "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA trusted_schema = OFF; "
        "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON");
    // The WAL is cut back after a bulk import.
    if (use == Use::write || use == Use::read)
      execute(
          "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; "
          "PRAGMA journal_size_limit = 67108864");
    if (use == Use::read || use == Use::look) execute("PRAGMA query_only = ON");
  } catch (...) {
    sqlite3_close(db_);
    throw;
  }
}

SqliteConnection::~SqliteConnection() {
  statements_.clear();
  sqlite3_close(db_);
}

Statement& SqliteConnection::prepare(const std::string& sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end())
    found = statements_.emplace(sql, std::make_unique<SqliteStatement>(db_, sql)).first;
  found->second->reset();
  return *found->second;
}

void SqliteConnection::execute(const std::string& script) {
  const int code = sqlite3_exec(db_, script.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail_with(db_, code);
}

std::vector<std::int64_t> SqliteConnection::reserve_ids(std::string_view table, std::size_t count) {
  if (count == 0) return {};
  static const std::string sql =
      "INSERT INTO id_counter (table_name, last_id) VALUES (?, ?) ON CONFLICT (table_name) "
      "DO UPDATE SET last_id = last_id + excluded.last_id RETURNING last_id";
  Statement& statement = prepare(sql);
  statement.add_text(table);
  statement.add_integer(static_cast<std::int64_t>(count));
  statement.next();
  const std::int64_t last = statement.integer(0);
  while (statement.next()) {
  }
  std::vector<std::int64_t> ids(count);
  for (std::size_t i = 0; i < count; ++i) ids[i] = last - static_cast<std::int64_t>(count - 1 - i);
  return ids;
}

std::unique_ptr<BulkInsert> SqliteConnection::bulk_insert(const std::string& table,
                                                          const std::string& columns) {
  return std::make_unique<SqliteBulkInsert>(*this,
                                            "INSERT INTO " + table + " (" + columns + ") VALUES ",
                                            "(" + placeholders_for(columns) + ")");
}

bool SqliteConnection::in_transaction() const {
  return sqlite3_get_autocommit(db_) == 0;
}

void SqliteConnection::roll_back() noexcept {
  for (auto& [sql, statement] : statements_) statement->reset();
  if (in_transaction()) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
}

void SqliteConnection::leave_files_alone() noexcept {
  sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void SqliteConnection::wait_for_others(std::chrono::milliseconds at_most) noexcept {
  waits_ = at_most;
  sqlite3_busy_timeout(db_, static_cast<int>(at_most.count()));
}

bool SqliteConnection::shorten_log() noexcept {
  sqlite3_busy_timeout(db_, 50);
  const int code =
      sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(db_, static_cast<int>(waits_.count()));
  return code == SQLITE_OK;
}

std::string sqlite_version() {
  return sqlite3_libversion();
}

}  // namespace homeward::store
