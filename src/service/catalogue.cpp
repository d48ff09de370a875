#include "service/catalogue.hpp"

namespace homeward::service {

namespace {

// The title of the first column that shows this timescale, or empty.
std::string heading_of(const std::string& timescale, const journey::Config& config) {
  for (const journey::Tracker& tracker : config.trackers)
    for (const journey::TrackerColumn& column : tracker.columns)
      if (column.show == journey::TrackerColumn::Show::clock && column.timescale == timescale)
        return column.title;
  return {};
}

}  // namespace

Catalogue make_catalogue(const journey::Config& config) {
  Catalogue out;
  for (const journey::MilestoneType& type : config.milestones)
    if (type.may_be_entered)
      out.milestones[type.id] = {type.name,     type.explanation, type.who_in_words,
                                 type.outcomes, type.repeats,     type.decision};
  for (const journey::Stage& stage : config.stages)
    out.stages.push_back({stage.id, stage.name, stage.explanation});
  for (const journey::PlanType& plan : config.plans)
    out.plans.push_back({plan.id, plan.name, plan.explanation});
  for (const journey::Timescale& timescale : config.timescales)
    out.timescales[timescale.id] = {timescale.name, heading_of(timescale.id, config)};
  return out;
}

}  // namespace homeward::service
