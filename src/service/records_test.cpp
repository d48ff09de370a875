#include "service/records.hpp"

#include <gtest/gtest.h>

#include <future>
#include <thread>
#include <utility>

#include "service/news.hpp"

namespace homeward::service {
namespace {

using namespace std::chrono_literals;

constexpr AuthorityId kNorth{1}, kSouth{2};
constexpr auto kLongEnough = 20s;  // for what hangs when it is wrong

// A database whose whole record is read only when the test lets it.
class SlowSource {
 public:
  Result<care::Snapshot> snapshot(AuthorityId authority) {
    care::Snapshot snapshot;
    {
      const std::lock_guard lock(mutex_);
      ++snapshots_;
      snapshot.sequence = sequence_;
      for (std::int64_t id = 1; id <= 3; ++id) snapshot.children.push_back(record(id));
    }
    if (authority == kNorth && !std::exchange(slow_once_, true)) {
      begun_.set_value();
      goes_on_.get_future().wait();
    }
    return snapshot;
  }
  Result<care::ChildRecord> child(ChildId child) {
    const std::lock_guard lock(mutex_);
    return record(child.value);
  }
  RecordSource source() {
    return {[this](AuthorityId authority) { return snapshot(authority); },
            [this](AuthorityId, ChildId child) { return this->child(child); },
            [](AuthorityId, const JournalQuery&) { return std::vector<JournalEntry>{}; }};
  }

  void save(const std::string& number) {
    const std::lock_guard lock(mutex_);
    ++sequence_;
    number_ = number;
  }
  void wait_until_read() { begun_.get_future().wait(); }
  void let_go_on() { goes_on_.set_value(); }
  int snapshots() {
    const std::lock_guard lock(mutex_);
    return snapshots_;
  }

 private:
  care::ChildRecord record(std::int64_t id) const {
    care::ChildRecord record;
    record.child.id = RowId{id};
    record.child.child = ChildId{id};
    record.child.number = PrivateText(number_);
    return record;
  }

  std::mutex mutex_;
  std::promise<void> begun_, goes_on_;
  std::string number_ = "before";
  std::int64_t sequence_ = 1;
  int snapshots_ = 0;
  bool slow_once_ = false;
};

std::string number_of(const Known& known, ChildId child) {
  return (*known.child(child))->child.number.reveal();
}

}  // namespace

// Each save waits for its news, whichever authority is being read.
TEST(Records, ASaveDoesNotWaitForWhoeverReadsAnAuthority) {
  SlowSource source;
  Records records(source.source(), 1000);
  ASSERT_TRUE(records.now(kSouth));
  std::thread reader([&] {
    const auto known = records.now(kNorth);
    ASSERT_TRUE(known);
    EXPECT_EQ(number_of(**known, ChildId{2}), "after") << "saved while it was read";
    EXPECT_EQ(number_of(**known, ChildId{3}), "before");
  });
  source.wait_until_read();
  source.save("after");
  auto saved = std::async(std::launch::async, [&] {
    records.changed(kNorth, ChildId{2}, 2);
    records.wait_for(kNorth, 2);
    records.changed(kSouth, ChildId{1}, 2);
    records.wait_for(kSouth, 2);
    EXPECT_EQ(number_of(**records.now(kSouth), ChildId{1}), "after");
  });
  EXPECT_EQ(saved.wait_for(kLongEnough), std::future_status::ready);
  source.let_go_on();
  reader.join();
  EXPECT_EQ((*records.now(kNorth))->sequence, 2);
  EXPECT_EQ(source.snapshots(), 2) << "each authority is read once";
}

// Each has three children.
TEST(Records, TheAuthorityThatWasAskedForLongestAgoIsForgottenAndReadAgainWithWhatCameMeanwhile) {
  SlowSource source;
  source.let_go_on();
  Records records(source.source(), 6);
  constexpr AuthorityId kEast{3};
  ASSERT_TRUE(records.now(kNorth));
  const SharedKnown south = *records.now(kSouth);
  ASSERT_TRUE(records.now(kNorth));
  EXPECT_EQ(source.snapshots(), 2) << "six fit";
  ASSERT_TRUE(records.now(kEast));
  ASSERT_TRUE(records.now(kNorth));
  EXPECT_EQ(source.snapshots(), 3) << "the other one is forgotten";
  source.save("after");
  records.changed(kSouth, ChildId{1}, 2);
  records.wait_for(kSouth, 2);
  EXPECT_EQ(number_of(*south, ChildId{1}), "before") << "whoever reads it keeps what they had";
  EXPECT_EQ(number_of(**records.now(kSouth), ChildId{1}), "after");
  EXPECT_EQ(source.snapshots(), 4);
}

TEST(Records, OneAuthorityStaysHoweverLargeItIs) {
  SlowSource source;
  Records records(source.source(), 1);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(records.now(kSouth));
  EXPECT_EQ(source.snapshots(), 1);
}

TEST(News, IsTakenWhileSomebodyHearsAndHeardInOrder) {
  std::promise<void> goes_on, all;
  const auto gate = goes_on.get_future().share();
  std::vector<std::int64_t> heard;
  News news([&](const Event& event) {
    gate.wait();
    heard.push_back(event.sequence);
    if (heard.size() == 3) all.set_value();
  });
  auto taken = std::async(std::launch::async, [&] {
    for (std::int64_t sequence = 1; sequence <= 3; ++sequence) {
      Event event;
      event.sequence = sequence;
      news.take(event);
    }
  });
  EXPECT_EQ(taken.wait_for(kLongEnough), std::future_status::ready);
  goes_on.set_value();
  all.get_future().wait();
  EXPECT_EQ(heard, (std::vector<std::int64_t>{1, 2, 3}));
}

}  // namespace homeward::service
