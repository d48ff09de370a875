#include <algorithm>

#include "http/answer.hpp"
#include "http/decode.hpp"
#include "http/handlers.hpp"
#include "http/json_body.hpp"
#include "http/requests.hpp"
#include "http/tools.hpp"
#include "http/view_json.hpp"

namespace homeward::http {
namespace {

constexpr int kMostImports = 500;

}  // namespace

Response list_imports(Call& call) {
  auto imports = call.tools.service.imports(call.actor, kMostImports);
  if (!imports) return problem(imports.error());
  std::vector<ImportLine> lines;
  for (service::ImportSummary& summary : *imports) {
    std::string by = call.tools.service.account_label(summary.by);
    lines.push_back({std::move(summary), std::move(by)});
  }
  return json(200, to_json(lines));
}

Response list_import_problems(Call& call) {
  const auto no_such_import = [] { return problem(404, "There is no such import."); };
  const auto id = parse_number(call.parameters[0]);
  if (!id) return no_such_import();
  const auto offset = count_of(call.request, "offset", 0, 100'000'000);
  const auto limit = count_of(call.request, "limit", 200, 1000);
  if (!offset || !limit || *limit == 0)
    return problem(400, "“offset” must be 0 or more, and “limit” 1 to 1000.");
  auto imports = call.tools.service.imports(call.actor, kMostImports);
  if (!imports) return problem(imports.error());
  const auto found = std::find_if(imports->begin(), imports->end(),
                                  [&](const auto& one) { return one.id.value == *id; });
  if (found == imports->end()) return no_such_import();
  auto problems = call.tools.service.import_problems(call.actor, ImportId{*id}, *offset, *limit);
  return problems ? json(200, to_json(*problems, found->problems)) : problem(problems.error());
}

Response start_import(Call& call) {
  Request& request = call.request;
  if (request.files.empty())
    return problem(400, "The upload holds no file. Send one or more parts named “files”.");
  if (!request.previous_files.empty())
    return problem(400, "Every file of an import is a part named “files”. Nothing was kept.");
  std::optional<int> year;
  for (const auto& [name, value] : request.fields) {
    if (name != "year") return problem(400, "The form holds a field that is not known here.");
    year = collection_year(value);
    if (!year) return problem(400, "“year” must be the collection year, such as 2026.");
  }
  return job_started(call.tools.jobs.start(call.actor, std::move(request.files), year));
}

Response show_job(Call& call) {
  const auto job = call.tools.jobs.find(call.actor, call.parameters[0]);
  return job ? json(200, to_json(*job)) : problem(404, "There is no such job, or it is long done.");
}

Response list_conflicts(Call& call) {
  auto conflicts = call.tools.service.conflicts(call.actor);
  return conflicts ? json(200, to_json(*conflicts)) : problem(conflicts.error());
}

Response settle_conflict(Call& call) {
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  const ChildId child{body->number("child")};
  const std::string subject = body->text("subject", 200), counts = body->text("counts", 10);
  const Date imported_on = body->date("imported_on"), entered_on = body->date("entered_on");
  if (body->has("counts") && counts != "imported" && counts != "entered")
    body->fault("“counts” must be “imported” or “entered”.");
  if (auto status = body->done(); !status) return problem(status.error());
  auto settled = call.tools.service.settle(
      call.actor, child, subject, imported_on, entered_on,
      counts == "entered" ? care::Source::hand : care::Source::return_file);
  return settled ? nothing() : problem(settled.error());
}

}  // namespace homeward::http
