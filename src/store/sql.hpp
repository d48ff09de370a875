// One thin layer over sqlite3 and libpq: statements with ? placeholders, streamed rows, bulk
// insert. Everything above it (folds over care::Table columns, queries) exists once for both.
//
// Inside store/ failures are DatabaseError exceptions; SqlStore turns them into Error at the
// border.
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace homeward::store {

enum class Dialect { sqlite, postgres };

enum class Failure {
  unique,     // a row with the same key exists
  reference,  // a foreign key does not hold
  lost,       // the database, its disk or the way to it failed; nothing of the transaction is kept
  busy,       // somebody else holds a lock for too long; nothing of the transaction is kept
  try_again,  // the database asks for the transaction to be run once more
  refused,    // our own check said no
};

class DatabaseError : public std::exception {
 public:
  // `sentence` is for people and logs: no personal data.
  DatabaseError(Failure failure, ErrorKind kind, std::string sentence)
      : failure_(failure), error_{kind, std::move(sentence)} {}
  Failure failure() const { return failure_; }
  const Error& error() const { return error_; }
  const char* what() const noexcept override { return error_.sentence.c_str(); }

 private:
  Failure failure_;
  Error error_;
};

[[noreturn]] inline void refuse(ErrorKind kind, std::string sentence) {
  throw DatabaseError(Failure::refused, kind, std::move(sentence));
}

// Takes values one after the other, in the order of the placeholders or columns.
class Parameters {
 public:
  virtual ~Parameters() = default;
  virtual void add_null() = 0;
  virtual void add_integer(std::int64_t value) = 0;
  // Borrowed: must live until the row or statement has run.
  virtual void add_text(std::string_view text) = 0;
  // Borrowed as a text is.
  virtual void add_bytes(std::string_view bytes) = 0;
  // Copied; at most 31 bytes.
  virtual void add_short_text(std::string_view text) = 0;
};

class Statement : public Parameters {
 public:
  // Runs it to the end and forgets the parameters. Returns the number of rows changed.
  virtual std::int64_t run() = 0;
  // The next row, or false at the end (the statement is then ready for new parameters).
  virtual bool next() = 0;
  // Columns of the present row, from 0. text() lives until the next call of next() or reset().
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  // Gives up the rows not read. Never throws.
  virtual void reset() noexcept = 0;
};

// Many rows into one table. Nothing else may run on the connection until finish().
class BulkInsert : public Parameters {
 public:
  virtual void end_row() = 0;
  virtual void finish() = 0;
};

class Connection {
 public:
  virtual ~Connection() = default;
  virtual Dialect dialect() const = 0;
  // The statement, prepared once per connection and kept; ready for parameters. Valid as long as
  // the connection.
  virtual Statement& prepare(const std::string& sql) = 0;
  // Several statements without parameters.
  virtual void execute(const std::string& script) = 0;
  // Ids never given before in this table (or "journal"), ascending. Ids of a transaction that is
  // rolled back may stay unused.
  virtual std::vector<std::int64_t> reserve_ids(std::string_view table, std::size_t count) = 0;
  // `columns` is "a, b, c"; each row adds exactly that many values.
  virtual std::unique_ptr<BulkInsert> bulk_insert(const std::string& table,
                                                  const std::string& columns) = 0;
  // Until the end of this transaction, a statement may take long: an import, a backup.
  virtual void allow_long_work() {}
};

// "?, ?, ?" for "a, b, c".
std::string placeholders_for(std::string_view columns);

// Resets a statement that was not read to its end.
class ResetOnExit {
 public:
  explicit ResetOnExit(Statement& statement) : statement_(statement) {}
  ResetOnExit(const ResetOnExit&) = delete;
  ResetOnExit& operator=(const ResetOnExit&) = delete;
  ~ResetOnExit() { statement_.reset(); }

 private:
  Statement& statement_;
};

}  // namespace homeward::store
