#include "service/tracker_view.hpp"

#include <algorithm>
#include <map>

#include "care/codes.hpp"
#include "service/cells.hpp"
#include "service/names.hpp"

namespace homeward::service {

using journey::ClockState;
using Show = journey::TrackerColumn::Show;

namespace {

std::string_view show_name(Show show) {
  switch (show) {
    case Show::child:
      return "child";
    case Show::age:
      return "age";
    case Show::in_care_days:
      return "in_care_days";
    case Show::worker:
      return "worker";
    case Show::team:
      return "team";
    case Show::stage:
      return "stage";
    case Show::plan:
      return "plan";
    case Show::clock:
      return "clock";
    case Show::milestone:
      return "milestone";
    case Show::next_step:
      return "next_step";
    case Show::legal_status:
      return "legal_status";
    case Show::placement:
      return "placement";
    case Show::moves:
      return "moves";
    case Show::waiting_days:
      return "waiting_days";
  }
  return "child";
}

// The milestone whose explanation stands behind a column's heading, if any.
const journey::MilestoneType* milestone_of(const journey::TrackerColumn& column,
                                           const journey::Config& config) {
  if (column.show == Show::milestone) return config.milestone(column.milestone.type);
  if (column.show != Show::clock) return nullptr;
  const journey::Timescale* timescale = config.timescale(column.timescale);
  return timescale ? config.milestone(timescale->to.type) : nullptr;
}

std::string explanation(const journey::TrackerColumn& column, const journey::Config& config) {
  std::string out;
  if (const auto* milestone = milestone_of(column, config)) out = milestone->explanation;
  if (column.show != Show::clock) return out;
  if (const auto* timescale = config.timescale(column.timescale);
      timescale && !timescale->law.empty())
    out += (out.empty() ? "" : " ") + std::string("Rule: ") + timescale->law + ".";
  return out;
}

void count_clocks(TrackerRow& row, const journey::Journey& journey,
                  const journey::Tracker& tracker) {
  for (const journey::Clock& clock : journey.clocks) {
    if (std::find(tracker.clocks.begin(), tracker.clocks.end(), clock.timescale->id) ==
        tracker.clocks.end())
      continue;
    row.overdue += clock.state == ClockState::overdue;
    row.due_soon += clock.state == ClockState::due_soon;
    row.unknown += clock.state == ClockState::unknown && clock.asked;
    row.waiting_on_purpose += clock.state == ClockState::purposeful_delay;
  }
  row.conflicts = static_cast<int>(journey.conflicts.size());
}

}  // namespace

TrackerMaker::TrackerMaker(const Settings& settings, const journey::Tracker& tracker, Date as_of,
                           std::optional<Date> known_on)
    : settings_(settings), tracker_(tracker), as_of_(as_of), known_on_(known_on) {}

TrackerMaker::Row TrackerMaker::make_row(const SharedRecord& record, const Known& known) const {
  const journey::Config& config = settings_.config;
  const journey::Journey journey = journey::follow(*record, config, settings_.calendar, as_of_);
  Row out;
  out.record = record;
  out.finished_stays = journey.finished_stays;
  out.belongs = journey::belongs(journey, tracker_.population);
  if (!out.belongs) return out;

  const care::Child& child = record->child;
  TrackerRow& row = out.row;
  row.child = child.child;
  row.number = child.number.reveal();
  row.given_name = child.given_name.reveal();
  row.family_name = child.family_name.reveal();
  row.initials = names::initials(child);
  if (child.sibling_group) {
    row.sibling_group = child.sibling_group.value;
    if (const auto* group = known.sibling_group(child.sibling_group))
      row.sibling_label = group->label;
  }
  row.born_on = child.born_on;
  if (journey.age) row.age = journey.age->words();
  if (child.born_on && *child.born_on <= as_of_) row.age_days = as_of_ - *child.born_on;
  row.in_care_since = journey.came_into_care_on;
  row.in_care_days = journey.days_in_care;
  if (!journey.permanent) row.waiting_days = journey.days_in_care;
  const auto allocated = names::allocated(*record, known, as_of_);
  if (allocated.worker) {
    row.worker = allocated.worker->id.value;
    if (allocated.team) row.team = allocated.team->id.value;
  }
  if (journey.stage) {
    row.stage = journey.stage->stage->id;
    row.stage_days = journey.stage->days;
    row.stuck = journey.stage->stuck;
  }
  if (journey.plan) row.plan = journey.plan->type;
  for (const care::Plan* plan : journey.parallel_plans) row.parallel_plans.push_back(plan->type);
  row.legal_status = names::legal_status(journey.legal_status);
  row.placement = names::placement(journey.placement_type);
  row.moves_12_months = journey.moves_12_months;
  if (!journey.next.empty()) row.next_step = next_step_view(journey.next.front(), allocated.name());
  count_clocks(row, journey, tracker_);
  for (const journey::TrackerColumn& column : tracker_.columns) {
    if (column.show == Show::milestone)
      row.cells.emplace_back(column.id, milestone_cell(column.milestone, journey, config));
    if (column.show != Show::clock) continue;
    for (const journey::Clock& clock : journey.clocks)
      if (clock.timescale->id == column.timescale)
        row.cells.emplace_back(column.id, clock_cell(clock, journey, config, settings_.calendar));
  }
  return out;
}

std::shared_ptr<const TrackerView> TrackerMaker::make(const SharedKnown& known) {
  if (last_ == known && view_) return view_;
  // Names of workers, teams and groups stand in the rows: other lists, other rows.
  if (last_ && (last_->workers.size() != known->workers.size() ||
                last_->sibling_groups.size() != known->sibling_groups.size()))
    rows_.clear();
  const journey::Config& config = settings_.config;
  std::vector<std::vector<int>> stays(config.stages.size());
  for (const SharedRecord& record : known->children) {
    Row& row = rows_[record->child.child];
    if (row.record != record) row = make_row(record, *known);
    for (const auto& [stage, days] : row.finished_stays)
      stays[static_cast<std::size_t>(stage - config.stages.data())].push_back(days);
  }
  auto view = std::make_shared<TrackerView>();
  view->id = tracker_.id;
  view->name = tracker_.name;
  view->how_to_read = tracker_.how_to_read;
  view->as_of = as_of_;
  view->known_on = known_on_;
  view->sequence = known->sequence;
  for (const journey::TrackerColumn& column : tracker_.columns) {
    view->columns.push_back({column.id, column.title, std::string(show_name(column.show)),
                             explanation(column, config), column.hidden, column.width});
  }
  for (const journey::MilestoneType& type : config.milestones)
    if (type.may_be_entered)
      view->milestones[type.id] = {type.name, type.explanation, type.who_can_fill, type.outcomes};
  view->teams = known->teams;
  for (const care::Worker& worker : known->workers)
    view->workers.push_back(
        {worker.id.value, worker.name.reveal(), worker.initials, worker.team.value});
  for (const journey::Stage& stage : config.stages)
    view->stages.push_back({stage.id, stage.name, stage.explanation});
  for (const journey::PlanType& plan : config.plans)
    view->plans.push_back({plan.id, plan.name, plan.explanation});
  for (const SharedRecord& record : known->children) {
    const Row& kept = rows_[record->child.child];
    if (!kept.belongs) continue;
    TrackerRow row = kept.row;
    if (row.stage && row.stage_days)
      for (std::size_t i = 0; i < config.stages.size(); ++i)
        if (config.stages[i].id == *row.stage)
          row.stage_share = journey::share_left_sooner(stays[i], *row.stage_days);
    ++view->children;
    view->overdue += row.overdue > 0;
    view->due_soon += row.due_soon > 0;
    view->unknown += row.unknown > 0;
    view->stuck += row.stuck;
    view->conflicts += row.conflicts > 0;
    view->waiting_on_purpose += row.waiting_on_purpose > 0;
    view->rows.push_back(std::move(row));
  }
  // Waiting longest first; a wait that is not known stands last.
  std::stable_sort(view->rows.begin(), view->rows.end(),
                   [](const TrackerRow& a, const TrackerRow& b) {
                     return a.waiting_days.value_or(-1) > b.waiting_days.value_or(-1);
                   });
  view->finished_stays = std::move(stays);
  last_ = known;
  view_ = std::move(view);
  return view_;
}

}  // namespace homeward::service
