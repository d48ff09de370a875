// Many people at once: nothing lost, one order for all, and live browsers hear of it.
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "database.hpp"
#include "store/testing.hpp"

namespace homeward::store::testing {
namespace {

class Writers : public StoreTest {};

// What the listener heard, with a patient look at it.
class Heard {
 public:
  explicit Heard(service::Store& store) : store_(store) {
    store.listen([this](const service::Event& event) {
      const std::lock_guard lock(mutex_);
      events_.push_back(event);
      changed_.notify_all();
    });
  }
  ~Heard() { store_.listen({}); }
  Heard(const Heard&) = delete;
  Heard& operator=(const Heard&) = delete;
  // The events once there are `count`, or what there is when patience ends.
  std::vector<service::Event> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [&] { return events_.size() >= count; });
    return events_;
  }

 private:
  service::Store& store_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<service::Event> events_;
};

class KeptWriters : public Writers {};

TEST_P(Writers, TwentyAtOnceLoseNothing) {
  constexpr int kThreads = 20, kEach = 15;
  std::vector<care::Child> children;
  for (int i = 0; i < kThreads; ++i) children.push_back(new_child(here_.id, std::to_string(i)));
  std::vector<std::thread> threads;
  std::vector<std::vector<std::int64_t>> sequences(kThreads);
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        auto review = filled<care::Review>(i);
        review.child = children[static_cast<std::size_t>(t)].child;
        auto set = changes(here_.id);
        set.changes = {added(review)};
        const auto applied = store_->apply(set);
        ASSERT_TRUE(applied) << applied.error().sentence;
        sequences[static_cast<std::size_t>(t)].push_back(applied->last_sequence);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  std::set<std::int64_t> all;
  for (const auto& own : sequences) {
    EXPECT_TRUE(std::is_sorted(own.begin(), own.end()));
    all.insert(own.begin(), own.end());
  }
  EXPECT_EQ(all.size(), std::size_t{kThreads * kEach});
  const auto snapshot = store_->snapshot(here_.id);
  for (const auto& record : snapshot->children)
    EXPECT_EQ(record.reviews.size(), std::size_t{kEach});
  EXPECT_EQ(snapshot->sequence, *all.rbegin());
}

