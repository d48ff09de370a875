// Where a request comes from.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace homeward::http {

// An address in its usual form; nothing if it is not one. "1.2.3.4:5678" and "[::1]:5678", as some
// proxies write it, are taken without the port.
std::optional<std::string> read_address(std::string_view text);

// The address of the sender of the request: the other end of the connection (`peer`), or behind a
// proxy the last address in X-Forwarded-For, which the proxy itself has put there; anybody may have
// written what stands before it. `peer` if there is none or it is not an address.
std::string client_address(std::string_view peer, const Request& request, bool behind_proxy);

// What is counted as one sender: an IPv4 address, or an IPv6 network of 64 bits, since one machine
// has all addresses of it.
std::string sender_of(std::string_view address);

}  // namespace homeward::http
