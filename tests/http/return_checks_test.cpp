// A return is sent, checked behind the page, read, accepted in part and taken away as a file.
#include <zlib.h>

#include "running.hpp"

namespace homeward::tests {
namespace {

using nlohmann::json;
using service::Role;

const std::vector<service::FileBytes>& a_return_to_check() {
  static const auto files = small_return(
      {{"N1", "01/02/2019", "01/05/2025", ""}, {"N2", "01/02/2018", "01/06/2025", ""}});
  return files;
}

// The sex of the first child is U, which rule 232 queries.
std::vector<service::FileBytes> a_return_with_a_query() {
  auto files = a_return_to_check();
  files[0].bytes.replace(files[0].bytes.find(",F,"), 3, ",U,");
  return files;
}

Ask upload_check(const std::string& form) {
  return {"POST", "/api/return-checks", form, kFormType};
}

struct Checks : testing::Test {
  Running running;
  Person manager = running.person(Role::manager);

  json get(const std::string& path) { return json_of(running.ask({"GET", path}, &manager)); }
  std::string checked(const std::string& form) {
    const Answer taken = running.ask(upload_check(form), &manager);
    EXPECT_EQ(taken.status, 202) << taken.body;
    const json state = running.finished(taken, manager);
    EXPECT_EQ(state.value("state", ""), "done") << state.dump();
    EXPECT_TRUE(state["import_id"].is_null());
    return "/api/return-checks/" + state["check_id"].dump();
  }
  std::string checked() { return checked(check_form(a_return_to_check(), {}, {{"year", "2026"}})); }
};

TEST_F(Checks, AreListedAndOpened) {
  const std::string check = checked();
  const json list = get("/api/return-checks");
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0]["collection_year"], 2026);
  EXPECT_EQ(list[0]["children"], 2);
  EXPECT_EQ(list[0]["files_kept_until"], "2026-03-13");
  const json detail = get(check);
  EXPECT_EQ(detail["errors"], list[0]["errors"]);
  EXPECT_EQ(detail["not_run"].size(), list[0]["not_run"]);
  EXPECT_TRUE(detail["previous_check_id"].is_null());
  std::int64_t findings = 0;
  for (const json& rule : detail["rules"]) findings += rule["findings"].get<std::int64_t>();
  EXPECT_EQ(get(check + "/findings")["total"], findings);
  EXPECT_TRUE(get("/api/imports").empty()) << "a check brings nothing in";
}

TEST_F(Checks, FindingsShowTheRowWithTheFailingCells) {
  const std::string check = checked();
  const json page = get(check + "/findings?limit=1");
  ASSERT_EQ(page["findings"].size(), 1u) << page.dump();
  const json& found = page["findings"][0];
  EXPECT_EQ(found["cells"][0]["column"], "CHILD");
  EXPECT_EQ(found["cells"][0]["value"], found["child"]);
  bool failing = false;
  for (const json& cell : found["cells"]) failing |= cell["failing"].get<bool>();
  EXPECT_TRUE(failing);
  const json of_child = get(check + "/findings?child_key=" + found["child_key"].dump());
  for (const json& one : of_child["findings"]) EXPECT_EQ(one["child"], found["child"]);
  EXPECT_EQ(get(check + "/children")["total"], 2);
  for (const char* wrong : {"?state=odd", "?limit=0", "?offset=x", "?child_key=N1"})
    EXPECT_EQ(running.ask({"GET", check + "/findings" + wrong}, &manager).status, 400) << wrong;
  for (const char* nothing : {"/api/return-checks/99", "/api/return-checks/x",
                              "/api/return-checks/99/findings", "/api/return-checks/99/workbook"})
    EXPECT_EQ(running.ask({"GET", nothing}, &manager).status, 404) << nothing;
}

TEST_F(Checks, OnlyTheCellsAtFaultAreCalledFailing) {
  auto files = a_return_to_check();
  files[1].bytes += "N1,01/07/2025,P,C2,N1,U5,PR1,,,,AB1 2CD,AB1 3CE,1234567\n";
  const std::string check = checked(check_form(files, {}, {{"year", "2026"}}));
  const json page = get(check + "/findings?rule=435");
  ASSERT_EQ(page["total"], 1) << page.dump();
  std::vector<std::string> failing;
  for (const json& cell : page["findings"][0]["cells"])
    if (cell["failing"] == true) failing.push_back(cell["column"]);
  EXPECT_EQ(failing, std::vector<std::string>{"LS"}) << "the placement changed, as P says";
}

