#include <thread>

#include "running.hpp"

namespace homeward::tests {
namespace {

using service::Role;

Ask upload(const std::string& body) {
  return {"POST", "/api/import-readings", body, kFormType};
}

const std::vector<service::FileBytes>& a_return() {
  static const auto files = small_return(
      {{"N1", "01/02/2019", "01/05/2025", ""}, {"N2", "01/02/2018", "01/06/2025", ""}});
  return files;
}

// Uploads, waits, and gives the reading.
std::string reading_of(const Running& running, const Person& person,
                       const std::vector<service::FileBytes>& files) {
  const auto state = running.finished(running.ask(upload(form_of(files)), &person), person);
  EXPECT_EQ(state["state"], "done") << state.dump();
  EXPECT_EQ(state["import_id"], nullptr) << "nothing is imported yet";
  return state.value("reading", "");
}
nlohmann::json look_over(const Running& running, const Person& person, const std::string& reading) {
  return json_of(running.ask({"GET", "/api/import-readings/" + reading}, &person));
}
nlohmann::json imports_of(const Running& running, const Person& person) {
  return json_of(running.ask({"GET", "/api/imports"}, &person));
}
nlohmann::json confirm(const Running& running, const Person& person, const std::string& reading,
                       const std::string& digest, bool all_the_same = true) {
  const nlohmann::json body = {{"digest", digest}, {"all_the_same", all_the_same}};
  return running.finished(
      running.ask({"POST", "/api/import-readings/" + reading + "/import", body.dump()}, &person),
      person);
}

TEST(Uploads, AReturnIsLookedOverThenImportedBehindThePageAndUndoneAsOne) {
  Running running;
  const Person manager = running.person(Role::manager);
  const std::string reading = reading_of(running, manager, a_return());
  EXPECT_TRUE(imports_of(running, manager).empty()) << "an upload writes nothing";
  const auto seen = look_over(running, manager, reading);
  EXPECT_EQ(seen["children"], 2);
  EXPECT_EQ(seen["new"], 2);
  EXPECT_EQ(seen["warnings"][0]["kind"], "none_known") << seen.dump();

  const auto kept_back = confirm(running, manager, reading, seen["digest"], false);
  EXPECT_EQ(kept_back["import_id"], nullptr) << "a warning that asks is answered first";
  EXPECT_EQ(kept_back["reading"], reading);
  EXPECT_TRUE(imports_of(running, manager).empty());

  const auto state = confirm(running, manager, reading, seen["digest"]);
  EXPECT_EQ(state["state"], "done") << state.dump();
  EXPECT_EQ(state["percent"], 100);
  auto imports = imports_of(running, manager);
  ASSERT_EQ(imports.size(), 1u);
  EXPECT_EQ(imports[0]["children"], 2);
  EXPECT_EQ(running.ask({"GET", "/api/import-readings/" + reading}, &manager).status, 404)
      << "the files are let go";

  const std::string undo = "/api/imports/" + std::to_string(int(imports[0]["id"])) + "/undo";
  const auto plan = json_of(running.ask({"GET", undo}, &manager));
  EXPECT_EQ(plan["children_taken_out"], 2);
  const nlohmann::json order = {{"digest", plan["digest"]}};
  const auto undone =
      running.finished(running.ask({"POST", undo, order.dump()}, &manager), manager);
  EXPECT_EQ(undone["state"], "done") << undone.dump();
  imports = imports_of(running, manager);
  EXPECT_EQ(imports[0]["state"], "undone");
  EXPECT_EQ(running.ask({"GET", undo}, &manager).status, 409);
}

TEST(Uploads, WhatAnImportCameToIsToldAlsoAfterTheServerWasStartedAnew) {
  Running running;
  const Person manager = running.person(Role::manager), other = running.person(Role::administrator);
  const std::string reading = reading_of(running, manager, a_return());
  const auto done =
      confirm(running, manager, reading, look_over(running, manager, reading)["digest"]);
  const std::string job = "/api/jobs/" + done.value("id", "");
  running.server.reset();
  http::ServerOptions options;
  options.port = 0;
  options.quiet = true;
  running.server = std::move(*http::Server::start(options, *running.bench.service));
  EXPECT_EQ(json_of(running.ask({"GET", job}, &manager)), done);
  EXPECT_EQ(running.ask({"GET", job}, &other).status, 404) << "it is another person's";
  EXPECT_EQ(running.ask({"GET", "/api/jobs/none"}, &manager).status, 404);
}

TEST(Uploads, AReadingIsItsOwnersInTheirSessionAndGoesWithCancelOrSigningOut) {
  Running running;
  const Person manager = running.person(Role::manager);
  const Person other = running.person(Role::administrator);
  std::string reading = reading_of(running, manager, a_return());
  const std::string digest = look_over(running, manager, reading)["digest"];
  EXPECT_EQ(running.ask({"GET", "/api/import-readings/" + reading}, &other).status, 404);
  const nlohmann::json body = {{"digest", digest}, {"all_the_same", true}};
  EXPECT_EQ(
      running.ask({"POST", "/api/import-readings/" + reading + "/import", body.dump()}, &other)
          .status,
      404);
  EXPECT_EQ(running.ask({"DELETE", "/api/import-readings/" + reading}, &other).status, 404);
  EXPECT_EQ(running.ask({"GET", "/api/import-readings/" + reading}, &manager).status, 200)
      << "nobody cancels another's";
  EXPECT_EQ(running.ask({"DELETE", "/api/import-readings/" + reading}, &manager).status, 204);
  EXPECT_EQ(running.ask({"GET", "/api/import-readings/" + reading}, &manager).status, 404);
  reading = reading_of(running, manager, a_return());
  running.bench.clock->pass(std::chrono::minutes(29));
  EXPECT_EQ(running.ask({"GET", "/api/import-readings/" + reading}, &manager).status, 200);
  EXPECT_TRUE(imports_of(running, manager).empty());
}

TEST(Uploads, ACorrectedYearReadsTheSameFilesAgain) {
  Running running;
  const Person manager = running.person(Role::manager);
  const std::string reading = reading_of(running, manager, a_return());
  const auto answer =
      running.ask({"PUT", "/api/import-readings/" + reading, R"({"year":"2025"})"}, &manager);
  EXPECT_EQ(running.finished(answer, manager)["reading"], reading);
  const auto seen = look_over(running, manager, reading);
  EXPECT_EQ(seen["returns"][0]["year"], 2025);
  EXPECT_EQ(seen["answers"]["year"], 2025);
  EXPECT_EQ(running.ask({"PUT", "/api/import-readings/x", "{}"}, &manager).status, 404);
}

TEST(Uploads, AJobIsItsOwnersAlone) {
  Running running;
  const Person manager = running.person(Role::manager);
  const Answer taken = running.ask(upload(form_of(a_return())), &manager);
  ASSERT_EQ(taken.status, 202) << taken.body;
  const Person other = running.person(Role::administrator);
  const std::string job = json_of(taken)["job"];
  EXPECT_EQ(running.ask({"GET", "/api/jobs/" + job}, &other).status, 404);
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

TEST(Uploads, OneOfASessionAtATimeSoThatOthersFindAPlace) {
  Running running;
  const Person manager = running.person(Role::manager), other = running.person(Role::manager, true);
  Ask begun = upload(form_of(a_return()));
  begun.headers = {{"Expect", "100-continue"}};
  const std::string bytes = running.bytes(begun, &manager);
  Connection under_way(running.server->port());
  under_way.send(bytes.substr(0, bytes.find("\r\n\r\n") + 4));
  ASSERT_TRUE(under_way.read_until("100 Continue\r\n\r\n"));
  const Answer second = running.ask(upload(form_of(a_return())), &manager);
  EXPECT_EQ(second.status, 429);
  EXPECT_NE(second.body.find("Another upload of yours"), std::string::npos) << second.body;
  EXPECT_EQ(running.ask(upload(form_of(a_return())), &other).status, 202);
}

TEST(Uploads, ThatDripAreEnded) {
  http::ServerOptions options;
  options.upload_time = std::chrono::milliseconds(300);
  Running running(options);
  const Person manager = running.person(Role::manager);
  const std::string bytes = running.bytes(upload(form_of(a_return())), &manager);
  const auto body = bytes.find("\r\n\r\n") + 4;
  Connection dripping(running.server->port());
  dripping.send(bytes.substr(0, body));
  std::thread drip([&] {
    for (std::size_t at = body; at < body + 40 && dripping.send(bytes.substr(at, 1)); ++at)
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
  });
  const Answer ended = dripping.receive();
  drip.join();
  EXPECT_EQ(ended.status, 408);
  EXPECT_NE(ended.body.find("too slowly"), std::string::npos) << ended.body;
  EXPECT_EQ(running.ask(upload(form_of(a_return())), &manager).status, 202) << "its place is free";
}

}  // namespace
}  // namespace homeward::tests
