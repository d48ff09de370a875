// The answers to a save: what stands now, what is doubted, and both values when somebody else was
// first.
#include "http/json_writer.hpp"
#include "http/view_json.hpp"
#include "http/view_parts.hpp"

namespace homeward::http {

namespace {

// As it was sent: left out, null or a value.
template <class T>
void write_edit(JsonWriter& out, std::string_view name, const FieldEdit<T>& edit) {
  if (!edit.unchanged()) out.field(name, edit.value());
}

void begin_problem(JsonWriter& out, std::string_view title, int status,
                   const std::string& sentence) {
  out.begin_object().field("type", "about:blank").field("title", title);
  out.field("status", status).field("detail", sentence);
}

void write_values(JsonWriter& out, const service::MilestoneValue& value) {
  out.field("planned_on", value.planned_on).field("happened_on", value.happened_on);
  out.field("outcome", value.outcome).field("note", value.note);
}

void write_values(JsonWriter& out, const service::HeldDelay& delay) {
  out.field("reason", delay.reason).field("decided_by", delay.decided_by);
  out.field("decided_on", delay.decided_on).field("look_again_on", delay.look_again_on);
  out.field("ended_on", delay.ended_on);
}

template <class Held>
void write_touched(JsonWriter& out, const Held& held) {
  out.begin_object();
  write_values(out, held);
  out.field("version", held.version).field("by", held.by).field("at", held.at).end_object();
}

void write_edits(JsonWriter& out, const service::MilestoneEdit& edit) {
  write_edit(out, "planned_on", edit.planned_on);
  write_edit(out, "happened_on", edit.happened_on);
  write_edit(out, "outcome", edit.outcome);
  write_edit(out, "note", edit.note);
}

void write_edits(JsonWriter& out, const service::DelayEdit& edit) {
  write_edit(out, "reason", edit.reason);
  write_edit(out, "decided_by", edit.decided_by);
  write_edit(out, "decided_on", edit.decided_on);
  write_edit(out, "look_again_on", edit.look_again_on);
  write_edit(out, "ended_on", edit.ended_on);
}

template <class Saved>
std::string saved_json(const Saved& saved) {
  JsonWriter out;
  out.begin_object().field("version", saved.version).field("sequence", saved.sequence);
  out.key("previous");
  if (saved.previous) {
    out.begin_object();
    write_values(out, *saved.previous);
    out.end_object();
  } else {
    out.null();
  }
  out.end_object();
  return out.take();
}

template <class Edit, class Held>
std::string both_json(const std::string& sentence, const Edit& yours, const Held& theirs) {
  JsonWriter out;
  begin_problem(out, "Conflict", 409, sentence);
  out.key("yours").begin_object();
  write_edits(out, yours);
  out.end_object().key("theirs");
  write_touched(out, theirs);
  out.end_object();
  return out.take();
}

}  // namespace

void write_delay(JsonWriter& out, const service::HeldDelay& delay) {
  write_touched(out, delay);
}

std::string to_json(const service::MilestoneSaved& saved) {
  return saved_json(saved);
}

std::string to_json(const service::DelaySaved& saved) {
  return saved_json(saved);
}

std::string doubts_json(const std::string& sentence, const std::vector<service::Doubt>& doubts) {
  JsonWriter out;
  begin_problem(out, "To confirm", 422, sentence);
  out.key("doubts").begin_array();
  for (const service::Doubt& doubt : doubts)
    out.begin_object().field("id", doubt.id).field("sentence", doubt.sentence).end_object();
  out.end_array().end_object();
  return out.take();
}

std::string conflict_json(const std::string& sentence, const service::MilestoneEdit& yours,
                          const service::MilestoneValue& theirs) {
  return both_json(sentence, yours, theirs);
}

std::string conflict_json(const std::string& sentence, const service::DelayEdit& yours,
                          const service::HeldDelay& theirs) {
  return both_json(sentence, yours, theirs);
}

}  // namespace homeward::http