TEST_F(Checks, AQueryIsAcceptedAndStaysSo) {
  const std::string form = check_form(a_return_with_a_query(), {}, {{"year", "2026"}});
  const std::string check = checked(form);
  const json found = get(check + "/findings?rule=232")["findings"][0];
  const std::string path = check + "/findings/" + found["id"].dump() + "/acceptance";
  EXPECT_EQ(running.ask({"PUT", path, R"({"reason":"   "})"}, &manager).status, 400);
  const Answer accepted = running.ask({"PUT", path, R"({"reason":"Seen by the panel"})"}, &manager);
  EXPECT_EQ(accepted.status, 200) << accepted.body;
  EXPECT_EQ(json_of(accepted)["accepted"], 1);
  const std::string next = checked(form);
  const json again = get(next + "/findings?state=accepted");
  ASSERT_EQ(again["total"], 1);
  EXPECT_EQ(again["findings"][0]["accepted"]["reason"], "Seen by the panel");
  EXPECT_EQ(again["findings"][0]["accepted"]["on"], "2026-02-11");
  EXPECT_EQ(get(next)["accepted"], 1);
  EXPECT_EQ(running.ask({"DELETE", path}, &manager).status, 204);
  EXPECT_EQ(get(next)["accepted"], 0);
}

TEST_F(Checks, AnErrorIsRefusedAndCountsAsOneWithItsNote) {
  const std::string check = checked();
  const json before = get(check);
  const json found = get(check + "/findings?state=open")["findings"][0];
  ASSERT_EQ(found["severity"], "error");
  const std::string path = check + "/findings/" + found["id"].dump() + "/acceptance";
  for (const char* body : {R"({"reason":"Seen"})", R"({"reason":"Seen","all_of_rule":true})"}) {
    const Answer refused = running.ask({"PUT", path, body}, &manager);
    EXPECT_EQ(refused.status, 400);
    EXPECT_TRUE(json_of(refused)["detail"].get<std::string>().starts_with(
        "An error cannot be accepted, since the DfE does not accept it."))
        << refused.body;
  }
  EXPECT_EQ(get(check), before);
  // As it could be done in former days.
  const service::CheckId id{std::stoll(check.substr(check.rfind('/') + 1))};
  ASSERT_TRUE(running.bench.service->store().checks().accept(
      {running.here, id, found["id"].get<std::int64_t>(), {}, running.bench.clock->now()}, "Seen",
      false));
  const json after = get(check);
  EXPECT_EQ(after["errors"], before["errors"]);
  EXPECT_EQ(after["noted"], 1);
  EXPECT_EQ(after["accepted"], 0);
  const json noted = get(check + "/findings?state=open")["findings"][0];
  EXPECT_EQ(noted["note"]["reason"], "Seen");
  EXPECT_TRUE(noted["accepted"].is_null());
  EXPECT_EQ(running.ask({"DELETE", path}, &manager).status, 204);
  EXPECT_EQ(get(check)["noted"], 0);
}

TEST_F(Checks, AreTakenAwayAsFiles) {
  const std::string check = checked();
  const Answer csv = running.ask({"GET", check + "/findings.csv"}, &manager);
  EXPECT_EQ(csv.status, 200);
  EXPECT_TRUE(csv.body.starts_with("\uFEFF\"OFFICIAL-SENSITIVE.")) << csv.body.substr(0, 200);
  EXPECT_NE(csv.body.find("\r\nrule,table,row,child,"), std::string::npos);
  EXPECT_NE(csv.header("content-disposition").find("attachment"), std::string::npos);
  const Answer workbook = running.ask({"GET", check + "/workbook"}, &manager);
  EXPECT_EQ(workbook.status, 200);
  EXPECT_TRUE(workbook.body.starts_with("PK"));
}

TEST_F(Checks, LastYearsFilesComeInTheirOwnPart) {
  const auto last = small_return({{"N1", "01/02/2019", "01/05/2024", ""}});
  const json detail = get(checked(check_form(a_return_to_check(), last, {{"year", "2026"}})));
  int of_last_year = 0;
  for (const json& file : detail["files"]) of_last_year += file["year"] == 2025;
  EXPECT_EQ(of_last_year, 2) << detail["files"].dump();
}

