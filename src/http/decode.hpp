// Reading what a browser sends: targets, queries, cookies, entity tags. Pure; each function refuses
// what it does not fully understand.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/ids.hpp"

namespace homeward::http {

// RFC 3986 percent-decoding, once. Nothing for a "%" without two hex digits, for control characters
// (encoded or not) and for bytes that are not UTF-8.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);

struct Target {
  std::vector<std::string> segments;  // as in Request
  std::map<std::string, std::string> query;
};
// An origin-form target ("/api/trackers/joint?as_of=2026-02-03"). Nothing for any other form, a
// fragment, "." or "..", an empty part, an encoded slash, a query name given twice, more than 32
// query names, or more than 16 parts.
std::optional<Target> parse_target(std::string_view target);

// "a=1; b=2". Parts without "=" are left out; the first of a name counts (RFC 6265 sends the most
// specific first).
std::map<std::string, std::string> parse_cookies(std::string_view header);

// A version in an If-Match header: "12" in quotes, as the API gives them. Nothing for anything
// else ("*", weak tags, lists, signs, more than nine digits).
std::optional<std::int32_t> parse_version(std::string_view if_match);

// Does an If-None-Match header (a list, weak or not, or "*") name this tag (in its quotes)?
bool none_match_names(std::string_view if_none_match, std::string_view tag);

// True when gzip is named in Accept-Encoding and not with q=0.
bool accepts_gzip(std::string_view accept_encoding);

// A positive number of at most 18 digits, no sign, no leading zero.
std::optional<std::int64_t> parse_number(std::string_view text);

// "text/html; charset=utf-8" -> "text/html", in lower case.
std::string media_type(std::string_view content_type);

// The boundary of a multipart/form-data content type, 1 to 70 characters; nothing when it is
// missing or holds characters a boundary may not.
std::optional<std::string> multipart_boundary(std::string_view content_type);

// Host header without its port, lower case: "[::1]:8080" -> "[::1]". Nothing when it cannot be a
// host.
std::optional<std::string> host_name(std::string_view host);

}  // namespace homeward::http
