// Ready-made responses.
#pragma once

#include <string>

#include "base/result.hpp"
#include "http/message.hpp"

namespace homeward::http {

Response json(int status, std::string body);
Response nothing();  // 204

// application/problem+json (RFC 9457). `detail` is shown to a person and holds no personal data.
Response problem(int status, std::string_view detail);
Response problem(const Error& error);

int status_of(ErrorKind kind);

}  // namespace homeward::http
