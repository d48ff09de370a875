// Stands between a store and its PostgreSQL, and can stop passing bytes without closing anything,
// as a firewall that forgets a connection or a server that hangs.
#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace homeward::store::testing {

class Proxy {
 public:
  // `url`: of the PostgreSQL behind it, "postgres://…@HOST:PORT/…".
  explicit Proxy(const std::string& url);
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  const std::string& url() const { return url_; }  // the same database, through here
  // Those open now pass nothing from here on; later ones do.
  void forget_open_ones() { forgotten_ = accepted_.load(); }
  // Nothing passes, and new connections are taken and hear nothing.
  void hang(bool hangs) { hangs_ = hangs; }

 private:
  struct Pair {
    int number = 0, here = -1, there = -1;
  };
  void run();
  bool pass(int from, int to) const;

  std::string url_;
  int listener_ = -1;
  int port_behind_ = 0;
  std::vector<Pair> pairs_;
  std::atomic<int> accepted_{0}, forgotten_{0};
  std::atomic<bool> hangs_{false}, closing_{false};
  std::thread thread_;
};

}  // namespace homeward::store::testing
