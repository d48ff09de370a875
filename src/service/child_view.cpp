#include "service/child_view.hpp"

#include <algorithm>

#include "care/codes.hpp"
#include "returns/year.hpp"
#include "service/cells.hpp"
#include "service/editing.hpp"
#include "service/names.hpp"

namespace homeward::service {

using journey::ClockState;
using journey::Journey;

namespace {

std::string_view kind_name(journey::Kind kind) {
  switch (kind) {
    case journey::Kind::statutory:
      return "statutory";
    case journey::Kind::national_standard:
      return "national standard";
    case journey::Kind::scorecard:
      return "scorecard";
    case journey::Kind::guidance:
      return "guidance";
    case journey::Kind::local:
      return "local target";
  }
  return "local target";
}

PlanView plan_view(const care::Plan& plan, const journey::Config& config) {
  const auto* type = config.plan(plan.type);
  return {plan.type, type ? type->name : plan.type, plan.agreed_on, plan.ended_on};
}

// The episode that holds on `day`, or null.
const care::Episode* episode_on(const care::ChildRecord& record, Date day) {
  const care::Episode* found = nullptr;
  for (const care::Episode& episode : record.episodes)
    if (episode.started_on <= day && (!episode.ended_on || *episode.ended_on > day))
      found = &episode;
  return found;
}

std::vector<SiblingView> siblings(const care::ChildRecord& record, const Known& known, Date as_of) {
  std::vector<SiblingView> out;
  if (!record.child.sibling_group) return out;
  const care::Episode* mine = episode_on(record, as_of);
  for (const SharedRecord& other : known.children) {
    if (other->child.sibling_group != record.child.sibling_group ||
        other->child.child == record.child.child)
      continue;
    SiblingView view;
    view.child = other->child.child;
    view.name = names::child(other->child);
    view.initials = names::initials(other->child);
    if (other->child.born_on)
      if (const auto age = age_on(*other->child.born_on, as_of)) view.age = age->words();
    const care::Episode* theirs = episode_on(*other, as_of);
    view.placement = theirs ? names::placement(theirs->placement_type) : "Not in care";
    if (mine && theirs && !mine->placement_postcode.reveal().empty() &&
        !theirs->placement_postcode.reveal().empty())
      view.together = mine->placement_postcode == theirs->placement_postcode;
    else if (!theirs)
      view.together = false;
    out.push_back(std::move(view));
  }
  return out;
}

std::vector<ClockView> clock_views(const care::ChildRecord& record, const Journey& journey,
                                   const Settings& settings) {
  const care::Courses courses = courses_on(record, journey.as_of);
  std::vector<ClockView> views;
  for (const journey::Clock& clock : journey.clocks) {
    if (clock.state == ClockState::not_applicable) continue;
    ClockView view;
    view.timescale = clock.timescale->id;
    view.name = clock.timescale->name;
    view.law = clock.timescale->law;
    view.kind = kind_name(clock.timescale->kind);
    view.standing = to_text(clock.timescale->standing);
    view.cell = clock_cell(clock, journey, settings.config, settings.calendar);
    view.cell.because = journey::because(clock, settings.config, journey.as_of, settings.calendar);
    if (const auto* delay = open_delay(record, courses, view.timescale))
      view.delay = held_delay(*delay);
    views.push_back(std::move(view));
  }
  std::stable_sort(views.begin(), views.end(), [](const ClockView& a, const ClockView& b) {
    return a.cell.rank < b.cell.rank;
  });
  return views;
}

std::vector<HeldMilestone> held_milestones(const Journey& journey) {
  std::vector<HeldMilestone> held;
  for (const journey::DatedMilestone& milestone : journey.milestones) {
    if (!milestone.type->may_be_entered || milestone.nth < 1) continue;
    if (milestone.entered_version() == 0 && !milestone.imported_on && !milestone.happened_on)
      continue;
    HeldMilestone one;
    one.type = milestone.type->id;
    one.nth = milestone.nth;
    one.name = milestone.type->name;
    one.planned_on = milestone.planned_on;
    one.happened_on = milestone.entered_on;
    one.imported_on = milestone.imported_on;
    // Derived without a row of an import of its own, such as a birthday or the start of care.
    if (!one.happened_on && !one.imported_on) one.imported_on = milestone.happened_on;
    one.outcome = milestone.outcome;
    one.note = milestone.note.reveal();
    one.version = milestone.entered_version();
    one.row = milestone.entered_row();
    held.push_back(std::move(one));
  }
  return held;
}

}  // namespace

std::vector<ConflictView> conflict_views(const Journey& journey, const care::Child& child) {
  std::vector<ConflictView> views;
  for (const journey::Conflict& conflict : journey.conflicts) {
    ConflictView view;
    view.child = child.child;
    view.child_label = names::child(child);
    view.child_initials = names::initials(child);
    view.child_number = child.number.reveal();
    view.milestone = conflict.milestone;
    view.what = conflict.what;
    view.imported_on = conflict.imported_on;
    const auto& from = conflict.imported_from;
    view.imported_from = from.collection_year == 0
                             ? "the child's record"
                             : "return " + returns::year_words(from.collection_year) +
                                   (from.row > 0 ? ", row " + std::to_string(from.row) : "");
    view.entered_on = conflict.entered_on;
    view.counts = conflict.counts == care::Source::hand ? "entered" : "imported";
    views.push_back(std::move(view));
  }
  return views;
}

ChildView make_child_view(const care::ChildRecord& record, const Known& known,
                          const Settings& settings, Date as_of, std::optional<Date> known_on,
                          const std::vector<std::vector<int>>& stays) {
  const journey::Config& config = settings.config;
  const care::ChildTold told = care::tell(record, as_of);
  const Journey journey = journey::follow(told, config, settings.calendar);
  const care::Child& child = record.child;
  const auto allocated = names::allocated(record, known, as_of);

  ChildView view;
  view.id = child.child;
  view.as_of = as_of;
  view.known_on = known_on;
  view.number = child.number.reveal();
  view.given_name = child.given_name.reveal();
  view.family_name = child.family_name.reveal();
  view.initials = names::initials(child);
  view.born_on = child.born_on;
  if (const auto age = told.age()) view.age = age->words();
  view.sex = names::sex(child);
  const auto ethnicity = care::ethnicity_words(child.ethnicity);
  view.ethnicity = ethnicity ? std::string(*ethnicity) : child.ethnicity.text();
  view.in_care = journey.in_course;
  view.in_care_since = journey.began_on;
  view.days_in_care = journey.days_in_course;
  view.share_of_life_percent = care::share_of_life_percent(told, journey.days_in_course);
  view.legal_status = names::legal_status(told.legal_status);
  view.placement = names::placement(told.placement_type);
  for (const care::Placement& placement : told.placements)
    view.placement_since = placement.started_on;
  view.team = allocated.team ? allocated.team->name : "";
  view.worker = allocated.name();
  if (journey.plan) view.plan = plan_view(*journey.plan, config);
  for (const care::Plan* plan : journey.parallel_plans)
    view.parallel_plans.push_back(plan_view(*plan, config));
  if (journey.stage) {
    const journey::Stage& stage = *journey.stage->stage;
    ChildView::StageView stage_view{stage.id,
                                    stage.name,
                                    stage.explanation,
                                    journey.stage->since,
                                    journey.stage->days,
                                    journey.stage->stuck,
                                    std::nullopt};
    for (std::size_t i = 0; i < config.stages.size() && i < stays.size(); ++i)
      if (config.stages[i].id == stage.id)
        stage_view.share = journey::share_left_sooner(stays[i], journey.stage->days);
    view.stage = std::move(stage_view);
  }
  view.permanent = journey.permanent;
  view.siblings = siblings(record, known, as_of);
  if (const auto* group = known.sibling_group(child.sibling_group))
    view.sibling_group = {group->label, group->plan_together, group->reason.reveal()};
  for (const journey::NextStep& step : journey.next)
    view.next.push_back(next_step_view(step, config, allocated.name()));
  view.clocks = clock_views(record, journey, settings);
  for (const journey::UnknownDate& unknown : journey.unknown) {
    const auto* type = config.milestone(unknown.milestone);
    const auto* milestone = find(journey, unknown.milestone, unknown.nth);
    view.unknown.push_back({unknown.milestone, unknown.nth, unknown.name, unknown.why_it_matters,
                            unknown.who_can_fill, milestone ? milestone->entered_version() : 0,
                            type && type->may_be_entered});
  }
  view.milestones = held_milestones(journey);
  view.conflicts = conflict_views(journey, child);
  view.unplaced = unplaced_views(record, config, as_of);
  view.timeline = make_timeline(told, journey, known);
  view.story = make_story(told, journey, known, settings);
  view.moves_12_months = told.moves_12_months();
  return view;
}

}  // namespace homeward::service
