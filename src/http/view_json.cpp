#include "http/view_json.hpp"

#include "http/json_writer.hpp"
#include "http/view_parts.hpp"

namespace homeward::http {

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

std::string to_json(const service::SessionInfo& info) {
  JsonWriter out;
  out.begin_object();
  out.key("account").begin_object();
  out.field("id", info.account).field("name", info.name).field("initials", info.initials);
  out.field("worker", info.worker ? std::optional(info.worker) : std::nullopt);
  out.field("role", to_text(info.role)).field("can_edit", info.can_edit);
  out.field("can_import", info.can_import).field("can_see_log", info.can_see_log);
  out.field("can_export", info.can_export);
  out.field("must_change_password", info.must_change_password).end_object();
  out.key("authority").begin_object();
  out.field("id", info.authority.id).field("name", info.authority.name);
  out.field("dfe_number", info.authority.dfe_number);
  out.field("synthetic", info.authority.synthetic).end_object();
  out.key("authorities").begin_array();
  for (const service::NamedId& one : info.authorities)
    out.begin_object().field("id", one.id).field("name", one.name).end_object();
  out.end_array();
  out.field("csrf_token", info.csrf_token);
  out.field("seconds_left", static_cast<std::int64_t>(info.seconds_left.count()));
  out.field("today", info.today).key("last_data");
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

static void write_journal_values(JsonWriter& out, std::string_view key,
                                 const std::vector<service::JournalValue>& values) {
  out.key(key).begin_array();
  for (const service::JournalValue& value : values)
    out.begin_object()
        .field("name", value.name)
        .field("value", value.value)
        .field("kind", value.kind)
        .end_object();
  out.end_array();
}

std::string to_json(const std::vector<service::JournalLine>& lines) {
  JsonWriter out;
  out.begin_array();
  for (const service::JournalLine& line : lines) {
    out.begin_object().field("sequence", line.sequence).field("at", line.at).field("by", line.by);
    out.field("what", line.what);
    write_journal_values(out, "before", line.before);
    write_journal_values(out, "after", line.after);
    out.field("source", line.source).end_object();
  }
  out.end_array();
  return out.take();
}

std::string to_json(const std::vector<service::UnplacedView>& unplaced) {
  JsonWriter out;
  write_unplaced(out, unplaced);
  return out.take();
}

std::string to_json(const std::vector<service::ConflictView>& conflicts) {
  JsonWriter out;
  write_conflicts(out, conflicts);
  return out.take();
}

std::string to_json(const service::SearchHits& hits) {
  JsonWriter out;
  out.begin_object().field("total", hits.total).key("children").begin_array();
  for (const service::SearchHit& hit : hits.children) {
    out.begin_object().field("child", hit.child).field("name", hit.name);
    out.field("initials", hit.initials);
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

std::string to_json(const std::vector<ImportLine>& imports) {
  JsonWriter out;
  out.begin_array();
  for (const auto& [one, by, undone_by] : imports) {
    out.begin_object().field("id", one.id).field("at", iso_moment(one.at)).field("by", by);
    out.field("state", to_text(one.state));
    out.field("source_name", one.source_name).key("years").begin_array();
    for (const int year : one.collection_years) out.value(year);
    out.end_array();
    out.field("children", one.children).field("episodes", one.episodes);
    out.field("problems", one.problems).field("added", one.added).field("changed", one.changed);
    out.field("withdrawn", one.withdrawn).field("unchanged", one.unchanged);
    out.field("sentence", one.sentence).key("undone");
    if (one.undone_at)
      out.begin_object()
          .field("at", iso_moment(*one.undone_at))
          .field("by", undone_by)
          .end_object();
    else
      out.null();
    out.end_object();
  }
  out.end_array();
  return out.take();
}

void write_problem(JsonWriter& out, const service::ImportProblem& problem) {
  out.begin_object().field("file", problem.file).key("row");
  if (problem.row > 0)
    out.value(problem.row);
  else
    out.null();
  out.field("column", problem.column).field("found", problem.found.reveal());
  out.field("sentence", problem.sentence).field("effect", problem.effect).end_object();
}

std::string to_json(const std::vector<service::ImportProblem>& problems, std::int64_t total) {
  JsonWriter out;
  out.begin_object().field("total", total).key("problems").begin_array();
  for (const service::ImportProblem& problem : problems) {
    write_problem(out, problem);
  }
  out.end_array().end_object();
  return out.take();
}

}  // namespace homeward::http
