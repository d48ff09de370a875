#include "store/postgres/connection.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <vector>

#include "store/postgres/wire.hpp"
#include "store/values.hpp"

namespace homeward::store {
namespace {

// The server's own message may quote values, so only its code goes into a sentence.
[[noreturn]] void fail_as(PGconn* db, const PGresult* answer) {
  const char* field = answer ? pq().PQresultErrorField(answer, PG_DIAG_SQLSTATE) : nullptr;
  const std::string_view state = field ? field : "";
  if (state.empty() || pq().PQstatus(db) != CONNECTION_OK || state.substr(0, 2) == "08" ||
      state.substr(0, 3) == "57P")
    fail_lost();
  if (state == "23505")
    throw DatabaseError(Failure::unique, ErrorKind::conflict,
                        "There is already such a row. Nothing was written.");
  if (state == "23503")
    throw DatabaseError(Failure::reference, ErrorKind::not_found,
                        "What this belongs to is not in this authority. Nothing was written.");
  if (state == "40001" || state == "40P01")
    throw DatabaseError(
        Failure::try_again, ErrorKind::unavailable,
        "The database was busy with other changes. Nothing was written; try again.");
  if (state == "55P03" || state == "57014")  // lock_timeout, statement_timeout
    throw DatabaseError(Failure::busy, ErrorKind::unavailable,
                        "The database is busy with another program's change. Nothing of this "
                        "change was kept; try again in a minute.");
  if (state == "42501")
    throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                        "The database's user may not do this. Nothing was changed; give it the "
                        "right to make schemas in the database, or name another user.");
  if (state == "42P01")
    throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                        "The database has no tables yet. Run \"homeward migrate\" first.");
  if (state.substr(0, 2) == "53" || state.substr(0, 2) == "58")
    throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                        "The database could not write (disk full?). Nothing of this change was "
                        "kept; make room on its disk and try again.");
  if (state.substr(0, 2) == "22" || state.substr(0, 2) == "23" || state == "P0001")
    throw DatabaseError(Failure::refused, ErrorKind::invalid_input,
                        "The database refused a value that it cannot keep, or a change of an "
                        "append-only table. Nothing was written.");
  throw DatabaseError(
      Failure::lost, ErrorKind::unavailable,
      fmt::format("The database could not do this (code {}). Nothing of this change "
                  "was kept.",
                  state));
}

// "a = ?" becomes "a = $1"; our SQL has no ? inside quotes.
std::string numbered(const std::string& sql, int& parameters) {
  std::string text;
  parameters = 0;
  for (const char c : sql) {
    if (c == '?')
      text += fmt::format("${}", ++parameters);
    else
      text += c;
  }
  return text;
}

std::string hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(2 * bytes.size());
  for (const char byte : bytes) {
    out += kDigits[static_cast<unsigned char>(byte) >> 4];
    out += kDigits[static_cast<unsigned char>(byte) & 15];
  }
  return out;
}

}  // namespace

class PostgresStatement final : public Statement {
 public:
  PostgresStatement(PGconn* db, Wire& wire, std::string name, const std::string& sql)
      : db_(db), wire_(wire), name_(std::move(name)) {
    int parameters = 0;
    const std::string text = numbered(sql, parameters);
    values_.resize(static_cast<std::size_t>(parameters));
    null_.resize(values_.size());
    pointers_.resize(values_.size());
    if (pq().PQsendPrepare(db, name_.c_str(), text.c_str(), 0, nullptr) != 1) fail_lost();
    const Answer answer = wire.all();
    if (pq().PQresultStatus(answer.get()) != PGRES_COMMAND_OK) fail_as(db, answer.get());
  }
  ~PostgresStatement() override { reset(); }
  PostgresStatement(const PostgresStatement&) = delete;
  PostgresStatement& operator=(const PostgresStatement&) = delete;