TEST_P(Writers, OfManyWhoEditOneVersionExactlyOneSucceeds) {
  const auto kid = new_child(here_.id, "1");
  std::atomic<int> succeeded{0}, conflicts{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 12; ++t) {
    threads.emplace_back([&, t] {
      auto mine = kid;
      mine.given_name = PrivateText{"Name " + std::to_string(t)};
      auto set = changes(here_.id);
      set.changes = {changed(kid, mine)};
      const auto applied = store_->apply(set);
      if (applied)
        ++succeeded;
      else if (applied.error().kind == ErrorKind::conflict)
        ++conflicts;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(succeeded, 1);
  EXPECT_EQ(conflicts, 11);
  EXPECT_EQ(store_->journal(here_.id, {})->size(), 2u);
}

// Whoever asks "what came after N" must never miss an entry that is committed later with a smaller
// number.
TEST_P(Writers, ReadersNeverSeeAGapThatFillsLater) {
  const auto kid = new_child(here_.id, "1");
  std::atomic<bool> done{false};
  std::vector<std::int64_t> seen;
  std::thread reader([&] {
    std::int64_t after = 0;
    for (bool last = false; !last;) {
      last = done;
      service::JournalQuery query;
      query.after_sequence = after;
      const auto entries = store_->journal(here_.id, query);
      ASSERT_TRUE(entries);
      for (const auto& entry : *entries) seen.push_back(entry.sequence);
      if (!seen.empty()) after = seen.back();
    }
  });
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 20; ++i) {
        auto set = changes(here_.id);
        for (int n = 0; n <= t % 3; ++n) {
          auto review = filled<care::Review>(n);
          review.child = kid.child;
          set.changes.push_back(added(review));
        }
        ASSERT_TRUE(store_->apply(set));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  done = true;
  reader.join();
  service::JournalQuery all;
  all.limit = 0;
  EXPECT_EQ(seen.size(), store_->journal(here_.id, all)->size());
}

TEST_P(Writers, AListenerHearsEachCommitOnceInOrder) {
  const auto kid = new_child(here_.id, "1");
  Heard heard(*store_);
  std::vector<std::thread> threads;
  for (int t = 0; t < 6; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        auto review = filled<care::Review>(i);
        review.child = kid.child;
        auto set = changes(here_.id);
        set.changes = {added(review)};
        ASSERT_TRUE(store_->apply(set));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  auto stale = kid;
  stale.version = 9;
  auto conflict = changes(here_.id);
  conflict.changes = {changed(stale, kid)};
  refused(conflict);
  const auto elsewhere = new_child(there_.id, "1");

  const auto events = heard.wait_for(61);
  ASSERT_EQ(events.size(), 61u);
  std::int64_t last = 0;
  for (const auto& event : events) {
    EXPECT_FALSE(event.bulk);
    if (event.authority == there_.id) {
      EXPECT_EQ(event.child, elsewhere.child);
      EXPECT_EQ(event.table, "child");
      continue;
    }
    EXPECT_EQ(event.authority, here_.id);
    EXPECT_EQ(event.child, kid.child);
    EXPECT_EQ(event.table, "review");
    EXPECT_GT(event.sequence, last);
    last = event.sequence;
  }
  EXPECT_EQ(last, *store_->last_sequence(here_.id));
}

TEST_P(Writers, AnImportIsOneBulkEvent) {
  Heard heard(*store_);
  auto set = changes(here_.id);
  set.import.emplace();
  for (int i = 0; i < 100; ++i) {
    auto child = care::Child{};
    child.number = PrivateText{std::to_string(i)};
    set.changes.push_back(added(child));
  }
  const auto applied = write(set);
  const auto kid = new_child(here_.id, "after");
  const auto events = heard.wait_for(2);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_TRUE(events[0].bulk);
  EXPECT_EQ(events[0].sequence, applied.last_sequence);
  EXPECT_FALSE(events[0].child);
  EXPECT_EQ(events[1].child, kid.child);
}

TEST_P(KeptWriters, ASecondStoreOnTheDatabaseWritesToo) {
  const auto other = database_->open();
  Heard heard(*store_);
  std::thread first([&] {
    for (int i = 0; i < 30; ++i) new_child(here_.id, "a" + std::to_string(i));
  });
  for (int i = 0; i < 30; ++i) {
    auto set = changes(here_.id);
    care::Child child;
    child.number = PrivateText{"b" + std::to_string(i)};
    set.changes = {added(child)};
    const auto applied = other->apply(set);
    ASSERT_TRUE(applied) << applied.error().sentence;
  }
  first.join();
  EXPECT_EQ(store_->snapshot(here_.id)->children.size(), 60u);
  EXPECT_EQ(other->journal(here_.id, {})->size(), 60u);
  if (GetParam() == Kind::postgres) {
    EXPECT_EQ(heard.wait_for(60).size(), 60u);
  }
}

// An import from the command line while the server is up: its pages must not go on showing what
// was.
TEST_P(KeptWriters, WhatAnotherProcessCommitsIsHeardOf) {
  Heard heard(*store_);
  const auto mine = new_child(here_.id, "mine");
  const auto before = heard.wait_for(1).size();
  EXPECT_EQ(before, 1u) << "one's own commit is told once";
  const auto other = database_->open();
  auto set = changes(here_.id);
  care::Child child;
  child.number = PrivateText{"theirs"};
  set.changes = {added(child)};
  const auto applied = other->apply(set);
  ASSERT_TRUE(applied) << applied.error().sentence;
  const auto events = heard.wait_for(2);
  ASSERT_GE(events.size(), 2u);
  const bool told = std::any_of(events.begin() + 1, events.end(), [&](const auto& event) {
    return event.authority == here_.id && event.sequence == applied->last_sequence;
  });
  EXPECT_TRUE(told);
}

HOMEWARD_ON_EACH_DATABASE(Writers);
HOMEWARD_ON_EACH_KEPT_DATABASE(KeptWriters);

}  // namespace
}  // namespace homeward::store::testing
