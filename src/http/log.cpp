#include "http/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>

namespace homeward::http {
namespace {

spdlog::logger& logger() {
  static const auto log = [] {
    auto made =
        std::make_shared<spdlog::logger>("http", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    return made;
  }();
  return *log;
}

std::atomic<std::uint64_t> logged{0};

}  // namespace

std::uint64_t incidents_logged() {
  return logged;
}

void log_answer(std::string_view method, std::string_view route, int status,
                std::chrono::microseconds took) {
  logger().info("{} {} {} {:.1f} ms", method, route, status,
                static_cast<double>(took.count()) / 1000.0);
}

void log_incident(const Incident& incident, std::string_view where) {
  ++logged;
  logger().error("{} {}: {}: {}", incident.number, where, incident.kind, incident.sentence);
}

void log_error(std::string_view where, const Error& error) {
  const bool ours = error.kind == ErrorKind::unavailable;
  log_incident(incident(ours ? "unavailable" : "failed", error.sentence), where);
}

void log_exception(std::string_view where) {
  log_incident(incident_in_flight("No answer was waiting for this."), where);
}

void log_line(std::string_view sentence) {
  logger().info("{}", sentence);
}

void log_quietly(bool quiet) {
  logger().set_level(quiet ? spdlog::level::off : spdlog::level::info);
}

}  // namespace homeward::http
