#include "http/wire.hpp"

#include <gtest/gtest.h>

namespace homeward::http {
namespace {

// Feeds a request in pieces; the refusal's status, or 0.
int refused_with(const std::string& bytes, std::size_t piece) {
  RequestReader reader(16384);
  std::string waiting;
  const RequestReader::BodySink sink = [](std::string_view) {};
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    waiting += bytes.substr(at, piece);
    if (!reader.head_complete()) {
      const auto step = reader.read_head(waiting);
      waiting.erase(0, step.used);
      if (step.refused) return step.refused->status;
    }
    if (reader.head_complete() && !reader.complete()) {
      const auto step = reader.read_body(waiting, sink);
      waiting.erase(0, step.used);
      if (step.refused) return step.refused->status;
    }
  }
  return 0;
}

struct Case {
  const char* why;
  std::string bytes;
  int status;
};

TEST(Wire, RefusesRequestsWhoseEndIsADispute) {
  const std::string host = "Host: localhost\r\n";
  const Case table[] = {
      {"plain", "GET / HTTP/1.1\r\n" + host + "\r\n", 0},
      {"length and chunked",
       "POST / HTTP/1.1\r\n" + host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
       400},
      {"chunked and length",
       "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n",
       400},
      {"two lengths",
       "POST / HTTP/1.1\r\n" + host + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
      {"a list of lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 3, 3\r\n\r\nabc", 400},
      {"signed length", "POST / HTTP/1.1\r\n" + host + "Content-Length: +3\r\n\r\nabc", 400},
      {"gzip coding", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\n\r\n", 501},
      {"gzip, chunked", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n",
       501},
      {"chunked twice",
       "POST / HTTP/1.1\r\n" + host +
           "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
       400},
      {"space before colon", "POST / HTTP/1.1\r\n" + host + "Content-Length : 3\r\n\r\nabc", 400},
      {"bare LF", "GET / HTTP/1.1\r\nHost: localhost\nX: a\r\n\r\n", 400},
      {"CR in a value", "GET / HTTP/1.1\r\n" + host + "X: a\rb\r\n\r\n", 400},
      {"a folded line", "GET / HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n", 400},
      {"a folded coding", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding:\r\n chunked\r\n\r\n",
       400},
      {"folded by a tab", "GET / HTTP/1.1\r\n" + host + "X: a\r\n\tb\r\n\r\n", 400},
      {"a folded first line", "GET / HTTP/1.1\r\n " + host + "\r\n", 400},
      {"an empty line before", "\r\nGET / HTTP/1.1\r\n" + host + "\r\n", 0},
      {"two empty lines before", "\r\n\r\nGET / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
      {"HTTP/1.0 chunked", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"odd version", "GET / HTTP/2.0\r\n" + host + "\r\n", 505},
      {"odd chunk size",
       "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
       400},
      {"chunk longer than said",
       "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
       400},
      {"odd expectation", "POST / HTTP/1.1\r\n" + host + "Expect: tea\r\n\r\n", 417},
      {"path climbs", "GET /../x HTTP/1.1\r\n" + host + "\r\n", 400},
      {"absolute form", "GET http://localhost/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"long header", "GET / HTTP/1.1\r\n" + host + "X: " + std::string(20000, 'a') + "\r\n\r\n",
       431},
      {"many headers",
       "GET / HTTP/1.1\r\n" + host +
           [] {
             std::string all;
             for (int i = 0; i < 70; ++i) all += "X" + std::to_string(i) + ": a\r\n";
             return all;
           }() +
           "\r\n",
       431},
  };
  for (const Case& one : table)
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, one.bytes.size()})
      EXPECT_EQ(refused_with(one.bytes, piece), one.status) << one.why << ", pieces of " << piece;
}

TEST(Wire, ChunksAreUndoneAndTheNextRequestIsLeftAlone) {
  const std::string first =
      "POST /api/search?q=1 HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
      "Cookie: homeward_session=t; b=2\r\n\r\n3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n";
  const std::string next = "GET /next HTTP/1.1\r\n";
  RequestReader reader(16384);
  std::string bytes = first + next, body;
  auto step = reader.read_head(bytes);
  ASSERT_FALSE(step.refused);
  ASSERT_TRUE(reader.head_complete());
  bytes.erase(0, step.used);
  step = reader.read_body(bytes, [&](std::string_view part) { body += part; });
  ASSERT_FALSE(step.refused);
  ASSERT_TRUE(reader.complete());
  bytes.erase(0, step.used);
  EXPECT_EQ(body, "abcde");
  EXPECT_EQ(bytes, next);
  EXPECT_EQ(reader.head().request.method, Method::post);
  EXPECT_EQ(reader.head().request.cookies.at("homeward_session"), "t");
  EXPECT_FALSE(reader.head().request.has_header("trailer"));
}

TEST(ResponseHead, NoValueStartsAHeaderOfItsOwn) {
  Response response;
  response.set("Location", "/a\r\nSet-Cookie: x=1");
  response.set("X-Name\r\nSet-Cookie", "x=1");
  response.set("X-Good", "kept");
  response.content_type = "text/plain\r\nEvil: 1";
  const std::string head = render_head(response, true, "now");
  EXPECT_EQ(head.find("Set-Cookie"), std::string::npos);
  EXPECT_EQ(head.find("Evil"), std::string::npos);
  EXPECT_NE(head.find("X-Good: kept\r\n"), std::string::npos);
}

}  // namespace
}  // namespace homeward::http
