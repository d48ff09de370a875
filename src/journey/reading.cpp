// Questions put to a Reading: which milestone is meant, who belongs to a population.
#include <algorithm>

#include "journey/derive.hpp"

namespace homeward::journey {

namespace {

struct OfType {
  const DatedMilestone* first = nullptr;
  const DatedMilestone* last = nullptr;
  const DatedMilestone* begin() const { return first; }
  const DatedMilestone* end() const { return last; }
};

OfType of_type(const Reading& reading, const MilestoneRef& ref) {
  int index = ref.index;
  if (index < 0) {  // a config that nobody linked
    const auto* type = reading.config->milestone(ref.type);
    if (!type) return {};
    index = static_cast<int>(type - reading.config->milestones.data());
  }
  const auto at = static_cast<std::size_t>(index);
  const auto* all = reading.milestones.data();
  return {all + reading.first_of_type[at], all + reading.first_of_type[at + 1]};
}

Date earliest_possible(const DatedMilestone& milestone) {
  return milestone.happened_on ? *milestone.happened_on : *milestone.happened_by;
}

template <class T>
bool is_one_of(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

const DatedMilestone* Reading::find(const MilestoneRef& ref) const {
  const DatedMilestone* found = nullptr;
  for (const auto& milestone : of_type(*this, ref)) {
    if (ref.nth > 0) {
      if (milestone.nth == ref.nth) return &milestone;
    } else if (milestone.happened() &&
               (!found || earliest_possible(*found) <= earliest_possible(milestone))) {
      found = &milestone;
    }
  }
  return found;
}

const DatedMilestone* Reading::next_after(const MilestoneRef& ref, Date from, bool strictly) const {
  const DatedMilestone* found = nullptr;
  for (const auto& milestone : of_type(*this, ref)) {
    if (!milestone.happened_on || *milestone.happened_on < from) continue;
    if (strictly && *milestone.happened_on == from) continue;
    if (!found || *milestone.happened_on < *found->happened_on) found = &milestone;
  }
  return found;
}

const DatedMilestone* Reading::planned(const MilestoneRef& ref, std::optional<Date> from) const {
  const DatedMilestone* found = nullptr;
  for (const auto& milestone : of_type(*this, ref)) {
    if (milestone.happened() || !milestone.planned_on) continue;
    if (ref.nth > 0 ? milestone.nth != ref.nth : from && *milestone.planned_on < *from) continue;
    if (!found || *milestone.planned_on < *found->planned_on) found = &milestone;
  }
  return found;
}

int Reading::next_number(const MilestoneRef& ref) const {
  const auto* type = ref.index >= 0 ? &config->milestones[static_cast<std::size_t>(ref.index)]
                                    : config->milestone(ref.type);
  if (!type || !type->repeats) return 1;
  if (type->derivation == Derivation::review_held && !reviews_numbered) return 0;
  int highest = 0;
  for (const auto& milestone : of_type(*this, ref)) {
    if (!milestone.happened()) continue;
    if (milestone.nth == 0) return 0;
    highest = std::max(highest, milestone.nth);
  }
  return highest + 1;
}

bool Reading::reached(const MilestoneRef& ref) const {
  for (const auto& milestone : of_type(*this, ref))
    // One of unknown number: the record begins in the middle, so earlier ones are taken as past.
    if (milestone.happened() && (milestone.nth == 0 || milestone.nth >= ref.nth)) return true;
  return false;
}

WhyNot test_population(const Reading& reading, const Population& population) {
  const auto* period = reading.present_period();
  if (population.looked_after) {
    if (!period) return WhyNot::not_looked_after;
    if (period->short_break != population.short_breaks.value_or(false)) return WhyNot::short_break;
  }
  if (!population.plans.empty() &&
      (!reading.plan || !is_one_of(population.plans, reading.plan->type)))
    return WhyNot::plan;
  if (!population.legal_statuses.empty() &&
      !is_one_of(population.legal_statuses, reading.legal_status))
    return WhyNot::legal_status;
  if (!population.placement_types.empty() &&
      !(reading.placement && is_one_of(population.placement_types, reading.placement->type)))
    return WhyNot::placement;
  if (population.placement_months_from || population.placement_months_under) {
    if (!reading.placement || !reading.placement->start_known) return WhyNot::placement;
    const Date started = reading.placement->started_on;
    if (population.placement_months_from &&
        reading.as_of < add_months(started, *population.placement_months_from))
      return WhyNot::placement;
    if (population.placement_months_under &&
        reading.as_of >= add_months(started, *population.placement_months_under))
      return WhyNot::placement;
  }
  if (population.without_permanence && *population.without_permanence == reading.permanent)
    return WhyNot::permanence;
  if (population.before && reading.reached(*population.before)) return WhyNot::other_step;
  if (population.after && !reading.reached(*population.after)) return WhyNot::other_step;
  return WhyNot::applies;
}

}  // namespace homeward::journey
