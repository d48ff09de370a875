// The checks that every request must pass, and the headers that every answer must carry.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/message.hpp"

namespace homeward::http {

// How the server is reached, from its options.
struct Reach {
  std::string address;        // it listens on
  std::string public_origin;  // may be empty; else as read_origin gives it
  bool secure_cookies() const;
  bool https_only() const;  // browsers are known to come by HTTPS
};

// How browsers reach a server: "https://Homeward.example:443" gives "https://homeward.example".
// Errors: invalid_input for anything but a scheme, a host and perhaps a port.
Result<std::string> read_origin(std::string_view text);

// Is the Host header one of ours? (DNS rebinding: a page of another site that makes its own name
// point to 127.0.0.1 still sends its own name.) Any host when it listens on other addresses and no
// public origin is known.
bool host_allowed(const Reach& reach, std::string_view host_header);

// For sign-in, the one writing request without a CSRF token: false when the browser says that it
// comes from a page of another origin. Compared with the public origin, whatever Host a proxy
// passes on; without a public origin with the host that was asked.
bool same_origin(const Reach& reach, const Request& request);

// Who may read the figures of this server, beside programs on the machine itself.
struct FigureReaders {
  std::vector<std::string> addresses;  // as client_address() gives them
  std::string token;                   // empty: none
};
// At least so many characters has a token that is not guessed.
inline constexpr std::size_t kLeastToken = 20;

// Errors: invalid_input for an address that is none or is of this machine, and for a short token.
Result<FigureReaders> read_figure_readers(const std::vector<std::string>& addresses,
                                          std::string_view token);

// Deny by default: true for a request that carries the token; that comes from one of the addresses;
// or that comes from this machine, calls it by a loopback name, and was passed on by no proxy.
// Without `behind_proxy` what a proxy passed on comes from nobody who is known.
bool may_read_figures(const FigureReaders& readers, const Request& request, bool behind_proxy);

// Headers that stand on every answer; `nonce` (may be empty) allows the inline parts of index.html.
void add_security_headers(Response& response, std::string_view nonce, bool api);

std::string session_cookie(std::string_view token, bool secure);  // Set-Cookie value
std::string ended_cookie(bool secure);
// A secure cookie has a name that browsers take from this host over HTTPS alone.
std::string_view session_cookie_name(bool secure);

// This cookie stays on a device on which somebody has signed in, one for each account (its id ends
// the name). It is sent with signing in only.
std::string device_cookie(std::string_view device, bool secure);  // Set-Cookie value
inline constexpr std::string_view kDeviceCookie = "homeward_device_";

}  // namespace homeward::http
