// One's own password and sessions, and the security log.
#include "http/answer.hpp"
#include "http/decode.hpp"
#include "http/handlers.hpp"
#include "http/json_body.hpp"
#include "http/json_writer.hpp"
#include "http/requests.hpp"
#include "http/tools.hpp"
#include "service/wall_clock.hpp"

namespace homeward::http {
namespace {

constexpr int kMostEvents = 1000;

void write(JsonWriter& out, const service::SessionLine& line) {
  out.begin_object().field("id", line.id);
  out.field("begun_at", service::iso(line.begun_at));
  out.field("last_used_at", service::iso(line.last_used_at));
  out.field("address", line.address).field("device", line.device);
  out.field("this_one", line.this_one).end_object();
}

void write(JsonWriter& out, const service::SecurityLine& line) {
  out.begin_object().field("at", service::iso(line.at));
  out.field("act", line.act).field("words", line.words);
  out.field("who", line.who).field("by", line.by).field("address", line.address);
  out.field("refused", line.refused).end_object();
}

template <class Line>
Response list_of(const Result<std::vector<Line>>& lines) {
  if (!lines) return problem(lines.error());
  JsonWriter out;
  out.begin_array();
  for (const Line& line : *lines) write(out, line);
  return json(200, out.end_array().take());
}

}  // namespace

Response change_password(Call& call) {
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  const std::string old_password = body->text("old_password", service::kLongestPassword);
  const std::string new_password = body->text("new_password", service::kLongestPassword);
  if (auto status = body->done(); !status) return problem(status.error());
  const auto changed = call.tools.service.change_password(call.actor, old_password, new_password,
                                                          caller_of(call.request));
  return changed ? nothing() : problem(changed.error());
}

Response list_sessions(Call& call) {
  return list_of(call.tools.service.sessions(call.actor));
}

Response end_session(Call& call) {
  const auto id = parse_number(call.parameters.at(0));
  if (!id) return problem(404, "There is no such session, or it has ended.");
  const auto ended =
      call.tools.service.end_session(call.actor, service::SessionId{*id}, caller_of(call.request));
  return ended ? nothing() : problem(ended.error());
}

Response list_security_events(Call& call) {
  return list_of(call.tools.service.security_events(call.actor, kMostEvents));
}

}  // namespace homeward::http
