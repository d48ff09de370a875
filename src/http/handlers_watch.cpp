// For those who look after the server: does it work, and how much has it to do?
#include "http/answer.hpp"
#include "http/handlers.hpp"
#include "http/tools.hpp"

namespace homeward::http {

Response show_health(Call& call) {
  // Strangers may ask, so the reason stands in the log alone.
  if (const auto answers = call.tools.service.database_answers(); !answers) {
    Response response = problem(503, "The database does not answer.");
    response.incident->sentence = answers.error().sentence;
    return response;
  }
  return json(200, R"({"status":"ok"})");
}

Response show_metrics(Call& call) {
  FigureText out;
  service::Service& service = call.tools.service;
  const std::string database = service.store().describe();
  out.family("homeward_build_info", "gauge", "The version of the program and of the database.")
      .sample({{"version", HOMEWARD_VERSION}, {"database", database.substr(0, database.find(','))}},
              1);
  const auto figures = service.figures();
  out.family("homeward_database_up", "gauge", "1 if the database told these figures.")
      .sample(figures ? 1 : 0);
  out.family("homeward_database_reconnects_total", "counter",
             "Times the way to the database was lost and found again.")
      .sample(static_cast<double>(service.store().reconnects()));
  if (figures) {
    out.family("homeward_sessions", "gauge", "Sessions that may be used now.")
        .sample(static_cast<double>(figures->open_sessions));
    out.family("homeward_jobs", "gauge",
               "Imports and checks of returns, of every server over this database.")
        .sample({{"work", "waiting"}}, static_cast<double>(figures->jobs.waiting))
        .sample({{"work", "running"}}, static_cast<double>(figures->jobs.running));
    if (const auto at = figures->last_import_at)
      out.family("homeward_last_import_timestamp_seconds", "gauge",
                 "When data was last brought in, of any authority.")
          .sample(static_cast<double>(at->time_since_epoch().count()) / 1000.0);
  }
  call.tools.metrics.write(out);
  Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = std::make_shared<const std::string>(out.take());
  return response;
}

}  // namespace homeward::http
