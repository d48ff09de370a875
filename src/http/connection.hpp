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
#include "http/wire.hpp"

namespace homeward::http {

namespace net = boost::asio;
using tcp = net::ip::tcp;
inline constexpr auto kAsTuple = net::as_tuple(net::use_awaitable);

class Connection;

// What all connections of a server share.
struct Shared {
  const ServerOptions& options;
  Api& api;
  net::thread_pool& workers;
  net::thread_pool& sign_ins;
  std::atomic<bool> stopping;
  std::atomic<std::size_t> open, uploads, waiting_sign_ins;
  std::mutex mutex;
  std::set<Connection*> connections;
  void close_idle();
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, Shared& shared);
  ~Connection();
  void start();
  void close_if_idle();  // on its strand

 private:
  enum class Next { request, close };

  net::awaitable<void> run();
  net::awaitable<Next> serve_one();
  net::awaitable<bool> read_head(RequestReader& reader);
  // The whole body into the request; a response (to send, then close) when that cannot be. An empty
  // optional and `gone_` when the other side went away.
  net::awaitable<std::optional<Response>> read_body(RequestReader& reader, const Plan& plan);
  net::awaitable<std::optional<Response>> admit(Head& head, const Plan& plan);
  net::awaitable<Response> answer(Request& request, const Plan& plan);
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

  tcp::socket socket_;  // its executor is the strand everything here runs on
  net::steady_timer deadline_, wake_;
  Shared& shared_;
  std::string buffer_;  // received and not yet understood
  std::array<char, 16384> chunk_;
  bool timed_out_ = false, gone_ = false, idle_ = true;
};

}  // namespace homeward::http
