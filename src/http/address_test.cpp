#include "http/address.hpp"

#include <gtest/gtest.h>

namespace homeward::http {
namespace {

TEST(Address, IsThatOfTheOtherEndUnlessAProxyStandsBefore) {
  struct Case {
    const char* what;
    const char* peer;
    std::vector<std::string> forwarded;
    bool behind_proxy;
    const char* address;
  };
  const Case cases[] = {
      {"no proxy", "10.1.2.3", {}, false, "10.1.2.3"},
      {"a header that anybody can send", "10.1.2.3", {"9.9.9.9"}, false, "10.1.2.3"},
      {"a proxy that names nobody", "127.0.0.1", {}, true, "127.0.0.1"},
      {"one hop", "127.0.0.1", {"192.0.2.7"}, true, "192.0.2.7"},
      {"the proxy's own is the last", "127.0.0.1", {"9.9.9.9, 192.0.2.7"}, true, "192.0.2.7"},
      {"in a header of its own", "127.0.0.1", {"9.9.9.9", "192.0.2.7"}, true, "192.0.2.7"},
      {"with a port", "127.0.0.1", {"192.0.2.7:4711"}, true, "192.0.2.7"},
      {"IPv6 with a port", "127.0.0.1", {"[2001:db8::7]:4711"}, true, "2001:db8::7"},
      {"IPv6", "::1", {"2001:DB8:0:0::7"}, true, "2001:db8::7"},
      {"IPv4 inside of IPv6", "::ffff:192.0.2.7", {}, false, "192.0.2.7"},
      {"no address", "127.0.0.1", {"192.0.2.7, unknown"}, true, "127.0.0.1"},
      {"nothing after the comma", "127.0.0.1", {"192.0.2.7,"}, true, "127.0.0.1"},
  };
  for (const Case& one : cases) {
    Request request;
    for (const std::string& hops : one.forwarded)
      request.headers.emplace_back("x-forwarded-for", hops);
    EXPECT_EQ(client_address(one.peer, request, one.behind_proxy), one.address) << one.what;
  }
}

TEST(Address, AllAddressesOfOneIpv6NetworkAreOneSender) {
  EXPECT_EQ(sender_of("2001:db8:1:2:3::4"), sender_of("2001:db8:1:2:ffff::9"));
  EXPECT_NE(sender_of("2001:db8:1:2::4"), sender_of("2001:db8:1:3::4"));
  EXPECT_EQ(sender_of("192.0.2.7"), "192.0.2.7");
  EXPECT_NE(sender_of("192.0.2.7"), sender_of("192.0.2.8"));
}

}  // namespace
}  // namespace homeward::http
