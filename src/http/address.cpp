#include "http/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.hpp"
#include "service/sign_in_keys.hpp"

namespace homeward::http {
namespace {

template <int kFamily, class Bytes>
std::string written(const Bytes& bytes) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  return inet_ntop(kFamily, &bytes, text.data(), text.size()) ? text.data() : "";
}

bool holds_ipv4(const in6_addr& bytes) {
  static constexpr std::array<unsigned char, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255};
  return std::memcmp(&bytes, kMapped.data(), kMapped.size()) == 0;
}

}  // namespace

std::optional<std::string> read_address(std::string_view text) {
  std::string plain(text::trim(text));
  if (plain.starts_with('[')) {
    const auto end = plain.find(']');
    if (end == std::string::npos) return std::nullopt;
    plain = plain.substr(1, end - 1);
  } else if (std::count(plain.begin(), plain.end(), ':') == 1) {
    plain.erase(plain.find(':'));
  }
  in_addr four{};
  if (inet_pton(AF_INET, plain.c_str(), &four) == 1) return written<AF_INET>(four);
  in6_addr six{};
  if (inet_pton(AF_INET6, plain.c_str(), &six) != 1) return std::nullopt;
  if (!holds_ipv4(six)) return written<AF_INET6>(six);
  std::memcpy(&four, reinterpret_cast<const char*>(&six) + 12, 4);
  return written<AF_INET>(four);
}

std::string client_address(std::string_view peer, const Request& request, bool behind_proxy) {
  const std::string other_end = read_address(peer).value_or(std::string(peer));
  if (!behind_proxy) return other_end;
  const auto last = std::find_if(request.headers.rbegin(), request.headers.rend(),
                                 [](const auto& one) { return one.first == "x-forwarded-for"; });
  if (last == request.headers.rend()) return other_end;
  const std::string_view hops = last->second;
  const auto comma = hops.rfind(',');
  return read_address(comma == std::string_view::npos ? hops : hops.substr(comma + 1))
      .value_or(other_end);
}

std::string sender_of(std::string_view address) {
  return service::network_of(address);
}

}  // namespace homeward::http
