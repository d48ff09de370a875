// The one table of routes. docs/openapi.yaml says the same at length, and tests/http holds the two
// together.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"
#include "service/policy.hpp"

namespace homeward::http {

struct Tools;  // tools.hpp

struct Call {
  Tools& tools;
  Request& request;
  service::Actor actor;                 // of a signed-in person; empty for sign-in
  std::vector<std::string> parameters;  // what stands for each {…} of the pattern, in order
};

enum class Body { none, json, upload };

struct Route {
  Method method;
  std::string_view pattern;         // "/api/trackers/{id}"
  std::optional<service::Act> act;  // what the role must allow; nothing: anyone (sign-in only)
  Body body;
  Response (*handle)(Call& call);
  // Of an upload: its own limit in bytes, below the server's.
  std::uint64_t (*most_bytes)(const service::Service& service) = nullptr;
};

std::span<const Route> routes();

struct Match {
  const Route* route = nullptr;  // none: see `allowed`
  std::vector<std::string> parameters;
  std::vector<Method> allowed;  // methods of that path; empty: no such path
};
// GET routes also answer HEAD.
Match match(Method method, const std::vector<std::string>& segments);

}  // namespace homeward::http
