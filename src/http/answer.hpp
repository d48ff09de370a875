// Ready-made responses.
#pragma once

#include <string>

#include "base/result.hpp"
#include "http/message.hpp"

namespace homeward::http {

Response json(int status, std::string body);
Response nothing();  // 204

// The same response, with what it shows of children (for the access log).
Response showing(Response response, Shown shown);

// application/problem+json (RFC 9457). `detail` is shown to a person and holds no personal data.
// A 500 or 503 is an incident: its number is in the answer, and Api writes it into the log.
Response problem(int status, std::string_view detail);
Response problem(const Error& error);
// 500 for the exception in flight; call inside a catch block.
Response problem_in_flight(std::string_view detail);

int status_of(ErrorKind kind);

}  // namespace homeward::http
