#include "http/answer.hpp"
#include "http/decode.hpp"
#include "http/handlers.hpp"
#include "http/import_json.hpp"
#include "http/json_body.hpp"
#include "http/requests.hpp"
#include "http/tools.hpp"
#include "http/view_json.hpp"

namespace homeward::http {
namespace {

constexpr int kMostImports = 500;

// Absent or null: "".
std::string text_or_empty(JsonBody& body, std::string_view name, std::size_t longest) {
  std::string text = body.text_edit(name).over_text({});
  if (text.size() > longest) body.fault("“" + std::string(name) + "” is too long.");
  return text;
}

// The import that the path names, if it is one of the authority's.
Result<service::ImportSummary> import_named(Call& call) {
  return call.tools.service.import(call.actor,
                                   ImportId{parse_number(call.parameters[0]).value_or(-1)});
}

}  // namespace

Response list_imports(Call& call) {
  auto imports = call.tools.service.imports(call.actor, kMostImports);
  if (!imports) return problem(imports.error());
  std::vector<ImportLine> lines;
  for (service::ImportSummary& summary : *imports) {
    std::string by = call.tools.service.account_label(summary.by);
    std::string undone_by =
        summary.undone_at ? call.tools.service.account_label(summary.undone_by) : std::string{};
    lines.push_back({std::move(summary), std::move(by), std::move(undone_by)});
  }
  return json(200, to_json(lines));
}

Response list_import_problems(Call& call) {
  const auto import = import_named(call);
  const auto offset = count_of(call.request, "offset", 0, 100'000'000);
  const auto limit = count_of(call.request, "limit", 200, 1000);
  if (!offset || !limit || *limit == 0)
    return problem(400, "“offset” must be 0 or more, and “limit” 1 to 1000.");
  if (!import) return problem(import.error());
  auto problems = call.tools.service.import_problems(call.actor, import->id, *offset, *limit);
  if (!problems) return problem(problems.error());
  return showing(
      json(200, to_json(*problems, import->problems)),
      list_of("problems of import " + std::to_string(import->id.value), *problems, "problem"));
}

Response read_import(Call& call) {
  Request& request = call.request;
  if (request.files.empty())
    return problem(400, "The upload holds no file. Send one or more parts named “files”.");
  if (!request.previous_files.empty())
    return problem(400, "Every file of an import is a part named “files”. Nothing was kept.");
  service::JobOrder order;
  order.kind = service::JobKind::read;
  for (const auto& [name, value] : request.fields) {
    if (name != "year") return problem(400, "The form holds a field that is not known here.");
    order.answers.year = collection_year(value);
    if (!order.answers.year)
      return problem(400, "“year” must be the collection year, such as 2026.");
  }
  return job_started(
      call.tools.jobs.start(call.actor, std::move(order), kept(std::move(request.files), false)));
}

Response show_import_reading(Call& call) {
  const auto held = call.tools.service.import_look_over(call.actor, call.parameters[0]);
  if (!held) return problem(held.error());
  const service::LookOver& over = held->look_over;
  return showing(json(200, to_json(*held)),
                 list_of("look-over of an import",
                         static_cast<std::int64_t>(over.concerned.size() + over.absent.size() +
                                                   over.problems.size()),
                         "child or problem", "children and problems"));
}

Response answer_import_reading(Call& call) {
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  service::JobOrder order;
  order.kind = service::JobKind::read_again;
  order.upload = call.parameters[0];
  service::ImportAnswers& answers = order.answers;
  const std::string year = text_or_empty(*body, "year", 4);
  if (!year.empty()) {
    answers.year = collection_year(year);
    if (!answers.year) body->fault("“year” must be the collection year, such as “2026”.");
  }
  const std::string zeros = text_or_empty(*body, "leading_zeros", 30);
  if (!zeros.empty()) {
    const auto answer = parse_leading_zeros(zeros);
    if (answer)
      answers.leading_zeros = *answer;
    else
      body->fault("“leading_zeros” must be “same_children” or “different_children”.");
  }
  if (auto status = body->done(); !status) return problem(status.error());
  return job_started(call.tools.jobs.start(call.actor, std::move(order)));
}

Response confirm_import_reading(Call& call) {
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  service::JobOrder order;
  order.kind = service::JobKind::import;
  order.upload = call.parameters[0];
  order.digest = body->text("digest", 100);
  order.all_the_same = body->flag_or("all_the_same", false);
  if (auto status = body->done(); !status) return problem(status.error());
  return job_started(call.tools.jobs.start(call.actor, std::move(order)));
}

Response drop_import_reading(Call& call) {
  const auto dropped = call.tools.service.drop_import_reading(call.actor, call.parameters[0]);
  return dropped ? nothing() : problem(dropped.error());
}

Response plan_import_undo(Call& call) {
  const auto import = import_named(call);
  if (!import) return problem(import.error());
  const auto plan = call.tools.service.plan_undo(call.actor, import->id);
  if (!plan) return problem(plan.error());
  return showing(json(200, to_json(*plan)),
                 list_of("undoing import " + std::to_string(import->id.value) + ": what stays",
                         plan->left, "fact"));
}

Response undo_import(Call& call) {
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  service::JobOrder order;
  order.kind = service::JobKind::undo;
  order.digest = body->text("digest", 100);
  if (auto status = body->done(); !status) return problem(status.error());
  const auto import = import_named(call);
  if (!import) return problem(import.error());
  order.undoes = import->id;
  return job_started(call.tools.jobs.start(call.actor, std::move(order)));
}

Response list_absences(Call& call) {
  const auto absences = call.tools.service.absences(call.actor);
  if (!absences) return problem(absences.error());
  return showing(json(200, to_json(*absences)),
                 list_of("children no longer in a return", *absences, "child", "children"));
}

Response settle_absence(Call& call) {
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  const ChildId child{body->number("child")};
  const auto year = static_cast<int>(body->number("year"));
  const std::string outcome = body->text("outcome", 20);
  const std::string reason = text_or_empty(*body, "reason", 8000);
  if (body->has("outcome") && outcome != "withdrawn" && outcome != "stays" && outcome != "open")
    body->fault("“outcome” must be “withdrawn”, “stays” or “open”.");
  if (auto status = body->done(); !status) return problem(status.error());
  service::Service& service = call.tools.service;
  const Status settled = outcome == "withdrawn" ? service.withdraw_absent(call.actor, child, year)
                         : outcome == "stays" ? service.keep_absent(call.actor, child, year, reason)
                                              : service.reopen_absence(call.actor, child, year);
  return settled ? nothing() : problem(settled.error());
}

Response show_job(Call& call) {
  const auto job = call.tools.jobs.find(call.actor, call.parameters[0]);
  return job ? json(200, to_json(*job)) : problem(job.error());
}

Response list_unplaced(Call& call) {
  const auto unplaced = call.tools.service.unplaced(call.actor);
  if (!unplaced) return problem(unplaced.error());
  return showing(json(200, to_json(*unplaced)),
                 list_of("entries without a period of care", *unplaced, "period"));
}

Response settle_unplaced(Call& call) {
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  const ChildId child{body->number("child")};
  const RowId course{body->number("course")};
  const std::string outcome = body->text("outcome", 20);
  const auto period = body->date_edit("period_started_on");
  if (body->has("outcome") && outcome != "joined" && outcome != "removed" && outcome != "open")
    body->fault("“outcome” must be “joined”, “removed” or “open”.");
  if (outcome == "joined" && !period.value())
    body->fault("Say in “period_started_on” which period of care it belongs to.");
  if (auto status = body->done(); !status) return problem(status.error());
  service::Service& service = call.tools.service;
  const Status settled =
      outcome == "joined"    ? service.join_unplaced(call.actor, child, course, *period.value())
      : outcome == "removed" ? service.remove_unplaced(call.actor, child, course)
                             : service.reopen_unplaced(call.actor, child, course);
  return settled ? nothing() : problem(settled.error());
}

Response list_conflicts(Call& call) {
  auto conflicts = call.tools.service.conflicts(call.actor);
  if (!conflicts) return problem(conflicts.error());
  return showing(json(200, to_json(*conflicts)),
                 list_of("dates that disagree", *conflicts, "date"));
}

Response settle_conflict(Call& call) {
  auto body = JsonBody::read(call.request);
  if (!body) return problem(body.error());
  const ChildId child{body->number("child")};
  const RowId milestone{body->number("milestone")};
  const std::string counts = body->text("counts", 10);
  const Date imported_on = body->date("imported_on"), entered_on = body->date("entered_on");
  if (body->has("counts") && counts != "imported" && counts != "entered" && counts != "open")
    body->fault("“counts” must be “imported”, “entered” or “open”.");
  if (auto status = body->done(); !status) return problem(status.error());
  service::Service& service = call.tools.service;
  const Status settled =
      counts == "open"
          ? service.reopen_conflict(call.actor, child, milestone, imported_on, entered_on)
          : service.settle(call.actor, child, milestone, imported_on, entered_on,
                           counts == "entered" ? care::Source::hand : care::Source::return_file);
  return settled ? nothing() : problem(settled.error());
}

}  // namespace homeward::http
