#include "http/answer.hpp"

#include "http/json_writer.hpp"

namespace homeward::http {

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid_input:
      return 400;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::not_allowed:
      return 403;
    case ErrorKind::not_signed_in:
      return 401;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::too_large:
      return 413;
    case ErrorKind::too_many:
      return 429;
    case ErrorKind::unavailable:
      return 503;
  }
  return 500;
}

Response json(int status, std::string body) {
  Response response;
  response.status = status;
  response.content_type = "application/json";
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

Response showing(Response response, Shown shown) {
  response.shown = std::move(shown);
  return response;
}

Response nothing() {
  Response response;
  response.status = 204;
  return response;
}

namespace {

Response write_problem(int status, std::string_view detail, std::optional<Incident> incident) {
  JsonWriter out;
  out.begin_object().field("type", "about:blank").field("title", reason_phrase(status));
  out.field("status", status).field("detail", detail);
  if (incident) out.field("incident", incident->number);
  out.end_object();
  Response response = json(status, out.take());
  response.content_type = "application/problem+json";
  if (status == 429 || status == 503) response.set("Retry-After", "5");
  response.incident = std::move(incident);
  return response;
}

}  // namespace

Response problem(int status, std::string_view detail) {
  std::optional<Incident> ours;
  if (status == 503) ours = incident("unavailable", detail);
  if (status == 500) ours = incident("failed", detail);
  return write_problem(status, detail, std::move(ours));
}

Response problem(const Error& error) {
  return problem(status_of(error.kind), error.sentence);
}

Response problem_in_flight(std::string_view detail) {
  return write_problem(500, detail, incident_in_flight(detail));
}

}  // namespace homeward::http
