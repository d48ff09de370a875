#include "http/device_words.hpp"

#include <gtest/gtest.h>

namespace homeward::http {
namespace {

TEST(DeviceWords, AreWhatAPersonCallsTheirDevice) {
  struct Row {
    const char *user_agent, *words;
  };
  const Row rows[] = {
      {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
       "Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
       "Edge on Windows"},
      {"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
       "Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
       "Safari on an iPhone"},
      {"Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 "
       "Mobile Safari/537.36",
       "Chrome on Android"},
      {"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
       "Firefox on Linux"},
      {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
       "Version/18.1 Safari/605.1.15",
       "Safari on a Mac"},
      {"curl/8.5.0", "another program"},
      {"", "another program"},
  };
  for (const Row& row : rows) EXPECT_EQ(device_words(row.user_agent), row.words) << row.user_agent;
}

}  // namespace
}  // namespace homeward::http
