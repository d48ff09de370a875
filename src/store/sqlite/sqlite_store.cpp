#include "store/sqlite/sqlite_store.hpp"

#include <chrono>
#include <future>

#include "store/migrations.hpp"
#include "store/values.hpp"

namespace homeward::store {
namespace {

constexpr std::size_t kReaders = 8;
constexpr std::size_t kGroup = 256;
constexpr std::chrono::seconds kLookEvery{1};  // for what another process committed

}  // namespace

struct SqliteStore::Job {
  const Write* work = nullptr;
  std::vector<service::Event> events;
  Status outcome;
  std::promise<void> done;
};

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
    connection_ = std::make_unique<SqliteConnection>(store.file_, SqliteConnection::Use::read);
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

SqliteStore::SqliteStore(std::string file)
    : file_(std::move(file)),
      in_memory_(file_ == ":memory:"),
      writer_(file_, SqliteConnection::Use::write) {
  thread_ = std::thread([this] { run_writer(); });
}

SqliteStore::~SqliteStore() {
  {
    const std::lock_guard lock(queue_mutex_);
    closing_ = true;
  }
  queue_filled_.notify_one();
  thread_.join();
}

std::string SqliteStore::describe() const {
  return "SQLite " + sqlite_version() + ", " + file_;
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

Status SqliteStore::read(const Read& work) {
  try {
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
    hear_others();
    if (!group.empty()) commit(group);
  }
}

// Another process (an import from the command line) may write to the same file: the listener is
// then told to read everything again. data_version of a connection changes with the commits of
// others only, never with its own.
void SqliteStore::hear_others() {
  if (in_memory_) return;
  std::vector<service::Event> events;
  try {
    const std::lock_guard lock(writing_);
    Statement& version = writer_.prepare("PRAGMA data_version");
    const auto now = version.next() ? version.integer(0) : 0;
    version.reset();
    if (seen_ && now != *seen_) {
      Statement& last = writer_.prepare(
          "SELECT id, (SELECT max(sequence) FROM journal WHERE authority_id = authority.id) "
          "FROM authority");
      while (last.next())
        if (!last.is_null(1))
          events.push_back({last.integer(1), AuthorityId{last.integer(0)}, {}, "", {}, true});
    }
    seen_ = now;
  } catch (...) {
    return;  // a file that cannot be read now is looked at again in a second
  }
  const std::lock_guard lock(listener_mutex_);
  if (!listener_) return;
  for (const service::Event& event : events) listener_(event);
}

// Commits, answers the callers, tells the listener. A job belongs to its caller once answered.
void SqliteStore::commit(const std::vector<Job*>& group) {
  std::vector<service::Event> events;
  {
    const std::lock_guard lock(writing_);
    if (!commit_together(group) && group.size() > 1)
      // One of them made the database fail: each for itself, so that the others are not held back.
      for (Job* job : group) commit_together({job});
    for (Job* job : group)
      if (job->outcome) events.insert(events.end(), job->events.begin(), job->events.end());
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

// One transaction. A job that is refused (a conflict, bad input) is undone alone, by its savepoint;
// false if the database failed and nothing of the group is kept.
bool SqliteStore::commit_together(const std::vector<Job*>& group) {
  try {
    writer_.execute("BEGIN IMMEDIATE");
    for (Job* job : group) {
      job->outcome = {};
      job->events.clear();
      writer_.prepare("SAVEPOINT job").run();
      try {
        (*job->work)(writer_, job->events);
      } catch (const DatabaseError& error) {
        if (error.failure() == Failure::lost || !writer_.in_transaction()) throw;
        writer_.prepare("ROLLBACK TO job").run();
        job->outcome = tl::unexpected<Error>(error.error());
      }
      writer_.prepare("RELEASE job").run();
    }
    writer_.execute("COMMIT");
    return true;
  } catch (...) {
    const Error error = error_in_flight();
    writer_.roll_back();
    for (Job* job : group) job->outcome = tl::unexpected<Error>(error);
    return false;
  }
}

}  // namespace homeward::store