  void add_null() override {
    null_.at(bound_) = true;
    ++bound_;
  }
  void add_integer(std::int64_t value) override {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    add_text({digits.data(), static_cast<std::size_t>(end - digits.data())});
  }
  void add_text(std::string_view text) override {
    values_.at(bound_).assign(text);
    null_[bound_] = false;
    ++bound_;
  }
  void add_bytes(std::string_view bytes) override { add_text("\\x" + hex(bytes)); }
  void add_short_text(std::string_view text) override { add_text(text); }

  std::int64_t run() override {
    start();
    bound_ = 0;
    const Answer answer = wire_.all();
    const auto status = pq().PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail_as(db_, answer.get());
    return std::strtoll(pq().PQcmdTuples(answer.get()), nullptr, 10);
  }

  bool next() override {
    if (!running_) {
      start();
      running_ = true;
      pq().PQsetSingleRowMode(db_);
      wire_.send();
    }
    row_.reset();
    row_ = wire_.next();
    const auto status = pq().PQresultStatus(row_.get());
    if (status == PGRES_SINGLE_TUPLE) return true;
    const Answer answer = std::move(row_);
    reset();
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) fail_as(db_, answer.get());
    return false;
  }
  bool is_null(int column) const override { return pq().PQgetisnull(row_.get(), 0, column) != 0; }
  std::int64_t integer(int column) const override {
    const std::string_view value = text(column);
    if (value == "t" || value == "f") return value == "t" ? 1 : 0;
    std::int64_t number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return number;
  }
  std::string_view text(int column) const override {
    return {pq().PQgetvalue(row_.get(), 0, column),
            static_cast<std::size_t>(pq().PQgetlength(row_.get(), 0, column))};
  }
  void reset() noexcept override {
    row_.reset();
    bound_ = 0;
    if (running_) wire_.drain();
    running_ = false;
  }

 private:
  void start() {
    if (pq().PQsendQueryPrepared(db_, name_.c_str(), count(), pointers(), nullptr, nullptr, 0) != 1)
      fail_lost();
  }
  int count() const {
    if (bound_ != values_.size())
      refuse(ErrorKind::unavailable, "A statement was given too few values. Nothing was written.");
    return static_cast<int>(bound_);
  }
  const char* const* pointers() {
    for (std::size_t i = 0; i < values_.size(); ++i)
      pointers_[i] = null_[i] ? nullptr : values_[i].c_str();
    return pointers_.data();
  }

  PGconn* db_;
  Wire& wire_;
  std::string name_;
  std::size_t bound_ = 0;
  bool running_ = false;
  Answer row_;
  std::vector<std::string> values_;
  std::vector<bool> null_;
  std::vector<const char*> pointers_;
};

namespace {

// COPY … FROM STDIN, text format.
class Copy final : public BulkInsert {
 public:
  Copy(PGconn* db, Wire& wire, const std::string& table, const std::string& columns)
      : db_(db), wire_(wire) {
    if (pq().PQsendQuery(db, ("COPY " + table + " (" + columns + ") FROM STDIN").c_str()) != 1)
      fail_lost();
    const Answer answer = wire.all();
    if (pq().PQresultStatus(answer.get()) != PGRES_COPY_IN) fail_as(db, answer.get());
  }
  ~Copy() override {
    if (finished_ || wire_.silent()) return;
    try {
      end("given up");
    } catch (...) {  // NOLINT(bugprone-empty-catch)
      // The connection is lost, and nothing of the rows is kept.
    }
    wire_.drain();
  }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;

