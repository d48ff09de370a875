// The HTTP server: sockets in, answers out.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/event_hub.hpp"
#include "http/static_files.hpp"
#include "service/service.hpp"

namespace homeward::http {

struct ServerOptions {
  std::string address = "127.0.0.1";  // IPv4 or IPv6, no names
  unsigned short port = 8080;         // 0: any free one; Server::port() tells which
  FileSet files;                      // the built pages (read_files); none: a plain page says so

  // How browsers reach it when that differs from the address, e.g. "https://homeward.example".
  // Only this host is then answered, beside loopback names on a loopback address (against DNS
  // rebinding), and cookies are Secure when it is https. Without it a loopback address answers
  // loopback names only, any other address every name, and cookies are Secure unless it is
  // loopback.
  std::string public_origin;

  std::size_t header_bytes = 16 << 10;
  std::uint64_t body_bytes = 256 << 10;       // of a JSON body
  std::uint64_t upload_bytes = 256ull << 20;  // of one upload, held in memory while it is read
  std::size_t uploads = 2;                    // at the same time
  std::size_t connections = 4096;             // more are closed at once
  int io_threads = 1;
  int worker_threads = 4;                            // database and rendering
  std::chrono::milliseconds idle_timeout{75'000};    // between requests
  std::chrono::milliseconds header_timeout{10'000};  // for a whole head
  std::chrono::milliseconds stall_timeout{30'000};   // without a byte of a body, read or written
  std::chrono::milliseconds body_timeout{60'000};    // for a whole JSON body
  std::chrono::milliseconds heartbeat{15'000};       // of event streams; the session is checked too
  HubLimits events;
  bool quiet = false;  // no log
};

class Server {
 public:
  // Listens and serves on threads of its own from when it returns. `service` must outlive it.
  // Errors: unavailable when the address cannot be used, invalid_input when it is none.
  static Result<std::unique_ptr<Server>> start(ServerOptions options, service::Service& service);
  ~Server();

  unsigned short port() const;

  // Takes no new connections, lets answers under way finish (for 2 seconds at most), ends event
  // streams, waits for a running import. Further calls do nothing.
  void stop();

  // For tests and figures.
  std::size_t open_connections() const;
  std::size_t event_listeners() const;

 private:
  struct Rooms;
  explicit Server(std::unique_ptr<Rooms> rooms);
  std::unique_ptr<Rooms> rooms_;
};

}  // namespace homeward::http
