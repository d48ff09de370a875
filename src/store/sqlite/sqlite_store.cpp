#include "store/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <future>
#include <utility>

#include "store/files.hpp"
#include "store/migrations.hpp"
#include "store/values.hpp"

namespace homeward::store {
namespace {

constexpr std::size_t kReaders = 8;
constexpr std::size_t kGroup = 256;
constexpr std::chrono::seconds kLookEvery{1};  // for what another process committed
// For another program's change to end: at first, and once it has lasted longer than that. Otherwise
// whoever saves next would wait behind those who wait, each group as long as the one before it.
constexpr std::chrono::milliseconds kStoreWaits{5'000}, kWaitsAgain{250};

}  // namespace

struct SqliteStore::Job {
  const Write* work = nullptr;
  std::vector<service::Event> events;
  Status outcome;
  std::promise<void> done;
};

namespace {

std::unique_ptr<SqlitePlace> place_of(const std::string& file, SqliteStore::Missing missing) {
  if (file == ":memory:") return nullptr;
  std::error_code error;
  if (missing == SqliteStore::Missing::refused) require_file(file);
  const bool there = std::filesystem::exists(file, error);
  auto place = std::make_unique<SqlitePlace>(file, SqlitePlace::Use::shared);
  if (!there) make_private_file(file);
  return place;
}

}  // namespace

// A reading connection on loan.
class SqliteStore::Reader {
 public:
  explicit Reader(SqliteStore& store) : store_(store) {
    std::unique_lock lock(store.readers_mutex_);
    store.reader_free_.wait(
        lock, [&] { return !store.free_readers_.empty() || store.readers_ < kReaders; });
    if (!store.free_readers_.empty()) {
      connection_ = std::move(store.free_readers_.back());
      store.free_readers_.pop_back();
      return;
    }
    store.require_in_place();
    connection_ = std::make_unique<SqliteConnection>(store.file_, SqliteConnection::Use::read);
    if (store.moved()) connection_->leave_files_alone();  // it may have opened another file
    store.require_in_place();
    ++store.readers_;
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() {
    connection_->roll_back();
    const std::lock_guard lock(store_.readers_mutex_);
    store_.free_readers_.push_back(std::move(connection_));
    store_.reader_free_.notify_one();
  }
  SqliteConnection& operator*() const { return *connection_; }

 private:
  SqliteStore& store_;
  std::unique_ptr<SqliteConnection> connection_;
};

SqliteStore::SqliteStore(std::string file, Missing missing)
    : file_(std::move(file)),
      in_memory_(file_ == ":memory:"),
      place_(place_of(file_, missing)),
      writer_(file_, SqliteConnection::Use::write) {
  if (place_) {
    writer_.execute("SELECT count(*) FROM sqlite_schema");  // opens the write-ahead log
    place_->opened();
  }
  thread_ = std::thread([this] { run_writer(); });
}

SqliteStore::~SqliteStore() {
  {
    const std::lock_guard lock(queue_mutex_);
    closing_ = true;
  }
  queue_filled_.notify_one();
  thread_.join();
  watch_place();
  if (!moved()) return;
  for (const auto& reader : free_readers_) reader->leave_files_alone();
  if (pulse_) pulse_->leave_files_alone();
}

std::string SqliteStore::describe() const {
  return "SQLite " + sqlite_version() + ", " + file_;
}

Status SqliteStore::answers() {
  if (in_memory_) return {};
  const std::lock_guard lock(pulse_mutex_);
  try {
    require_in_place();
    if (!pulse_) {
      pulse_ = std::make_unique<SqliteConnection>(file_, SqliteConnection::Use::read);
      if (moved()) pulse_->leave_files_alone();
      require_in_place();
    }
    Statement& ask = pulse_->prepare("SELECT count(*) FROM authority");
    const ResetOnExit reset(ask);
    ask.next();
    return {};
  } catch (...) {
    const Error error = error_in_flight();
    if (pulse_) pulse_->roll_back();
    return fail(ErrorKind::unavailable, error.sentence);
  }
}

Status SqliteStore::migrate() {
  return write({}, [](Connection& db, auto&) {
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    store::migrate(db, migrations(), moment_text(now));
  });
}

void SqliteStore::listen(std::function<void(const service::Event&)> listener) {
  const std::lock_guard lock(listener_mutex_);
  listener_ = std::move(listener);
}

// Why nothing is read or written any more.
std::optional<Error> SqliteStore::moved() {
  if (!place_ || place_->holds()) return std::nullopt;
  const std::lock_guard lock(kept_mutex_);
  std::string sentence =
      "The file of the database was moved, removed or replaced while the server was running, so "
      "nothing is read or saved any more. ";
  sentence += kept_in_.empty()
                  ? "Do not stop the server yet: it is writing a copy of what was saved before."
                  : "What was saved before is in a copy beside it: the server must be stopped, and "
                    "the copy brought back with “homeward restore”.";
  return Error{ErrorKind::unavailable, std::move(sentence)};
}

void SqliteStore::require_in_place() {
  if (const auto error = moved()) throw DatabaseError(Failure::lost, error->kind, error->sentence);
}

// Once the file is gone from its place, what was saved lives in our open connections alone: it is
// written into a copy, and our log is taken away from whatever file lies there now. Tried again
// each second until it is done.
void SqliteStore::watch_place() {
  if (!place_ || place_->holds()) return;
  {
    const std::lock_guard lock(kept_mutex_);
    if (!kept_in_.empty()) return;
  }
  const std::lock_guard lock(writing_);
  const std::string copy = file_ + ".kept-" + file_stamp();
  const std::string part = copy + ".part";
  try {
    writer_.copy_to(part);
    rename_to(part, copy);
  } catch (const DatabaseError&) {
    std::error_code error;
    std::filesystem::remove(part, error);
    return;
  }
  writer_.leave_files_alone();
  if (!place_->log_is_anothers()) writer_.shorten_log();
  place_->clear_log();
  {
    const std::lock_guard kept(kept_mutex_);
    kept_in_ = copy;
  }
  // The store has no log of its own; what a page says must not name files.
  std::fprintf(stderr,
               "homeward: %s was moved, removed or replaced under the running server. Everything "
               "saved before is in %s. Stop the server, and bring the copy back: homeward restore "
               "--from %s --replace\n",
               file_.c_str(), copy.c_str(), copy.c_str());
}

Status SqliteStore::read(const Read& work) {
  try {
    require_in_place();
    if (in_memory_) {
      const std::lock_guard lock(writing_);
      work(writer_);
      return {};
    }
    const Reader reader(*this);
    (*reader).execute("BEGIN");
    work(*reader);
    (*reader).execute("COMMIT");
    return {};
  } catch (...) {
    return tl::unexpected<Error>(error_in_flight());
  }
}

Status SqliteStore::write(AuthorityId, const Write& work) {
  Job job;
  job.work = &work;
  auto done = job.done.get_future();
  {
    const std::lock_guard lock(queue_mutex_);
    queue_.push_back(&job);
  }
  queue_filled_.notify_one();
  done.wait();
  return std::move(job.outcome);
}

void SqliteStore::run_writer() {
  hear_others();
  for (;;) {
    std::vector<Job*> group;
    {
      std::unique_lock lock(queue_mutex_);
      queue_filled_.wait_for(lock, kLookEvery, [&] { return closing_ || !queue_.empty(); });
      if (closing_ && queue_.empty()) return;
      while (!queue_.empty() && group.size() < kGroup) {
        group.push_back(queue_.front());
        queue_.pop_front();
      }
    }
    watch_place();
    hear_others();
    if (!group.empty()) commit(group);
    if (log_to_shorten_) shorten_log();
  }
}

// Another process (an import from the command line) may write to the same file: the listener is
// then told to read everything again of the authorities whose record has changed. data_version of a
// connection changes with the commits of others only, never with its own. What is done to checks of
// returns is in the journal too, and no part of the record. `writing_` is held; inside a writing
// transaction nothing can be missed between this and our own commit.
std::vector<service::Event> SqliteStore::told_by_others() {
  Statement& version = writer_.prepare("PRAGMA data_version");
  const auto now = version.next() ? version.integer(0) : 0;
  version.reset();
  if (seen_ == now) return {};
  std::vector<service::Event> events;
  Statement& last = writer_.prepare(
      "SELECT id, (SELECT max(sequence) FROM journal WHERE authority_id = authority.id "
      "AND table_name NOT IN ('return_check', 'accepted_finding')) FROM authority");
  const ResetOnExit reset(last);
  while (last.next()) {
    if (last.is_null(1)) continue;
    std::int64_t& heard = heard_[last.integer(0)];
    if (last.integer(1) > heard && seen_)
      events.push_back({last.integer(1), AuthorityId{last.integer(0)}, {}, "", {}, true});
    heard = std::max(heard, last.integer(1));
  }
  seen_ = now;
  return events;
}

// A new database has no tables yet, and nothing that could be missed.
void SqliteStore::take_what_others_did() {
  if (!place_) return;
  try {
    for (const service::Event& event : told_by_others()) of_others_.push_back(event);
  } catch (const DatabaseError&) {
    if (seen_) throw;
  }
}

void SqliteStore::hear_others() {
  if (!place_ || !place_->holds()) return;
  std::vector<service::Event> events;
  try {
    const std::lock_guard lock(writing_);
    events = told_by_others();
  } catch (...) {
    return;  // a file that cannot be read now is looked at again in a second
  }
  const std::lock_guard lock(listener_mutex_);
  if (!listener_) return;
  for (const service::Event& event : events) listener_(event);
}

// The log holds what was deleted until it is made empty; while somebody reads, that is tried again.
void SqliteStore::shorten_log() {
  if (!place_ || !place_->holds()) return;
  const std::lock_guard lock(writing_);
  if (writer_.shorten_log()) log_to_shorten_ = false;
}

// Commits, answers the callers, tells the listener. A job belongs to its caller once answered.
void SqliteStore::commit(const std::vector<Job*>& group) {
  std::vector<service::Event> events;
  {
    const std::lock_guard lock(writing_);
    if (commit_together(group) == Committed::failed && group.size() > 1)
      // One of them made the database fail: each for itself, so that the others are not held back.
      for (Job* job : group) commit_together({job});
    events = std::exchange(of_others_, {});
    for (Job* job : group) {
      if (!job->outcome) continue;
      for (const service::Event& event : job->events) {
        std::int64_t& heard = heard_[event.authority.value];
        heard = std::max(heard, event.sequence);
        events.push_back(event);
      }
    }
  }
  // A caller who then begins to listen must not hear of what was committed before.
  const std::lock_guard lock(listener_mutex_);
  for (Job* job : group) {
    // Taken out of the job, which the caller may free while set_value is still at work.
    std::promise<void> done = std::move(job->done);
    done.set_value();
  }
  if (!listener_) return;
  for (const service::Event& event : events) listener_(event);
}

// One transaction. A job that is refused (a conflict, bad input) is undone alone, by its savepoint.
// What is not `kept` left nothing of the group, unless the file was moved in the midst of it.
SqliteStore::Committed SqliteStore::commit_together(const std::vector<Job*>& group) {
  const auto refuse_all = [&](const Error& error) {
    for (Job* job : group) job->outcome = tl::unexpected<Error>(error);
  };
  try {
    require_in_place();
    writer_.wait_for_others(locked_out_ ? kWaitsAgain : kStoreWaits);
    writer_.execute("BEGIN IMMEDIATE");
    locked_out_ = false;
    take_what_others_did();
    for (Job* job : group) {
      job->outcome = {};
      job->events.clear();
      writer_.prepare("SAVEPOINT job").run();
      try {
        (*job->work)(writer_, job->events);
      } catch (const DatabaseError& error) {
        if (error.failure() == Failure::lost || error.failure() == Failure::busy ||
            !writer_.in_transaction())
          throw;
        writer_.prepare("ROLLBACK TO job").run();
        job->outcome = tl::unexpected<Error>(error.error());
      }
      writer_.prepare("RELEASE job").run();
    }
    require_in_place();
    writer_.execute("COMMIT");
  } catch (const DatabaseError& error) {
    const Error& told = error.error();
    writer_.roll_back();
    refuse_all(told);
    locked_out_ = error.failure() == Failure::busy;
    return moved()                            ? Committed::moved
           : error.failure() == Failure::busy ? Committed::busy
                                              : Committed::failed;
  } catch (...) {
    const Error error = error_in_flight();
    writer_.roll_back();
    refuse_all(error);
    return Committed::failed;
  }
  // Only what lies in the file of that name is acknowledged.
  if (const auto error = moved()) {
    refuse_all(*error);
    return Committed::moved;
  }
  return Committed::kept;
}

}  // namespace homeward::store
