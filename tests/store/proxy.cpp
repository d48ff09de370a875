#include "proxy.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace homeward::store::testing {
namespace {

sockaddr_in local(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

}  // namespace

Proxy::Proxy(const std::string& url) : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  auto address = local(0);
  socklen_t length = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, any, length) != 0 || ::listen(listener_, 64) != 0 ||
      ::getsockname(listener_, any, &length) != 0)
    throw std::runtime_error("the proxy cannot listen");
  const auto colon = url.find(':', url.find('@')), slash = url.find('/', colon);
  port_behind_ = std::stoi(url.substr(colon + 1, slash - colon - 1));
  url_ = url.substr(0, colon + 1) + std::to_string(ntohs(address.sin_port)) + url.substr(slash);
  thread_ = std::thread([this] { run(); });
}

Proxy::~Proxy() {
  closing_ = true;
  thread_.join();
  for (const Pair& pair : pairs_) {
    ::close(pair.here);
    ::close(pair.there);
  }
  ::close(listener_);
}

bool Proxy::pass(int from, int to) const {
  std::array<char, 65536> bytes{};
  const auto length = ::recv(from, bytes.data(), bytes.size(), 0);
  return length > 0 &&
         ::send(to, bytes.data(), static_cast<std::size_t>(length), MSG_NOSIGNAL) == length;
}

void Proxy::run() {
  while (!closing_) {
    std::vector<pollfd> sockets{{listener_, POLLIN, 0}};
    std::vector<std::size_t> of;  // which pair each two sockets belong to
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      if (hangs_ || pairs_[i].number <= forgotten_) continue;
      sockets.push_back({pairs_[i].here, POLLIN, 0});
      sockets.push_back({pairs_[i].there, POLLIN, 0});
      of.push_back(i);
    }
    if (::poll(sockets.data(), sockets.size(), 20) <= 0) continue;
    std::vector<std::size_t> ended;
    for (std::size_t i = 0; i < of.size(); ++i) {
      const Pair& pair = pairs_[of[i]];
      const bool here = sockets[1 + 2 * i].revents == 0 || pass(pair.here, pair.there);
      const bool there = sockets[2 + 2 * i].revents == 0 || pass(pair.there, pair.here);
      if (!here || !there) ended.push_back(of[i]);
    }
    for (auto one = ended.rbegin(); one != ended.rend(); ++one) {
      ::close(pairs_[*one].here);
      ::close(pairs_[*one].there);
      pairs_.erase(pairs_.begin() + static_cast<std::ptrdiff_t>(*one));
    }
    if (sockets.front().revents == 0) continue;
    Pair pair;
    pair.number = ++accepted_;
    pair.here = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    pair.there = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto behind = local(port_behind_);
    if (::connect(pair.there, reinterpret_cast<const sockaddr*>(&behind), sizeof behind) != 0) {
      ::close(pair.here);
      ::close(pair.there);
      continue;
    }
    pairs_.push_back(pair);
  }
}

}  // namespace homeward::store::testing
