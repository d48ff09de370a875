#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "http/json_body.hpp"
#include "http/json_writer.hpp"
#include "http/view_json.hpp"

namespace homeward::http {
namespace {

TEST(JsonWriter, AnyTextBecomesValidJson) {
  rc::check("texts", [](const std::string& text) {
    JsonWriter out;
    out.begin_object().field(text, text).end_object();
    RC_ASSERT(nlohmann::json::accept(out.take()));
  });
}

TEST(JsonWriter, TextsAreKept) {
  const std::string text = "O'Brien \"Bo\" \\ \n\t\x01 caf\xC3\xA9 \xE2\x80\x89";
  JsonWriter out;
  out.value(text);
  EXPECT_EQ(nlohmann::json::parse(out.take()).get<std::string>(), text);
  JsonWriter broken;
  broken.value(std::string_view("a\xFF\xC3z"));
  EXPECT_EQ(nlohmann::json::parse(broken.take()).get<std::string>(), "a\xEF\xBF\xBD\xEF\xBF\xBDz");
}

TEST(JsonWriter, UnknownIsNullAndNeverZero) {
  service::TrackerRow row;
  const auto json = nlohmann::json::parse(to_json(row, true));
  for (const char* field : {"age", "age_days", "in_care_days", "waiting_days", "worker", "team",
                            "stage", "stage_days", "stage_share", "born_on", "sibling_group"})
    EXPECT_TRUE(json.at(field).is_null()) << field;
}

TEST(Moments, AreWrittenInUtc) {
  EXPECT_EQ(iso_moment(service::Moment{std::chrono::milliseconds(1770113472123)}),
            "2026-02-03T10:11:12Z");
}

Request with(const std::string& body) {
  Request request;
  request.body = body;
  return request;
}

TEST(JsonBody, TellsEveryFaultByItsFieldAndNeverItsValue) {
  auto body = JsonBody::read(with(R"({"on":"Jane Doe","name":7,"surplus":"Jane Doe"})"));
  ASSERT_TRUE(body);
  (void)body->date("on");
  (void)body->text("name", 10);
  (void)body->date("end");
  const auto status = body->done();
  ASSERT_FALSE(status);
  for (const char* part : {"“on”", "“name”", "“end” is missing", "not known here"})
    EXPECT_NE(status.error().sentence.find(part), std::string::npos) << part;
  EXPECT_EQ(status.error().sentence.find("Jane"), std::string::npos);
}

TEST(JsonBody, AbsentIsUnchangedAndOnlyNullOrNothingRemoves) {
  auto body = JsonBody::read(
      with(R"({"a":null,"b":"","c":"2026-02-03","d":null,"e":"","f":"Held","g":" "})"));
  ASSERT_TRUE(body);
  EXPECT_TRUE(body->date_edit("a").removes());
  EXPECT_TRUE(body->date_edit("b").removes());
  EXPECT_EQ(body->date_edit("c").value(), Date::parse_iso("2026-02-03"));
  EXPECT_TRUE(body->date_edit("not_there").unchanged());
  EXPECT_TRUE(body->text_edit("d").removes());
  EXPECT_TRUE(body->text_edit("e").removes());
  EXPECT_EQ(body->text_edit("f").value(), "Held");
  EXPECT_EQ(body->text_edit("g").value(), " ");
  EXPECT_TRUE(body->text_edit("not_there").unchanged());
  EXPECT_TRUE(body->done());
}

TEST(JsonBody, AFieldOfAnotherKindIsToldOnceAndChangesNothing) {
  auto body = JsonBody::read(with(R"({"on":7,"note":false})"));
  ASSERT_TRUE(body);
  EXPECT_TRUE(body->date_edit("on").unchanged());
  EXPECT_TRUE(body->text_edit("note").unchanged());
  const auto status = body->done();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().sentence,
            "“on” must be a date like 2026-02-03. “note” must be a text. Nothing was saved.");
}

TEST(JsonBody, CountsTheCharactersOfATextNotItsBytes) {
  auto body = JsonBody::read(with("{\"a\":\"Zo\u00eb\",\"b\":\"Zo\u00eby\"}"));
  ASSERT_TRUE(body);
  EXPECT_EQ(text::characters(body->text("a", 3)), 3u);
  (void)body->text("b", 3);
  EXPECT_FALSE(body->done());
}

TEST(JsonBody, IsOneObject) {
  for (const char* text : {"", "[]", "1", "{", "{}{}", "null"})
    EXPECT_FALSE(JsonBody::read(with(text))) << text;
  EXPECT_FALSE(JsonBody::read(with(std::string(100000, '['))));
}

}  // namespace
}  // namespace homeward::http
