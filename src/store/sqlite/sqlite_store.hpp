// The default database: one SQLite file. One writer thread commits what waits for it as a group
// (one fsync for many people's edits); readers have their own connections and never wait for it.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "store/sql_store.hpp"
#include "store/sqlite/connection.hpp"

namespace homeward::store {

class SqliteStore final : public SqlStore {
 public:
  // `file` may be ":memory:" (tests): then one connection serves writer and readers in turn.
  // Throws DatabaseError.
  explicit SqliteStore(std::string file);
  // Commits what still waits.
  ~SqliteStore() override;

  Status migrate() override;
  std::string describe() const override;
  void listen(std::function<void(const service::Event&)> listener) override;

 protected:
  Status read(const Read& work) override;
  Status write(AuthorityId authority, const Write& work) override;

 private:
  struct Job;
  class Reader;

  void run_writer();
  void hear_others();
  void commit(const std::vector<Job*>& group);
  bool commit_together(const std::vector<Job*>& group);

  const std::string file_;
  const bool in_memory_;

  std::mutex writing_;  // held while `writer_` is in use
  SqliteConnection writer_;
  std::optional<std::int64_t> seen_;  // the writer's data_version: another process changes it

  std::mutex readers_mutex_;
  std::condition_variable reader_free_;
  std::vector<std::unique_ptr<SqliteConnection>> free_readers_;
  std::size_t readers_ = 0;

  std::mutex queue_mutex_;
  std::condition_variable queue_filled_;
  std::deque<Job*> queue_;
  bool closing_ = false;

  std::mutex listener_mutex_;
  std::function<void(const service::Event&)> listener_;

  std::thread thread_;
};

}  // namespace homeward::store
