#include "journey/journey.hpp"

#include <algorithm>

#include "journey/derive.hpp"

namespace homeward::journey {

namespace {

std::optional<int> share_of_life(const Reading& reading, std::optional<int> days_in_care) {
  const auto& born_on = reading.record->child.born_on;
  if (!born_on || !days_in_care) return std::nullopt;
  const int life = reading.as_of - *born_on;
  if (life <= 0 || *days_in_care > life) return std::nullopt;
  return *days_in_care * 100 / life;
}

std::vector<DatedMilestone> by_date(std::vector<DatedMilestone> milestones) {
  const auto day = [](const DatedMilestone& milestone) {
    const auto date = milestone.happened_on   ? milestone.happened_on
                      : milestone.happened_by ? milestone.happened_by
                                              : milestone.planned_on;
    return std::make_pair(!date.has_value(), date);
  };
  std::stable_sort(
      milestones.begin(), milestones.end(),
      [&](const DatedMilestone& a, const DatedMilestone& b) { return day(a) < day(b); });
  return milestones;
}

}  // namespace

Journey follow(const care::ChildRecord& record, const Config& config, const Calendar& calendar,
               Date as_of) {
  Reading reading = read(record, config, as_of);
  Journey journey;
  journey.child = ChildId{record.child.id.value};
  journey.as_of = as_of;
  journey.in_care = reading.in_care;
  if (const auto* period = reading.present_period()) {
    journey.period = *period;
    journey.came_into_care_on = reading.came_into_care_on;
    if (!journey.came_into_care_on && period->start_known)
      journey.came_into_care_on = period->started_on;
    journey.days_in_care = reading.days_in_care();
    journey.moves_12_months =
        care::moves_between(reading.placements, add_months(as_of, -12), as_of);
  }
  if (record.child.born_on) journey.age = age_on(*record.child.born_on, as_of);
  journey.share_of_life_percent = share_of_life(reading, journey.days_in_care);
  journey.legal_status = reading.legal_status;
  journey.placement_type = reading.placement_type;
  journey.plan = reading.plan;
  journey.parallel_plans = reading.parallel_plans;
  journey.stage = reading.stage;
  journey.finished_stays = finished_stays(reading);
  journey.permanent = reading.permanent;
  journey.clocks = clocks(reading, calendar);
  journey.next = next_steps(journey.clocks, journey.in_care ? journey.stage : std::nullopt, as_of);
  journey.unknown = unknown_dates(journey.clocks);
  journey.conflicts = conflicts(reading);
  journey.traits = reading.traits;
  journey.reached = std::move(reading.reached);
  journey.milestones = by_date(std::move(reading.milestones));
  journey.periods = std::move(reading.periods);
  journey.placements = std::move(reading.placements);
  return journey;
}

std::vector<Clock> clocks(const care::ChildRecord& record, const Config& config,
                          const Calendar& calendar, Date as_of) {
  return clocks(read(record, config, as_of), calendar);
}

Missed missed(const Journey& journey, const Population& population) {
  return first_missed(population, journey.traits, journey.reached);
}

bool belongs(const Journey& journey, const Population& population) {
  return !missed(journey, population);
}

std::optional<int> share_left_sooner(std::vector<int> finished_stays, int days) {
  if (finished_stays.size() < 5) return std::nullopt;
  const auto sooner = std::count_if(finished_stays.begin(), finished_stays.end(),
                                    [&](int stay) { return stay < days; });
  return static_cast<int>(sooner * 100 / static_cast<std::ptrdiff_t>(finished_stays.size()));
}

}  // namespace homeward::journey
