#include "service/prolonging.hpp"

#include <gtest/gtest.h>

#include <future>
#include <vector>

namespace homeward::service {
namespace {

using std::chrono::milliseconds;

Prolonging::Seen seen(int minute) {
  const Moment at{std::chrono::minutes(minute)};
  return {at, at + std::chrono::minutes(30)};
}

TEST(Prolonging, IsDoneWhenItComesBack) {
  std::vector<std::string> written;
  Prolonging prolonging(
      [&](const std::string& session, const auto&) { written.push_back(session); },
      milliseconds(60'000));
  prolonging.prolong("a", seen(1));
  prolonging.prolong("b", seen(1));
  EXPECT_EQ(written, (std::vector<std::string>{"a", "b"}));
}

TEST(Prolonging, NobodyWaitsForADatabaseThatCannotWriteAndTheLatestCounts) {
  std::promise<void> door;
  const std::shared_future<void> opened = door.get_future().share();
  std::promise<void> b_written;
  std::vector<std::pair<std::string, Moment>> written;
  Prolonging prolonging(
      [&](const std::string& session, const Prolonging::Seen& at) {
        opened.wait();
        written.emplace_back(session, at.last_seen_at);
        if (session == "b") b_written.set_value();
      },
      milliseconds(10));
  // With a wait for each of them the test would not come to its end.
  for (int minute = 1; minute < 100'000; ++minute) prolonging.prolong("a", seen(minute));
  prolonging.prolong("b", seen(5));
  door.set_value();
  b_written.get_future().wait();
  const std::vector<std::pair<std::string, Moment>> expected = {
      {"a", seen(1).last_seen_at}, {"a", seen(99'999).last_seen_at}, {"b", seen(5).last_seen_at}};
  EXPECT_EQ(written, expected);
}

}  // namespace
}  // namespace homeward::service
