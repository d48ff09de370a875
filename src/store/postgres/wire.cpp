#include "store/postgres/wire.hpp"

#include <poll.h>

#include <algorithm>

#include "store/sql.hpp"

namespace homeward::store {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kSlice{200};  // until it is looked whether others gave up

}  // namespace

void fail_lost() {
  throw DatabaseError(
      Failure::lost, ErrorKind::unavailable,
      "The database cannot be reached. What was being saved may not have been kept: "
      "reload to see, and try again.");
}

void Wire::wait(short events, Clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  if (left.count() <= 0 || (server_silent_ != nullptr && *server_silent_)) {
    silent_ = true;
    throw DatabaseError(
        Failure::lost, ErrorKind::unavailable,
        "The database does not answer. What was being saved may not have been kept: "
        "reload to see, and try again.");
  }
  pollfd socket{};
  socket.fd = pq().PQsocket(db_);
  socket.events = events;
  ::poll(&socket, 1, static_cast<int>(std::min(left, kSlice).count()));
  if ((socket.revents & ~POLLOUT) != 0 && pq().PQconsumeInput(db_) != 1) fail_lost();
}

void Wire::send() {
  const auto until = Clock::now() + answer_;
  for (;;) {
    const int left = pq().PQflush(db_);
    if (left == 0) return;
    if (left < 0) fail_lost();
    wait(POLLIN | POLLOUT, until);
  }
}

Answer Wire::next() {
  const auto until = Clock::now() + answer_;
  while (pq().PQisBusy(db_) == 1) wait(POLLIN, until);
  return Answer(pq().PQgetResult(db_));
}

Answer Wire::all() {
  send();
  Answer kept;
  while (Answer one = next()) {
    if (pq().PQresultStatus(kept.get()) == PGRES_FATAL_ERROR && kept) continue;
    kept = std::move(one);
    // The rest comes only after rows were sent.
    if (pq().PQresultStatus(kept.get()) == PGRES_COPY_IN) break;
  }
  return kept;
}

void Wire::drain() noexcept {
  try {
    while (!silent_ && next()) {
    }
  } catch (...) {  // NOLINT(bugprone-empty-catch)
    // The connection is lost, and whoever uses it next is told.
  }
}

}  // namespace homeward::store
