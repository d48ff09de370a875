#include "http/decode.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace homeward::http {
namespace {

TEST(PercentDecode, TakesWhatRfc3986Writes) {
  EXPECT_EQ(percent_decode("a%20b%C3%A9"), "a b\xC3\xA9");
  EXPECT_EQ(percent_decode("a+b"), "a+b");
  EXPECT_EQ(percent_decode("a+b", true), "a b");
  EXPECT_EQ(percent_decode("%2541"), "%41") << "decoded once only";
}

TEST(PercentDecode, RefusesWhatItDoesNotFullyUnderstand) {
  for (const char* text : {"%", "%2", "%zz", "%00", "%0d%0a", "%C3", "\x7f", "%ff"})
    EXPECT_FALSE(percent_decode(text)) << text;
}

TEST(Target, SplitsBeforeItDecodes) {
  const auto target = parse_target("/api/trackers/joint?as_of=2026-02-03&x=a%26b");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (std::vector<std::string>{"api", "trackers", "joint"}));
  EXPECT_EQ(target->query.at("as_of"), "2026-02-03");
  EXPECT_EQ(target->query.at("x"), "a&b");
}

TEST(Target, NoWayOutOfTheRoot) {
  for (const char* text :
       {"", "index.html", "/../etc/passwd", "/a/../b", "/a/%2e%2e/b", "/a/..%2fb", "/a%2fb", "/.",
        "/a//b", "//host/a", "http://host/a", "*", "/a#b", "/a%5cb", "/a%00", "/?a=1&a=2", "/?=1"})
    EXPECT_FALSE(parse_target(text)) << text;
  EXPECT_FALSE(parse_target("/" + std::string(40, '/')));
}

TEST(Target, AnyBytesGiveSegmentsThatCannotClimb) {
  rc::check("segments", [](const std::string& text) {
    const auto target = parse_target("/" + text);
    if (!target) return;
    for (const std::string& segment : target->segments) {
      RC_ASSERT(segment != "." && segment != "..");
      RC_ASSERT(segment.find_first_of(std::string_view("/\\\0\r\n", 5)) == std::string::npos);
    }
  });
}

TEST(Version, IsANumberInQuotes) {
  EXPECT_EQ(parse_version("\"0\""), 0);
  EXPECT_EQ(parse_version(" \"12\" "), 12);
  for (const char* text : {"", "12", "*", "W/\"12\"", "\"12", "\"-1\"", "\"+1\"", "\"01\"",
                           "\"1\",\"2\"", "\"99999999999\"", "\"1 \"", "\"\""})
    EXPECT_FALSE(parse_version(text)) << text;
}

TEST(Cookies, TheFirstOfANameCounts) {
  const auto cookies = parse_cookies("a=1; homeward_session=xyz; a=2; odd; q=\"v\"");
  EXPECT_EQ(cookies.at("a"), "1");
  EXPECT_EQ(cookies.at("homeward_session"), "xyz");
  EXPECT_EQ(cookies.at("q"), "v");
  EXPECT_EQ(cookies.size(), 3u);
}

TEST(EntityTags, AreFoundInAList) {
  EXPECT_TRUE(none_match_names("\"a\", W/\"b\"", "\"b\""));
  EXPECT_TRUE(none_match_names("*", "\"b\""));
  EXPECT_FALSE(none_match_names("\"ab\"", "\"b\""));
  EXPECT_FALSE(none_match_names("", "\"b\""));
}

TEST(AcceptEncoding, HearsANo) {
  EXPECT_TRUE(accepts_gzip("gzip, deflate, br"));
  EXPECT_TRUE(accepts_gzip("br;q=1, GZIP;q=0.5"));
  EXPECT_FALSE(accepts_gzip("gzip;q=0"));
  EXPECT_FALSE(accepts_gzip("gzip;q=0.000"));
  EXPECT_FALSE(accepts_gzip("identity"));
  EXPECT_FALSE(accepts_gzip(""));
}

TEST(Numbers, ArePlainAndPositive) {
  EXPECT_EQ(parse_number("17"), 17);
  for (const char* text : {"", "0", "-1", "+1", "01", "1.0", "1e3", " 1", "9999999999999999999"})
    EXPECT_FALSE(parse_number(text)) << text;
}

TEST(Boundary, IsReadAndLimited) {
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(multipart_boundary("Multipart/Form-Data; charset=x; boundary=\"a b\""), "a b");
  EXPECT_FALSE(multipart_boundary("multipart/form-data"));
  EXPECT_FALSE(multipart_boundary("multipart/mixed; boundary=abc"));
  EXPECT_FALSE(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'a')));
}

TEST(HostName, LosesItsPort) {
  EXPECT_EQ(host_name("Localhost:8080"), "localhost");
  EXPECT_EQ(host_name("[::1]:8080"), "[::1]");
  EXPECT_EQ(host_name("example.org"), "example.org");
  for (const char* text : {"", "a b", "a/b", "a:b", "user@host", "[::1", "a:123456"})
    EXPECT_FALSE(host_name(text)) << text;
}

}  // namespace
}  // namespace homeward::http
