#include "care/child_told.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace homeward::care {

namespace {

template <class Rows>
void widen(std::int32_t& first, std::int32_t& last, const Rows& rows) {
  for (const auto& row : rows) {
    const auto year = row.provenance.collection_year;
    if (row.provenance.source != Source::return_file || year <= 0) continue;
    if (first == 0 || year < first) first = year;
    if (year > last) last = year;
  }
}

Covered covered_days(const ChildRecord& record) {
  Covered covered;
  std::int32_t first = 0, last = 0;
  widen(first, last, record.episodes);
  widen(first, last, record.reviews);
  if (first == 0) return covered;
  covered.from = Date::of(first - 1, 4, 1);
  covered.until = Date::of(last, 3, 31);
  return covered;
}

// Is the first review we hold the first of the period? Yes if the returns reach back to its start;
// and if it was held so soon after that there was no time for another (an episode keeps the year of
// the last return that held it, so the years alone would forget older returns).
bool first_review_is_here(const ChildTold& told, const PeriodOfCare& period) {
  constexpr int kTooSoonForTwo = 42;  // calendar days; the first review is due in about 28
  if (!period.start_known) return false;
  if (!told.covered.from || *told.covered.from <= period.started_on) return true;
  for (const auto& review : told.record->reviews)
    if (review.held_on >= period.started_on)
      return review.held_on <= told.as_of && review.held_on - period.started_on <= kTooSoonForTwo;
  return false;
}

void mask_what_comes_later(ChildTold& told) {
  for (auto& period : told.periods)
    if (period.ended_on && *period.ended_on > told.as_of) {
      period.ended_on.reset();
      period.reason_ended = {};
    }
  for (auto& placement : told.placements)
    if (placement.ended_on && *placement.ended_on > told.as_of) placement.ended_on.reset();
}

}  // namespace

ChildTold tell(const ChildRecord& record, Date as_of) {
  HOMEWARD_CHECK(is_sorted(record));
  ChildTold told;
  told.kind = &child_kind();
  told.record = &record;
  told.tracking = &record;
  told.as_of = as_of;
  const auto visible_end =
      std::partition_point(record.episodes.begin(), record.episodes.end(),
                           [&](const Episode& episode) { return episode.started_on <= as_of; });
  const std::span<const Episode> visible(record.episodes.begin(), visible_end);
  told.periods = periods_of_care(visible);
  told.placements = placements(visible);
  // Which course a period is, the whole record tells, and not what is visible on a past day.
  if (!record.courses.empty() && visible_end != record.episodes.end())
    told.courses = told_courses(record.episodes);
  else
    told.courses.assign(told.periods.begin(), told.periods.end());
  told.entered = Courses(record, told.courses, as_of);
  mask_what_comes_later(told);
  told.courses.assign(told.periods.begin(), told.periods.end());
  told.covered = covered_days(record);
  if (const auto* period = told.period()) {
    const Episode& last = visible[period->first_episode + period->episodes - 1];
    told.legal_status = last.legal_status;
    told.placement_type = last.placement_type;
    told.numbers_known = first_review_is_here(told, *period);
    for (const Placement& home : told.placements)
      if (home.first_episode >= period->first_episode)
        told.homes.push_back({home.type, home.started_on, home.ended_on, home.start_known});
  }
  return told;
}

std::optional<Age> ChildTold::age() const {
  const auto& born_on = record->child.born_on;
  return born_on ? age_on(*born_on, as_of) : std::nullopt;
}

int ChildTold::moves_12_months() const {
  return moves_between(placements, add_months(as_of, -12), as_of);
}

const Kind& child_kind() {
  // Short breaks are a service of their own, and are left out where nothing is said.
  static constexpr Kind::Usual kUsual[] = {{"looked_after", true}, {"short_breaks", false}};
  static const Kind kKind{"child", child_happenings(), child_traits(), kUsual};
  return kKind;
}

const ChildTold& child_of(const Told& told) {
  HOMEWARD_CHECK(told.kind == &child_kind());
  return static_cast<const ChildTold&>(told);
}

std::optional<int> share_of_life_percent(const ChildTold& told, std::optional<int> days) {
  const auto& born_on = told.record->child.born_on;
  if (!born_on || !days) return std::nullopt;
  const int life = told.as_of - *born_on;
  if (life <= 0 || *days > life) return std::nullopt;
  return *days * 100 / life;
}

}  // namespace homeward::care
