// Threads that work apart from those that serve the sockets. Each kind of work has its own, called
// a lane, so that work that waits in one (for a lock of the database, say) does not hold up the
// others. Only server.cpp and connection.cpp include this; it brings Asio with it.
#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "http/work.hpp"

namespace homeward::http {

class Lane {
 public:
  Lane(std::size_t threads, std::size_t most_waiting)
      : pool_(threads), threads_(threads), most_(threads + most_waiting) {}

  template <class Given>
  struct Answered {
    Outcome outcome = Outcome::done;
    std::optional<Given> given;  // set when it was done
  };

  // Does `work` on a thread of the lane and comes back to `strand`, on which the caller runs, as
  // soon as it is done or `time` has passed. `work` owns whatever it uses: it may outlive the
  // caller. It must not throw.
  template <class Work>
  auto run(boost::asio::any_io_executor strand, std::chrono::milliseconds time, Work work)
      -> boost::asio::awaitable<Answered<decltype(work())>> {
    using Given = decltype(work());
    struct Task {
      explicit Task(const boost::asio::any_io_executor& executor) : bell(executor) {}
      boost::asio::steady_timer bell;  // rings when the time has passed; cancelled when it is done
      std::atomic<bool> taken{false};  // by the lane, or by who gives up waiting for it
      std::optional<Given> given;      // touched on the strand alone
    };
    if (under_way_.fetch_add(1) >= most_) {
      --under_way_;
      co_return Answered<Given>{Outcome::full, std::nullopt};
    }
    auto job = std::make_shared<Task>(strand);
    job->bell.expires_after(time);
    boost::asio::post(pool_, [this, job, strand, work = std::move(work)]() mutable {
      if (!job->taken.exchange(true) && !closing_) {
        // What the work held (a place among the uploads) is free before its answer leaves.
        auto given = [&work] {
          Work mine = std::move(work);
          return std::make_shared<Given>(mine());
        }();
        boost::asio::post(strand, [job, given] {
          job->given = std::move(*given);
          job->bell.cancel();
        });
      }
      --under_way_;
    });
    co_await job->bell.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    if (job->given) co_return Answered<Given>{Outcome::done, std::move(job->given)};
    const bool begun = job->taken.exchange(true);
    co_return Answered<Given>{begun ? Outcome::late : Outcome::not_begun, std::nullopt};
  }

  // How much waits for a thread.
  std::size_t waiting() const {
    const std::size_t all = under_way_;
    return all > threads_ ? all - threads_ : 0;
  }

  // For work that nobody waits for.
  boost::asio::thread_pool::executor_type executor() { return pool_.executor(); }

  // Begins nothing that still waits, and waits for what is at work.
  void close() {
    closing_ = true;
    pool_.join();
  }

 private:
  boost::asio::thread_pool pool_;
  const std::size_t threads_, most_;
  std::atomic<std::size_t> under_way_{0};  // waiting or at work
  std::atomic<bool> closing_{false};
};

}  // namespace homeward::http
