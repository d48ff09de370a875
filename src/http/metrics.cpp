#include "http/metrics.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "http/log.hpp"

namespace homeward::http {
namespace {

void write_process(FigureText& out, std::time_t started) {
  std::size_t whole = 0, resident = 0;
  if (std::ifstream memory("/proc/self/statm"); memory >> whole >> resident)
    out.family("process_resident_memory_bytes", "gauge", "Memory in use.")
        .sample(static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)));
  rusage used{};
  if (::getrusage(RUSAGE_SELF, &used) == 0) {
    const auto seconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    out.family("process_cpu_seconds_total", "counter", "Processor time.")
        .sample(seconds(used.ru_utime) + seconds(used.ru_stime));
  }
  std::error_code error;
  const auto files = std::filesystem::directory_iterator("/proc/self/fd", error);
  if (!error)
    out.family("process_open_fds", "gauge", "Open files and connections.")
        .sample(static_cast<double>(std::distance(begin(files), end(files))));
  out.family("process_start_time_seconds", "gauge", "When the server was started.")
      .sample(static_cast<double>(started));
}

}  // namespace

FigureText& FigureText::family(std::string_view name, std::string_view type,
                               std::string_view help) {
  name_ = name;
  out_ += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
  return *this;
}

FigureText& FigureText::sample(const Labels& labels, double value, std::string_view suffix) {
  out_.append(name_).append(suffix);
  char mark = '{';
  for (const auto& [label, said] : labels) {
    out_.push_back(std::exchange(mark, ','));
    out_.append(label).append("=\"");
    for (const char c : said) {
      if (c == '"' || c == '\\') out_.push_back('\\');
      out_.push_back(c);
    }
    out_.push_back('"');
  }
  if (mark == ',') out_.push_back('}');
  out_ += fmt::format(" {}\n", value);
  return *this;
}

void Metrics::answered(std::string_view method, std::string_view route, int status,
                       std::chrono::microseconds took) {
  const double seconds = std::chrono::duration<double>(took).count();
  const auto bucket = static_cast<std::size_t>(
      std::lower_bound(kBuckets.begin(), kBuckets.end(), seconds) - kBuckets.begin());
  const std::lock_guard lock(mutex_);
  ++answers_[{method, route, status}];
  Times& times = times_[route];
  ++times.buckets.at(bucket);
  times.sum += seconds;
  ++times.count;
}

void Metrics::watch(std::string_view name, std::string_view help, std::string_view work,
                    std::function<std::size_t()> ask) {
  watched_.push_back({name, help, work, std::move(ask)});
}

void Metrics::write(FigureText& out) const {
  {
    const std::lock_guard lock(mutex_);
    out.family("homeward_http_requests_total", "counter", "Answers, by route and status.");
    for (const auto& [key, count] : answers_) {
      const auto& [method, route, status] = key;
      const std::string code = std::to_string(status);
      out.sample({{"method", method}, {"route", route}, {"status", code}},
                 static_cast<double>(count));
    }
    out.family("homeward_http_request_seconds", "histogram",
               "From the whole head of a request to the end of its answer.");
    for (const auto& [route, times] : times_) {
      std::uint64_t up_to = 0;
      for (std::size_t i = 0; i < times.buckets.size(); ++i) {
        up_to += times.buckets.at(i);
        const std::string end = i < kBuckets.size() ? fmt::format("{}", kBuckets.at(i)) : "+Inf";
        out.sample({{"route", route}, {"le", end}}, static_cast<double>(up_to), "_bucket");
      }
      out.sample({{"route", route}}, times.sum, "_sum");
      out.sample({{"route", route}}, static_cast<double>(times.count), "_count");
    }
  }
  out.family("homeward_incidents_total", "counter",
             "Answers and jobs that failed on the server's side and have a number in its log.");
  out.sample(static_cast<double>(incidents_logged()));
  std::string_view before;
  for (const Watched& one : watched_) {
    if (one.name != before) out.family(one.name, "gauge", one.help);
    before = one.name;
    const auto value = static_cast<double>(one.ask());
    if (one.work.empty())
      out.sample(value);
    else
      out.sample({{"work", one.work}}, value);
  }
  write_process(out, started_);
}

}  // namespace homeward::http
