// The default database: one SQLite file. One writer thread commits what waits for it as a group
// (one fsync for many people's edits); readers have their own connections and never wait for it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "store/sql_store.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/place.hpp"

namespace homeward::store {

class SqliteStore final : public SqlStore {
 public:
  enum class Missing { refused, made };  // a file that is not there

  // `file` may be ":memory:" (tests): then one connection serves writer and readers in turn.
  // Throws DatabaseError; not_found for a missing file.
  SqliteStore(std::string file, Missing missing);
  // Commits what still waits.
  ~SqliteStore() override;

  Status migrate() override;
  std::string describe() const override;
  Status answers() override;
  void listen(std::function<void(const service::Event&)> listener) override;

 protected:
  Status read(const Read& work) override;
  Status write(AuthorityId authority, const Write& work) override;
  void forget_deleted() override { log_to_shorten_ = true; }

 private:
  struct Job;
  class Reader;

  void run_writer();
  std::vector<service::Event> told_by_others();
  void take_what_others_did();
  void hear_others();
  void commit(const std::vector<Job*>& group);
  enum class Committed { kept, failed, busy, moved };
  Committed commit_together(const std::vector<Job*>& group);
  std::optional<Error> moved();
  void require_in_place();
  void watch_place();
  void shorten_log();

  const std::string file_;
  const bool in_memory_;
  std::unique_ptr<SqlitePlace> place_;  // none in memory
  std::mutex kept_mutex_;
  std::string kept_in_;  // the copy of everything that was saved, once the file was moved

  std::mutex writing_;  // held while `writer_` is in use
  SqliteConnection writer_;
  bool locked_out_ = false;           // another program's change outlasted the last wait for it
  std::optional<std::int64_t> seen_;  // the writer's data_version: another process changes it
  std::map<std::int64_t, std::int64_t> heard_;  // by authority: the last sequence that was told
  std::vector<service::Event> of_others_;       // to be told before what is committed now

  std::mutex pulse_mutex_;
  std::unique_ptr<SqliteConnection> pulse_;  // for answers() alone

  std::mutex readers_mutex_;
  std::condition_variable reader_free_;
  std::vector<std::unique_ptr<SqliteConnection>> free_readers_;
  std::size_t readers_ = 0;

  std::mutex queue_mutex_;
  std::condition_variable queue_filled_;
  std::deque<Job*> queue_;
  bool closing_ = false;
  std::atomic<bool> log_to_shorten_{false};

  std::mutex listener_mutex_;
  std::function<void(const service::Event&)> listener_;

  std::thread thread_;
};

}  // namespace homeward::store
