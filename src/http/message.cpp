#include "http/message.hpp"

#include <algorithm>
#include <cctype>

namespace homeward::http {

std::string_view method_name(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::del:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
    case Method::other:
      break;
  }
  return "other";
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

bool Request::has_header(std::string_view name) const {
  return std::any_of(headers.begin(), headers.end(),
                     [&](const auto& header) { return header.first == name; });
}

std::string Request::path() const {
  std::string path;
  for (const std::string& segment : segments) path.append("/").append(segment);
  return path.empty() ? "/" : path;
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 100:
      return "Continue";
    case 200:
      return "OK";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Status";
  }
}

namespace {

bool is_token(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '_';
  });
}

// Visible ASCII, space and tab: what RFC 9110 lets a field value hold, without obsolete bytes.
bool is_field_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(),
                     [](unsigned char c) { return c == '\t' || (c >= 0x20 && c < 0x7f); });
}

void add(std::string& head, std::string_view name, std::string_view value) {
  if (!is_token(name) || !is_field_value(value)) return;
  head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string render_head(const Response& response, bool keep_alive, std::string_view date,
                        bool https_only) {
  std::string head;
  head.reserve(1024);
  head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  head.append(reason_phrase(response.status)).append("\r\n");
  add(head, "Date", date);
  if (https_only) add(head, "Strict-Transport-Security", "max-age=31536000");
  if (!response.content_type.empty()) add(head, "Content-Type", response.content_type);
  for (const auto& [name, value] : response.headers) add(head, name, value);
  if (response.events) {
    add(head, "Connection", "close");
  } else {
    if (response.status != 204 && response.status != 304)
      add(head, "Content-Length", std::to_string(response.body ? response.body->size() : 0));
    add(head, "Connection", keep_alive ? "keep-alive" : "close");
  }
  head.append("\r\n");
  return head;
}

}  // namespace homeward::http
