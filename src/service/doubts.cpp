#include "service/doubts.hpp"

#include <string>

#include "base/text.hpp"

namespace homeward::service {

namespace {

using journey::DatedMilestone;

std::string nth_words(int nth) {
  const int last_two = nth % 100;
  const bool teen = last_two >= 11 && last_two <= 13;
  const char* ending = teen            ? "th"
                       : nth % 10 == 1 ? "st"
                       : nth % 10 == 2 ? "nd"
                       : nth % 10 == 3 ? "rd"
                                       : "th";
  return std::to_string(nth) + ending;
}

// "planning meeting": the short name inside a sentence.
std::string inside(const journey::MilestoneType& type) {
  std::string name = type.short_name.empty() ? type.name : type.short_name;
  name.replace(0, 1, text::lower(name.substr(0, 1)));
  return name;
}

// The day a milestone stands on: when it happened, or else for when it is planned.
template <class T>
std::optional<Date> day_of(const T& milestone) {
  return milestone.happened_on ? milestone.happened_on : milestone.planned_on;
}

void doubt_order(std::vector<Doubt>& doubts, const care::Milestone& row, Date on,
                 const journey::MilestoneType& type, const journey::Journey& journey) {
  for (const DatedMilestone& other : journey.milestones) {
    const auto theirs = day_of(other);
    if (other.type->id != row.type || other.nth < 1 || other.nth == row.nth || !theirs) continue;
    const bool later = other.nth < row.nth ? *theirs > on : *theirs < on;
    if (!later) continue;
    const bool row_first = row.nth < other.nth;
    doubts.push_back({"order", "The " + nth_words(row.nth) + " " + inside(type) + " (" +
                                   on.words() + ") would be " + (row_first ? "later" : "earlier") +
                                   " than the " + nth_words(other.nth) + " (" + theirs->words() +
                                   ")."});
    return;
  }
}

void doubt_same_day(std::vector<Doubt>& doubts, const care::Milestone& row, Date on,
                    const journey::MilestoneType& type, const journey::Journey& journey) {
  for (const DatedMilestone& other : journey.milestones) {
    if (other.type->id != row.type || other.nth == row.nth || day_of(other) != on) continue;
    const std::string which = other.nth > 0 ? "The " + nth_words(other.nth) + " " : "Another ";
    doubts.push_back(
        {"same_day", which + inside(type) + " is recorded for the same day (" + on.words() + ")."});
    return;
  }
}

}  // namespace

std::vector<Doubt> doubts_about(const care::Milestone& row, const journey::MilestoneType& type,
                                const care::Child& child, const journey::Journey& journey) {
  std::vector<Doubt> doubts;
  const auto on = day_of(row);
  if (!on) return doubts;
  doubt_order(doubts, row, *on, type, journey);
  doubt_same_day(doubts, row, *on, type, journey);
  if (child.born_on && *on < *child.born_on)
    doubts.push_back({"before_birth", on->words() + " is before the child was born (" +
                                          child.born_on->words() + ")."});
  else if (journey.course && !type.before_care && *on < journey.course->started_on)
    doubts.push_back({"before_care", on->words() + " is before the child came into care (" +
                                         journey.course->started_on.words() + ")."});
  return doubts;
}

}  // namespace homeward::service
