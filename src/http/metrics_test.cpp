#include "http/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace homeward::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string written(const Metrics& metrics) {
  FigureText out;
  metrics.write(out);
  return out.take();
}

TEST(Metrics, CountAnswersByRouteAndStatusAndAddUpTheirTimes) {
  using std::chrono::milliseconds;
  Metrics metrics;
  metrics.answered("GET", "/api/children/{child}", 200, milliseconds(3));
  metrics.answered("GET", "/api/children/{child}", 200, milliseconds(70));
  metrics.answered("GET", "/api/children/{child}", 503, milliseconds(40'000));
  const std::string text = written(metrics);
  for (const char* line :
       {"# TYPE homeward_http_requests_total counter\n",
        "homeward_http_requests_total{method=\"GET\",route=\"/api/children/"
        "{child}\",status=\"200\"} 2\n",
        "homeward_http_requests_total{method=\"GET\",route=\"/api/children/"
        "{child}\",status=\"503\"} 1\n",
        "homeward_http_request_seconds_bucket{route=\"/api/children/{child}\",le=\"0.005\"} 1\n",
        "homeward_http_request_seconds_bucket{route=\"/api/children/{child}\",le=\"0.05\"} 1\n",
        "homeward_http_request_seconds_bucket{route=\"/api/children/{child}\",le=\"0.1\"} 2\n",
        "homeward_http_request_seconds_bucket{route=\"/api/children/{child}\",le=\"30\"} 2\n",
        "homeward_http_request_seconds_bucket{route=\"/api/children/{child}\",le=\"+Inf\"} 3\n",
        "homeward_http_request_seconds_sum{route=\"/api/children/{child}\"} 40.07",
        "homeward_http_request_seconds_count{route=\"/api/children/{child}\"} 3\n"})
    EXPECT_THAT(text, HasSubstr(line));
}

TEST(Metrics, AskForWhatIsWatchedWhenTheyAreRead) {
  std::size_t waiting = 0;
  Metrics metrics;
  metrics.watch("homeward_work_waiting", "Waits.", "read", [] { return 1; });
  metrics.watch("homeward_work_waiting", "Waits.", "write", [&] { return waiting; });
  metrics.watch("homeward_connections", "Open.", "", [] { return 4; });
  waiting = 7;
  const std::string text = written(metrics);
  EXPECT_THAT(text, HasSubstr("# HELP homeward_work_waiting Waits.\n"
                              "# TYPE homeward_work_waiting gauge\n"
                              "homeward_work_waiting{work=\"read\"} 1\n"
                              "homeward_work_waiting{work=\"write\"} 7\n"));
  EXPECT_THAT(text, HasSubstr("\nhomeward_connections 4\n"));
  EXPECT_THAT(text, HasSubstr("\nprocess_resident_memory_bytes "));
}

TEST(FigureText, KeepsALabelInItsQuotes) {
  FigureText out;
  out.family("f", "gauge", "h").sample({{"of", "a\"b\\c"}}, 0.5);
  EXPECT_EQ(out.take(), "# HELP f h\n# TYPE f gauge\nf{of=\"a\\\"b\\\\c\"} 0.5\n");
}

}  // namespace
}  // namespace homeward::http
