// Who listens for live changes, and what each has not been told yet. Knows no sockets. Safe from
// any thread.
//
// A listener that falls behind by more than `queue` events is ended: its browser comes back with
// Last-Event-ID and is told what it missed, or to reload when that is no longer kept.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "service/ports.hpp"

namespace homeward::http {

struct HubLimits {
  std::size_t kept = 1024;  // events kept for each authority, for those who come back
  std::size_t queue = 256;  // events one listener may be behind
  std::size_t listeners = 2000;
};

class Subscription {
 public:
  Subscription(AuthorityId authority, std::string token)
      : authority_(authority), token_(std::move(token)) {}

  // `wake` is called, on any thread, when there is something to take or the stream has ended. Set
  // once, by the connection, before it first takes.
  void on_wake(std::function<void()> wake);

  // Text of the event stream since the last call, maybe empty; nothing once it has ended.
  std::optional<std::string> take();
  void end();
  bool ended() const;

  AuthorityId authority() const { return authority_; }
  const std::string& token() const { return token_; }

 private:
  friend class EventHub;
  void push(std::string_view text, std::size_t most);

  const AuthorityId authority_;
  const std::string token_;  // of the session it belongs to
  mutable std::mutex mutex_;
  std::string waiting_;
  std::size_t waiting_events_ = 0;
  bool ended_ = false;
  std::function<void()> wake_;
};

class EventHub {
 public:
  explicit EventHub(HubLimits limits = {}) : limits_(limits) {}

  // `sequence` is the authority's last one, read just before. With `last_seen` (Last-Event-ID) the
  // listener is told what it missed, or to reload. Nothing when there are too many listeners.
  std::shared_ptr<Subscription> subscribe(AuthorityId authority, std::string token,
                                          std::int64_t sequence,
                                          std::optional<std::int64_t> last_seen);
  void unsubscribe(const std::shared_ptr<Subscription>& subscription);

  void publish(const service::Event& event, std::string_view by_initials);

  // The authority's last sequence as the database has it now. When a change that no event told of
  // (another process wrote it) is seen twice, listeners are told to reload.
  void noticed(AuthorityId authority, std::int64_t sequence);

  void end_session(std::string_view token);
  void end_all();
  std::size_t listeners() const;

 private:
  struct Kept {
    std::int64_t sequence = 0;
    std::string text;
  };
  struct Channel {
    std::deque<Kept> events;
    std::optional<std::int64_t> complete_after;  // every event after it is in `events`
    std::int64_t told = 0;                       // last sequence any listener could know of
    std::int64_t suspected = 0;                  // noticed() saw it once, untold
    std::set<std::shared_ptr<Subscription>> listeners;
  };
  void tell(Channel& channel, std::int64_t sequence, std::string text);

  const HubLimits limits_;
  mutable std::mutex mutex_;
  std::map<AuthorityId, Channel> channels_;
};

// One event as text/event-stream wants it.
std::string event_text(std::string_view kind, std::int64_t sequence, std::string_view data);

}  // namespace homeward::http
