#include "store/postgres/postgres_store.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

#include "base/text.hpp"
#include "store/migrations.hpp"
#include "store/values.hpp"

namespace homeward::store {
namespace {

constexpr std::size_t kConnections = 8;
constexpr int kAttempts = 5;
constexpr int kPollMilliseconds = 100;
// Advisory locks are numbers shared by the whole database: ours begin here.
constexpr std::int64_t kLockBase = 0x686f6d65'00000000;

// The channel is that of the schema, so that two Homewards in one database do not hear each other.
constexpr const char* kChannel = "'homeward_' || current_schema()";

// "sequence authority child by bulk table"
std::string payload_of(const service::Event& event) {
  return fmt::format("{} {} {} {} {} {}", event.sequence, event.authority.value, event.child.value,
                     event.by.value, event.bulk ? 1 : 0, event.table);
}

std::optional<service::Event> parse_payload(std::string_view payload) {
  const auto parts = text::split(payload, ' ');
  if (parts.size() != 6) return std::nullopt;
  std::array<std::int64_t, 5> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto [end, error] =
        std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), numbers[i]);
    if (error != std::errc{}) return std::nullopt;
  }
  service::Event event;
  event.sequence = numbers[0];
  event.authority.value = numbers[1];
  event.child.value = numbers[2];
  event.by.value = numbers[3];
  event.bulk = numbers[4] != 0;
  event.table = parts[5];
  return event;
}

void lock_until_commit(Connection& db, std::int64_t number) {
  Statement& lock = db.prepare("SELECT pg_advisory_xact_lock(?)");
  lock.add_integer(kLockBase + number);
  lock.run();
}

}  // namespace

// A connection on loan from the pool; a lost one is not put back.
class PostgresStore::Loan {
 public:
  explicit Loan(PostgresStore& store) : store_(store) {
    std::unique_lock lock(store.pool_mutex_);
    store.connection_free_.wait(lock, [&] {
      return !store.free_connections_.empty() || store.connections_ < kConnections;
    });
    if (!store.free_connections_.empty()) {
      connection_ = std::move(store.free_connections_.back());
      store.free_connections_.pop_back();
      return;
    }
    ++store.connections_;
    lock.unlock();
    try {
      connection_ = std::make_unique<PostgresConnection>(store.url_);
    } catch (...) {
      give_back();
      throw;
    }
  }
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;
  ~Loan() {
    connection_->roll_back();
    give_back();
  }
  PostgresConnection& operator*() const { return *connection_; }

 private:
  void give_back() {
    const std::lock_guard lock(store_.pool_mutex_);
    if (connection_ && connection_->alive()) {
      store_.free_connections_.push_back(std::move(connection_));
    } else {
      // The others were opened to the same server: most likely they are lost too.
      store_.connections_ -= 1 + store_.free_connections_.size();
      store_.free_connections_.clear();
    }
    store_.connection_free_.notify_all();
  }

  PostgresStore& store_;
  std::unique_ptr<PostgresConnection> connection_;
};

PostgresStore::PostgresStore(std::string url) : url_(std::move(url)) {
  const Loan loan(*this);
  description_ = (*loan).describe();
}

PostgresStore::~PostgresStore() {
  stop_listening();
}

Status PostgresStore::migrate() {
  try {
    const Loan loan(*this);
    Connection& db = *loan;
    db.execute("BEGIN");
    lock_until_commit(db, 0);
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    store::migrate(db, migrations(), moment_text(now));
    db.execute("COMMIT");
    return {};
  } catch (...) {
    return tl::unexpected<Error>(error_in_flight());
  }
}

Status PostgresStore::read(const Read& work) {
  for (int attempt = 1;; ++attempt) {
    PostgresConnection* used = nullptr;
    bool lost = false;
    try {
      const Loan loan(*this);
      used = &*loan;
      try {
        used->execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        work(*used);
        used->execute("COMMIT");
        return {};
      } catch (...) {
        lost = !used->alive();
        throw;
      }
    } catch (...) {
      // A connection that died while idle (the server was restarted): once more, on a new one.
      if (!lost || attempt >= 2) return tl::unexpected<Error>(error_in_flight());
    }
  }
}

Status PostgresStore::write(AuthorityId authority, const Write& work) {
  for (int attempt = 1;; ++attempt) {
    try {
      try_write(authority, work);
      return {};
    } catch (const DatabaseError& error) {
      if (error.failure() != Failure::try_again || attempt >= kAttempts)
        return tl::unexpected<Error>(error.error());
    } catch (...) {
      return tl::unexpected<Error>(error_in_flight());
    }
  }
}

void PostgresStore::try_write(AuthorityId authority, const Write& work) {
  const Loan loan(*this);
  Connection& db = *loan;
  try {
    db.execute("BEGIN");
  } catch (const DatabaseError&) {
    // Nothing was sent yet, so a connection that died while idle may be replaced.
    if ((*loan).alive()) throw;
    throw DatabaseError(Failure::try_again, ErrorKind::unavailable,
                        "The database cannot be reached. Nothing was written; try again.");
  }
  if (authority) lock_until_commit(db, authority.value);
  std::vector<service::Event> events;
  work(db, events);
  if (!events.empty()) {
    Statement& notify = db.prepare(fmt::format("SELECT pg_notify({}, ?)", kChannel));
    for (const service::Event& event : events) {
      notify.add_text(payload_of(event));
      notify.run();
    }
  }
  db.execute("COMMIT");
}

void PostgresStore::listen(std::function<void(const service::Event&)> listener) {
  stop_listening();
  listener_ = std::move(listener);
  if (!listener_) return;
  std::unique_ptr<PostgresConnection> db;
  try {
    db = connect_listener();
  } catch (const DatabaseError&) {  // NOLINT(bugprone-empty-catch)
    // The thread goes on trying.
  }
  closing_ = false;
  thread_ =
      std::thread([this, owned = std::move(db)]() mutable { run_listener(std::move(owned)); });
}

void PostgresStore::stop_listening() {
  closing_ = true;
  if (thread_.joinable()) thread_.join();
}

std::unique_ptr<PostgresConnection> PostgresStore::connect_listener() {
  auto db = std::make_unique<PostgresConnection>(url_);
  db->execute(fmt::format("DO $$ BEGIN EXECUTE format('LISTEN %I', {}); END $$", kChannel));
  Statement& select = db->prepare(
      "SELECT id, COALESCE((SELECT max(sequence) FROM journal WHERE authority_id = authority.id), "
      "0) "
      "FROM authority");
  const ResetOnExit reset(select);
  while (select.next()) {
    service::Event missed;
    missed.authority.value = select.integer(0);
    missed.sequence = select.integer(1);
    missed.bulk = true;
    tell(missed, heard_before_);
  }
  heard_before_ = true;
  return db;
}

// Each sequence once: what is found on connecting may be notified as well.
void PostgresStore::tell(const service::Event& event, bool aloud) {
  std::int64_t& heard = heard_[event.authority.value];
  if (event.sequence <= heard) return;
  heard = event.sequence;
  if (aloud) listener_(event);
}

void PostgresStore::run_listener(std::unique_ptr<PostgresConnection> db) {
  while (!closing_) {
    try {
      if (!db) db = connect_listener();
      wait_for_notifications(*db, kPollMilliseconds, [this](std::string_view payload) {
        if (const auto event = parse_payload(payload)) tell(*event, true);
      });
    } catch (const DatabaseError&) {
      db.reset();
      std::this_thread::sleep_for(std::chrono::milliseconds(kPollMilliseconds));
    }
  }
}

}  // namespace homeward::store
