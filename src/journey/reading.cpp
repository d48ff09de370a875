// Questions put to a Reading: which milestone is meant, how long the child has been in care.
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
  HOMEWARD_CHECK(ref.nth >= 0);
  int index = ref.index;
  if (index < 0) {  // a config that nobody linked
    const auto* type = reading.config->milestone(ref.type);
    if (!type) return {};
    index = static_cast<int>(type - reading.config->milestones.data());
  }
  const auto at = static_cast<std::size_t>(index);
  const auto* all = reading.milestones.data();
  HOMEWARD_CHECK(at + 1 < reading.first_of_type.size());
  HOMEWARD_CHECK(reading.first_of_type[at] <= reading.first_of_type[at + 1]);
  HOMEWARD_CHECK(reading.first_of_type[at + 1] <= reading.milestones.size());
  return {all + reading.first_of_type[at], all + reading.first_of_type[at + 1]};
}

Date earliest_possible(const DatedMilestone& milestone) {
  return milestone.happened_on ? *milestone.happened_on : *milestone.happened_by;
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
  if (!tells_numbers_of(*type)) return 0;
  int highest = 0;
  for (const auto& milestone : of_type(*this, ref)) {
    if (!milestone.happened()) continue;
    if (milestone.nth == 0) return 0;
    highest = std::max(highest, milestone.nth);
  }
  return highest + 1;
}

bool Reading::tells_numbers_of(const MilestoneType& type) const {
  return told->numbers_known || !type.happening || !type.happening->numbered_from_start;
}

std::optional<int> Reading::days_in_course() const {
  if (!told->present() || !began_on) return std::nullopt;
  return Span{*began_on, told->present()->ended_on}.days(as_of);
}

}  // namespace homeward::journey
