#include "http/import_json.hpp"

#include "http/json_writer.hpp"
#include "http/view_json.hpp"

namespace homeward::http {

namespace {

using service::LeadingZeros;

void write_child(JsonWriter& out, const service::LookOverChild& child) {
  out.begin_object().key("child");
  if (child.child)
    out.value(child.child);
  else
    out.null();
  out.field("number", child.number.reveal()).field("added", child.added);
  out.field("changed", child.changed).field("withdrawn", child.withdrawn).end_object();
}

void write_children(JsonWriter& out, std::string_view key,
                    const std::vector<service::LookOverChild>& children) {
  out.key(key).begin_array();
  for (const service::LookOverChild& child : children) write_child(out, child);
  out.end_array();
}

void write_answers(JsonWriter& out, const service::ImportAnswers& answers) {
  out.key("answers").begin_object().field("year", answers.year).key("leading_zeros");
  if (answers.leading_zeros == LeadingZeros::unanswered)
    out.null();
  else
    out.value(to_text(answers.leading_zeros));
  out.end_object();
}

}  // namespace

std::optional<LeadingZeros> parse_leading_zeros(std::string_view word) {
  const auto answer = parse_name<LeadingZeros>(word);
  return answer == LeadingZeros::unanswered ? std::nullopt : answer;
}

std::string to_json(const service::HeldLookOver& held) {
  const service::LookOver& one = held.look_over;
  JsonWriter out;
  out.begin_object().field("reading", held.reading).field("digest", one.digest);
  out.field("source_name", one.source_name).key("tables").begin_array();
  for (const service::LookOverTable& table : one.tables)
    out.begin_object()
        .field("file", table.file)
        .field("table", table.table)
        .field("year", table.collection_year)
        .field("rows", table.rows)
        .end_object();
  out.end_array().key("returns").begin_array();
  for (const service::LookOverReturn& each : one.returns)
    out.begin_object()
        .field("year", each.collection_year)
        .field("told", each.told)
        .field("children", each.children)
        .field("episodes", each.episodes)
        .end_object();
  out.end_array().field("children", one.children).field("episodes", one.episodes);
  out.field("known", one.known).field("new", one.fresh).field("held_elsewhere", one.held_elsewhere);
  out.field("added", one.added).field("changed", one.changed).field("withdrawn", one.withdrawn);
  out.key("facts").begin_array();
  for (const service::LookOverFacts& facts : one.facts)
    out.begin_object()
        .field("word", facts.word)
        .field("added", facts.added)
        .field("changed", facts.changed)
        .field("withdrawn", facts.withdrawn)
        .end_object();
  out.end_array();
  write_children(out, "concerned", one.concerned);
  out.field("concerned_total", one.concerned_total);
  write_children(out, "absent", one.absent);
  out.key("problems").begin_array();
  for (const service::ImportProblem& problem : one.problems) write_problem(out, problem);
  out.end_array().field("problems_total", one.problems_total).key("warnings").begin_array();
  for (const service::ImportWarning& warning : one.warnings)
    out.begin_object()
        .field("kind", to_text(warning.kind))
        .field("sentence", warning.sentence)
        .field("asks", warning.asks)
        .field("answered", warning.answered)
        .end_object();
  out.end_array();
  write_answers(out, one.answers);
  out.end_object();
  return out.take();
}

std::string to_json(const service::UndoPlan& plan) {
  JsonWriter out;
  out.begin_object().field("import_id", plan.import.id).field("digest", plan.digest);
  out.field("sentence", plan.sentence).field("taken_out", plan.taken_out);
  out.field("put_back", plan.put_back).field("brought_back", plan.brought_back);
  out.field("children_taken_out", plan.children_taken_out);
  out.field("later_imports", plan.later_imports).field("left_total", plan.left_total);
  out.key("left").begin_array();
  for (const service::UndoLeft& left : plan.left)
    out.begin_object()
        .field("child", left.child)
        .field("number", left.number.reveal())
        .field("what", left.what)
        .field("why", left.why)
        .end_object();
  out.end_array().end_object();
  return out.take();
}

std::string to_json(const std::vector<service::AbsenceView>& absences) {
  JsonWriter out;
  out.begin_array();
  for (const service::AbsenceView& one : absences)
    out.begin_object()
        .field("child", one.child)
        .field("number", one.number.reveal())
        .field("year", one.collection_year)
        .field("facts", one.facts)
        .field("outcome", one.outcome.empty() ? std::string("open") : one.outcome)
        .field("reason", one.reason)
        .field("by", one.by)
        .field("at", one.at)
        .end_object();
  out.end_array();
  return out.take();
}

}  // namespace homeward::http
