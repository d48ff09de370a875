// What the server counts of itself, in Prometheus' text form. No name, number, address or id of
// anybody is among it: routes are told by their patterns. Safe from any thread.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace homeward::http {

// Writes one family of figures after the other.
class FigureText {
 public:
  using Labels = std::vector<std::pair<std::string_view, std::string_view>>;

  // "counter", "gauge" or "histogram"; `help` in a few words.
  FigureText& family(std::string_view name, std::string_view type, std::string_view help);
  // Of the family begun last; `suffix` is "_bucket", "_sum" or "_count" of a histogram.
  FigureText& sample(const Labels& labels, double value, std::string_view suffix = "");
  FigureText& sample(double value) { return sample({}, value); }
  std::string take() { return std::move(out_); }

 private:
  std::string out_, name_;
};

class Metrics {
 public:
  // Upper ends in seconds; one more has none.
  static constexpr std::array<double, 11> kBuckets = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
                                                      0.5,   1,    2.5,   10,   30};

  // `method` and `route` (a pattern) must live as long as the program: literals.
  void answered(std::string_view method, std::string_view route, int status,
                std::chrono::microseconds took);

  // A number that is asked for when somebody reads the figures. `work`: told apart by this label;
  // may be empty. Before anything is served.
  void watch(std::string_view name, std::string_view help, std::string_view work,
             std::function<std::size_t()> ask);

  // Those, and memory, processor time, files and age of this process, under the names that
  // Prometheus' own libraries use.
  void write(FigureText& out) const;

 private:
  struct Times {
    std::array<std::uint64_t, kBuckets.size() + 1> buckets{};
    double sum = 0;
    std::uint64_t count = 0;
  };
  struct Watched {
    std::string_view name, help, work;
    std::function<std::size_t()> ask;
  };

  mutable std::mutex mutex_;
  std::map<std::tuple<std::string_view, std::string_view, int>, std::uint64_t> answers_;
  std::map<std::string_view, Times> times_;  // by route
  std::vector<Watched> watched_;
  const std::time_t started_ = std::time(nullptr);
};

}  // namespace homeward::http
