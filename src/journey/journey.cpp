#include "journey/journey.hpp"

#include <algorithm>

#include "journey/derive.hpp"

namespace homeward::journey {

namespace {

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

Journey follow(const care::Told& told, const Config& config, const Calendar& calendar) {
  Reading reading = read(told, config);
  Journey journey;
  journey.as_of = told.as_of;
  if (const auto* course = told.present()) journey.course = *course;
  journey.in_course = told.in_course();
  journey.began_on = reading.began_on;
  journey.days_in_course = reading.days_in_course();
  journey.plan = reading.plan;
  journey.parallel_plans = std::move(reading.parallel_plans);
  journey.stage = reading.stage;
  journey.finished_stays = finished_stays(reading);
  journey.permanent = reading.permanent;
  journey.clocks = clocks(reading, calendar);
  journey.next =
      next_steps(journey.clocks, journey.in_course ? journey.stage : std::nullopt, told.as_of);
  journey.unknown = unknown_dates(journey.clocks);
  journey.conflicts = conflicts(reading);
  journey.traits = reading.traits;
  journey.reached = std::move(reading.reached);
  journey.milestones = by_date(std::move(reading.milestones));
  return journey;
}

std::vector<Clock> clocks(const care::Told& told, const Config& config, const Calendar& calendar) {
  return clocks(read(told, config), calendar);
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
