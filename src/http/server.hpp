// The HTTP server: sockets in, answers out.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/event_hub.hpp"
#include "http/guards.hpp"
#include "http/static_files.hpp"
#include "http/work.hpp"
#include "service/service.hpp"

namespace homeward::http {

struct ServerOptions {
  std::string address = "127.0.0.1";  // IPv4 or IPv6, no names
  unsigned short port = 8080;         // 0: any free one; Server::port() tells which
  FileSet files;                      // the built pages (read_files); none: a plain page says so

  // How browsers reach it when that differs from the address, e.g. "https://homeward.example". It
  // then answers only to this host, and to loopback names if it listens on a loopback address
  // (against DNS rebinding); cookies are Secure when it is https. Without it, a loopback address
  // answers to loopback names only and any other address to every name, and cookies are Secure
  // unless the address is loopback.
  std::string public_origin;
  // A proxy stands before it: the address of who asks is then the last one in X-Forwarded-For.
  bool behind_proxy = false;
  FigureReaders figure_readers;  // of /metrics

  std::size_t header_bytes = 16 << 10;
  std::uint64_t body_bytes = 256 << 10;       // of a JSON body
  std::uint64_t upload_bytes = 256ull << 20;  // of one upload, held in memory while it is read
  std::size_t uploads = 2;                    // at the same time, one of each session
  std::uint64_t upload_speed = 10'000;        // least bytes a second of an upload, over upload_time
  std::chrono::milliseconds upload_time{60'000};

  // When this many are open, the connection that has been idle longest is closed, first of those
  // that belong to no session; if none is idle, the new one is closed. There are fewer where fewer
  // files may be open.
  std::size_t connections = 4096;
  std::size_t connections_of_one = 2048;  // address; behind a proxy all come from one
  std::size_t sign_ins = 32;              // waiting at the same time
  std::size_t sign_ins_of_one = 8;        // address

  int io_threads = 1;
  // Threads for work that waits for the database, and how much of each may wait.
  int read_threads = 4, write_threads = 4, slow_threads = 2;
  std::size_t waiting_reads = 2048, waiting_writes = 64, waiting_slow = 32;

  std::chrono::milliseconds first_request_timeout{10'000};  // of a new connection
  std::chrono::milliseconds idle_timeout{75'000};           // between requests
  std::chrono::milliseconds header_timeout{10'000};         // for a whole head
  std::chrono::milliseconds stall_timeout{30'000};   // without a byte of a body, read or written
  std::chrono::milliseconds body_timeout{60'000};    // for a whole JSON body
  std::chrono::milliseconds answer_timeout{30'000};  // for an answer to be made
  std::chrono::milliseconds slow_timeout{300'000};   // the same for what is slow
  std::chrono::milliseconds health_timeout{2'000};   // for an answer to /health
  std::chrono::milliseconds heartbeat{15'000};       // of event streams; the session is checked too
  HubLimits events;
  bool quiet = false;  // no log

  std::chrono::milliseconds time_for(Work work) const;
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
