#include "http/answer.hpp"
#include "http/decode.hpp"
#include "http/guards.hpp"
#include "http/handlers.hpp"
#include "http/json_body.hpp"
#include "http/requests.hpp"
#include "http/tools.hpp"
#include "http/view_json.hpp"

namespace homeward::http {
Response sign_in(Call& call) {
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  const std::string name = body->text("name", 100), password = body->text("password", 1024);
  if (auto status = body->done(); !status) return problem(status.error());
  auto signed_in = call.tools.service.sign_in(name, password, caller_of(call.request));
  if (!signed_in) return problem(signed_in.error());
  // Whoever signs in again leaves the session they had.
  if (const std::string old = call.request.session_token; !old.empty()) {
    (void)call.tools.service.sign_out(old, caller_of(call.request));
    call.tools.hub.end_session(old);
  }
  Response response = json(200, to_json(signed_in->info));
  response.set("Set-Cookie", session_cookie(signed_in->token, call.tools.secure_cookies));
  response.set("Set-Cookie", device_cookie(signed_in->device, call.tools.secure_cookies));
  return response;
}

Response show_session(Call& call) {
  auto info = call.tools.service.session_info(call.request.session_token);
  return info ? json(200, to_json(*info)) : problem(info.error());
}

Response sign_out(Call& call) {
  const std::string token = call.request.session_token;
  if (auto status = call.tools.service.sign_out(token, caller_of(call.request)); !status)
    return problem(status.error());
  call.tools.hub.end_session(token);
  Response response = nothing();
  response.set("Set-Cookie", ended_cookie(call.tools.secure_cookies));
  response.set("Clear-Site-Data", "\"cache\"");
  return response;
}

Response change_authority(Call& call) {
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  const AuthorityId authority{body->number("authority_id")};
  if (auto status = body->done(); !status) return problem(status.error());
  const std::string token = call.request.session_token;
  auto info = call.tools.service.change_authority(token, authority);
  if (!info) return problem(info.error());
  call.tools.hub.end_session(token);  // its streams belong to the authority it left
  return json(200, to_json(*info));
}

Response open_events(Call& call) {
  std::optional<std::int64_t> last_seen;
  if (const std::string_view sent = call.request.header("last-event-id"); !sent.empty()) {
    last_seen = sent == "0" ? std::optional<std::int64_t>(0) : parse_number(sent);
    if (!last_seen) return problem(400, "The Last-Event-ID is not one of ours.");
  }
  auto sequence = call.tools.service.sequence(call.actor);
  if (!sequence) return problem(sequence.error());
  auto events =
      call.tools.hub.subscribe(call.actor, call.request.session_token, *sequence, last_seen);
  if (!events) return problem(503, "Too many people follow live changes just now. Reload later.");
  Response response;
  response.content_type = "text/event-stream";
  response.set("X-Accel-Buffering", "no");
  response.events = std::move(events);
  return response;
}

}  // namespace homeward::http
