#include "http/guards.hpp"

#include <gtest/gtest.h>

#include "http/static_files.hpp"

namespace homeward::http {
namespace {

TEST(HostCheck, ANameOfAnotherSiteDoesNotReachALoopbackServer) {
  const Reach loopback{"127.0.0.1", ""};
  EXPECT_TRUE(host_allowed(loopback, "localhost:8080"));
  EXPECT_TRUE(host_allowed(loopback, "127.0.0.1:8080"));
  EXPECT_TRUE(host_allowed(loopback, "[::1]:8080"));
  EXPECT_FALSE(host_allowed(loopback, "evil.example:8080"));
  EXPECT_FALSE(host_allowed(loopback, "localhost.evil.example"));
  EXPECT_FALSE(host_allowed(loopback, ""));

  const Reach proxied{"127.0.0.1", "https://homeward.example"};
  EXPECT_TRUE(host_allowed(proxied, "homeward.example"));
  EXPECT_FALSE(host_allowed(proxied, "evil.example"));

  const Reach open{"0.0.0.0", "https://homeward.example"};
  EXPECT_TRUE(host_allowed(open, "homeward.example:443"));
  EXPECT_FALSE(host_allowed(open, "10.0.0.7"));
  EXPECT_TRUE(host_allowed({"0.0.0.0", ""}, "10.0.0.7"));
}

TEST(Cookies, AreSecureUnlessOnLoopback) {
  EXPECT_FALSE((Reach{"127.0.0.1", ""}).secure_cookies());
  EXPECT_TRUE((Reach{"0.0.0.0", ""}).secure_cookies());
  EXPECT_TRUE((Reach{"127.0.0.1", "https://homeward.example"}).secure_cookies());
  EXPECT_EQ(session_cookie("t", true),
            "homeward_session=t; Path=/; HttpOnly; SameSite=Strict; Secure");
}

Request from(std::initializer_list<std::pair<const char*, const char*>> headers) {
  Request request;
  for (const auto& [name, value] : headers) request.headers.emplace_back(name, value);
  return request;
}

TEST(SameOrigin, TheBrowsersWordCounts) {
  EXPECT_TRUE(same_origin(from({{"host", "a:1"}})));
  EXPECT_TRUE(same_origin(from({{"host", "a:1"}, {"origin", "http://a:1"}})));
  EXPECT_TRUE(same_origin(from({{"host", "a:1"}, {"sec-fetch-site", "same-origin"}})));
  EXPECT_FALSE(same_origin(from({{"host", "a:1"}, {"origin", "http://a:2"}})));
  EXPECT_FALSE(same_origin(from({{"host", "a:1"}, {"origin", "null"}})));
  EXPECT_FALSE(same_origin(from({{"host", "a:1"}, {"sec-fetch-site", "cross-site"}})));
  EXPECT_FALSE(same_origin(from({{"host", "a:1"}, {"sec-fetch-site", "same-site"}})));
}

TEST(StaticFiles, AreFoundByTheirExactNameOnly) {
  const StaticFiles files({{"/index.html", "<script nonce=\"__CSP_NONCE__\"></script>"},
                           {"/assets/app-1a2b.js", std::string(5000, 'a')}});
  Request request;
  request.segments = {"assets", "app-1a2b.js"};
  auto found = files.find(request);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->body->size(), 5000u);
  EXPECT_EQ(found->content_type, "text/javascript; charset=utf-8");
  request.headers = {{"accept-encoding", "gzip"}};
  EXPECT_LT(files.find(request)->body->size(), 5000u);
  const std::string tag = found->headers.front().second;
  request.headers = {{"if-none-match", tag}};
  EXPECT_EQ(files.find(request)->status, 304);
  EXPECT_EQ(files.find(request)->body, nullptr);
  request.segments = {"assets", "other.js"};
  EXPECT_FALSE(files.find(request));
  EXPECT_EQ(*files.index("abc").body, "<script nonce=\"abc\"></script>");
}

}  // namespace
}  // namespace homeward::http
