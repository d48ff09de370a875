#include "http/event_hub.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "http/json_writer.hpp"
#include "service/policy.hpp"

namespace homeward::http {
namespace {

std::string only_sequence(std::int64_t sequence) {
  JsonWriter out;
  out.begin_object().field("sequence", sequence).end_object();
  return out.take();
}

std::string change_data(const service::Event& event, std::string_view by_initials) {
  JsonWriter out;
  out.begin_object().field("sequence", event.sequence).field("child", event.child);
  out.field("table", event.table).field("by", event.by).field("by_initials", by_initials);
  out.end_object();
  return out.take();
}

}  // namespace

std::string event_text(std::string_view kind, std::int64_t sequence, std::string_view data) {
  std::string text = "id: " + std::to_string(sequence) + "\nevent: ";
  text.append(kind).append("\ndata: ").append(data).append("\n\n");
  return text;
}

void Subscription::on_wake(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

std::optional<std::string> Subscription::take() {
  const std::lock_guard lock(mutex_);
  if (ended_) return std::nullopt;
  waiting_events_ = 0;
  return std::exchange(waiting_, {});
}

void Subscription::end() {
  const std::lock_guard lock(mutex_);
  if (ended_) return;
  ended_ = true;
  waiting_.clear();
  if (wake_) wake_();
}

bool Subscription::ended() const {
  const std::lock_guard lock(mutex_);
  return ended_;
}

void Subscription::push(std::string_view text, std::size_t most) {
  const std::lock_guard lock(mutex_);
  if (ended_) return;
  if (++waiting_events_ > most) {
    ended_ = true;
    waiting_.clear();
  } else {
    waiting_.append(text);
  }
  if (wake_) wake_();
}

bool Subscription::hears_of(ChildId child) const {
  return !child || service::may(actor_, service::Act::look, {actor_.authority, child});
}

std::shared_ptr<Subscription> EventHub::subscribe(const service::Actor& actor, std::string token,
                                                  std::int64_t sequence,
                                                  std::optional<std::int64_t> last_seen) {
  const std::lock_guard lock(mutex_);
  end_oldest_over_limit(token);
  std::size_t count = 0;
  for (const auto& [id, channel] : channels_) count += channel.listeners.size();
  if (count >= limits_.listeners) return nullptr;
  Channel& channel = channels_[actor.authority];
  auto subscription = std::make_shared<Subscription>(actor, std::move(token));
  subscription->number_ = ++begun_;
  // What was missed up to `sequence`, then hello, then what has come since it was read.
  const auto replay = [&](std::int64_t after, std::int64_t until) {
    for (const Kept& kept : channel.events)
      if (kept.sequence > after && kept.sequence <= until && subscription->hears_of(kept.child))
        subscription->push(kept.text, limits_.kept + limits_.queue);
  };
  if (last_seen && *last_seen < sequence) {
    if (channel.complete_after && *channel.complete_after <= *last_seen)
      replay(*last_seen, sequence);
    else
      subscription->push(event_text("reload", sequence, only_sequence(sequence)), limits_.queue);
  }
  subscription->push(event_text("hello", sequence, only_sequence(sequence)),
                     limits_.kept + limits_.queue);
  replay(sequence, std::numeric_limits<std::int64_t>::max());
  channel.told = std::max(channel.told, sequence);
  channel.listeners.insert(subscription);
  return subscription;
}

void EventHub::end_oldest_over_limit(const std::string& token) {
  std::shared_ptr<Subscription> oldest;
  std::size_t count = 0;
  for (const auto& [id, channel] : channels_)
    for (const auto& listener : channel.listeners) {
      if (listener->token() != token) continue;
      ++count;
      if (!oldest || listener->number_ < oldest->number_) oldest = listener;
    }
  if (count < limits_.of_one) return;
  oldest->end();
  channels_[oldest->authority()].listeners.erase(oldest);
}

void EventHub::unsubscribe(const std::shared_ptr<Subscription>& subscription) {
  subscription->end();
  const std::lock_guard lock(mutex_);
  channels_[subscription->authority()].listeners.erase(subscription);
}

void EventHub::publish(const service::Event& event, std::string_view by_initials) {
  std::string text = event.bulk
                         ? event_text("reload", event.sequence, only_sequence(event.sequence))
                         : event_text("change", event.sequence, change_data(event, by_initials));
  const std::lock_guard lock(mutex_);
  tell(channels_[event.authority], {event.sequence, event.child, std::move(text)});
}

void EventHub::tell(Channel& channel, Kept event) {
  if (!channel.complete_after) channel.complete_after = event.sequence - 1;
  for (auto listener = channel.listeners.begin(); listener != channel.listeners.end();) {
    if ((*listener)->hears_of(event.child)) (*listener)->push(event.text, limits_.queue);
    listener = (*listener)->ended() ? channel.listeners.erase(listener) : std::next(listener);
  }
  channel.told = std::max(channel.told, event.sequence);
  channel.events.push_back(std::move(event));
  if (channel.events.size() > limits_.kept) {
    channel.complete_after = std::max(*channel.complete_after, channel.events.front().sequence);
    channel.events.pop_front();
  }
}

void EventHub::noticed(AuthorityId authority, std::int64_t sequence) {
  const std::lock_guard lock(mutex_);
  Channel& channel = channels_[authority];
  if (channel.told >= sequence) return;
  if (channel.suspected <= channel.told) {
    channel.suspected = sequence;
    return;
  }
  tell(channel, {sequence, {}, event_text("reload", sequence, only_sequence(sequence))});
}

void EventHub::end_where(const std::function<bool(const Subscription&)>& ends) {
  const std::lock_guard lock(mutex_);
  for (auto& [id, channel] : channels_)
    std::erase_if(channel.listeners, [&](const auto& listener) {
      if (!ends(*listener)) return false;
      listener->end();
      return true;
    });
}

void EventHub::end_session(std::string_view token) {
  end_where([&](const Subscription& one) { return one.token() == token; });
}

std::vector<std::string> EventHub::sessions() const {
  std::set<std::string> sessions;
  const std::lock_guard lock(mutex_);
  for (const auto& [id, channel] : channels_)
    for (const auto& listener : channel.listeners) sessions.insert(listener->session());
  return {sessions.begin(), sessions.end()};
}

void EventHub::end_closed(const std::vector<std::string>& asked,
                          const std::vector<std::string>& open) {
  std::set<std::string_view> closed(asked.begin(), asked.end());
  for (const std::string& session : open) closed.erase(session);
  if (closed.empty()) return;
  end_where([&](const Subscription& one) { return closed.contains(one.session()); });
}

void EventHub::end_all() {
  const std::lock_guard lock(mutex_);
  for (auto& [id, channel] : channels_) {
    for (const auto& listener : channel.listeners) listener->end();
    channel.listeners.clear();
  }
}

std::size_t EventHub::listeners() const {
  const std::lock_guard lock(mutex_);
  std::size_t count = 0;
  for (const auto& [id, channel] : channels_) count += channel.listeners.size();
  return count;
}

}  // namespace homeward::http
