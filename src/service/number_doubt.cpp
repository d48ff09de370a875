#include "service/number_doubt.hpp"

#include <algorithm>
#include <string>

namespace homeward::service {

std::optional<Doubt> doubt_of_number(const care::Milestone& row, const journey::MilestoneType& type,
                                     const journey::Journey& journey) {
  int last = 0;
  for (const journey::DatedMilestone& held : journey.milestones)
    if (held.type->id == row.type && held.nth != row.nth) last = std::max(last, held.nth);
  if (row.nth <= last + 1) return std::nullopt;
  // What the pages themselves ask for, such as the meeting after a third unplanned ending.
  const bool asked_for =
      std::any_of(journey.clocks.begin(), journey.clocks.end(),
                  [&](const journey::Clock& clock) {
                    return clock.timescale->to.type == row.type &&
                           (clock.to_nth == row.nth || clock.timescale->to.nth == row.nth);
                  }) ||
      std::any_of(journey.unknown.begin(), journey.unknown.end(),
                  [&](const journey::UnknownDate& unknown) {
                    return unknown.milestone == row.type && unknown.nth == row.nth;
                  });
  if (asked_for) return std::nullopt;
  const std::string held = last == 0 ? "None is recorded yet"
                                     : "The last one recorded is number " + std::to_string(last);
  return Doubt{"skips", type.name + " number " + std::to_string(row.nth) + " leaves numbers out. " +
                            held + ", so that the next is number " + std::to_string(last + 1) +
                            "."};
}

}  // namespace homeward::service
