// A tracker, and what of it is asked for apart.
#include <algorithm>

#include "base/text.hpp"
#include "http/answer.hpp"
#include "http/decode.hpp"
#include "http/handlers.hpp"
#include "http/random.hpp"
#include "http/requests.hpp"
#include "http/tools.hpp"
#include "http/view_json.hpp"

namespace homeward::http {
namespace {

std::string name_of_tracker(const std::string& id, const std::optional<Date>& day) {
  return "tracker " + id + known_on(day);
}

// On a past day nobody may.
bool may_edit(const Call& call, const std::optional<Date>& day) {
  return (!day || *day >= call.tools.service.today()) &&
         call.tools.service.allowed(call.actor, service::Act::edit).has_value();
}

}  // namespace

Response show_tracker(Call& call) {
  auto& service = call.tools.service;
  const auto day = as_of(call.request);
  if (!day) return problem(day.error());
  const auto sequence = service.sequence(call.actor);
  if (!sequence) return problem(sequence.error());
  const std::string& id = call.parameters[0];
  const TrackerKey key{
      service::scope_of(call.actor), may_edit(call, *day), id, *day, service.today(), *sequence};
  const auto counted = service.tracker(call.actor, id, *day);
  if (!counted) return problem(counted.error());
  const auto text = call.tools.trackers.get(
      key, [&]() -> Result<std::string> { return to_json(**counted, key.may_edit); });
  if (!text) return problem(text.error());
  Response response;
  // The page keeps tag and body in its memory; the browser keeps nothing on its disk (no-store).
  response.set("ETag", (*text)->tag());
  response.set("Vary", "Accept-Encoding, Cookie");
  response.shown = list_of(name_of_tracker(id, *day), (*counted)->rows, "child", "children");
  if (none_match_names(call.request.header("if-none-match"), (*text)->tag())) {
    response.status = 304;
    return response;
  }
  const bool packed = accepts_gzip(call.request.header("accept-encoding"));
  response.content_type = "application/json";
  response.body = (*text)->bytes(packed);
  if (packed) response.set("Content-Encoding", "gzip");
  return response;
}

Response show_tracker_column(Call& call) {
  const auto day = as_of(call.request);
  if (!day) return problem(day.error());
  const auto view = call.tools.service.tracker(call.actor, call.parameters[0], *day);
  if (!view) return problem(view.error());
  const auto& columns = (*view)->columns;
  const auto column = std::find_if(columns.begin(), columns.end(), [&](const auto& one) {
    return one.id == call.parameters[1] && (one.show == "clock" || one.show == "milestone");
  });
  if (column == columns.end())
    return problem(404, "The tracker has no such column of dates. Load the page again.");
  Shown shown =
      list_of(name_of_tracker(call.parameters[0], *day), (*view)->rows, "child", "children");
  if (!shown.what.empty()) shown.counted = "one more column of " + shown.counted;
  return showing(json(200, column_json(**view, column->id, may_edit(call, *day))),
                 std::move(shown));
}

Response show_tracker_row(Call& call) {
  const auto day = as_of(call.request);
  if (!day) return problem(day.error());
  const auto child = parse_number(call.parameters[1]);
  if (!child) return no_such_child();
  auto row = call.tools.service.tracker_row(call.actor, call.parameters[0], {*child}, *day);
  if (!row) return problem(row.error());
  Shown shown = one_child(name_of_tracker(call.parameters[0], *day), {*child});
  shown.counted = "one row";
  return showing(json(200, to_json(*row, may_edit(call, *day))), std::move(shown));
}

Response show_because(Call& call) {
  const auto day = as_of(call.request);
  if (!day) return problem(day.error());
  const auto child = parse_number(call.parameters[1]);
  if (!child) return no_such_child();
  auto because = call.tools.service.tracker_because(call.actor, call.parameters[0], {*child},
                                                    call.parameters[2], *day);
  if (!because) return problem(because.error());
  return showing(json(200, because_json(*because)),
                 one_child("why in " + name_of_tracker(call.parameters[0], *day), {*child}));
}

Response show_catalogue(Call& call) {
  const auto catalogue = call.tools.service.catalogue(call.actor);
  if (!catalogue) return problem(catalogue.error());
  std::string body = to_json(*catalogue);
  const std::string tag = "\"" + short_hash(body) + "\"";
  Response response = json(200, std::move(body));
  if (none_match_names(call.request.header("if-none-match"), tag)) {
    response = Response();
    response.status = 304;
  }
  response.set("ETag", tag);
  return response;
}

}  // namespace homeward::http
