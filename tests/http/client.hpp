// A client that sends exactly the bytes it is told to.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace homeward::tests {

struct Answer {
  int status = 0;                                   // 0: the connection ended without an answer
  std::multimap<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::string header(const std::string& name) const;
};

class Connection {
 public:
  explicit Connection(unsigned short port);
  ~Connection();
  Connection(Connection&& other) noexcept;
  Connection(const Connection&) = delete;

  // False when the other side is gone.
  bool send(std::string_view bytes);
  // The next answer (interim ones are left out), its body read by Content-Length.
  Answer receive(bool head_only = false);
  // Reads until `text` has come (gives all that was read and forgets it), or the other side closed,
  // or ten seconds passed (gives nothing).
  std::optional<std::string> read_until(std::string_view text);
  // True once the other side has closed; waits at most ten seconds.
  bool closed();
  void stop_sending();

 private:
  bool more();
  int socket_ = -1;
  std::string buffer_;
  bool ended_ = false;
};

}  // namespace homeward::tests