TEST_F(Checks, WhatIsNotRightIsRefusedWithASentence) {
  EXPECT_EQ(
      running.ask(upload_check(check_form(a_return_to_check(), {}, {{"year", "x"}})), &manager)
          .status,
      400);
  EXPECT_EQ(running.ask(upload_check(check_form(a_return_to_check(), {}, {{"odd", "1"}})), &manager)
                .status,
            400);
  EXPECT_EQ(running.ask(upload_check(check_form({}, a_return_to_check(), {})), &manager).status,
            400);
  EXPECT_EQ(running
                .ask({"POST", "/api/import-readings",
                      check_form(a_return_to_check(), a_return_to_check(), {}), kFormType},
                     &manager)
                .status,
            400)
      << "an import knows no last year";
  const Answer taken =
      running.ask(upload_check(check_form({{"a.txt", "Dear all"}}, {}, {})), &manager);
  const json state = running.finished(taken, manager);
  EXPECT_EQ(state["state"], "refused");
  EXPECT_NE(state["sentence"].get<std::string>().find("nothing was kept"), std::string::npos);
  EXPECT_TRUE(get("/api/return-checks").empty());
}

// One deflated entry of `size` zeros, as zip: a thousand times smaller than what it holds.
std::string zip_bomb(std::size_t size) {
  const std::string zeros(size, '0');
  std::string packed(compressBound(size), '\0');
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zeros.data()));
  stream.avail_in = static_cast<uInt>(size);
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(zeros.data()), static_cast<uInt>(size));
  const auto number = [](std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
    return out;
  };
  const std::string name = "header.csv";
  const std::string about = number(20, 2) + number(0, 2) + number(8, 2) + number(0, 4) +
                            number(crc, 4) + number(packed.size(), 4) + number(size, 4) +
                            number(name.size(), 2) + number(0, 2);
  const std::string local = "PK\x03\x04" + about + name + packed;
  const std::string central = std::string("PK\x01\x02") + number(20, 2) + about + number(0, 2) +
                              number(0, 2) + number(0, 2) + number(0, 4) + number(0, 4) + name;
  return local + central + "PK\x05\x06" + number(0, 4) + number(1, 2) + number(1, 2) +
         number(central.size(), 4) + number(local.size(), 4) + number(0, 2);
}

TEST_F(Checks, AZipBombIsRefusedWithASentence) {
  const Answer taken =
      running.ask(upload_check(check_form({{"bomb.zip", zip_bomb(64 << 20)}}, {}, {})), &manager);
  ASSERT_EQ(taken.status, 202) << taken.body;
  const json state = running.finished(taken, manager);
  EXPECT_EQ(state["state"], "refused");
  EXPECT_NE(state["sentence"].get<std::string>().find("bomb.zip"), std::string::npos)
      << state.dump();
  EXPECT_TRUE(get("/api/return-checks").empty());
}

TEST_F(Checks, TwoHundredMegabytesAreRefusedBeforeTheyAreRead) {
  std::string bytes = running.bytes(upload_check(""), &manager);
  bytes.replace(bytes.find("Content-Length: 0"), 17, "Content-Length: 214958080");
  Connection connection(running.server->port());
  connection.send(bytes);
  const Answer refused = connection.receive();
  EXPECT_EQ(refused.status, 413);
  EXPECT_NE(json_of(refused)["detail"].get<std::string>().find("200 MB or larger"),
            std::string::npos)
      << refused.body;
}

TEST_F(Checks, ACutOffUploadLeavesNothing) {
  const std::string bytes = running.bytes(
      upload_check(check_form(a_return_to_check(), {}, {{"year", "2026"}})), &manager);
  Connection connection(running.server->port());
  connection.send(bytes.substr(0, bytes.size() - 10));
  connection.stop_sending();
  EXPECT_TRUE(connection.closed());
  EXPECT_TRUE(get("/api/return-checks").empty());
}

TEST_F(Checks, TheRecordIsHeldToTheSameRules) {
  const json record = get("/api/return-checks/record");
  EXPECT_EQ(record["collection_year"], 2026);
  EXPECT_EQ(record["as_of"], "2026-02-11");
  EXPECT_EQ(record["children"], 1);
  const std::string child = std::to_string(running.child.value);
  const json own = get("/api/children/" + child + "/return-findings");
  EXPECT_EQ(own["collection_year"], 2026);
  std::size_t of_child = 0;
  for (const json& worker : record["workers"])
    for (const json& one : worker["children"])
      if (one["child_id"] == running.child.value) of_child = one["findings"].size();
  EXPECT_EQ(of_child, own["findings"].size());
  EXPECT_EQ(running.ask({"GET", "/api/return-checks/record?year=x"}, &manager).status, 400);
  EXPECT_EQ(running.ask({"GET", "/api/children/999/return-findings"}, &manager).status, 404);
}

}  // namespace
}  // namespace homeward::tests
