#include <thread>

#include "running.hpp"

namespace homeward::tests {
namespace {

using service::Role;

Ask upload(const std::string& body) {
  return {"POST", "/api/imports", body, kFormType};
}

const std::vector<service::FileBytes>& a_return() {
  static const auto files = small_return(
      {{"N1", "01/02/2019", "01/05/2025", ""}, {"N2", "01/02/2018", "01/06/2025", ""}});
  return files;
}

nlohmann::json finished(const Running& running, const Person& person, const std::string& job) {
  for (int i = 0; i < 2000; ++i) {
    const auto state = json_of(running.ask({"GET", "/api/jobs/" + job}, &person));
    if (state.value("state", "") != "running") return state;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return {};
}

TEST(Uploads, AReturnComesInBehindThePage) {
  Running running;
  const Person manager = running.person(Role::manager);
  const Answer taken = running.ask(upload(form_of(a_return())), &manager);
  ASSERT_EQ(taken.status, 202) << taken.body;
  const std::string job = json_of(taken)["job"];
  const auto state = finished(running, manager, job);
  EXPECT_EQ(state["state"], "done") << state.dump();
  EXPECT_EQ(state["percent"], 100);
  EXPECT_NE(state["sentence"], "");
  const auto imports = json_of(running.ask({"GET", "/api/imports"}, &manager));
  ASSERT_EQ(imports.size(), 1u);
  EXPECT_EQ(imports[0]["children"], 2);

  const Person other = running.person(Role::administrator);
  EXPECT_EQ(running.ask({"GET", "/api/jobs/" + job}, &other).status, 404)
      << "a job is its owner's alone";
}

TEST(Uploads, AreRefusedBeforeTheirBodyIsRead) {
  Running running;
  const Person viewer = running.person(Role::viewer);
  Ask ask = upload("");
  ask.headers = {{"Expect", "100-continue"}};
  std::string bytes = running.bytes(ask, &viewer);
  const auto length = bytes.find("Content-Length: 0");
  bytes.replace(length, 17, "Content-Length: 99999");
  Connection connection(running.server->port());
  connection.send(bytes);
  EXPECT_EQ(connection.receive().status, 403) << "no 100 Continue came first";
}

TEST(Uploads, ExpectationsAreMet) {
  Running running;
  const Person manager = running.person(Role::manager);
  Ask ask = upload(form_of(a_return()));
  ask.headers = {{"Expect", "100-continue"}};
  const std::string bytes = running.bytes(ask, &manager);
  const auto body = bytes.find("\r\n\r\n") + 4;
  Connection connection(running.server->port());
  connection.send(bytes.substr(0, body));
  ASSERT_TRUE(connection.read_until("HTTP/1.1 100 Continue\r\n\r\n"));
  connection.send(bytes.substr(body));
  EXPECT_EQ(connection.receive().status, 202);
}

TEST(Uploads, OverTheLimitNothingIsKept) {
  http::ServerOptions options;
  options.upload_bytes = 1 << 20;
  Running running(options);
  const Person manager = running.person(Role::manager);
  const auto big = std::vector<service::FileBytes>{{"a.csv", std::string(3 << 20, 'a')}};
  EXPECT_EQ(running.ask(upload(form_of(big)), &manager).status, 413);
  // The same without a length to be judged by.
  Connection connection(running.server->port());
  std::string head = running.bytes(upload(""), &manager);
  head.replace(head.find("Content-Length: 0"), 17, "Transfer-Encoding: chunked");
  connection.send(head);
  const std::string form = form_of(big);
  for (std::size_t at = 0; at < form.size(); at += 65536) {
    const auto piece = form.substr(at, 65536);
    char size[16];
    std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
    if (!connection.send(size + piece + "\r\n")) break;
  }
  const Answer refused = connection.receive();
  EXPECT_EQ(refused.status, 413);
  EXPECT_NE(refused.body.find("1 MB"), std::string::npos) << refused.body;
  EXPECT_TRUE(json_of(running.ask({"GET", "/api/imports"}, &manager)).empty());
}

TEST(Uploads, ACutOffUploadLeavesNothing) {
  Running running;
  const Person manager = running.person(Role::manager);
  const std::string bytes = running.bytes(upload(form_of(a_return())), &manager);
  for (const std::size_t cut : {bytes.size() - 1, bytes.size() - 10, bytes.size() / 2}) {
    Connection connection(running.server->port());
    connection.send(bytes.substr(0, cut));
    connection.stop_sending();
    EXPECT_TRUE(connection.closed());
  }
  // A body that is all there, but whose form is not.
  std::string form = form_of(a_return());
  form.resize(form.size() - 20);
  EXPECT_EQ(running.ask(upload(form), &manager).status, 400);
  EXPECT_EQ(running.ask(upload("--XX--\r\n"), &manager).status, 400) << "no file";
  EXPECT_TRUE(json_of(running.ask({"GET", "/api/imports"}, &manager)).empty());
}

TEST(Uploads, FewAtATime) {
  http::ServerOptions options;
  options.uploads = 1;
  Running running(options);
  const Person manager = running.person(Role::manager);
  Ask first = upload(form_of(a_return()));
  first.headers = {{"Expect", "100-continue"}};
  const std::string bytes = running.bytes(first, &manager);
  const auto body = bytes.find("\r\n\r\n") + 4;
  Connection slow(running.server->port());
  slow.send(bytes.substr(0, body));
  ASSERT_TRUE(slow.read_until("HTTP/1.1 100 Continue\r\n\r\n"));
  EXPECT_EQ(running.ask(upload(form_of(a_return())), &manager).status, 429);
  slow.send(bytes.substr(body));
  EXPECT_EQ(slow.receive().status, 202);
}

}  // namespace
}  // namespace homeward::tests
