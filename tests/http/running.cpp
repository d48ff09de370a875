#include "running.hpp"

#include <thread>

#include "service/other_accounts.hpp"

namespace homeward::tests {

Running::Running(http::ServerOptions options, const std::string& database_url)
    : bench("2026-02-11", database_url) {
  here = bench.add_authority("Hereshire");
  there = bench.add_authority("Thereshire");
  child = bench.add_child(here, "H1", "2020-03-04", "2026-01-12");
  child_there = bench.add_child(there, "T1", "2019-05-06", "2025-10-01");
  options.port = 0;
  options.quiet = true;
  auto started = http::Server::start(std::move(options), *bench.service);
  EXPECT_TRUE(started) << (started ? "" : started.error().sentence);
  server = std::move(*started);
}

Person Running::person(service::Role role, bool in_other_authority) {
  const std::string name = std::string(to_text(role)) + (in_other_authority ? "-there" : "");
  if (!bench.service->accounts().find(name)) {
    EXPECT_TRUE(bench.service->accounts().add(name, name, Workbench::kPassword,
                                              in_other_authority ? there : here, role,
                                              service::PasswordIs::own));
  }
  Ask sign_in{"POST", "/api/session"};
  sign_in.body = nlohmann::json{{"name", name}, {"password", Workbench::kPassword}}.dump();
  const Answer answer = ask(sign_in);
  EXPECT_EQ(answer.status, 200) << answer.body;
  const auto signed_in = json_of(answer);
  if (!signed_in.is_object()) return {};  // no answer: the test has failed, and says so
  const std::string cookie = answer.header("set-cookie");
  const auto equals = cookie.find('=');
  return {cookie.substr(equals + 1, cookie.find(';') - equals - 1),
          signed_in.value("csrf_token", "")};
}

std::string Running::bytes(const Ask& what, const Person* who) const {
  std::string text = what.method + " " + what.path +
                     " HTTP/1.1\r\nHost: localhost:" + std::to_string(server->port()) + "\r\n";
  const bool writes = what.method != "GET" && what.method != "HEAD";
  if (who) text += "Cookie: homeward_session=" + who->token + "\r\n";
  if (who && writes) text += "X-CSRF-Token: " + who->csrf + "\r\n";
  if (writes && what.method != "DELETE")
    text += "Content-Type: " + what.content_type +
            "\r\nContent-Length: " + std::to_string(what.body.size()) + "\r\n";
  for (const auto& [name, value] : what.headers) text += name + ": " + value + "\r\n";
  return text + "\r\n" + what.body;
}

Answer Running::ask(const Ask& what, const Person* who) const {
  Connection connection(server->port());
  connection.send(bytes(what, who));
  return connection.receive(what.method == "HEAD");
}

nlohmann::json json_of(const Answer& answer) {
  return nlohmann::json::parse(answer.body, nullptr, false);
}

std::string form_of(const std::vector<service::FileBytes>& files) {
  return check_form(files, {}, {});
}

std::string check_form(const std::vector<service::FileBytes>& files,
                       const std::vector<service::FileBytes>& previous,
                       const std::map<std::string, std::string>& fields) {
  std::string body;
  const auto add = [&](const char* part, const service::FileBytes& file) {
    body += std::string("--XX\r\nContent-Disposition: form-data; name=\"") + part +
            "\"; filename=\"" + file.name + "\"\r\nContent-Type: text/csv\r\n\r\n" + file.bytes +
            "\r\n";
  };
  for (const service::FileBytes& file : files) add("files", file);
  for (const service::FileBytes& file : previous) add("previous", file);
  for (const auto& [name, value] : fields)
    body +=
        "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  return body + "--XX--\r\n";
}

nlohmann::json Running::finished(const Answer& taken, const Person& who) const {
  const std::string job = json_of(taken).value("job", "");
  for (int i = 0; i < 2000; ++i) {
    const auto state = json_of(ask({"GET", "/api/jobs/" + job}, &who));
    if (state.value("state", "") != "running") return state;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return {};
}

}  // namespace homeward::tests