  void add_null() override {
    separate();
    buffer_ += "\\N";
  }
  void add_integer(std::int64_t value) override {
    separate();
    std::array<char, 24> digits{};
    buffer_.append(digits.data(),
                   std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
  }
  void add_text(std::string_view text) override {
    separate();
    for (const char c : text) {
      switch (c) {
        case '\\':
          buffer_ += "\\\\";
          break;
        case '\t':
          buffer_ += "\\t";
          break;
        case '\n':
          buffer_ += "\\n";
          break;
        case '\r':
          buffer_ += "\\r";
          break;
        default:
          buffer_ += c;
      }
    }
  }
  void add_bytes(std::string_view bytes) override { add_text("\\x" + hex(bytes)); }
  void add_short_text(std::string_view text) override { add_text(text); }
  void end_row() override {
    buffer_ += '\n';
    first_ = true;
    if (buffer_.size() > kBuffer) send();
  }
  void finish() override {
    send();
    finished_ = true;
    end(nullptr);
    const Answer answer = wire_.all();
    if (pq().PQresultStatus(answer.get()) != PGRES_COMMAND_OK) fail_as(db_, answer.get());
  }

 private:
  static constexpr std::size_t kBuffer = 1 << 18;

  void separate() {
    if (!first_) buffer_ += '\t';
    first_ = false;
  }
  void send() {
    if (!buffer_.empty())
      put([&] {
        return pq().PQputCopyData(db_, buffer_.data(), static_cast<int>(buffer_.size()));
      });
    buffer_.clear();
  }
  void end(const char* why_not) {
    put([&] { return pq().PQputCopyEnd(db_, why_not); });
    wire_.send();
  }
  // 0: the wire is full.
  template <class Put>
  void put(const Put& once) {
    for (;;) {
      const int taken = once();
      if (taken < 0) fail_lost();
      if (taken == 1) return;
      wire_.send();
    }
  }

  PGconn* db_;
  Wire& wire_;
  std::string buffer_;
  bool first_ = true;
  bool finished_ = false;
};

}  // namespace

PostgresConnection::PostgresConnection(const std::string& url, const Patience& patience,
                                       const std::atomic<bool>* server_silent)
    : patience_(patience) {
  using std::chrono::ceil;
  using std::chrono::seconds;
  const std::string connect =
      std::to_string(std::max<std::int64_t>(2, ceil<seconds>(patience.connect).count()));
  // Ours first: what the URL says of the same things wins. libpq waits at least two seconds.
  const std::array<const char*, 8> names{
      "connect_timeout",  "tcp_user_timeout", "keepalives_idle", "keepalives_interval",
      "keepalives_count", "application_name", "dbname",          nullptr};
  const std::array<const char*, 8> values{connect.c_str(), "20000",     "30",   "10", "3",
                                          "homeward",      url.c_str(), nullptr};
  db_ = pq().PQconnectdbParams(names.data(), values.data(), 1);
  wire_ = std::make_unique<Wire>(db_, patience.statement + patience.beyond, server_silent);
  try {
    if (pq().PQstatus(db_) != CONNECTION_OK || pq().PQsetnonblocking(db_, 1) != 0)
      throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                          "The PostgreSQL database cannot be reached. Check that it runs, and its "
                          "address, name, user and password.");
    // A transaction that its program has forgotten (it hangs) does not keep its locks for ever.
    execute(fmt::format(
        "SET client_encoding = 'UTF8'; SET datestyle = 'ISO, YMD'; SET timezone = "
        "'UTC'; SET standard_conforming_strings = on; SET bytea_output = 'hex'; "
        "SET client_min_messages = warning; SET synchronous_commit = on; "
        "SET lock_timeout = {}; SET statement_timeout = {}; "
        "SET idle_in_transaction_session_timeout = {}",
        patience.lock.count(), patience.statement.count(), patience.long_statement.count()));
  } catch (...) {
    pq().PQfinish(db_);
    throw;
  }
}

PostgresConnection::~PostgresConnection() {
  statements_.clear();
  pq().PQfinish(db_);
}

Statement& PostgresConnection::prepare(const std::string& sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    std::string name = fmt::format("s{}", statements_.size());
    found =
        statements_
            .emplace(sql, std::make_unique<PostgresStatement>(db_, *wire_, std::move(name), sql))
            .first;
  }
  found->second->reset();
  return *found->second;
}

