// Clocks and milestones as the cells of a tracker and a child's page.
#pragma once

#include "journey/journey.hpp"
#include "service/views.hpp"

namespace homeward::service {

// `because` is set where the words are a dash.
Cell clock_cell(const journey::Clock& clock, const journey::Journey& journey,
                const journey::Config& config, const Calendar& calendar);

// nth = 0: the latest of its kind. `because` is set where the words are a dash.
Cell milestone_cell(const journey::MilestoneRef& ref, const journey::Journey& journey,
                    const journey::Config& config);

// Why the cell of that milestone is as it is.
std::string milestone_because(const journey::MilestoneRef& ref, const journey::Journey& journey,
                              const journey::Config& config);

// The number of the milestone that a person would enter now for `ref`: its own, or for 0 the first
// that has not happened.
int nth_to_enter(const journey::MilestoneRef& ref, const journey::Journey& journey);

// The dated milestone, or null.
const journey::DatedMilestone* find(const journey::Journey& journey, std::string_view type,
                                    int nth);

// Most urgent first: overdue by how much, then due soon, purposeful delay, unknown, running …
std::int64_t rank_of(const journey::Clock& clock, Date as_of);

// `worker`: the child's social worker, as shown; empty if not known.
NextStepView next_step_view(const journey::NextStep& step, const journey::Config& config,
                            const std::string& worker);

}  // namespace homeward::service
