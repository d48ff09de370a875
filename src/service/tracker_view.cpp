#include "service/tracker_view.hpp"

#include <algorithm>
#include <map>

#include "care/child_told.hpp"
#include "care/codes.hpp"
#include "service/cells.hpp"
#include "service/names.hpp"

namespace homeward::service {

using journey::ClockState;
using Show = journey::TrackerColumn::Show;

namespace {

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

std::optional<std::string> milestone_in(const journey::TrackerColumn& column,
                                        const journey::Config& config) {
  const auto* milestone = milestone_of(column, config);
  return milestone && milestone->may_be_entered ? std::optional(milestone->id) : std::nullopt;
}

// The count that a clock puts its child into, or empty.
std::string_view count_of(const journey::Clock& clock) {
  switch (clock.state) {
    case ClockState::overdue:
      return "overdue";
    case ClockState::due_soon:
      return "due_soon";
    case ClockState::purposeful_delay:
      return "waiting_on_purpose";
    case ClockState::unknown:
      return clock.asked ? "unknown" : "";
    default:
      return {};
  }
}

// Fills `counted`, once the cells are there.
void count_row(TrackerRow& row, const journey::Journey& journey, const journey::Tracker& tracker) {
  for (const journey::Clock& clock : journey.clocks)
    if (const auto id = count_of(clock);
        !id.empty() && std::find(tracker.clocks.begin(), tracker.clocks.end(),
                                 clock.timescale->id) != tracker.clocks.end()) {
      auto& columns = row.counted[id];
      for (const journey::TrackerColumn& column : tracker.columns)
        if (column.show == Show::clock && column.timescale == clock.timescale->id)
          columns.push_back(column.id);
    }
  if (!journey.conflicts.empty()) {
    auto& columns = row.counted["conflicts"];
    for (const auto& [column, cell] : row.cells)
      if (cell.conflict) columns.push_back(column);
  }
  const auto rank = [&](const std::string& column) {
    const auto cell = std::find_if(row.cells.begin(), row.cells.end(),
                                   [&](const auto& one) { return one.first == column; });
    return cell == row.cells.end() ? 0 : cell->second.rank;
  };
  for (auto& [id, columns] : row.counted)
    std::stable_sort(columns.begin(), columns.end(),
                     [&](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
  if (row.stuck) {
    auto& columns = row.counted["stuck"];
    for (const journey::TrackerColumn& column : tracker.columns)
      if (column.show == Show::stage) columns.push_back(column.id);
  }
}

}  // namespace

TrackerMaker::TrackerMaker(const Settings& settings, const journey::Tracker& tracker, Date as_of,
                           std::optional<Date> known_on)
    : settings_(settings), tracker_(tracker), as_of_(as_of), known_on_(known_on) {}

TrackerMaker::Row TrackerMaker::make_row(const SharedRecord& record, const Known& known) const {
  const journey::Config& config = settings_.config;
  const care::ChildTold told = care::tell(*record, as_of_);
  const journey::Journey journey = journey::follow(told, config, settings_.calendar);
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
  if (const auto age = told.age()) row.age = age->words();
  if (child.born_on && *child.born_on <= as_of_) row.age_days = as_of_ - *child.born_on;
  row.in_care_since = journey.began_on;
  row.in_care_days = journey.days_in_course;
  if (!journey.permanent) row.waiting_days = journey.days_in_course;
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
  row.legal_status = names::legal_status(told.legal_status);
  row.placement = names::placement(told.placement_type);
  row.moves_12_months = told.moves_12_months();
  if (!journey.next.empty())
    row.next_step = next_step_view(journey.next.front(), config, allocated.name());
  for (const journey::TrackerColumn& column : tracker_.columns) {
    if (column.show == Show::milestone)
      row.cells.emplace_back(column.id, milestone_cell(column.milestone, journey, config));
    if (column.show != Show::clock) continue;
    for (const journey::Clock& clock : journey.clocks)
      if (clock.timescale->id == column.timescale)
        row.cells.emplace_back(column.id, clock_cell(clock, journey, config, settings_.calendar));
  }
  count_row(row, journey, tracker_);
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
    view->columns.push_back({column.id, column.title, std::string(to_text(column.show)),
                             explanation(column, config), column.hidden, column.width,
                             milestone_in(column, config)});
  }
  view->teams = known->teams;
  for (const care::Worker& worker : known->workers)
    view->workers.push_back(
        {worker.id.value, worker.name.reveal(), worker.initials, worker.team.value});
  for (const SharedRecord& record : known->children) {
    const Row& kept = rows_[record->child.child];
    if (!kept.belongs) continue;
    TrackerRow row = kept.row;
    if (row.stage && row.stage_days)
      for (std::size_t i = 0; i < config.stages.size(); ++i)
        if (config.stages[i].id == *row.stage)
          row.stage_share = journey::share_left_sooner(stays[i], *row.stage_days);
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
