#include "client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "base/text.hpp"

namespace homeward::tests {

std::string Answer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

Connection::Connection(unsigned short port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("the test server cannot be reached");
}

Connection::~Connection() {
  if (socket_ >= 0) ::close(socket_);
}

Connection::Connection(Connection&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      buffer_(std::move(other.buffer_)),
      ended_(other.ended_) {}

bool Connection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Connection::stop_sending() {
  ::shutdown(socket_, SHUT_WR);
}

bool Connection::more() {
  pollfd waiting{socket_, POLLIN, 0};
  // Patience for a machine that has much else to do; a test that passes does not wait.
  if (ended_ || ::poll(&waiting, 1, 60'000) <= 0) return false;
  std::array<char, 65536> bytes{};
  const auto count = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (count <= 0) {
    ended_ = true;
    return false;
  }
  buffer_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

Answer Connection::receive(bool head_only) {
  Answer answer;
  std::size_t end;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!more()) return answer;
  const std::string head = buffer_.substr(0, end);
  buffer_.erase(0, end + 4);
  const auto lines = text::split(head, '\n');
  answer.status = std::atoi(std::string(lines[0].substr(lines[0].find(' ') + 1)).c_str());
  if (answer.status == 100) return receive(head_only);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto colon = lines[i].find(':');
    answer.headers.emplace(text::lower(lines[i].substr(0, colon)),
                           text::trim(lines[i].substr(colon + 1)));
  }
  const auto length = static_cast<std::size_t>(std::atoll(answer.header("content-length").c_str()));
  if (head_only || answer.status == 204 || answer.status == 304) return answer;
  while (buffer_.size() < length)
    if (!more()) return answer;
  answer.body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  return answer;
}

std::optional<std::string> Connection::read_until(std::string_view text) {
  std::size_t at;
  while ((at = buffer_.find(text)) == std::string::npos)
    if (!more()) return std::nullopt;
  std::string read = buffer_.substr(0, at + text.size());
  buffer_.erase(0, at + text.size());
  return read;
}

bool Connection::closed() {
  while (more()) {
  }
  return ended_;
}

}  // namespace homeward::tests
