#include "http/guards.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/decode.hpp"

namespace homeward::http {
namespace {

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1" || address == "localhost";
}

// "https://homeward.example:8443" -> "homeward.example:8443"
std::string_view host_of_origin(std::string_view origin) {
  const auto scheme = origin.find("://");
  if (scheme == std::string_view::npos) return {};
  origin.remove_prefix(scheme + 3);
  return origin.substr(0, origin.find('/'));
}

}  // namespace

bool Reach::secure_cookies() const {
  if (!public_origin.empty()) return public_origin.starts_with("https://");
  return !is_loopback(address);
}

bool host_allowed(const Reach& reach, std::string_view host_header) {
  const auto host = host_name(host_header);
  if (!host) return false;
  if (!reach.public_origin.empty() && *host == host_name(host_of_origin(reach.public_origin)))
    return true;
  if (is_loopback(reach.address))
    return *host == "localhost" || *host == "127.0.0.1" || *host == "[::1]" ||
           *host == reach.address;
  return reach.public_origin.empty();
}

bool same_origin(const Request& request) {
  if (request.has_header("sec-fetch-site")) {
    const std::string_view site = request.header("sec-fetch-site");
    if (site != "same-origin" && site != "none") return false;
  }
  if (!request.has_header("origin")) return true;
  const std::string_view origin = request.header("origin");
  return text::lower(host_of_origin(origin)) == text::lower(request.header("host"));
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
  const bool cached = std::any_of(response.headers.begin(), response.headers.end(),
                                  [](const auto& one) { return one.first == "Cache-Control"; });
  if (!cached) response.set("Cache-Control", "no-store");
}

std::string session_cookie(std::string_view token, bool secure) {
  std::string cookie(kSessionCookie);
  cookie.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Strict");
  if (secure) cookie.append("; Secure");
  return cookie;
}

std::string ended_cookie(bool secure) {
  return session_cookie("", secure) + "; Max-Age=0";
}

}  // namespace homeward::http
