#include "http/check_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "http/json_writer.hpp"
#include "http/view_json.hpp"

namespace homeward::http {
namespace {

using service::CheckRule;

template <class Tag>
void write_id(JsonWriter& out, std::string_view name, Id<Tag> id) {
  out.field(name, id ? std::optional(id) : std::nullopt);
}

std::string_view severity(bool query) {
  return query ? "query" : "error";
}

// What a check's line in the list and its page have in common.
void write_summary(JsonWriter& out, const service::CheckSummary& check, AccountWords words) {
  out.field("id", check.id).field("collection_year", check.collection_year);
  out.field("rules_year", check.rules_year).field("checked_at", iso_moment(check.at));
  out.field("checked_by", words.account_label(check.by)).field("children", check.children);
  out.field("errors", check.errors).field("noted", check.accepted_errors);
  out.field("queries", check.queries - check.accepted_queries);
  out.field("accepted", check.accepted_queries);
  out.field("new", check.new_findings).field("gone", check.gone);
  out.field("files_kept_until", check.files_kept_until);
}

void write_rule(JsonWriter& out, const CheckRule& rule) {
  out.begin_object().field("rule", rule.code).field("sentence", rule.sentence);
  out.field("severity", severity(rule.query)).field("severity_confirmed", rule.confirmed);
  out.field("remedy", rule.remedy).field("reading", rule.reading);
  out.field("findings", rule.findings).field("children", rule.children);
  out.field("noted", rule.query ? 0 : rule.accepted);
  out.field("accepted", rule.query ? rule.accepted : 0).field("new", rule.new_findings);
  out.field("folded", rule.folded).end_object();
}

void write_not_run(JsonWriter& out, std::string_view rule, std::string_view sentence,
                   std::string_view why) {
  out.begin_object().field("rule", rule).field("sentence", sentence).field("why", why);
  out.end_object();
}

void write_rules(JsonWriter& out, std::string_view name, const service::CheckDetail& detail,
                 CheckRule::State state, void (*write)(JsonWriter&, const CheckRule&)) {
  out.key(name).begin_array();
  for (const CheckRule& rule : detail.rules)
    if (rule.state == state) write(out, rule);
  out.end_array();
}

void write_cells(JsonWriter& out, const service::FoundRow& found) {
  const auto fields = text::split(found.fields, ' ');
  const auto cells = nlohmann::ordered_json::parse(found.row.cells.reveal(), nullptr, false);
  out.key("cells").begin_array();
  if (cells.is_object())
    for (const auto& [column, value] : cells.items()) {
      out.begin_object().field("column", column);
      out.field("value", value.is_string() ? value.get_ref<const std::string&>() : std::string());
      out.field("failing", std::find(fields.begin(), fields.end(), column) != fields.end());
      out.end_object();
    }
  out.end_array();
}

// `there`: otherwise it is the other kind of finding that it belongs to.
void write_acceptance(JsonWriter& out, std::string_view name, bool there,
                      const service::FoundRow& found, AccountWords words) {
  out.key(name);
  if (!there || !found.accepted) {
    out.null();
    return;
  }
  out.begin_object().field("reason", found.accepted->reason);
  out.field("by", words.account_label(found.accepted->by));
  out.field("on", words.date_of(found.accepted->at)).end_object();
}

void write_finding(JsonWriter& out, const service::RecordFinding& finding) {
  out.begin_object().field("rule", finding.rule).field("sentence", finding.sentence);
  out.field("remedy", finding.remedy).field("severity", severity(finding.query));
  out.key("fields").begin_array();
  for (const std::string& field : finding.fields) out.value(field);
  out.end_array().field("about", finding.about).end_object();
}

void write_findings(JsonWriter& out, const std::vector<service::RecordFinding>& findings) {
  out.key("findings").begin_array();
  for (const service::RecordFinding& finding : findings) write_finding(out, finding);
  out.end_array();
}

void write_worker(JsonWriter& out, const service::RecordWorker& worker) {
  out.begin_object().field("worker_id", worker.worker).field("name", worker.name);
  out.field("team", worker.team).field("findings", worker.findings);
  out.key("children").begin_array();
  for (const service::RecordChild& child : worker.children) {
    out.begin_object().field("child_id", child.child).field("child", child.number);
    out.field("name", child.name).field("initials", child.initials);
    write_findings(out, child.findings);
    out.end_object();
  }
  out.end_array().end_object();
}

}  // namespace

std::string to_json(const std::vector<service::CheckSummary>& checks, AccountWords words) {
  JsonWriter out;
  out.begin_array();
  for (const service::CheckSummary& check : checks) {
    out.begin_object();
    write_summary(out, check, words);
    out.field("not_run", check.not_run).end_object();
  }
  out.end_array();
  return out.take();
}

std::string to_json(const service::CheckDetail& detail, AccountWords words) {
  JsonWriter out;
  out.begin_object();
  write_summary(out, detail.summary, words);
  out.field("own_area", detail.summary.own_area);
  write_id(out, "previous_check_id", detail.summary.previous);
  out.key("files").begin_array();
  for (const service::CheckTable& table : detail.tables) {
    out.begin_object().field("name", table.file).field("table", table.table);
    out.field("year", table.collection_year).field("rows", table.rows).end_object();
  }
  out.end_array().key("problems").begin_array();
  for (const PrivateText& sentence : detail.problems) out.value(sentence.reveal());
  out.end_array();
  write_rules(out, "rules", detail, CheckRule::State::found, write_rule);
  out.field("passed", detail.summary.passed);
  write_rules(out, "not_run", detail, CheckRule::State::not_run,
              [](JsonWriter& to, const CheckRule& rule) {
                write_not_run(to, rule.code, rule.sentence, rule.why);
              });
  write_rules(out, "gone_rules", detail, CheckRule::State::gone,
              [](JsonWriter& to, const CheckRule& rule) {
                to.begin_object().field("rule", rule.code).field("sentence", rule.sentence);
                to.field("findings", rule.findings).end_object();
              });
  out.end_object();
  return out.take();
}

std::string to_json(const service::FindingPage& page, AccountWords words) {
  JsonWriter out;
  out.begin_object().field("total", page.total).field("folded", page.folded);
  out.key("findings").begin_array();
  for (const service::FoundRow& found : page.findings) {
    out.begin_object().field("id", found.id).field("rule", found.rule.code);
    out.field("sentence", found.rule.sentence).field("remedy", found.rule.remedy);
    out.field("severity", severity(found.rule.query)).field("table", found.row.table);
    out.field("file", found.row.file).field("row", found.row.row);
    out.field("child", found.number.reveal()).field("child_key", found.child_key);
    write_id(out, "child_id", found.child);
    write_cells(out, found);
    out.field("new", found.is_new).key("under");
    if (found.under != 0)
      out.value(found.under);
    else
      out.null();
    write_acceptance(out, "note", !found.rule.query, found, words);
    write_acceptance(out, "accepted", found.rule.query, found, words);
    out.end_object();
  }
  out.end_array().end_object();
  return out.take();
}

std::string to_json(const service::FoundChildren& page) {
  JsonWriter out;
  out.begin_object().field("total", page.total).key("children").begin_array();
  for (const service::FoundChild& child : page.children) {
    out.begin_object().field("child_key", child.child_key).field("child", child.number.reveal());
    write_id(out, "child_id", child.child);
    out.field("errors", child.errors - child.folded_errors);
    out.field("queries", child.queries - child.accepted_queries - child.folded_queries);
    out.field("folded", child.folded_errors + child.folded_queries);
    out.field("accepted", child.accepted_queries);
    out.field("new", child.new_findings).end_object();
  }
  out.end_array().end_object();
  return out.take();
}

std::string to_json(const service::RecordCheck& check) {
  JsonWriter out;
  out.begin_object().field("collection_year", check.collection_year).field("as_of", check.as_of);
  out.field("children", check.children).field("rules_run", check.rules_run);
  out.key("not_run").begin_array();
  for (const service::RuleNotRun& rule : check.not_run)
    write_not_run(out, rule.rule, rule.sentence, rule.why);
  out.end_array().key("workers").begin_array();
  for (const service::RecordWorker& worker : check.workers) write_worker(out, worker);
  out.end_array().end_object();
  return out.take();
}

std::string to_json(const service::ChildFindings& found) {
  JsonWriter out;
  out.begin_object().field("collection_year", found.collection_year);
  write_findings(out, found.findings);
  out.field("not_run_count", found.not_run).end_object();
  return out.take();
}

}  // namespace homeward::http
