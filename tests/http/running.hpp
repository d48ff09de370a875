// A server that runs for one test: two authorities with children of their own,
// and somebody of each role.
#pragma once

#include <nlohmann/json.hpp>

#include "bench.hpp"
#include "client.hpp"
#include "http/server.hpp"

namespace homeward::tests {

struct Ask {
  std::string method = "GET", path = "/";
  std::string body = "", content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers = {};
};

// A signed-in person: a cookie and a CSRF token.
struct Person {
  std::string token, csrf;
};

struct Running {
  explicit Running(http::ServerOptions options = {}, const std::string& database_url = {});

  Workbench bench;
  AuthorityId here, there;
  ChildId child, child_there;
  std::unique_ptr<http::Server> server;

  // Signs in over HTTP; each role once in each authority.
  Person person(service::Role role, bool in_other_authority = false);
  // A connection of its own for each.
  Answer ask(const Ask& what, const Person* who = nullptr) const;
  std::string bytes(const Ask& what, const Person* who = nullptr) const;
  // The state of the job that was taken, once it is no longer running.
  nlohmann::json finished(const Answer& taken, const Person& who) const;
};

nlohmann::json json_of(const Answer& answer);

// One multipart/form-data body with these files, boundary "XX".
std::string form_of(const std::vector<service::FileBytes>& files);
// The same with last year's files and fields.
std::string check_form(const std::vector<service::FileBytes>& files,
                       const std::vector<service::FileBytes>& previous,
                       const std::map<std::string, std::string>& fields);
inline constexpr const char* kFormType = "multipart/form-data; boundary=XX";

}  // namespace homeward::tests
