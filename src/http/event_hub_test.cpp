#include "http/event_hub.hpp"

#include <gtest/gtest.h>

namespace homeward::http {
namespace {

// Who may look, in that session.
service::Actor someone(AuthorityId authority, const char* session) {
  return {AccountId{1}, authority, service::Role::viewer, "S", session, false};
}

const AuthorityId kHere{1}, kThere{2};

service::Event change(std::int64_t sequence, AuthorityId authority = kHere) {
  return {sequence, authority, ChildId{7}, "milestone", AccountId{3}, false};
}

// "reload 4, hello 9 …" from the text of a stream.
std::string told(const std::shared_ptr<Subscription>& listener) {
  const auto text = listener->take();
  if (!text) return "ended";
  std::string short_text;
  for (std::size_t at = 0; (at = text->find("id: ", at)) != std::string::npos;) {
    const auto line = text->find('\n', at);
    const auto kind = text->find("event: ", line) + 7;
    if (!short_text.empty()) short_text += ", ";
    short_text += text->substr(kind, text->find('\n', kind) - kind) + " " +
                  text->substr(at + 4, line - at - 4);
    at = line;
  }
  return short_text;
}

TEST(EventHub, TellsWhatHappensFromNowOnToTheAuthorityAlone) {
  EventHub hub;
  const auto here = hub.subscribe(someone(kHere, "t1"), "t1", 5, {}),
             there = hub.subscribe(someone(kThere, "t2"), "t2", 5, {});
  hub.publish(change(6), "AK");
  EXPECT_EQ(told(here), "hello 5, change 6");
  EXPECT_EQ(told(there), "hello 5");
  EXPECT_EQ(told(here), "");
}

TEST(EventHub, AnEventNamesNobodyButInitials) {
  EventHub hub;
  const auto listener = hub.subscribe(someone(kHere, "t"), "t", 5, {});
  (void)listener->take();
  hub.publish(change(6), "AK");
  EXPECT_EQ(*listener->take(),
            "id: 6\nevent: change\ndata: {\"sequence\":6,\"child\":7,\"table\":\"milestone\","
            "\"by\":3,\"by_initials\":\"AK\"}\n\n");
}

TEST(EventHub, WhoComesBackHearsWhatTheyMissedOrToReload) {
  HubLimits limits;
  limits.kept = 3;
  EventHub hub(limits);
  for (std::int64_t sequence = 11; sequence <= 15; ++sequence) hub.publish(change(sequence), "AK");
  const std::pair<std::int64_t, const char*> table[] = {
      {15, "hello 15"},
      {14, "change 15, hello 15"},
      {12, "change 13, change 14, change 15, hello 15"},
      {11, "reload 15, hello 15"},
      {0, "reload 15, hello 15"},
  };
  for (const auto& [last_seen, expected] : table)
    EXPECT_EQ(told(hub.subscribe(someone(kHere, "t"), "t", 15, last_seen)), expected) << last_seen;
}

TEST(EventHub, WhatCameWhileTheSequenceWasReadIsNotLost) {
  EventHub hub;
  hub.publish(change(9), "AK");
  EXPECT_EQ(told(hub.subscribe(someone(kHere, "t"), "t", 8, {})), "hello 8, change 9");
  EXPECT_EQ(told(hub.subscribe(someone(kHere, "t"), "t", 8, 3)), "reload 8, hello 8, change 9");
}

TEST(EventHub, AServerThatJustStartedCannotKnowWhatWasMissed) {
  EventHub hub;
  EXPECT_EQ(told(hub.subscribe(someone(kHere, "t"), "t", 8, 3)), "reload 8, hello 8");
}

TEST(EventHub, WhoFallsBehindIsLetGo) {
  HubLimits limits;
  limits.queue = 4;
  EventHub hub(limits);
  const auto slow = hub.subscribe(someone(kHere, "slow"), "slow", 0, {}),
             quick = hub.subscribe(someone(kHere, "q"), "q", 0, {});
  int woken = 0;
  slow->on_wake([&] { ++woken; });
  for (std::int64_t sequence = 1; sequence <= 5; ++sequence) {
    hub.publish(change(sequence), "AK");
    EXPECT_NE(told(quick), "ended");
  }
  EXPECT_EQ(told(slow), "ended");
  EXPECT_GT(woken, 0);
  EXPECT_EQ(hub.listeners(), 1u);
}

TEST(EventHub, ALargeImportIsOneReload) {
  EventHub hub;
  const auto listener = hub.subscribe(someone(kHere, "t"), "t", 0, {});
  hub.publish({7, kHere, ChildId{}, "", AccountId{}, true}, "");
  EXPECT_EQ(told(listener), "hello 0, reload 7");
}

TEST(EventHub, SigningOutEndsTheStreamsOfThatSessionOnly) {
  EventHub hub;
  const auto gone = hub.subscribe(someone(kHere, "a"), "a", 0, {}),
             stays = hub.subscribe(someone(kHere, "b"), "b", 0, {});
  hub.end_session("a");
  EXPECT_EQ(told(gone), "ended");
  EXPECT_EQ(told(stays), "hello 0");
}

TEST(EventHub, AChangeThatAnotherProcessWroteIsToldAfterASecondLook) {
  EventHub hub;
  const auto listener = hub.subscribe(someone(kHere, "t"), "t", 5, {});
  (void)listener->take();
  hub.noticed(kHere, 9);
  EXPECT_EQ(told(listener), "") << "its event may be on its way";
  hub.noticed(kHere, 9);
  EXPECT_EQ(told(listener), "reload 9");
  hub.noticed(kHere, 9);
  EXPECT_EQ(told(listener), "");
}

TEST(EventHub, OneSessionHasAFewStreamsAndANewOneEndsItsOldest) {
  HubLimits limits;
  limits.of_one = 2;
  EventHub hub(limits);
  const auto other = hub.subscribe(someone(kHere, "b"), "b", 0, {}),
             first = hub.subscribe(someone(kHere, "a"), "a", 0, {}),
             second = hub.subscribe(someone(kThere, "a"), "a", 0, {}),
             third = hub.subscribe(someone(kHere, "a"), "a", 0, {});
  EXPECT_EQ(told(first), "ended");
  for (const auto& stays : {other, second, third}) EXPECT_EQ(told(stays), "hello 0");
  EXPECT_EQ(hub.listeners(), 3u);
}

TEST(EventHub, TooManyListenersAreTurnedAway) {
  HubLimits limits;
  limits.listeners = 1;
  EventHub hub(limits);
  const auto first = hub.subscribe(someone(kHere, "a"), "a", 0, {});
  EXPECT_FALSE(hub.subscribe(someone(kHere, "b"), "b", 0, {}));
  hub.unsubscribe(first);
  EXPECT_TRUE(hub.subscribe(someone(kHere, "b"), "b", 0, {}));
}

TEST(EventHub, StreamsOfSessionsThatAreNoMoreEnd) {
  EventHub hub;
  const auto stays = hub.subscribe(someone(kHere, "a"), "a", 0, {}),
             gone = hub.subscribe(someone(kThere, "b"), "b", 0, {});
  const auto asked = hub.sessions();
  EXPECT_EQ(asked, (std::vector<std::string>{"a", "b"}));
  const auto fresh = hub.subscribe(someone(kHere, "c"), "c", 0, {});
  hub.end_closed(asked, {"a"});
  EXPECT_TRUE(gone->ended());
  EXPECT_FALSE(stays->ended());
  EXPECT_FALSE(fresh->ended()) << "it was not asked about";
}

}  // namespace
}  // namespace homeward::http
