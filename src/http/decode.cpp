#include "http/decode.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace homeward::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

constexpr std::size_t kMostSegments = 16, kMostQueryNames = 32;

std::optional<std::vector<std::string>> parse_path(std::string_view path) {
  std::vector<std::string> segments;
  if (path == "/") return segments;
  const auto parts = text::split(path.substr(1), '/');
  if (parts.size() > kMostSegments) return std::nullopt;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto part = percent_decode(parts[i]);
    if (!part || *part == "." || *part == "..") return std::nullopt;
    if (part->find_first_of("/\\") != std::string::npos) return std::nullopt;
    if (part->empty() && i + 1 != parts.size()) return std::nullopt;
    segments.push_back(std::move(*part));
  }
  return segments;
}

std::optional<std::map<std::string, std::string>> parse_query(std::string_view query) {
  std::map<std::string, std::string> names;
  if (query.empty()) return names;
  for (const std::string_view part : text::split(query, '&')) {
    if (part.empty()) continue;
    const auto equals = part.find('=');
    auto name = percent_decode(part.substr(0, equals), true);
    auto value = equals == std::string_view::npos ? std::string()
                                                  : percent_decode(part.substr(equals + 1), true);
    if (!name || !value || name->empty()) return std::nullopt;
    if (!names.emplace(std::move(*name), std::move(*value)).second) return std::nullopt;
    if (names.size() > kMostQueryNames) return std::nullopt;
  }
  return names;
}

std::string_view unquote(std::string_view value) {
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
    return value.substr(1, value.size() - 2);
  return value;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (text.size() - i < 3) return std::nullopt;
      const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    if (is_control(c)) return std::nullopt;
    decoded.push_back(c);
  }
  if (!text::valid_utf8(decoded)) return std::nullopt;
  return decoded;
}

std::optional<Target> parse_target(std::string_view target) {
  if (target.empty() || target.front() != '/') return std::nullopt;
  if (target.find('#') != std::string_view::npos) return std::nullopt;
  const auto question = target.find('?');
  auto segments = parse_path(target.substr(0, question));
  auto query = parse_query(question == std::string_view::npos ? std::string_view()
                                                              : target.substr(question + 1));
  if (!segments || !query) return std::nullopt;
  return Target{std::move(*segments), std::move(*query)};
}

std::map<std::string, std::string> parse_cookies(std::string_view header) {
  std::map<std::string, std::string> cookies;
  for (const std::string_view part : text::split(header, ';')) {
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    const auto name = text::trim(part.substr(0, equals));
    if (name.empty()) continue;
    cookies.emplace(std::string(name), std::string(unquote(text::trim(part.substr(equals + 1)))));
  }
  return cookies;
}

std::optional<std::int32_t> parse_version(std::string_view if_match) {
  const std::string_view digits = unquote(text::trim(if_match));
  if (digits.size() + 2 != text::trim(if_match).size()) return std::nullopt;
  if (digits == "0") return 0;
  const auto number = parse_number(digits);
  if (!number || *number > 999'999'999) return std::nullopt;
  return static_cast<std::int32_t>(*number);
}

bool none_match_names(std::string_view if_none_match, std::string_view tag) {
  for (std::string_view part : text::split(if_none_match, ',')) {
    part = text::trim(part);
    if (part == "*") return true;
    if (part.starts_with("W/")) part.remove_prefix(2);
    if (part == tag) return true;
  }
  return false;
}

bool accepts_gzip(std::string_view accept_encoding) {
  for (const std::string_view part : text::split(accept_encoding, ',')) {
    const auto semicolon = part.find(';');
    if (text::lower(text::trim(part.substr(0, semicolon))) != "gzip") continue;
    if (semicolon == std::string_view::npos) return true;
    std::string_view weight = text::trim(part.substr(semicolon + 1));
    if (!weight.starts_with("q=")) return false;
    weight.remove_prefix(2);
    return weight.find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

std::optional<std::int64_t> parse_number(std::string_view text) {
  if (text.empty() || text.size() > 18 || text.front() == '0') return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number <= 0) return std::nullopt;
  return number;
}

std::string media_type(std::string_view content_type) {
  return text::lower(text::trim(content_type.substr(0, content_type.find(';'))));
}

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  if (media_type(content_type) != "multipart/form-data") return std::nullopt;
  const auto parameters = text::split(content_type, ';');
  for (std::size_t i = 1; i < parameters.size(); ++i) {
    const std::string_view parameter = text::trim(parameters[i]);
    const auto equals = parameter.find('=');
    if (equals == std::string_view::npos) continue;
    if (text::lower(text::trim(parameter.substr(0, equals))) != "boundary") continue;
    const std::string_view boundary = unquote(text::trim(parameter.substr(equals + 1)));
    if (boundary.empty() || boundary.size() > 70) return std::nullopt;
    constexpr std::string_view kAllowed =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=? ";
    if (boundary.find_first_not_of(kAllowed) != std::string_view::npos || boundary.back() == ' ')
      return std::nullopt;
    return std::string(boundary);
  }
  return std::nullopt;
}

std::optional<std::string> host_name(std::string_view host) {
  if (host.empty() || host.size() > 255) return std::nullopt;
  std::string_view name = host, port;
  if (host.front() == '[') {
    const auto close = host.find(']');
    if (close == std::string_view::npos) return std::nullopt;
    name = host.substr(0, close + 1);
    port = host.substr(close + 1);
  } else if (const auto colon = host.find(':'); colon != std::string_view::npos) {
    name = host.substr(0, colon);
    port = host.substr(colon);
  }
  if (!port.empty()) {
    if (port.front() != ':' || port.size() > 6) return std::nullopt;
    if (port.substr(1).find_first_not_of("0123456789") != std::string_view::npos)
      return std::nullopt;
  }
  constexpr std::string_view kAllowed =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._:[]";
  if (name.empty() || name.find_first_not_of(kAllowed) != std::string_view::npos)
    return std::nullopt;
  return text::lower(name);
}

}  // namespace homeward::http
