#include "http/answer.hpp"
#include "http/decode.hpp"
#include "http/handlers.hpp"
#include "http/json_body.hpp"
#include "http/json_writer.hpp"
#include "http/tools.hpp"
#include "http/view_json.hpp"

namespace homeward::http {
namespace {

constexpr std::size_t kLongestText = 4000;

constexpr int kMostLooks = 1000;

Response no_such_child() {
  return problem(404, "There is no such child in this authority.");
}

// The as_of of the query: none means today.
Result<std::optional<Date>> as_of(const Request& request) {
  const auto found = request.query.find("as_of");
  if (found == request.query.end() || found->second.empty()) return std::optional<Date>();
  const auto date = Date::parse_iso(found->second);
  if (!date) return fail(ErrorKind::invalid_input, "The date “as of” must look like 2026-02-03.");
  return date;
}

// The version that an edit starts from; a problem without one.
tl::expected<std::int32_t, Response> expected_version(const Request& request) {
  if (!request.has_header("if-match"))
    return tl::unexpected(
        problem(428, "An edit must say which version it starts from (If-Match)."));
  const auto version = parse_version(request.header("if-match"));
  if (!version)
    return tl::unexpected(problem(400, "If-Match must be a version in quotes, such as \"3\"."));
  return *version;
}

}  // namespace

Response show_tracker(Call& call) {
  auto& service = call.tools.service;
  const auto day = as_of(call.request);
  if (!day) return problem(day.error());
  const auto sequence = service.sequence(call.actor);
  if (!sequence) return problem(sequence.error());
  const std::string& id = call.parameters[0];
  const TrackerKey key{call.actor.authority, call.actor.role, id, *day, service.today(), *sequence};
  const std::string tag = call.tools.trackers.tag(key);
  Response response;
  response.set("ETag", tag);
  response.set("Cache-Control", "private, no-cache");
  response.set("Vary", "Accept-Encoding, Cookie");
  if (none_match_names(call.request.header("if-none-match"), tag)) {
    response.status = 304;
    return response;
  }
  const bool packed = accepts_gzip(call.request.header("accept-encoding"));
  auto bytes = call.tools.trackers.get(key, packed, [&]() -> Result<std::string> {
    auto view = service.tracker(call.actor, id, *day);
    if (!view) return tl::unexpected(view.error());
    return to_json(**view);
  });
  if (!bytes) return problem(bytes.error());
  response.content_type = "application/json";
  response.body = std::move(*bytes);
  if (packed) response.set("Content-Encoding", "gzip");
  return response;
}

Response show_tracker_row(Call& call) {
  const auto day = as_of(call.request);
  if (!day) return problem(day.error());
  const auto child = parse_number(call.parameters[1]);
  if (!child) return no_such_child();
  auto row = call.tools.service.tracker_row(call.actor, call.parameters[0], {*child}, *day);
  return row ? json(200, to_json(*row)) : problem(row.error());
}

Response show_child(Call& call) {
  const auto day = as_of(call.request);
  if (!day) return problem(day.error());
  const auto child = parse_number(call.parameters[0]);
  if (!child) return no_such_child();
  auto view = call.tools.service.child(call.actor, {*child}, *day);
  return view ? json(200, to_json(*view)) : problem(view.error());
}

Response show_journal(Call& call) {
  constexpr int kMost = 500;
  const auto child = parse_number(call.parameters[0]);
  if (!child) return no_such_child();
  auto lines = call.tools.service.journal(call.actor, {*child}, kMost);
  return lines ? json(200, to_json(*lines)) : problem(lines.error());
}

Response show_access_log(Call& call) {
  auto looks = call.tools.service.access_log(call.actor, std::nullopt, kMostLooks);
  return looks ? json(200, to_json(*looks)) : problem(looks.error());
}

Response show_child_looks(Call& call) {
  const auto child = parse_number(call.parameters[0]);
  if (!child) return no_such_child();
  auto looks = call.tools.service.access_log(call.actor, ChildId{*child}, kMostLooks);
  return looks ? json(200, to_json(*looks)) : problem(looks.error());
}

Response save_milestone(Call& call) {
  const auto child = parse_number(call.parameters[0]), nth = parse_number(call.parameters[2]);
  if (!child) return no_such_child();
  if (!nth || *nth > 999) return problem(404, "There is no such milestone.");
  const auto version = expected_version(call.request);
  if (!version) return version.error();
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  service::MilestoneEdit edit;
  edit.type = call.parameters[1];
  edit.nth = static_cast<int>(*nth);
  edit.planned_on = body->date_or_null("planned_on");
  edit.happened_on = body->date_or_null("happened_on");
  edit.outcome = body->text_or_empty("outcome", kLongestText);
  edit.note = body->text_or_empty("note", kLongestText);
  edit.expected_version = *version;
  if (auto status = body->done(); !status) return problem(status.error());
  auto saved = call.tools.service.save_milestone(call.actor, {*child}, edit);
  if (saved) return json(200, to_json(*saved));
  const auto& refused = saved.error();
  if (refused.error.kind != ErrorKind::conflict || !refused.theirs) return problem(refused.error);
  Response response = json(409, conflict_json(refused.error.sentence, edit, *refused.theirs));
  response.content_type = "application/problem+json";
  return response;
}

Response save_delay(Call& call) {
  const auto child = parse_number(call.parameters[0]);
  if (!child) return no_such_child();
  const auto version = expected_version(call.request);
  if (!version) return version.error();
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  service::DelayEdit edit;
  edit.timescale = call.parameters[1];
  edit.expected_version = *version;
  edit.ended_on = body->date_or_null("ended_on");
  if (!edit.ended_on || body->has("reason")) {
    edit.reason = body->text("reason", kLongestText);
    edit.decided_by = body->text("decided_by", 200);
    edit.decided_on = body->date("decided_on");
    edit.look_again_on = body->date("look_again_on");
  }
  if (auto status = body->done(); !status) return problem(status.error());
  auto saved = call.tools.service.save_delay(call.actor, {*child}, edit);
  if (!saved) return problem(saved.error());
  JsonWriter out;
  out.begin_object().field("version", saved->version).field("sequence", saved->sequence);
  out.end_object();
  return json(200, out.take());
}

Response search_children(Call& call) {
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  const std::string text = body->text("text", 200);
  if (auto status = body->done(); !status) return problem(status.error());
  auto hits = call.tools.service.search(call.actor, text);
  return hits ? json(200, to_json(*hits)) : problem(hits.error());
}

}  // namespace homeward::http
