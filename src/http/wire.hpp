// HTTP/1.1 requests from bytes. The one way from a socket to a Request, and what the fuzzer feeds.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"

namespace homeward::http {

// Why a request is not served: a status and a sentence without anything the sender wrote.
struct Refusal {
  int status = 400;
  std::string sentence;
};

struct Head {
  Request request;                              // body, files and fields still empty
  std::optional<std::uint64_t> content_length;  // none: chunked, or no body
  bool has_body = false;
  bool expects_continue = false;  // the sender waits for "100 Continue"
  bool keep_alive = true;
};

// Reads one request. Strict where senders could disagree about where a request ends: refuses
// Transfer-Encoding beside Content-Length, any transfer coding but chunked, repeated or odd
// Content-Length, folded header lines, bare line feeds, a missing or repeated Host, and versions
// other than 1.0 and 1.1.
class RequestReader {
 public:
  explicit RequestReader(std::size_t header_bytes);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  using BodySink = std::function<void(std::string_view)>;

  struct Step {
    std::size_t used = 0;  // bytes taken; the rest must come again with what follows it
    std::optional<Refusal> refused;
  };
  // Feeds bytes until the head is complete.
  Step read_head(std::string_view bytes);
  bool head_complete() const;
  // Once the head is complete.
  Head& head();

  // Feeds bytes of the body (chunks undone) to `sink`; stops at the end of this request.
  Step read_body(std::string_view bytes, const BodySink& sink);
  bool complete() const;

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
  bool begun_ = false;
};

}  // namespace homeward::http
