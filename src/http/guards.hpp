// What every request must pass and every answer must carry.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace homeward::http {

// How the server is reached, from its options.
struct Reach {
  std::string address;        // it listens on
  std::string public_origin;  // may be empty
  bool secure_cookies() const;
};

// Is the Host header one of ours? (DNS rebinding: a page of another site that makes its own name
// point to 127.0.0.1 still sends its own name.) Any host when it listens on other addresses and no
// public origin is known.
bool host_allowed(const Reach& reach, std::string_view host_header);

// For the one writing request without a CSRF token (sign-in): false when the browser says that it
// comes from another site.
bool same_origin(const Request& request);

// Headers that stand on every answer; `nonce` (may be empty) allows the inline parts of index.html.
void add_security_headers(Response& response, std::string_view nonce, bool api);

std::string session_cookie(std::string_view token, bool secure);  // Set-Cookie value
std::string ended_cookie(bool secure);
inline constexpr std::string_view kSessionCookie = "homeward_session";

}  // namespace homeward::http
