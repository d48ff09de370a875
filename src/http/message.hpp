// A request as it was understood and a response as it will be sent: plain values, so that routes
// never meet a socket or a parser.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/incident.hpp"
#include "http/shown.hpp"
#include "service/service.hpp"

namespace homeward::http {

enum class Method { get, head, post, put, del, options, other };
std::string_view method_name(Method method);  // "GET" …; "other" for a method we do not know

struct Request {
  Method method = Method::other;
  // The path, split at "/" and then percent-decoded once: no part is empty (except a last one), "."
  // or "..", and none holds "/", "\" or a control character.
  std::vector<std::string> segments;
  std::map<std::string, std::string> query;                  // decoded; each name once
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, as sent
  std::map<std::string, std::string> cookies;
  std::string body;
  // A multipart/form-data body instead of `body`.
  std::vector<service::FileBytes> files, previous_files;
  std::map<std::string, std::string> fields;
  // Set by Api::receive.
  std::string address;        // it comes from; behind a proxy the one that the proxy names
  std::string session_token;  // its session cookie; empty without one

  // The first header of that (lower-case) name; empty when there is none.
  std::string_view header(std::string_view name) const;
  bool has_header(std::string_view name) const;
  std::string path() const;  // "/" and the segments joined: the name of a static file
};

class Subscription;  // event_hub.hpp

struct Response {
  int status = 200;
  std::string content_type;                                  // empty: no body
  std::vector<std::pair<std::string, std::string>> headers;  // beyond content type and length
  std::shared_ptr<const std::string> body;                   // none: empty
  std::shared_ptr<Subscription> events;                      // set: an event stream follows
  std::string_view route;                                    // pattern, for the log
  std::optional<Shown> shown;                                // what of children is in it
  std::optional<Incident> incident;                          // what went wrong on our side
  bool close = false;                                        // end the connection after it

  void set(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
  }
};

// The head of a response as bytes, with Content-Length (unless it is an event stream). A header
// name or value that holds CR, LF or NUL is left out: no value can start a header of its own.
// `https_only`: browsers are told to come by HTTPS alone for a year.
std::string render_head(const Response& response, bool keep_alive, std::string_view date,
                        bool https_only = false);

std::string_view reason_phrase(int status);

}  // namespace homeward::http
