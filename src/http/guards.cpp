#include "http/guards.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/address.hpp"
#include "http/decode.hpp"
#include "http/random.hpp"

namespace homeward::http {
namespace {

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1" || address == "localhost";
}

// "https://homeward.example:8443" -> "homeward.example:8443"
std::string_view host_of_origin(std::string_view origin) {
  const auto scheme = origin.find("://");
  return scheme == std::string_view::npos ? std::string_view() : origin.substr(scheme + 3);
}

bool is_loopback_host(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

}  // namespace

Result<std::string> read_origin(std::string_view text) {
  const std::string origin = text::lower(text::trim(text));
  const std::string_view host = host_of_origin(origin);
  const std::string_view scheme = std::string_view(origin).substr(0, origin.find("://"));
  const bool plain = host.find_first_of("/?#@ ") == std::string_view::npos;
  const auto name = plain ? host_name(host) : std::nullopt;
  if ((scheme != "https" && scheme != "http") || !name || name->empty() || host.ends_with(':'))
    return fail(ErrorKind::invalid_input,
                "--origin takes what browsers show before the first “/”, like "
                "https://homeward.example: http or https and a host, and a port if it has one.");
  const std::string_view usual_port = scheme == "https" ? ":443" : ":80";
  const bool usual = host.substr(name->size()) == usual_port;
  return usual ? std::string(origin, 0, origin.size() - usual_port.size()) : origin;
}

bool Reach::https_only() const {
  return public_origin.starts_with("https://");
}

bool Reach::secure_cookies() const {
  return public_origin.empty() ? !is_loopback(address) : https_only();
}

bool host_allowed(const Reach& reach, std::string_view host_header) {
  const auto host = host_name(host_header);
  if (!host) return false;
  if (!reach.public_origin.empty() && *host == host_name(host_of_origin(reach.public_origin)))
    return true;
  if (is_loopback(reach.address)) return is_loopback_host(*host) || *host == reach.address;
  return reach.public_origin.empty();
}

bool same_origin(const Reach& reach, const Request& request) {
  if (request.has_header("sec-fetch-site")) {
    const std::string_view site = request.header("sec-fetch-site");
    if (site != "same-origin" && site != "none") return false;
  }
  if (!request.has_header("origin")) return true;
  const auto origin = read_origin(request.header("origin"));
  if (!origin) return false;
  if (!reach.public_origin.empty() && *origin == reach.public_origin) return true;
  const std::string asked = text::lower(request.header("host"));
  const auto host = host_name(asked);
  // Past the proxy, on the machine itself.
  if (!reach.public_origin.empty() &&
      !(host && is_loopback(reach.address) && is_loopback_host(*host)))
    return false;
  return *origin == read_origin("http://" + asked).value_or("") ||
         (reach.public_origin.empty() && *origin == read_origin("https://" + asked).value_or(""));
}

Result<FigureReaders> read_figure_readers(const std::vector<std::string>& addresses,
                                          std::string_view token) {
  FigureReaders readers;
  for (const std::string& text : addresses) {
    auto address = read_address(text);
    if (!address)
      return fail(ErrorKind::invalid_input,
                  "--metrics-from takes the address of one machine, like 192.0.2.7.");
    if (is_loopback(*address))
      return fail(ErrorKind::invalid_input,
                  "--metrics-from need not name this machine: its own programs may read /metrics "
                  "already, unless a proxy passes them on.");
    readers.addresses.push_back(std::move(*address));
  }
  if (!token.empty() && token.size() < kLeastToken)
    return fail(ErrorKind::invalid_input, "HOMEWARD_METRICS_TOKEN has fewer than " +
                                              std::to_string(kLeastToken) +
                                              " characters. Make one with “openssl rand -hex 32”.");
  readers.token = token;
  return readers;
}

bool may_read_figures(const FigureReaders& readers, const Request& request, bool behind_proxy) {
  constexpr std::string_view kBearer = "Bearer ";
  const std::string_view sent = request.header("authorization");
  if (readers.token.size() >= kLeastToken && sent.starts_with(kBearer) &&
      short_hash(sent.substr(kBearer.size())) == short_hash(readers.token))
    return true;
  const bool passed_on = request.has_header("x-forwarded-for") || request.has_header("forwarded") ||
                         request.has_header("via");
  if (passed_on && !behind_proxy) return false;
  if (std::find(readers.addresses.begin(), readers.addresses.end(), request.address) !=
      readers.addresses.end())
    return true;
  const auto host = host_name(request.header("host"));
  return !passed_on && is_loopback(request.address) && host && is_loopback_host(*host);
}

void add_security_headers(Response& response, std::string_view nonce, bool api) {
  std::string policy = "default-src 'none'; script-src 'self'";
  const std::string inline_part = nonce.empty() ? "" : " 'nonce-" + std::string(nonce) + "'";
  policy += inline_part + "; style-src 'self'" + inline_part +
            "; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; manifest-src "
            "'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  if (api) policy = "default-src 'none'; frame-ancestors 'none'";
  response.set("Content-Security-Policy", std::move(policy));
  response.set("X-Content-Type-Options", "nosniff");
  response.set("X-Frame-Options", "DENY");
  response.set("Referrer-Policy", "no-referrer");
  response.set("Permissions-Policy",
               "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  response.set("Cross-Origin-Embedder-Policy", "require-corp");
  response.set("Cross-Origin-Resource-Policy", "same-origin");
  // Nothing of a child is left in a browser's cache, whatever a route says.
  if (api)
    std::erase_if(response.headers, [](const auto& one) { return one.first == "Cache-Control"; });
  const bool cached = std::any_of(response.headers.begin(), response.headers.end(),
                                  [](const auto& one) { return one.first == "Cache-Control"; });
  if (!cached) response.set("Cache-Control", "no-store");
}

std::string_view session_cookie_name(bool secure) {
  return secure ? "__Host-homeward_session" : "homeward_session";
}

std::string session_cookie(std::string_view token, bool secure) {
  std::string cookie(session_cookie_name(secure));
  cookie.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Strict");
  if (secure) cookie.append("; Secure");
  return cookie;
}

std::string device_cookie(std::string_view device, bool secure) {
  std::string cookie(kDeviceCookie);
  cookie.append(device.substr(0, device.find('.'))).append("=").append(device);
  cookie.append("; Path=/api/session; Max-Age=34560000; HttpOnly; SameSite=Strict");
  if (secure) cookie.append("; Secure");
  return cookie;
}

std::string ended_cookie(bool secure) {
  return session_cookie("", secure) + "; Max-Age=0";
}

}  // namespace homeward::http
