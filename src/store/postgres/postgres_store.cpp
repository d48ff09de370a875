#include "store/postgres/postgres_store.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "base/text.hpp"
#include "store/migrations.hpp"
#include "store/values.hpp"

namespace homeward::store {
namespace {

constexpr std::size_t kConnections = 8;
constexpr int kAttempts = 5;
constexpr int kPollMilliseconds = 100;
constexpr std::chrono::milliseconds kPulsePatience{2'000};
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
    if (store.silent_)
      throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                          "The database does not answer. Nothing was changed; try again in a "
                          "minute.");
    std::unique_lock lock(store.pool_mutex_);
    if (!store.connection_free_.wait_for(lock, store.patience_.lock, [&] {
          return !store.free_connections_.empty() || store.connections_ < kConnections;
        }))
      throw DatabaseError(Failure::busy, ErrorKind::unavailable,
                          "The database is busy. Nothing was changed; try again in a minute.");
    if (!store.free_connections_.empty()) {
      connection_ = std::move(store.free_connections_.back());
      store.free_connections_.pop_back();
      return;
    }
    ++store.connections_;
    lock.unlock();
    try {
      connection_ = store.connect(store.patience_, &store.silent_);
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

PostgresStore::PostgresStore(std::string url, const Patience& patience)
    : url_(std::move(url)), patience_(patience) {
  const Loan loan(*this);
  description_ = (*loan).describe();
}

PostgresStore::~PostgresStore() {
  stop_listening();
}

std::unique_ptr<PostgresConnection> PostgresStore::connect(
    const Patience& patience, const std::atomic<bool>* server_silent) const {
  auto db = std::make_unique<PostgresConnection>(url_, patience, server_silent);
  take_place(*db, PlaceUse::shared);
  return db;
}

Status PostgresStore::answers() {
  const std::lock_guard lock(pulse_mutex_);
  try {
    if (!pulse_) {
      Patience patience = patience_;
      patience.connect = patience.statement = patience.lock = kPulsePatience;
      patience.beyond = {};
      pulse_ = connect(patience, nullptr);
    }
    Statement& ask = pulse_->prepare("SELECT count(*) FROM authority");
    const ResetOnExit reset(ask);
    ask.next();
    return {};
  } catch (...) {
    const Error error = error_in_flight();
    pulse_.reset();
    return fail(ErrorKind::unavailable, error.sentence);
  }
}

Status PostgresStore::migrate() {
  try {
    const Loan loan(*this);
    Connection& db = *loan;
    db.execute("BEGIN");
    db.allow_long_work();
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
        lost = !used->alive() && !used->silent();
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
    listened_ = true;
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

namespace {

// The last sequence of each authority, as a change of many children. What is done to checks of
// returns is in the journal too, and no part of the record.
std::vector<service::Event> last_sequences(Connection& db) {
  std::vector<service::Event> events;
  Statement& select = db.prepare(
      "SELECT id, COALESCE((SELECT max(sequence) FROM journal WHERE authority_id = authority.id "
      "AND table_name NOT IN ('return_check', 'accepted_finding')), 0) FROM authority");
  const ResetOnExit reset(select);
  while (select.next()) {
    service::Event& event = events.emplace_back();
    event.authority.value = select.integer(0);
    event.sequence = select.integer(1);
    event.bulk = true;
  }
  return events;
}

}  // namespace

std::unique_ptr<PostgresConnection> PostgresStore::connect_listener() {
  Patience patience = patience_;
  patience.statement = patience.life_within;
  patience.beyond = {};
  auto db = connect(patience, nullptr);
  db->execute(fmt::format("DO $$ BEGIN EXECUTE format('LISTEN %I', {}); END $$", kChannel));
  for (const service::Event& missed : last_sequences(*db)) tell(missed, heard_before_);
  heard_before_ = true;
  return db;
}

// A firewall that forgets an idle connection says nothing: the server is asked, and must answer in
// time. What it knows and we were not told is told.
void PostgresStore::look_for_life(PostgresConnection& db) {
  const auto last = last_sequences(db);
  // What was committed just before is still on its way to us, with more to say than this.
  wait_for_notifications(db, kPollMilliseconds, [this](std::string_view payload) {
    if (const auto event = parse_payload(payload)) tell(*event, true);
  });
  for (const service::Event& missed : last) tell(missed, true);
}

// Each sequence once: what is found on connecting may be notified as well.
void PostgresStore::tell(const service::Event& event, bool aloud) {
  std::int64_t& heard = heard_[event.authority.value];
  if (event.sequence <= heard) return;
  heard = event.sequence;
  if (aloud) listener_(event);
}

void PostgresStore::run_listener(std::unique_ptr<PostgresConnection> db) {
  using Clock = std::chrono::steady_clock;
  auto alive = Clock::now();
  bool was_silent = false;
  while (!closing_) {
    const bool connecting = !db;
    try {
      if (connecting) {
        db = connect_listener();
        if (std::exchange(listened_, true)) ++reconnects_;
        alive = Clock::now();
        silent_ = was_silent = false;
      }
      wait_for_notifications(*db, kPollMilliseconds, [this](std::string_view payload) {
        if (const auto event = parse_payload(payload)) tell(*event, true);
      });
      if (Clock::now() - alive >= patience_.life_every) {
        look_for_life(*db);
        alive = Clock::now();
      }
    } catch (const DatabaseError&) {
      // A new connection tells whether it was the old one alone.
      if (db && db->silent())
        was_silent = true;
      else if (connecting && was_silent)
        silent_ = true;
      db.reset();
      std::this_thread::sleep_for(std::chrono::milliseconds(kPollMilliseconds));
    }
  }
}

}  // namespace homeward::store
