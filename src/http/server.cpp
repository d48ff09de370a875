// The listener and the life of the server. Connections are in connection.hpp.
#include "http/server.hpp"

#include <atomic>
#include <thread>

#include "http/address.hpp"
#include "http/connection.hpp"
#include "http/log.hpp"
#include "http/open_files.hpp"

namespace homeward::http {

std::chrono::milliseconds ServerOptions::time_for(Work work) const {
  switch (work) {
    case Work::slow:
      return slow_timeout;
    case Work::health:
      return health_timeout;
    default:
      return answer_timeout;
  }
}

// The store calls its listener from a thread of its own, perhaps while the server goes away.
struct Relay {
  std::mutex mutex;
  std::function<void(const service::Event&)> pass;
};

struct Server::Rooms {
  Rooms(ServerOptions server_options, service::Service& service)
      : options(std::move(server_options)),
        api(service, options),
        lanes(options),
        shared(options, api, lanes),
        io(std::max(1, options.io_threads)),
        acceptor(io),
        the_service(service) {
    watch();
  }

  ServerOptions options;
  Api api;
  Lanes lanes;
  Shared shared;
  net::io_context io;  // after what its connections use: it is destroyed first
  tcp::acceptor acceptor;
  service::Service& the_service;
  std::shared_ptr<Relay> relay = std::make_shared<Relay>();
  std::vector<std::thread> threads;
  unsigned short port = 0;

  net::awaitable<void> accept();
  void serve();
  void watch();
};

// What the figures tell of the server beside its answers.
void Server::Rooms::watch() {
  Metrics& metrics = api.tools().metrics;
  const std::pair<std::string_view, const Lane&> kinds[] = {
      {"read", lanes.reads},       {"slow", lanes.slow},        {"write", lanes.writes},
      {"session", lanes.sessions}, {"sign_in", lanes.sign_ins}, {"house", lanes.house}};
  for (const auto& [work, lane] : kinds)
    metrics.watch("homeward_work_waiting", "Requests that wait for a thread of their kind.", work,
                  [&lane = lane] { return lane.waiting(); });
  metrics.watch("homeward_connections", "Open connections.", "",
                [this] { return shared.open.load(); });
  metrics.watch("homeward_event_streams", "Pages that follow live changes.", "",
                [this] { return api.tools().hub.listeners(); });
  metrics.watch("homeward_looks_waiting",
                "Looks that wait in memory for the access log: the database cannot be written.", "",
                [this] { return the_service.looks_waiting(); });
}

net::awaitable<void> Server::Rooms::accept() {
  net::steady_timer pause(io);
  for (;;) {
    auto [error, socket] = co_await acceptor.async_accept(net::make_strand(io), kAsTuple);
    if (shared.stopping || error == net::error::operation_aborted) co_return;
    if (error) {
      // No file descriptors left, most likely: wait until some are.
      (void)shared.let_go_idle("");
      pause.expires_after(std::chrono::milliseconds(100));
      co_await pause.async_wait(kAsTuple);
      continue;
    }
    boost::system::error_code ignored;
    const std::string peer = socket.remote_endpoint(ignored).address().to_string();
    const std::string sender = sender_of(peer);
    auto place = shared.places.take(sender);
    if (!place && shared.let_go_idle(place.error() == NoPlace::own_taken ? sender : std::string()))
      place = shared.places.take(sender);
    if (!place) continue;  // the socket closes here
    socket.set_option(tcp::no_delay(true), ignored);
    socket.set_option(net::socket_base::keep_alive(true), ignored);
    auto connection =
        std::make_shared<Connection>(std::move(socket), std::move(*place), peer, shared);
    connection->start();
  }
}

void Server::Rooms::serve() {
  for (;;) {
    try {
      io.run();
      return;
    } catch (...) {
      log_exception("a connection");
    }
  }
}

Server::Server(std::unique_ptr<Rooms> rooms) : rooms_(std::move(rooms)) {}

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, service::Service& service) {
  boost::system::error_code error;
  const auto address =
      net::ip::make_address(options.address == "localhost" ? "127.0.0.1" : options.address, error);
  if (error)
    return fail(ErrorKind::invalid_input, "“" + options.address +
                                              "” is not an IP address. Use 127.0.0.1, or 0.0.0.0 "
                                              "for all.");
  if (!options.public_origin.empty()) {
    auto origin = read_origin(options.public_origin);
    if (!origin) return tl::unexpected(origin.error());
    options.public_origin = std::move(*origin);
  }
  options.connections = std::min(options.connections, connections_with(allow_open_files()));
  log_quietly(options.quiet);
  auto rooms = std::make_unique<Rooms>(std::move(options), service);
  const tcp::endpoint endpoint(address, rooms->options.port);
  auto& acceptor = rooms->acceptor;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(net::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
  if (error)
    return fail(ErrorKind::unavailable,
                "Port " + std::to_string(rooms->options.port) + " of " + rooms->options.address +
                    " cannot be used (" + error.message() +
                    "). Is another server running there? Name another with --listen.");
  rooms->port = acceptor.local_endpoint().port();

  rooms->relay->pass = [&to = *rooms](const service::Event& event) {
    net::post(to.lanes.house.executor(), [&to, event] { to.api.tell(event); });
  };
  service.listen([relay = rooms->relay](const service::Event& event) {
    const std::lock_guard lock(relay->mutex);
    if (relay->pass) relay->pass(event);
  });
  net::co_spawn(rooms->io, rooms->accept(), net::detached);
  for (int i = 0; i < std::max(1, rooms->options.io_threads); ++i)
    rooms->threads.emplace_back([&all = *rooms] { all.serve(); });
  return std::unique_ptr<Server>(new Server(std::move(rooms)));
}

unsigned short Server::port() const {
  return rooms_->port;
}
std::size_t Server::open_connections() const {
  return rooms_->shared.open;
}
std::size_t Server::event_listeners() const {
  return rooms_->api.tools().hub.listeners();
}

void Server::stop() {
  Rooms& rooms = *rooms_;
  if (rooms.shared.stopping.exchange(true)) return;
  {
    const std::lock_guard lock(rooms.relay->mutex);
    rooms.relay->pass = nullptr;
  }
  net::post(rooms.io, [&rooms] {
    boost::system::error_code ignored;
    rooms.acceptor.close(ignored);
  });
  rooms.api.tools().hub.end_all();
  rooms.shared.close_idle();
  for (int waited = 0; rooms.shared.open > 0 && waited < 400; ++waited)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  rooms.lanes.close();
  rooms.io.stop();
  for (std::thread& thread : rooms.threads) thread.join();
}

Server::~Server() {
  stop();
}

}  // namespace homeward::http
