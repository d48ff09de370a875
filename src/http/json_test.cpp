#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <nlohmann/json.hpp>

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
  const auto json = nlohmann::json::parse(to_json(row));
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

TEST(JsonBody, NullAndAbsentAreNoDate) {
  auto body = JsonBody::read(with(R"({"planned_on":null})"));
  ASSERT_TRUE(body);
  EXPECT_FALSE(body->date_or_null("planned_on"));
  EXPECT_FALSE(body->date_or_null("happened_on"));
  EXPECT_TRUE(body->done());
}

TEST(JsonBody, IsOneObject) {
  for (const char* text : {"", "[]", "1", "{", "{}{}", "null"})
    EXPECT_FALSE(JsonBody::read(with(text))) << text;
  EXPECT_FALSE(JsonBody::read(with(std::string(100000, '['))));
}

}  // namespace
}  // namespace homeward::http
