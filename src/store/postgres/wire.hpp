// Waiting for PostgreSQL's answers for a limited time: libpq's own calls would wait as long as the
// server hangs.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>

#include "store/postgres/libpq.hpp"
#include "store/postgres/patience.hpp"

namespace homeward::store {

struct ClearAnswer {
  void operator()(PGresult* result) const { pq().PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, ClearAnswer>;

// The wire of one connection. Every wait ends with a DatabaseError once the answer is late, or when
// somebody else has found the server silent; the connection cannot be used any more then.
class Wire {
 public:
  Wire(PGconn* db, std::chrono::milliseconds answer, const std::atomic<bool>* server_silent)
      : db_(db), answer_(answer), server_silent_(server_silent) {}

  void patient_for(std::chrono::milliseconds answer) { answer_ = answer; }
  bool silent() const { return silent_; }

  // Sends what libpq still holds.
  void send();
  // The next result of what was sent; none at its end.
  Answer next();
  // Sends, and takes all results: the first that failed, or else the last.
  Answer all();
  // Takes what is left, unless the server is silent. Never throws.
  void drain() noexcept;

 private:
  void wait(short events, std::chrono::steady_clock::time_point until);

  PGconn* db_;
  std::chrono::milliseconds answer_;
  const std::atomic<bool>* server_silent_;  // may be null
  bool silent_ = false;
};

[[noreturn]] void fail_lost();

}  // namespace homeward::store
