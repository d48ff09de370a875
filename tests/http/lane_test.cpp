#include "http/lane.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <future>
#include <thread>
#include <vector>

namespace homeward::http {
namespace {

namespace net = boost::asio;
using std::chrono::milliseconds;

constexpr milliseconds kLong{60'000};

// A thread that serves, as the server's own does, and asks lanes for work.
struct Serving {
  Serving() : thread([this] { io.run(); }) {}
  ~Serving() {
    guard.reset();
    thread.join();
  }

  // What came of the work, once the lane has said so.
  template <class Work>
  std::shared_future<Outcome> ask(Lane& lane, milliseconds time, Work work) {
    auto said = std::make_shared<std::promise<Outcome>>();
    net::co_spawn(
        io,
        [this, &lane, time, said, work]() -> net::awaitable<void> {
          const auto answered = co_await lane.run(io.get_executor(), time, work);
          said->set_value(answered.outcome);
        },
        [](std::exception_ptr) {});
    return said->get_future().share();
  }

  net::io_context io;
  net::executor_work_guard<net::io_context::executor_type> guard = net::make_work_guard(io);
  std::thread thread;
};

// A door that stays closed until the test opens it.
struct Door {
  std::promise<void> opening;
  std::shared_future<void> opened = opening.get_future().share();
};

TEST(Lane, AnswersTheFirstWhenItIsDoneAndNotWhenTheLastIs) {
  Lane lane(1, 100);
  Serving serving;
  std::shared_future<Outcome> before;
  for (int i = 0; i < 5; ++i) {
    // Each but the first waits until the one before it has been answered.
    before = serving.ask(lane, kLong, [before] {
      return !before.valid() || before.wait_for(kLong) == std::future_status::ready;
    });
  }
  ASSERT_EQ(before.wait_for(kLong * 2), std::future_status::ready);
  EXPECT_EQ(before.get(), Outcome::done);
  lane.close();
}

TEST(Lane, SaysWhetherWhatItHadNoTimeForWasBegun) {
  Lane lane(1, 1);
  Serving serving;
  Door door;
  std::atomic<bool> second_ran{false};
  std::promise<void> first_runs;
  const auto first = serving.ask(lane, milliseconds(200), [&first_runs, opened = door.opened] {
    first_runs.set_value();
    opened.wait();
    return 1;
  });
  first_runs.get_future().wait();
  const auto second = serving.ask(lane, milliseconds(50), [&second_ran] {
    second_ran = true;
    return 2;
  });
  EXPECT_EQ(second.get(), Outcome::not_begun);
  EXPECT_EQ(first.get(), Outcome::late);
  door.opening.set_value();
  lane.close();
  EXPECT_FALSE(second_ran) << "nobody waits for it any more";
}

TEST(Lane, TakesNoMoreThanItsBound) {
  Lane lane(1, 1);
  Serving serving;
  Door door;
  const auto wait = [opened = door.opened] {
    opened.wait();
    return 0;
  };
  const auto first = serving.ask(lane, kLong, wait), second = serving.ask(lane, kLong, wait);
  EXPECT_EQ(serving.ask(lane, kLong, wait).get(), Outcome::full);
  door.opening.set_value();
  EXPECT_EQ(first.get(), Outcome::done);
  EXPECT_EQ(second.get(), Outcome::done);
  EXPECT_EQ(serving.ask(lane, kLong, wait).get(), Outcome::done) << "room again";
  lane.close();
}

}  // namespace
}  // namespace homeward::http
