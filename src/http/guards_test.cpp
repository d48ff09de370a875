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
            "__Host-homeward_session=t; Path=/; HttpOnly; SameSite=Strict; Secure");
  EXPECT_EQ(session_cookie("t", false), "homeward_session=t; Path=/; HttpOnly; SameSite=Strict");
}

TEST(Origin, IsASchemeAHostAndPerhapsAPort) {
  EXPECT_EQ(*read_origin("https://homeward.example"), "https://homeward.example");
  EXPECT_EQ(*read_origin(" HTTPS://Homeward.Example:443 "), "https://homeward.example");
  EXPECT_EQ(*read_origin("http://[::1]:8080"), "http://[::1]:8080");
  EXPECT_EQ(*read_origin("http://h:80"), "http://h");
  for (const char* wrong :
       {"", "homeward.example", "ftp://homeward.example", "https://", "https://h/", "https://h/x",
        "https://h?x", "https://a@h", "https://h:", "https://h:x", "https://a b", "null"})
    EXPECT_FALSE(read_origin(wrong)) << wrong;
}

Request from(std::initializer_list<std::pair<const char*, const char*>> headers) {
  Request request;
  for (const auto& [name, value] : headers) request.headers.emplace_back(name, value);
  return request;
}

TEST(SameOrigin, TheBrowsersWordCounts) {
  const Reach plain{"127.0.0.1", ""};
  EXPECT_TRUE(same_origin(plain, from({{"host", "a:1"}})));
  EXPECT_TRUE(same_origin(plain, from({{"host", "a:1"}, {"origin", "http://a:1"}})));
  EXPECT_TRUE(same_origin(plain, from({{"host", "a:1"}, {"sec-fetch-site", "same-origin"}})));
  EXPECT_FALSE(same_origin(plain, from({{"host", "a:1"}, {"origin", "http://a:2"}})));
  EXPECT_FALSE(same_origin(plain, from({{"host", "a:1"}, {"origin", "null"}})));
  EXPECT_FALSE(same_origin(plain, from({{"host", "a:1"}, {"sec-fetch-site", "cross-site"}})));
  EXPECT_FALSE(same_origin(plain, from({{"host", "a:1"}, {"sec-fetch-site", "same-site"}})));
}

TEST(SameOrigin, ThePublicOriginCountsWhateverHostAProxyPassesOn) {
  const Reach proxied{"127.0.0.1", "https://homeward.example"};
  struct Case {
    const char *host, *origin;
    bool same;
  };
  for (const Case& one : {Case{"homeward.example", "https://homeward.example", true},
                          Case{"homeward.example", "https://homeward.example:443", true},
                          Case{"127.0.0.1:8080", "https://homeward.example", true},
                          Case{"homeward.example", "http://homeward.example", false},
                          Case{"homeward.example", "https://homeward.example:8443", false},
                          Case{"evil.example", "https://evil.example", false},
                          Case{"localhost:8080", "http://localhost:8080", true},
                          Case{"localhost:8080", "https://evil.example", false}})
    EXPECT_EQ(same_origin(proxied, from({{"host", one.host}, {"origin", one.origin}})), one.same)
        << one.host << " " << one.origin;
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

TEST(FigureReaders, AreThisMachineWhoIsNamedAndWhoHasTheToken) {
  const std::string token = "a token of enough letters";
  const std::string bearer = "Bearer " + token;
  const FigureReaders nobody, named{{"192.0.2.7"}, ""}, known{{}, token};
  const auto asks = [](const char* address,
                       std::initializer_list<std::pair<const char*, const char*>> headers) {
    Request request = from(headers);
    request.address = address;
    return request;
  };
  const auto host = std::pair("host", "localhost:8080");
  // On the machine itself, by a loopback name, past every proxy.
  EXPECT_TRUE(may_read_figures(nobody, asks("127.0.0.1", {host}), false));
  EXPECT_TRUE(may_read_figures(nobody, asks("::1", {{"host", "[::1]:8080"}}), true));
  // A page whose own name was made to point here; a stranger whom a proxy passed on, known or not.
  EXPECT_FALSE(may_read_figures(nobody, asks("127.0.0.1", {{"host", "evil.example"}}), false));
  for (const char* header : {"x-forwarded-for", "forwarded", "via"})
    for (const bool behind_proxy : {false, true})
      EXPECT_FALSE(may_read_figures(nobody, asks("127.0.0.1", {host, {header, "x"}}), behind_proxy))
          << header;
  EXPECT_FALSE(may_read_figures(nobody, asks("192.0.2.7", {host}), false));
  // Named: unless what it passed on may be anybody's.
  EXPECT_TRUE(may_read_figures(named, asks("192.0.2.7", {{"host", "10.0.0.7:8080"}}), false));
  EXPECT_FALSE(may_read_figures(named, asks("192.0.2.8", {host}), false));
  const auto passed = std::pair("x-forwarded-for", "192.0.2.7");
  EXPECT_FALSE(may_read_figures(named, asks("192.0.2.7", {host, passed}), false));
  EXPECT_TRUE(may_read_figures(named, asks("192.0.2.7", {host, passed}), true));
  // The token, and only the whole of it.
  const auto carries = [&](const FigureReaders& readers, const char* sent) {
    return may_read_figures(readers, asks("198.51.100.1", {host, {"authorization", sent}}), true);
  };
  EXPECT_TRUE(carries(known, bearer.c_str()));
  for (const char* wrong :
       {"", "Bearer", "Bearer ", "Bearer a token of enough letter", "a token of enough letters"})
    EXPECT_FALSE(carries(known, wrong)) << wrong;
  EXPECT_FALSE(carries(nobody, "Bearer ")) << "no token is not an empty one";
}

TEST(FigureReaders, AreSetUpInFull) {
  const std::string token(20, 'x');
  EXPECT_EQ(read_figure_readers({"192.0.2.7", "::ffff:192.0.2.8"}, token)->addresses,
            (std::vector<std::string>{"192.0.2.7", "192.0.2.8"}));
  for (const char* wrong : {"", "metrics.example", "10.0.0.0/8", "127.0.0.1", "::1"})
    EXPECT_FALSE(read_figure_readers({wrong}, token)) << wrong;
  EXPECT_FALSE(read_figure_readers({}, "short"));
  EXPECT_TRUE(read_figure_readers({}, ""));
}

}  // namespace
}  // namespace homeward::http
