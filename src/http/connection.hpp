// One connection of a browser: requests in order, answers in order, or a stream of events. Only
// server.cpp and connection.cpp include this; it brings Asio with it.
#pragma once

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "http/api.hpp"
#include "http/lane.hpp"
#include "http/places.hpp"
#include "http/wire.hpp"

namespace homeward::http {

namespace net = boost::asio;
using tcp = net::ip::tcp;
inline constexpr auto kAsTuple = net::as_tuple(net::use_awaitable);

class Connection;

struct Lanes {
  explicit Lanes(const ServerOptions& options);
  Lane& of(const Plan& plan);
  void close();  // waits for what is at work

  Lane reads, slow, writes, sessions, sign_ins, known_sign_ins;
  Lane health, figures;
  Lane house;  // telling of changes, and looking whether those who are told are still signed in
};

// What all connections of a server share.
struct Shared {
  Shared(const ServerOptions& the_options, Api& the_api, Lanes& the_lanes);

  const ServerOptions& options;
  Api& api;
  Lanes& lanes;
  Places places, uploads, sign_ins;  // of connections; by sender, by session, by sender
  std::atomic<bool> stopping{false};
  std::atomic<std::size_t> open{0};
  std::mutex mutex;
  std::set<Connection*> connections;

  void close_idle();
  // Closes the connection that has been idle longest, first of those that belong to no session; of
  // this sender, or of all when none is named. False when none is idle.
  bool let_go_idle(const std::string& sender);
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, Places::Place place, std::string peer, Shared& shared);
  ~Connection();
  void start();
  void close_if_idle();  // on its strand

 private:
  enum class Next { request, close };

  net::awaitable<void> run();
  net::awaitable<Next> serve_one();
  net::awaitable<bool> read_head(RequestReader& reader);
  // Reads the whole body into the request. Gives a response (to send, then close) when that fails;
  // an empty optional, with `gone_` set, when the other side has closed the connection.
  net::awaitable<std::optional<Response>> read_body(RequestReader& reader, const Plan& plan);
  net::awaitable<std::optional<Response>> admit(Head& head, const Plan& plan);
  net::awaitable<Response> answer(Request request, const Plan& plan, Places::Place upload);
  net::awaitable<Response> answer_aside(Request request, const Plan& plan, Places::Place upload);
  net::awaitable<bool> send(const Response& response, Method method, bool keep_alive);
  net::awaitable<void> refuse(Response response, Method method);
  net::awaitable<bool> read_more();
  net::awaitable<bool> write(std::string_view bytes);
  net::awaitable<void> linger();
  net::awaitable<void> stream(std::shared_ptr<Subscription> events);
  net::awaitable<void> watch();

  // The socket's operations are cancelled unless this is called again within that time.
  void allow(std::chrono::milliseconds time);
  void allow_any_time();
  void close();

  friend struct Shared;
  using Ticks = std::chrono::steady_clock::rep;
  static constexpr Ticks kBusy = 0;

  tcp::socket socket_;  // its executor is the strand everything here runs on
  net::steady_timer deadline_, wake_;
  Shared& shared_;
  Places::Place place_;  // guarded by the mutex of shared_, once it has started
  const std::string peer_;
  std::atomic<Ticks> idle_since_;  // without a whole request; kBusy while one is answered
  std::atomic<bool> signed_in_{false};
  bool first_ = true;   // nothing has been asked yet
  std::string buffer_;  // received and not yet understood
  std::array<char, 16384> chunk_;
  bool timed_out_ = false, gone_ = false, idle_ = true;
};

}  // namespace homeward::http
