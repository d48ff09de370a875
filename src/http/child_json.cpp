#include "http/json_writer.hpp"
#include "http/view_json.hpp"
#include "http/view_parts.hpp"

namespace homeward::http {

void write_conflicts(JsonWriter& out, const std::vector<service::ConflictView>& conflicts) {
  out.begin_array();
  for (const service::ConflictView& conflict : conflicts) {
    out.begin_object().field("child", conflict.child).field("child_label", conflict.child_label);
    out.field("child_initials", conflict.child_initials);
    out.field("child_number", conflict.child_number);
    out.field("milestone", conflict.milestone).field("what", conflict.what);
    out.field("imported_on", conflict.imported_on).field("imported_from", conflict.imported_from);
    out.field("entered_on", conflict.entered_on).field("counts", conflict.counts).end_object();
  }
  out.end_array();
}

void write_unplaced(JsonWriter& out, const std::vector<service::UnplacedView>& unplaced) {
  out.begin_array();
  for (const service::UnplacedView& one : unplaced) {
    out.begin_object().field("child", one.child).field("child_label", one.child_label);
    out.field("child_initials", one.child_initials).field("child_number", one.child_number);
    out.field("course", one.course).field("started_on", one.started_on);
    out.field("ended_on", one.ended_on).key("entries").begin_array();
    for (const std::string& entry : one.entries) out.value(entry);
    out.end_array().key("periods").begin_array();
    for (const auto& period : one.periods)
      out.begin_object()
          .field("started_on", period.started_on)
          .field("ended_on", period.ended_on)
          .end_object();
    out.end_array().field("outcome", one.outcome);
    out.field("by", one.by).field("at", one.at).end_object();
  }
  out.end_array();
}

namespace {

void write_plan(JsonWriter& out, const service::PlanView& plan) {
  out.begin_object().field("type", plan.type).field("name", plan.name);
  out.field("agreed_on", plan.agreed_on).field("ended_on", plan.ended_on).end_object();
}

void write_timeline(JsonWriter& out, const service::Timeline& timeline) {
  out.begin_object().field("from", timeline.from).field("to", timeline.to);
  out.key("bars").begin_array();
  for (const service::TimelineBar& bar : timeline.bars) {
    out.begin_object().field("lane", bar.lane).field("label", bar.label);
    out.field("detail", bar.detail).field("from", bar.from).field("until", bar.until);
    out.field("shape", bar.shape).field("ended_planned", bar.ended_planned).end_object();
  }
  out.end_array().key("points").begin_array();
  for (const service::TimelinePoint& point : timeline.points) {
    out.begin_object().field("lane", point.lane).field("label", point.label);
    out.field("on", point.on).field("planned", point.planned).field("detail", point.detail);
    out.field("note", point.note);
    out.field("age", point.age).end_object();
  }
  out.end_array().key("targets").begin_array();
  for (const service::TimelineTarget& target : timeline.targets) {
    out.begin_object().field("label", target.label).field("on", target.on);
    out.field("state", target.state).end_object();
  }
  out.end_array().end_object();
}

void write_stage(JsonWriter& out, const std::optional<service::ChildView::StageView>& stage) {
  out.key("stage");
  if (!stage) {
    out.null();
    return;
  }
  out.begin_object().field("id", stage->id).field("name", stage->name);
  out.field("explanation", stage->explanation).field("since", stage->since);
  out.field("days", stage->days).field("stuck", stage->stuck).field("share", stage->share);
  out.end_object();
}

void write_family(JsonWriter& out, const service::ChildView& child) {
  out.key("siblings").begin_array();
  for (const service::SiblingView& sibling : child.siblings) {
    out.begin_object().field("child", sibling.child).field("name", sibling.name);
    out.field("initials", sibling.initials).field("age", sibling.age);
    out.field("placement", sibling.placement).field("together", sibling.together).end_object();
  }
  out.end_array().key("sibling_group");
  if (child.sibling_group) {
    out.begin_object().field("label", child.sibling_group->label);
    out.field("plan_together", child.sibling_group->plan_together);
    out.field("reason", child.sibling_group->reason).end_object();
  } else {
    out.null();
  }
}

void write_work(JsonWriter& out, const service::ChildView& child) {
  out.key("next").begin_array();
  for (const service::NextStepView& step : child.next) {
    out.begin_object().field("what", step.what).field("who", step.who);
    out.field("due_on", step.due_on).field("state", step.state).field("words", step.words);
    out.end_object();
  }
  out.end_array().key("clocks").begin_array();
  for (const service::ClockView& clock : child.clocks) {
    out.begin_object().field("timescale", clock.timescale).field("name", clock.name);
    out.field("law", clock.law).field("kind", clock.kind).field("standing", clock.standing);
    out.key("delay");
    if (clock.delay)
      write_delay(out, *clock.delay);
    else
      out.null();
    out.key("cell");
    write_cell(out, clock.cell, true);
    out.end_object();
  }
  out.end_array().key("unknown").begin_array();
  for (const service::UnknownView& unknown : child.unknown) {
    out.begin_object().field("milestone", unknown.milestone).field("nth", unknown.nth);
    out.field("name", unknown.name).field("why_it_matters", unknown.why_it_matters);
    out.field("who_can_fill", unknown.who_can_fill).field("version", unknown.version);
    out.field("editable", unknown.editable).end_object();
  }
  out.end_array().key("milestones").begin_array();
  for (const service::HeldMilestone& held : child.milestones) {
    out.begin_object().field("type", held.type).field("nth", held.nth).field("name", held.name);
    out.field("planned_on", held.planned_on).field("happened_on", held.happened_on);
    out.field("imported_on", held.imported_on).field("outcome", held.outcome);
    out.field("note", held.note).field("version", held.version);
    out.field("by", held.by).field("at", held.at).end_object();
  }
  out.end_array();
}

}  // namespace

std::string to_json(const service::ChildView& child) {
  JsonWriter out;
  out.begin_object();
  out.field("id", child.id).field("as_of", child.as_of).field("known_on", child.known_on);
  out.field("number", child.number).field("given_name", child.given_name);
  out.field("family_name", child.family_name).field("initials", child.initials);
  out.field("born_on", child.born_on).field("age", child.age).field("sex", child.sex);
  out.field("ethnicity", child.ethnicity).field("in_care", child.in_care);
  out.field("in_care_since", child.in_care_since).field("days_in_care", child.days_in_care);
  out.field("share_of_life_percent", child.share_of_life_percent);
  out.field("legal_status", child.legal_status).field("placement", child.placement);
  out.field("placement_since", child.placement_since);
  out.field("team", child.team).field("worker", child.worker).key("plan");
  if (child.plan)
    write_plan(out, *child.plan);
  else
    out.null();
  out.key("parallel_plans").begin_array();
  for (const service::PlanView& plan : child.parallel_plans) write_plan(out, plan);
  out.end_array();
  write_stage(out, child.stage);
  out.field("permanent", child.permanent);
  write_family(out, child);
  write_work(out, child);
  out.key("conflicts");
  write_conflicts(out, child.conflicts);
  out.key("unplaced");
  write_unplaced(out, child.unplaced);
  out.key("timeline");
  write_timeline(out, child.timeline);
  out.key("story").begin_array();
  for (const std::string& sentence : child.story) out.value(sentence);
  out.end_array().field("moves_12_months", child.moves_12_months).end_object();
  return out.take();
}

}  // namespace homeward::http
