// Who listens for live changes, and which changes each has not been told yet. Knows no sockets.
// Safe from any thread.
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
#include <vector>

#include "service/service.hpp"

namespace homeward::http {

struct HubLimits {
  std::size_t kept = 1024;  // events kept for each authority, for those who come back
  std::size_t queue = 256;  // events one listener may be behind
  std::size_t listeners = 2000;
  std::size_t of_one = 10;  // session; one more ends its oldest, which may be a lost connection
};

class Subscription {
 public:
  Subscription(service::Actor actor, std::string token)
      : actor_(std::move(actor)), token_(std::move(token)) {}

  // `wake` is called, on any thread, when there is something to take or the stream has ended. Set
  // once, by the connection, before it first takes.
  void on_wake(std::function<void()> wake);

  // Text of the event stream since the last call, maybe empty; nothing once it has ended.
  std::optional<std::string> take();
  void end();
  bool ended() const;

  AuthorityId authority() const { return actor_.authority; }
  const std::string& token() const { return token_; }
  const std::string& session() const { return actor_.session; }

 private:
  friend class EventHub;
  void push(std::string_view text, std::size_t most);

  // Of a child whom the person may see; 0: of nobody in particular.
  bool hears_of(ChildId child) const;

  const service::Actor actor_;
  const std::string token_;  // of the session it belongs to
  std::int64_t number_ = 0;  // grows: the hub gave it when it began
  mutable std::mutex mutex_;
  std::string waiting_;
  std::size_t waiting_events_ = 0;
  bool ended_ = false;
  std::function<void()> wake_;
};

class EventHub {
 public:
  explicit EventHub(HubLimits limits = {}) : limits_(limits) {}

  // `actor`: who listens, and is told of whom they may see. `sequence` is their authority's last
  // one, read just before. With `last_seen` (Last-Event-ID) the listener is told what it missed, or
  // to reload. Nothing when there are too many listeners.
  std::shared_ptr<Subscription> subscribe(const service::Actor& actor, std::string token,
                                          std::int64_t sequence,
                                          std::optional<std::int64_t> last_seen);
  void unsubscribe(const std::shared_ptr<Subscription>& subscription);

  void publish(const service::Event& event, std::string_view by_initials);

  // The authority's last sequence, as the database has it now. If it is seen twice that no event
  // told of a change (another process wrote it), listeners are told to reload.
  void noticed(AuthorityId authority, std::int64_t sequence);

  void end_session(std::string_view token);
  // The sessions that listen, each once; and ending those of them that are not among `open`.
  std::vector<std::string> sessions() const;
  void end_closed(const std::vector<std::string>& asked, const std::vector<std::string>& open);
  void end_all();
  std::size_t listeners() const;

 private:
  struct Kept {
    std::int64_t sequence = 0;
    ChildId child;
    std::string text;
  };
  struct Channel {
    std::deque<Kept> events;
    std::optional<std::int64_t> complete_after;  // every event after it is in `events`
    std::int64_t told = 0;                       // last sequence any listener could know of
    std::int64_t suspected = 0;                  // noticed() saw it once, untold
    std::set<std::shared_ptr<Subscription>> listeners;
  };
  void tell(Channel& channel, Kept event);
  void end_oldest_over_limit(const std::string& token);
  void end_where(const std::function<bool(const Subscription&)>& ends);

  const HubLimits limits_;
  mutable std::mutex mutex_;
  std::int64_t begun_ = 0;
  std::map<AuthorityId, Channel> channels_;
};

// One event as text/event-stream wants it.
std::string event_text(std::string_view kind, std::int64_t sequence, std::string_view data);

}  // namespace homeward::http
