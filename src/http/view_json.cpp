#include "http/view_json.hpp"

#include "http/json_writer.hpp"
#include "http/view_parts.hpp"

namespace homeward::http {

using service::Cell;

std::string iso_moment(service::Moment moment) {
  using namespace std::chrono;
  const auto day = floor<days>(moment);
  const hh_mm_ss time{floor<seconds>(moment - day)};
  const auto two = [](auto count) {
    const std::string digits = std::to_string(count);
    return digits.size() < 2 ? "0" + digits : digits;
  };
  return Date(day).iso() + "T" + two(time.hours().count()) + ":" + two(time.minutes().count()) +
         ":" + two(time.seconds().count()) + "Z";
}

void write_cell(JsonWriter& out, const Cell& cell) {
  out.begin_object();
  out.field("state", cell.state).field("words", cell.words).field("because", cell.because);
  out.field("due_on", cell.due_on).field("planned_on", cell.planned_on);
  out.field("happened_on", cell.happened_on).field("outcome", cell.outcome);
  out.key("source");
  if (!cell.source) {
    out.null();
  } else {
    switch (*cell.source) {
      case care::Source::hand:
        out.value("hand");
        break;
      case care::Source::return_file:
        out.value("return_file");
        break;
      case care::Source::extract:
        out.value("extract");
        break;
    }
  }
  out.field("conflict", cell.conflict).key("edit");
  if (cell.edit) {
    out.begin_object().field("type", cell.edit->type).field("nth", cell.edit->nth);
    out.field("version", cell.edit->version).end_object();
  } else {
    out.null();
  }
  out.field("sort", cell.sort).end_object();
}

namespace {

void write_row(JsonWriter& out, const service::TrackerRow& row) {
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
  out.key("parallel_plans").begin_array();
  for (const std::string& plan : row.parallel_plans) out.value(plan);
  out.end_array();
  out.field("legal_status", row.legal_status).field("placement", row.placement);
  out.field("moves_12_months", row.moves_12_months).key("next_step");
  if (row.next_step) {
    out.begin_object().field("what", row.next_step->what).field("who", row.next_step->who);
    out.field("due_on", row.next_step->due_on).field("state", row.next_step->state).end_object();
  } else {
    out.null();
  }
  out.field("overdue", row.overdue).field("unknown", row.unknown);
  out.key("cells").begin_object();
  for (const auto& [column, cell] : row.cells) {
    out.key(column);
    write_cell(out, cell);
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

std::string to_json(const service::TrackerRow& row) {
  JsonWriter out;
  write_row(out, row);
  return out.take();
}

std::string to_json(const service::TrackerView& tracker) {
  JsonWriter out;
  out.reserve(4096 + tracker.rows.size() * (512 + 320 * tracker.columns.size()));
  out.begin_object();
  out.field("id", tracker.id).field("name", tracker.name);
  out.field("how_to_read", tracker.how_to_read).field("as_of", tracker.as_of);
  out.field("known_on", tracker.known_on).field("sequence", tracker.sequence);
  out.key("columns").begin_array();
  for (const service::TrackerColumnView& column : tracker.columns) {
    out.begin_object().field("id", column.id).field("title", column.title);
    out.field("show", column.show).field("explanation", column.explanation);
    out.field("hidden", column.hidden).field("width", column.width).end_object();
  }
  out.end_array();
  out.key("counts").begin_object();
  out.field("children", tracker.children).field("overdue", tracker.overdue);
  out.field("due_soon", tracker.due_soon).field("stuck", tracker.stuck);
  out.field("unknown", tracker.unknown).field("conflicts", tracker.conflicts);
  out.field("waiting_on_purpose", tracker.waiting_on_purpose).end_object();
  out.key("teams").begin_array();
  for (const care::Team& team : tracker.teams)
    out.begin_object().field("id", team.id).field("name", team.name).end_object();
  out.end_array();
  out.key("workers").begin_array();
  for (const auto& worker : tracker.workers) {
    out.begin_object().field("id", worker.id).field("name", worker.name);
    out.field("initials", worker.initials).field("team", worker.team).end_object();
  }
  out.end_array();
  write_explained(out, "stages", tracker.stages);
  write_explained(out, "plans", tracker.plans);
  out.key("milestones").begin_object();
  for (const auto& [id, words] : tracker.milestones) {
    out.key(id).begin_object().field("name", words.name).field("explanation", words.explanation);
    out.field("who_can_fill", words.who_can_fill).key("outcomes").begin_array();
    for (const std::string& outcome : words.outcomes) out.value(outcome);
    out.end_array().end_object();
  }
  out.end_object();
  out.key("rows").begin_array();
  for (const service::TrackerRow& row : tracker.rows) write_row(out, row);
  out.end_array().end_object();
  return out.take();
}

std::string to_json(const service::SessionInfo& info) {
  JsonWriter out;
  out.begin_object();
  out.key("account").begin_object();
  out.field("id", info.account).field("name", info.name).field("initials", info.initials);
  out.field("role", service::role_name(info.role)).field("can_edit", info.can_edit);
  out.field("can_import", info.can_import).field("can_see_log", info.can_see_log).end_object();
  out.key("authority").begin_object();
  out.field("id", info.authority.id).field("name", info.authority.name);
  out.field("dfe_number", info.authority.dfe_number);
  out.field("synthetic", info.authority.synthetic).end_object();
  out.key("authorities").begin_array();
  for (const service::NamedId& one : info.authorities)
    out.begin_object().field("id", one.id).field("name", one.name).end_object();
  out.end_array();
  out.field("csrf_token", info.csrf_token).field("today", info.today).key("last_data");
  if (info.last_data_on)
    out.begin_object()
        .field("on", info.last_data_on)
        .field("words", info.last_data_words)
        .end_object();
  else
    out.null();
  out.key("trackers").begin_array();
  for (const auto& [id, name] : info.trackers)
    out.begin_object().field("id", id).field("name", name).end_object();
  out.end_array().end_object();
  return out.take();
}

std::string to_json(const std::vector<service::JournalLine>& lines) {
  JsonWriter out;
  out.begin_array();
  for (const service::JournalLine& line : lines) {
    out.begin_object().field("sequence", line.sequence).field("at", line.at).field("by", line.by);
    out.field("what", line.what).field("before", line.before).field("after", line.after);
    out.field("source", line.source).end_object();
  }
  out.end_array();
  return out.take();
}

std::string to_json(const std::vector<service::ConflictView>& conflicts) {
  JsonWriter out;
  write_conflicts(out, conflicts);
  return out.take();
}

std::string to_json(const std::vector<service::SearchHit>& hits) {
  JsonWriter out;
  out.begin_object().key("children").begin_array();
  for (const service::SearchHit& hit : hits) {
    out.begin_object().field("child", hit.child).field("name", hit.name);
    out.field("number", hit.number).field("age", hit.age).field("worker", hit.worker).end_object();
  }
  out.end_array().end_object();
  return out.take();
}

std::string to_json(const std::vector<service::LookLine>& looks) {
  JsonWriter out;
  out.begin_array();
  for (const service::LookLine& look : looks) {
    out.begin_object().field("at", look.at).field("by", look.by);
    out.field("child_label", look.child_label).field("what", look.what).end_object();
  }
  out.end_array();
  return out.take();
}

std::string to_json(const service::MilestoneSaved& saved) {
  JsonWriter out;
  out.begin_object().field("version", saved.version).field("sequence", saved.sequence);
  out.key("previous");
  if (saved.previous) {
    out.begin_object().field("planned_on", saved.previous->planned_on);
    out.field("happened_on", saved.previous->happened_on);
    out.field("outcome", saved.previous->outcome).field("note", saved.previous->note).end_object();
  } else {
    out.null();
  }
  out.end_object();
  return out.take();
}

std::string conflict_json(const std::string& sentence, const service::MilestoneEdit& yours,
                          const service::MilestoneValue& theirs) {
  JsonWriter out;
  out.begin_object().field("type", "about:blank").field("title", "Conflict").field("status", 409);
  out.field("detail", sentence);
  out.key("yours").begin_object().field("planned_on", yours.planned_on);
  out.field("happened_on", yours.happened_on).field("outcome", yours.outcome);
  out.field("note", yours.note).end_object();
  out.key("theirs").begin_object().field("planned_on", theirs.planned_on);
  out.field("happened_on", theirs.happened_on).field("outcome", theirs.outcome);
  out.field("note", theirs.note).field("version", theirs.version).field("by", theirs.by);
  out.field("at", theirs.at).end_object().end_object();
  return out.take();
}

std::string to_json(const std::vector<ImportLine>& imports) {
  JsonWriter out;
  out.begin_array();
  for (const auto& [one, by] : imports) {
    out.begin_object().field("id", one.id).field("at", iso_moment(one.at)).field("by", by);
    out.field("state", one.state == service::ImportState::running ? "running"
                       : one.state == service::ImportState::done  ? "done"
                                                                  : "refused");
    out.field("source_name", one.source_name).key("years").begin_array();
    for (const int year : one.collection_years) out.value(year);
    out.end_array();
    out.field("children", one.children).field("episodes", one.episodes);
    out.field("problems", one.problems).field("added", one.added).field("changed", one.changed);
    out.field("withdrawn", one.withdrawn).field("unchanged", one.unchanged);
    out.field("sentence", one.sentence).end_object();
  }
  out.end_array();
  return out.take();
}

std::string to_json(const std::vector<service::ImportProblem>& problems, std::int64_t total) {
  JsonWriter out;
  out.begin_object().field("total", total).key("problems").begin_array();
  for (const service::ImportProblem& problem : problems) {
    out.begin_object().field("file", problem.file).key("row");
    if (problem.row > 0)
      out.value(problem.row);
    else
      out.null();
    out.field("column", problem.column).field("found", problem.found.reveal());
    out.field("sentence", problem.sentence).field("effect", problem.effect).end_object();
  }
  out.end_array().end_object();
  return out.take();
}

}  // namespace homeward::http
