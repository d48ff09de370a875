#include "base/text.hpp"
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
  if (found == request.query.end()) return service::FindingState::all;
  return parse_name<service::FindingState>(found->second);
}

std::string name_of(CheckId check) {
  return "return check " + std::to_string(check.value);
}

Response carried_off(Result<service::FindingsFile> file, std::string type, std::string_view form,
                     std::string_view ending, CheckId check) {
  if (!file) return problem(file.error());
  Shown shown;
  shown.what = std::string(form) + " of " + name_of(check);
  shown.counted = text::plural(file->findings, "finding");
  shown.children = std::move(file->children);
  const std::string name =
      "OFFICIAL-SENSITIVE-return-check-" + std::to_string(check.value) + std::string(ending);
  return showing(attachment(std::move(file->bytes), std::move(type), name), std::move(shown));
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
  service::JobOrder order;
  order.kind = service::JobKind::check;
  for (const auto& [name, value] : request.fields) {
    if (name != "year" && name != "rules")
      return problem(400, "The form holds a field that is not known here.");
    const auto year = collection_year(value);
    if (!year) return problem(400, "“" + name + "” must be a collection year, such as 2026.");
    if (name == "year")
      order.answers.year = year;
    else
      order.rules = *year;
  }
  auto files = kept(std::move(request.files), false);
  for (service::KeptFile& file : kept(std::move(request.previous_files), true))
    files.push_back(std::move(file));
  return job_started(call.tools.jobs.start(call.actor, std::move(order), std::move(files)));
}

Response show_return_check(Call& call) {
  const auto detail = call.tools.service.return_check(call.actor, check_of(call));
  if (!detail) return problem(detail.error());
  // Its problems name rows and values of the files.
  return showing(json(200, to_json(*detail, call.tools.service)),
                 list_of(name_of(check_of(call)), detail->problems, "problem"));
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
  if (!found) return problem(found.error());
  Shown shown = list_of("findings of " + name_of(check_of(call)), found->findings, "finding");
  // Of one child: a look at that record, if it is held here.
  if (query.child_key != 0 && !found->findings.empty() && found->findings.front().child)
    shown = one_child("return check", found->findings.front().child);
  return showing(json(200, to_json(*found, call.tools.service)), std::move(shown));
}

Response list_return_check_children(Call& call) {
  const auto page = page_of(call.request);
  if (!page) return wrong_page();
  const auto children = call.tools.service.return_check_children(call.actor, check_of(call),
                                                                 page->offset, page->limit);
  if (!children) return problem(children.error());
  return showing(json(200, to_json(*children)), list_of("children of " + name_of(check_of(call)),
                                                        children->children, "child", "children"));
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
  return carried_off(call.tools.service.return_check_workbook(call.actor, check),
                     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                     "workbook", ".xlsx", check);
}

Response return_check_csv(Call& call) {
  const CheckId check = check_of(call);
  return carried_off(call.tools.service.return_check_csv(call.actor, check),
                     "text/csv; charset=utf-8", "CSV", ".csv", check);
}

Response show_record_check(Call& call) {
  std::optional<int> year;
  if (const auto asked = call.request.query.find("year"); asked != call.request.query.end()) {
    year = collection_year(asked->second);
    if (!year) return problem(400, "“year” must be the collection year, such as 2026.");
  }
  const auto check = call.tools.service.record_check(call.actor, year);
  if (!check) return problem(check.error());
  std::int64_t children = 0;
  for (const service::RecordWorker& worker : (*check)->workers)
    children += static_cast<std::int64_t>(worker.children.size());
  return showing(json(200, to_json(**check)), list_of("record checked as the return of " +
                                                          std::to_string((*check)->collection_year),
                                                      children, "child", "children"));
}

Response show_child_return_findings(Call& call) {
  const ChildId child{parse_number(call.parameters[0]).value_or(-1)};
  const auto found = call.tools.service.child_return_findings(call.actor, child);
  if (!found) return problem(found.error());
  return showing(json(200, to_json(*found)), one_child("return check", child));
}

}  // namespace homeward::http
