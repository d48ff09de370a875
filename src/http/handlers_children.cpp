#include "base/text.hpp"
#include "http/answer.hpp"
#include "http/decode.hpp"
#include "http/handlers.hpp"
#include "http/json_body.hpp"
#include "http/json_writer.hpp"
#include "http/requests.hpp"
#include "http/tools.hpp"
#include "http/view_json.hpp"

namespace homeward::http {
namespace {

constexpr int kMostLooks = 1000;

// 409 with both values, if what somebody else saved is known.
template <class Refused, class Edit>
Response conflict(const Refused& refused, const Edit& edit, ChildId child) {
  if (!refused.theirs) return showing(problem(refused.error), nobody());
  Response response = json(409, conflict_json(refused.error.sentence, edit, *refused.theirs));
  response.content_type = "application/problem+json";
  return showing(std::move(response), one_child("what somebody else saved", child));
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

Response show_child(Call& call) {
  const auto day = as_of(call.request);
  if (!day) return problem(day.error());
  const auto child = parse_number(call.parameters[0]);
  if (!child) return no_such_child();
  auto view = call.tools.service.child(call.actor, {*child}, *day);
  if (!view) return problem(view.error());
  return showing(json(200, to_json(*view)), one_child("child page" + known_on(*day), {*child}));
}

Response show_journal(Call& call) {
  constexpr int kMost = 500;
  const auto child = parse_number(call.parameters[0]);
  if (!child) return no_such_child();
  auto lines = call.tools.service.journal(call.actor, {*child}, kMost);
  if (!lines) return problem(lines.error());
  return showing(json(200, to_json(*lines)), one_child("journal", {*child}));
}

Response show_access_log(Call& call) {
  auto looks = call.tools.service.access_log(call.actor, std::nullopt, kMostLooks);
  if (!looks) return problem(looks.error());
  return showing(json(200, to_json(*looks)), list_of("access log", *looks, "line"));
}

Response show_child_looks(Call& call) {
  const auto child = parse_number(call.parameters[0]);
  if (!child) return no_such_child();
  auto looks = call.tools.service.access_log(call.actor, ChildId{*child}, kMostLooks);
  if (!looks) return problem(looks.error());
  return showing(json(200, to_json(*looks)),
                 looks->empty() ? nobody() : one_child("access log of the child", {*child}));
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
  edit.planned_on = body->date_edit("planned_on");
  edit.happened_on = body->date_edit("happened_on");
  edit.outcome = body->text_edit("outcome");
  edit.note = body->text_edit("note");
  edit.confirmed = body->words_or_none("confirmed");
  edit.expected_version = *version;
  if (auto status = body->done(); !status) return problem(status.error());
  auto saved = call.tools.service.save_milestone(call.actor, {*child}, edit);
  if (saved) return json(200, to_json(*saved));
  const auto& refused = saved.error();
  if (!refused.doubts.empty()) {
    Response asked = json(422, doubts_json(refused.error.sentence, refused.doubts));
    asked.content_type = "application/problem+json";
    return asked;
  }
  if (refused.error.kind != ErrorKind::conflict) return problem(refused.error);
  return conflict(refused, edit, {*child});
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
  edit.reason = body->text_edit("reason");
  edit.decided_by = body->text_edit("decided_by");
  edit.decided_on = body->date_edit("decided_on");
  edit.look_again_on = body->date_edit("look_again_on");
  edit.ended_on = body->date_edit("ended_on");
  if (auto status = body->done(); !status) return problem(status.error());
  auto saved = call.tools.service.save_delay(call.actor, {*child}, edit);
  if (saved) return json(200, to_json(*saved));
  const auto& refused = saved.error();
  if (refused.error.kind != ErrorKind::conflict) return problem(refused.error);
  return conflict(refused, edit, {*child});
}

Response search_children(Call& call) {
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  const std::string text = body->text("text", 200);
  if (auto status = body->done(); !status) return problem(status.error());
  auto hits = call.tools.service.search(call.actor, text);
  if (!hits) return problem(hits.error());
  return showing(json(200, to_json(*hits)), list_of("search", hits->children, "child", "children"));
}

}  // namespace homeward::http
