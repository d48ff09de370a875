#include "care/periods.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "care/codes.hpp"
#include "care/columns.hpp"

namespace homeward::care {

namespace {

bool begins_new_period(const Episode& earlier, const Episode& later) {
  return starts_care(later.reason_for_new_episode) ||
         (earlier.ended_on && ends_care(earlier.reason_ended));
}

// Where the last episode leaves the period. X1 promises another episode, so the child is still
// looked after although that episode is not here; an end without any reason is taken as an end.
OptionalDate end_of(const Episode& last) {
  return last.reason_ended == "X1" ? OptionalDate{} : last.ended_on;
}

bool same_or_unknown(Code a, Code b) {
  return a.blank() || b.blank() || a == b;
}

// After a temporary stay: is this the home the child was away from?
bool returns_to(const Episode& home, const Episode& later) {
  const auto& before = home.placement_postcode.reveal();
  const auto& after = later.placement_postcode.reveal();
  return home.placement_type == later.placement_type &&
         same_or_unknown(home.placement_provider, later.placement_provider) &&
         same_or_unknown(home.urn, later.urn) &&
         (before.empty() || after.empty() || before == after);
}

bool adopted_by_present_carer(Code before, Code after) {
  return is_foster(before) && (after == "A3" || after == "A5");
}

std::optional<bool> planned(Code reason) {
  if (reason.blank()) return std::nullopt;
  return is_planned_move(reason);
}

void placements_of(std::span<const Episode> episodes, const PeriodOfCare& period,
                   std::vector<Placement>& out) {
  const std::size_t end = period.first_episode + period.episodes;
  const Episode* home = nullptr;  // the last episode of the present placement that is not temporary
  bool away = false;              // a temporary stay has come after it
  for (std::size_t i = period.first_episode; i < end; ++i) {
    const Episode& episode = episodes[i];
    if (is_temporary(episode.placement_type)) {
      if (home) {
        away = true;
        out.back().last_episode = i;
      }
      continue;
    }
    const bool continues =
        home && (!changes_carer(episode.reason_for_new_episode) ||
                 adopted_by_present_carer(home->placement_type, episode.placement_type) ||
                 (away && returns_to(*home, episode)));
    if (!continues) {
      if (home) {
        Placement& left = out.back();
        const Episode& last = episodes[left.last_episode];
        left.ended_on =
            last.ended_on ? std::min(*last.ended_on, episode.started_on) : episode.started_on;
        left.moved_by_ending = true;
        left.ended_planned = planned(last.reason_for_placement_change);
      }
      out.push_back(Placement{});
      out.back().started_on = episode.started_on;
      out.back().first_episode = i;
      out.back().start_known = changes_carer(episode.reason_for_new_episode) || home != nullptr;
    }
    out.back().last_episode = i;
    out.back().type = episode.placement_type;
    out.back().provider = episode.placement_provider;
    out.back().urn = episode.urn;
    home = &episode;
    away = false;
  }
  if (home) out.back().ended_on = period.ended_on;
}

template <class Row>
bool sorted_by_start(std::span<const Row> rows) {
  return std::is_sorted(rows.begin(), rows.end(),
                        [](const Row& a, const Row& b) { return a.started_on < b.started_on; });
}

}  // namespace

std::vector<PeriodOfCare> periods_of_care(std::span<const Episode> episodes) {
  HOMEWARD_CHECK(sorted_by_start(episodes));
  std::vector<PeriodOfCare> periods;
  for (std::size_t i = 0; i < episodes.size(); ++i) {
    const Episode& episode = episodes[i];
    if (i == 0 || begins_new_period(episodes[i - 1], episode)) {
      // A new period cannot begin while the last one runs: an end nobody recorded is set here.
      if (!periods.empty() && !periods.back().ended_on)
        periods.back().ended_on = episode.started_on;
      periods.push_back(PeriodOfCare{});
      periods.back().started_on = episode.started_on;
      periods.back().first_episode = i;
      periods.back().short_break = true;
      // After a period that ended, any episode starts a new one, whatever its code says.
      periods.back().start_known = i > 0 || starts_care(episode.reason_for_new_episode);
    }
    PeriodOfCare& period = periods.back();
    ++period.episodes;
    period.short_break = period.short_break && is_short_break(episode.legal_status);
    period.ended_on = end_of(episode);
    period.reason_ended =
        ends_care(episode.reason_ended) && episode.ended_on ? episode.reason_ended : Code{};
  }
  return periods;
}

std::vector<Placement> placements(std::span<const Episode> episodes) {
  std::vector<Placement> out;
  for (const PeriodOfCare& period : periods_of_care(episodes)) placements_of(episodes, period, out);
  return out;
}

std::vector<ToldCourse> told_courses(std::span<const Episode> episodes) {
  const auto periods = periods_of_care(episodes);
  return {periods.begin(), periods.end()};
}

const PeriodOfCare* period_on(std::span<const PeriodOfCare> periods, Date day) {
  HOMEWARD_CHECK(sorted_by_start(periods));
  const PeriodOfCare* found = nullptr;
  for (const PeriodOfCare& period : periods) {
    if (period.started_on > day) break;
    found = &period;
  }
  return found;
}

int moves_between(std::span<const Placement> placements, Date from, Date to) {
  int moves = 0;
  for (std::size_t i = 1; i < placements.size(); ++i) {
    const Date started = placements[i].started_on;
    if (placements[i - 1].moved_by_ending && from < started && started <= to) ++moves;
  }
  return moves;
}

void sort_record(ChildRecord& record) {
  for_each_row_table([&]<class T>() {
    auto& rows = rows_of<T>(record);
    std::stable_sort(rows.begin(), rows.end(), ByTableOrder{});
  });
}

bool is_sorted(const ChildRecord& record) {
  bool sorted = true;
  for_each_row_table([&]<class T>() {
    const auto& rows = rows_of<T>(record);
    sorted = sorted && std::is_sorted(rows.begin(), rows.end(), ByTableOrder{});
  });
  return sorted;
}

}  // namespace homeward::care
