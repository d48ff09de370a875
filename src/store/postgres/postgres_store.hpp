// PostgreSQL, for several instances of Homeward over one database. One transaction per write;
// writes of one authority follow each other (an advisory lock held until the commit), so that its
// journal's sequence is the order of its commits. LISTEN/NOTIFY carries ids between instances.
#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "store/postgres/connection.hpp"
#include "store/sql_store.hpp"

namespace homeward::store {

class PostgresStore final : public SqlStore {
 public:
  // Throws DatabaseError if the database cannot be reached.
  explicit PostgresStore(std::string url, const Patience& patience = {});
  ~PostgresStore() override;

  Status migrate() override;
  std::string describe() const override { return description_; }
  Status answers() override;
  std::int64_t reconnects() const override { return reconnects_; }
  // Returns once the database will tell of every later commit. After the connection was lost and
  // found again, each authority that changed meanwhile is told by one bulk event.
  void listen(std::function<void(const service::Event&)> listener) override;

 protected:
  Status read(const Read& work) override;
  Status write(AuthorityId authority, const Write& work) override;

 private:
  class Loan;

  std::unique_ptr<PostgresConnection> connect(const Patience& patience,
                                              const std::atomic<bool>* server_silent) const;
  void try_write(AuthorityId authority, const Write& work);
  std::unique_ptr<PostgresConnection> connect_listener();
  void run_listener(std::unique_ptr<PostgresConnection> db);
  void look_for_life(PostgresConnection& db);
  void tell(const service::Event& event, bool aloud);
  void stop_listening();

  const std::string url_;
  const Patience patience_;
  std::string description_;

  std::mutex pool_mutex_;
  std::condition_variable connection_free_;
  std::vector<std::unique_ptr<PostgresConnection>> free_connections_;
  std::size_t connections_ = 0;

  std::mutex pulse_mutex_;
  std::unique_ptr<PostgresConnection> pulse_;  // for answers() alone
  std::atomic<std::int64_t> reconnects_{0};    // of the listening connection

  std::function<void(const service::Event&)> listener_;
  std::map<std::int64_t, std::int64_t> heard_;  // by authority: the last sequence told
  bool heard_before_ = false;
  bool listened_ = false;  // there was a listening connection: the next one is a new one
  std::atomic<bool> closing_{false};
  // True while the server takes connections, or did, and answers nothing: then nobody waits for it.
  std::atomic<bool> silent_{false};
  std::thread thread_;
};

}  // namespace homeward::store
