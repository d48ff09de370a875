// A tracker as JSON, and what of it is asked for apart.
#include <algorithm>
#include <set>

#include "http/json_writer.hpp"
#include "http/view_json.hpp"
#include "http/view_parts.hpp"

namespace homeward::http {

using service::Cell;
using service::TrackerRow;

void write_cell(JsonWriter& out, const Cell& cell, bool may_edit) {
  out.begin_object();
  out.field("state", cell.state).field("words", cell.words).field("because", cell.because);
  out.field("due_on", cell.due_on).field("planned_on", cell.planned_on);
  out.field("happened_on", cell.happened_on).field("outcome", cell.outcome);
  out.field("note", cell.note);
  out.key("source");
  if (cell.source)
    out.value(to_text(*cell.source));
  else
    out.null();
  out.field("conflict", cell.conflict).key("edit");
  if (cell.edit && may_edit) {
    out.begin_object().field("type", cell.edit->type).field("nth", cell.edit->nth);
    out.field("version", cell.edit->version).end_object();
  } else {
    out.null();
  }
  out.field("rank", cell.rank).end_object();
}

namespace {

using Hidden = std::set<std::string_view>;  // ids of columns

void write_texts(JsonWriter& out, std::string_view key, const std::vector<std::string>& texts) {
  out.key(key).begin_array();
  for (const std::string& text : texts) out.value(text);
  out.end_array();
}

// The column of the clock to look at first, or empty.
std::string_view most_urgent(const TrackerRow& row) {
  const Cell* first = nullptr;
  std::string_view column;
  for (const auto& [id, cell] : row.cells)
    if (cell.state != "none" && (!first || cell.rank < first->rank)) {
      first = &cell;
      column = id;
    }
  return column;
}

void write_row(JsonWriter& out, const TrackerRow& row, const Hidden& hidden, bool may_edit) {
  out.begin_object();
  out.field("child", row.child).field("number", row.number);
  out.field("given_name", row.given_name).field("family_name", row.family_name);
  out.field("initials", row.initials).field("sibling_group", row.sibling_group);
  out.field("sibling_label", row.sibling_label).field("born_on", row.born_on);
  out.field("age", row.age).field("age_days", row.age_days);
  out.field("in_care_since", row.in_care_since).field("in_care_days", row.in_care_days);
  out.field("waiting_days", row.waiting_days).field("worker", row.worker).field("team", row.team);
  out.field("stage", row.stage).field("stage_days", row.stage_days);
  out.field("stage_share", row.stage_share).field("stuck", row.stuck).field("plan", row.plan);
  write_texts(out, "parallel_plans", row.parallel_plans);
  out.field("legal_status", row.legal_status).field("placement", row.placement);
  out.field("moves_12_months", row.moves_12_months).key("next_step");
  if (row.next_step) {
    out.begin_object().field("what", row.next_step->what).field("who", row.next_step->who);
    out.field("due_on", row.next_step->due_on).field("state", row.next_step->state).end_object();
  } else {
    out.null();
  }
  out.key("counted").begin_object();
  for (const auto& [count, columns] : row.counted) write_texts(out, count, columns);
  out.end_object();
  const std::string_view first = most_urgent(row);
  out.key("cells").begin_object();
  for (const auto& [column, cell] : row.cells) {
    if (column != first && hidden.contains(column)) continue;
    out.key(column);
    write_cell(out, cell, may_edit);
  }
  out.end_object().end_object();
}

void write_explained(JsonWriter& out, std::string_view key,
                     const std::vector<service::Explained>& list) {
  out.key(key).begin_array();
  for (const service::Explained& one : list) {
    out.begin_object().field("id", one.id).field("name", one.name);
    out.field("explanation", one.explanation).end_object();
  }
  out.end_array();
}

}  // namespace

std::string to_json(const TrackerRow& row, bool may_edit) {
  JsonWriter out;
  write_row(out, row, {}, may_edit);
  return out.take();
}

std::string to_json(const service::TrackerView& tracker, bool may_edit) {
  JsonWriter out;
  Hidden hidden;
  for (const service::TrackerColumnView& column : tracker.columns)
    if (column.hidden) hidden.insert(column.id);
  out.reserve(4096 + tracker.rows.size() * 2560);
  out.begin_object();
  out.field("id", tracker.id).field("name", tracker.name);
  out.field("how_to_read", tracker.how_to_read).field("as_of", tracker.as_of);
  out.field("known_on", tracker.known_on).field("sequence", tracker.sequence);
  out.key("columns").begin_array();
  for (const service::TrackerColumnView& column : tracker.columns) {
    out.begin_object().field("id", column.id).field("title", column.title);
    out.field("show", column.show).field("explanation", column.explanation);
    out.field("hidden", column.hidden).field("width", column.width);
    out.field("milestone", column.milestone).end_object();
  }
  out.end_array().key("counts").begin_array();
  for (const service::TrackerCount& count : service::kTrackerCounts)
    out.begin_object().field("id", count.id).field("words", count.words).end_object();
  out.end_array().key("teams").begin_array();
  for (const care::Team& team : tracker.teams)
    out.begin_object().field("id", team.id).field("name", team.name).end_object();
  out.end_array().key("workers").begin_array();
  for (const auto& worker : tracker.workers) {
    out.begin_object().field("id", worker.id).field("name", worker.name);
    out.field("initials", worker.initials).field("team", worker.team).end_object();
  }
  out.end_array().key("rows").begin_array();
  for (const TrackerRow& row : tracker.rows) write_row(out, row, hidden, may_edit);
  out.end_array().end_object();
  return out.take();
}

std::string column_json(const service::TrackerView& tracker, std::string_view column,
                        bool may_edit) {
  JsonWriter out;
  out.begin_object().field("sequence", tracker.sequence).key("cells").begin_object();
  for (const TrackerRow& row : tracker.rows) {
    const auto cell = std::find_if(row.cells.begin(), row.cells.end(),
                                   [&](const auto& one) { return one.first == column; });
    if (cell == row.cells.end()) continue;
    out.key(std::to_string(row.child.value));
    write_cell(out, cell->second, may_edit);
  }
  out.end_object().end_object();
  return out.take();
}

std::string because_json(const std::string& because) {
  JsonWriter out;
  out.begin_object().field("because", because).end_object();
  return out.take();
}

std::string to_json(const service::Catalogue& catalogue) {
  JsonWriter out;
  out.begin_object().key("milestones").begin_object();
  for (const auto& [id, words] : catalogue.milestones) {
    out.key(id).begin_object().field("name", words.name).field("explanation", words.explanation);
    out.field("who_can_fill", words.who_can_fill);
    write_texts(out, "outcomes", words.outcomes);
    out.field("repeats", words.repeats).field("decision", words.decision).end_object();
  }
  out.end_object();
  write_explained(out, "stages", catalogue.stages);
  write_explained(out, "plans", catalogue.plans);
  out.key("timescales").begin_object();
  for (const auto& [id, timescale] : catalogue.timescales) {
    out.key(id).begin_object().field("name", timescale.name);
    out.field("heading", timescale.heading).end_object();
  }
  out.end_object().end_object();
  return out.take();
}

}  // namespace homeward::http
