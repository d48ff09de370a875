// Puts what people entered beside what the record tells, and says which of the two counts.
#include <algorithm>

#include "journey/derive.hpp"

namespace homeward::journey {

namespace {

// A settlement is about the entered milestone of the same course, type and number.
const care::Settlement* settlement(const Reading& reading, const DatedMilestone& milestone) {
  const care::Milestone& entered = *milestone.entered;
  for (const auto& settled : reading.told->tracking->settlements)
    if (settled.course == entered.course && settled.type == entered.type &&
        settled.nth == entered.nth && settled.imported_value == milestone.imported_on->iso() &&
        settled.entered_value == milestone.entered_on->iso())
      return &settled;
  return nullptr;
}

// Puts what a person entered beside what the record says.
void merge(Reading& reading, std::size_t first, const MilestoneType& type,
           const care::Milestone& entered, int nth) {
  auto& milestones = reading.milestones;
  const auto happened = entered.happened_on && *entered.happened_on <= reading.as_of
                            ? entered.happened_on
                            : std::nullopt;
  std::size_t at = first;
  while (at < milestones.size() && milestones[at].nth != nth) ++at;
  if (at == milestones.size() && happened) {
    // A step whose number we do not know, on the same day: it is this one.
    at = first;
    while (at < milestones.size() &&
           !(milestones[at].nth == 0 && milestones[at].imported_on == happened))
      ++at;
  }
  if (at == milestones.size()) {
    milestones.emplace_back();
    milestones[at].type = &type;
  }
  DatedMilestone& milestone = milestones[at];
  milestone.nth = nth;
  milestone.planned_on = entered.planned_on;
  milestone.outcome = entered.outcome;
  milestone.note = entered.note;
  milestone.entered_on = happened;
  milestone.entered = &entered;
  bool entered_counts = happened.has_value();
  if (milestone.in_conflict()) {
    const auto* settled = settlement(reading, milestone);
    entered_counts =
        settled ? settled->counts == care::Source::hand : reading.config->entered_counts;
  }
  if (entered_counts) {
    milestone.happened_on = happened;
    milestone.happened_by.reset();
    milestone.source = entered.provenance.source;
    milestone.provenance = entered.provenance;
  } else if (!milestone.imported_on) {
    milestone.source = entered.provenance.source;
    milestone.provenance = entered.provenance;
  }
}

// Appends the milestones of this type that the record itself tells, in order. `steps` is room for
// them.
void take_told(Reading& reading, const MilestoneType& type, std::vector<care::Step>& steps) {
  if (!type.happening || (!reading.told->present() && !type.happening->without_course)) return;
  steps.clear();
  type.happening->tell(*reading.told, type.parameter, steps);
  for (const care::Step& step : steps) {
    DatedMilestone& milestone = reading.milestones.emplace_back();
    milestone.type = &type;
    milestone.nth = step.nth;
    milestone.imported_on = milestone.happened_on = step.on;
    milestone.happened_by = step.by;
    milestone.provenance = milestone.imported_from = step.provenance;
    milestone.source = step.provenance.source;
  }
}

void read_plans(Reading& reading) {
  for (const auto& plan : reading.told->tracking->plans) {
    if (plan.agreed_on > reading.as_of) continue;
    if (!reading.told->entered.in_present(plan.course, plan.agreed_on)) continue;
    if (plan.ended_on && *plan.ended_on <= reading.as_of) continue;
    if (plan.parallel)
      reading.parallel_plans.push_back(&plan);
    else
      reading.plan = &plan;
  }
}

void note_reached(Reading& reading) {
  reading.reached = Reached(*reading.config);
  for (const auto& milestone : reading.milestones)
    if (milestone.happened())
      reading.reached.add(
          static_cast<std::size_t>(milestone.type - reading.config->milestones.data()),
          milestone.nth);
}

}  // namespace

Reading read(const care::Told& told, const Config& config) {
  Reading reading;
  reading.told = &told;
  reading.config = &config;
  reading.as_of = told.as_of;
  read_plans(reading);

  std::vector<std::pair<const MilestoneType*, care::EnteredMilestone>> entered;
  for (const auto& milestone : told.entered.milestones())
    if (const auto* type = config.milestone(milestone.row->type))
      entered.emplace_back(type, milestone);

  const care::ToldCourse* course = told.present();
  std::vector<care::Step> steps;
  reading.milestones.reserve(24);
  reading.first_of_type.reserve(config.milestones.size() + 1);
  for (const auto& type : config.milestones) {
    const std::size_t first = reading.milestones.size();
    reading.first_of_type.push_back(static_cast<std::uint32_t>(first));
    take_told(reading, type, steps);
    bool any_entered = false;
    for (const auto& [of_type, milestone] : entered)
      if (of_type == &type) {
        merge(reading, first, type, *milestone.row, milestone.nth);
        any_entered = true;
      }
    if (any_entered)
      std::stable_sort(
          reading.milestones.begin() + static_cast<std::ptrdiff_t>(first), reading.milestones.end(),
          [](const DatedMilestone& a, const DatedMilestone& b) { return a.nth < b.nth; });
    if (course && type.happening && type.happening->begins_course &&
        reading.milestones.size() > first)
      reading.began_on = reading.milestones[first].happened_on;
  }
  reading.first_of_type.push_back(static_cast<std::uint32_t>(reading.milestones.size()));
  if (course && !reading.began_on && course->start_known) reading.began_on = course->started_on;
  note_reached(reading);
  reading.stage = stage_reached(reading);
  reading.permanent = reading.stage && reading.stage->stage->permanent;
  reading.traits = Traits(reading);
  return reading;
}

std::vector<Conflict> conflicts(const Reading& reading) {
  std::vector<Conflict> found;
  for (const auto& milestone : reading.milestones) {
    if (!milestone.in_conflict() || settlement(reading, milestone)) continue;
    Conflict conflict;
    conflict.milestone = milestone.entered_row();
    conflict.what = milestone_name(*milestone.type, milestone.nth);
    conflict.imported_on = *milestone.imported_on;
    conflict.entered_on = *milestone.entered_on;
    conflict.imported_from = milestone.imported_from;
    conflict.counts = milestone.happened_on == milestone.entered_on
                          ? care::Source::hand
                          : milestone.imported_from.source;
    found.push_back(std::move(conflict));
  }
  return found;
}

}  // namespace homeward::journey