void PostgresConnection::execute(const std::string& script) {
  if (pq().PQsendQuery(db_, script.c_str()) != 1) fail_lost();
  const Answer answer = wire_->all();
  const auto status = pq().PQresultStatus(answer.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail_as(db_, answer.get());
}

std::vector<std::int64_t> PostgresConnection::reserve_ids(std::string_view table,
                                                          std::size_t count) {
  std::vector<std::int64_t> ids;
  if (count == 0) return ids;
  ids.reserve(count);
  Statement& select =
      prepare(fmt::format("SELECT nextval('{}_ids') FROM generate_series(1, ?)", table));
  const ResetOnExit reset(select);
  select.add_integer(static_cast<std::int64_t>(count));
  while (select.next()) ids.push_back(select.integer(0));
  return ids;
}

std::unique_ptr<BulkInsert> PostgresConnection::bulk_insert(const std::string& table,
                                                            const std::string& columns) {
  return std::make_unique<Copy>(db_, *wire_, table, columns);
}

bool PostgresConnection::alive() const {
  return !wire_->silent() && pq().PQstatus(db_) == CONNECTION_OK;
}

bool PostgresConnection::silent() const {
  return wire_->silent();
}

void PostgresConnection::roll_back() noexcept {
  for (auto& [sql, statement] : statements_) statement->reset();
  wire_->patient_for(patience_.statement + patience_.beyond);
  if (!alive() || pq().PQtransactionStatus(db_) == PQTRANS_IDLE) return;
  try {
    execute("ROLLBACK");
  } catch (...) {  // NOLINT(bugprone-empty-catch)
    // The connection is lost, and the transaction with it.
  }
}

void PostgresConnection::allow_long_work() {
  execute(fmt::format("SET LOCAL lock_timeout = {}; SET LOCAL statement_timeout = {}",
                      patience_.long_lock.count(), patience_.long_statement.count()));
  wire_->patient_for(patience_.long_statement + patience_.beyond);
}

std::string PostgresConnection::describe() const {
  const int version = pq().PQserverVersion(db_);
  return fmt::format("PostgreSQL {}.{}, {} at {}:{}", version / 10000, version % 10000,
                     pq().PQdb(db_), pq().PQhost(db_), pq().PQport(db_));
}

void take_place(PostgresConnection& db, PlaceUse use) {
  // Numbers of two halves are others than those of one (PostgresStore's). The name stays when
  // another schema takes the place.
  constexpr std::int32_t kPlace = 0x686f6d65;
  Statement& lock = db.prepare(
      fmt::format("SELECT pg_try_advisory_lock{}({}, hashtext(COALESCE(current_schema(), '')))",
                  use == PlaceUse::shared ? "_shared" : "", kPlace));
  const ResetOnExit reset(lock);
  if (lock.next() && lock.integer(0) != 0) return;
  if (use == PlaceUse::alone)
    throw DatabaseError(Failure::lost, ErrorKind::conflict,
                        "A server or another command has the database open. Nothing was changed; "
                        "stop the server and try again.");
  throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                      "A backup is just being brought back into the database. Wait until that has "
                      "ended, and try again.");
}

void wait_for_notifications(PostgresConnection& db, int milliseconds,
                            const std::function<void(std::string_view payload)>& take) {
  pollfd socket{};
  socket.fd = pq().PQsocket(db.handle());
  socket.events = POLLIN;
  ::poll(&socket, 1, milliseconds);
  if (pq().PQconsumeInput(db.handle()) != 1) fail_lost();
  struct Free {
    void operator()(PGnotify* notification) const { pq().PQfreemem(notification); }
  };
  for (;;) {
    const std::unique_ptr<PGnotify, Free> notification(pq().PQnotifies(db.handle()));
    if (!notification) return;
    take(notification->extra);
  }
}

}  // namespace homeward::store
