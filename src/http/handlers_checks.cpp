#include "http/answer.hpp"
#include "http/check_json.hpp"
#include "http/decode.hpp"
#include "http/handlers.hpp"
#include "http/json_body.hpp"
#include "http/json_writer.hpp"
#include "http/requests.hpp"
#include "http/tools.hpp"

namespace homeward::http {
namespace {

using service::CheckId;

constexpr int kMostChecks = 200;
constexpr int kMostOffset = 100'000'000;

// What no id names is answered as what is not there.
CheckId check_of(const Call& call) {
  return CheckId{parse_number(call.parameters[0]).value_or(-1)};
}
std::int64_t finding_of(const Call& call) {
  return parse_number(call.parameters[1]).value_or(-1);
}

struct Page {
  int offset = 0, limit = 0;
};
std::optional<Page> page_of(const Request& request) {
  const auto offset = count_of(request, "offset", 0, kMostOffset);
  const auto limit = count_of(request, "limit", 200, 1000);
  if (!offset || !limit || *limit == 0) return std::nullopt;
  return Page{*offset, *limit};
}
Response wrong_page() {
  return problem(400, "“offset” must be 0 or more, and “limit” 1 to 1000.");
}

std::optional<service::FindingState> state_of(const Request& request) {
  const auto found = request.query.find("state");
  if (found == request.query.end() || found->second == "all") return service::FindingState::all;
  if (found->second == "open") return service::FindingState::open;
  if (found->second == "accepted") return service::FindingState::accepted;
  if (found->second == "new") return service::FindingState::is_new;
  return std::nullopt;
}

Response attachment(Result<std::string> bytes, std::string type, const std::string& name) {
  if (!bytes) return problem(bytes.error());
  Response response;
  response.content_type = std::move(type);
  response.body = std::make_shared<const std::string>(std::move(*bytes));
  response.set("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return response;
}

}  // namespace

std::uint64_t most_return_bytes(const service::Service& service) {
  return service.check_upload_bytes();
}

Response list_return_checks(Call& call) {
  const auto checks = call.tools.service.return_checks(call.actor, kMostChecks);
  return checks ? json(200, to_json(*checks, call.tools.service)) : problem(checks.error());
}

Response start_return_check(Call& call) {
  Request& request = call.request;
  if (request.files.empty())
    return problem(400, "The upload holds no file. Send one or more parts named “files”.");
  service::CheckRequest order;
  for (const auto& [name, value] : request.fields) {
    if (name != "year" && name != "rules")
      return problem(400, "The form holds a field that is not known here.");
    const auto year = collection_year(value);
    if (!year) return problem(400, "“" + name + "” must be a collection year, such as 2026.");
    if (name == "year")
      order.year = year;
    else
      order.rules = *year;
  }
  order.files = std::move(request.files);
  order.previous = std::move(request.previous_files);
  return job_started(call.tools.jobs.start(call.actor, std::move(order)));
}

Response show_return_check(Call& call) {
  const auto detail = call.tools.service.return_check(call.actor, check_of(call));
  return detail ? json(200, to_json(*detail, call.tools.service)) : problem(detail.error());
}

Response delete_return_check(Call& call) {
  const auto deleted = call.tools.service.delete_return_check(call.actor, check_of(call));
  return deleted ? nothing() : problem(deleted.error());
}

Response list_return_findings(Call& call) {
  const Request& request = call.request;
  const auto page = page_of(request);
  if (!page) return wrong_page();
  const auto state = state_of(request);
  if (!state) return problem(400, "“state” must be “new”, “open”, “accepted” or “all”.");
  service::FindingQuery query;
  query.state = *state;
  query.offset = page->offset;
  query.limit = page->limit;
  if (const auto rule = request.query.find("rule"); rule != request.query.end())
    query.rule = rule->second;
  if (const auto key = request.query.find("child_key"); key != request.query.end()) {
    const auto number = parse_number(key->second);
    if (!number) return problem(400, "“child_key” must be a number above zero.");
    query.child_key = *number;
  }
  const auto found = call.tools.service.return_findings(call.actor, check_of(call), query);
  return found ? json(200, to_json(*found, call.tools.service)) : problem(found.error());
}

Response list_return_check_children(Call& call) {
  const auto page = page_of(call.request);
  if (!page) return wrong_page();
  const auto children = call.tools.service.return_check_children(call.actor, check_of(call),
                                                                 page->offset, page->limit);
  return children ? json(200, to_json(*children)) : problem(children.error());
}

Response accept_finding(Call& call) {
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  const std::string reason = body->text("reason", 4000);
  const bool all_of_rule = body->flag_or("all_of_rule", false);
  if (auto status = body->done(); !status) return problem(status.error());
  const auto accepted = call.tools.service.accept_finding(call.actor, check_of(call),
                                                          finding_of(call), reason, all_of_rule);
  if (!accepted) return problem(accepted.error());
  JsonWriter out;
  out.begin_object().field("accepted", *accepted).end_object();
  return json(200, out.take());
}

Response withdraw_acceptance(Call& call) {
  const auto withdrawn =
      call.tools.service.withdraw_acceptance(call.actor, check_of(call), finding_of(call));
  return withdrawn ? nothing() : problem(withdrawn.error());
}

Response return_check_workbook(Call& call) {
  const CheckId check = check_of(call);
  return attachment(call.tools.service.return_check_workbook(call.actor, check),
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "return-check-" + std::to_string(check.value) + ".xlsx");
}

Response return_check_csv(Call& call) {
  const CheckId check = check_of(call);
  return attachment(call.tools.service.return_check_csv(call.actor, check),
                    "text/csv; charset=utf-8",
                    "return-check-" + std::to_string(check.value) + ".csv");
}

Response show_record_check(Call& call) {
  std::optional<int> year;
  if (const auto asked = call.request.query.find("year"); asked != call.request.query.end()) {
    year = collection_year(asked->second);
    if (!year) return problem(400, "“year” must be the collection year, such as 2026.");
  }
  const auto check = call.tools.service.record_check(call.actor, year);
  return check ? json(200, to_json(**check)) : problem(check.error());
}

Response show_child_return_findings(Call& call) {
  const ChildId child{parse_number(call.parameters[0]).value_or(-1)};
  const auto found = call.tools.service.child_return_findings(call.actor, child);
  return found ? json(200, to_json(*found)) : problem(found.error());
}

}  // namespace homeward::http
