#include "synthetic/tracking.hpp"

#include <algorithm>

#include "care/codes.hpp"
#include "synthetic/spreads.hpp"
#include "synthetic/tracking_ids.hpp"

namespace homeward::synthetic {

namespace {

using care::OptionalDate;

constexpr int kBaselineMonths = 24;

struct Tracking {
  const World& world;
  const Life& life;
  const Period& period;
  const CarePath& path;
  Random& random;
  care::ChildRecord& record;
  Date baseline_began;

  Date working_day(Date day) const {
    while (!world.calendar->is_working_day(day)) day = day + 1;
    return day;
  }
  // The course of this period; made when the first entry needs it, under a number that is the
  // record's own.
  CourseId course() {
    for (const care::Course& known : record.courses)
      if (known.started_on == period.started_on) return known.course_id();
    care::Course& made = record.courses.emplace_back();
    made.id = RowId{-static_cast<std::int64_t>(record.courses.size())};
    made.started_on = period.started_on;
    if (period.ended_on <= world.options.as_of) made.ended_on = period.ended_on;
    return made.course_id();
  }
  bool in_period(Date day) const { return period.started_on <= day && day < period.ended_on; }

  // Dates from before the baseline are known for half, later ones nearly always.
  bool somebody_knows(Date day, int known_per_mille) {
    return random.chance(day < baseline_began         ? 500
                         : day < world.tracking_began ? known_per_mille * 3 / 4
                                                      : known_per_mille);
  }
  void happened(std::string_view type, int nth, Date day, std::string_view outcome = {}) {
    care::Milestone row;
    row.type = type;
    row.nth = nth;
    if (day >= period.started_on)
      row.course = course();
    else  // meetings before care are numbered through the child's life
      row.nth = 1 + static_cast<int>(std::count_if(
                        record.milestones.begin(), record.milestones.end(),
                        [&](const auto& other) { return other.type == type && !other.course; }));
    row.happened_on = day;
    if (day > world.tracking_began && random.chance(600))
      row.planned_on = random.chance(850) ? day : working_day(day - random.between(2, 15));
    row.outcome = outcome;
    record.milestones.push_back(std::move(row));
  }
  void plan(std::string_view type, bool parallel, Date agreed_on, OptionalDate ended_on) {
    if (!in_period(agreed_on) || (ended_on && *ended_on <= agreed_on)) return;
    care::Plan row;
    row.course = course();
    row.type = type;
    row.parallel = parallel;
    row.agreed_on = agreed_on;
    row.ended_on = ended_on;
    record.plans.push_back(std::move(row));
  }
};

int age_at_entry(const Tracking& t) {
  return age_on(t.life.born_on, t.period.started_on)->years;
}

// The day a permanent home was reached or made sure; the end of the period if none is.
Date permanence(const Tracking& t) {
  if (t.period.ending == Ending::adoption) return t.period.adoption.placed_on;
  if (t.path.long_term_match_on) return *t.path.long_term_match_on;
  return t.period.ended_on;
}

void planning_meetings(Tracking& t) {
  const bool before = t.period.started_on < t.world.tracking_began;
  const int days = std::max(1, t.random.drawn(before ? kFirstMeetingBefore : kFirstMeetingAfter));
  Date day = t.world.calendar->add_working_days(t.period.started_on, days);
  const Date until = std::min(permanence(t), t.world.options.as_of + 90);
  if (day >= t.period.ended_on) return;
  if (t.somebody_knows(day, 930)) t.happened(ids::kPlanningMeeting, 1, day);
  // Meetings stop when nobody asks: some children drift.
  const int lapse = t.random.chance(90) ? 120 : 12;
  for (int nth = 2;; ++nth) {
    const int interval = t.random.drawn(kMeetingInterval);
    day = t.working_day(day + (day < t.world.tracking_began ? 3 * interval : interval));
    if (day >= until || t.random.chance(lapse)) return;
    if (day >= t.baseline_began && t.somebody_knows(day, 960))
      t.happened(ids::kPlanningMeeting, nth, day);
  }
}

void court(Tracking& t) {
  if (!t.path.proceedings_on) return;
  const Date day = t.working_day(*t.path.proceedings_on - t.random.between(8, 45));
  if (t.somebody_knows(day, 850))
    t.happened(ids::kLegalPlanningMeeting, 1, day, "Issue proceedings");
}

std::string_view lasting_plan(const Tracking& t) {
  const int age = age_at_entry(t);
  switch (t.period.ending) {
    case Ending::home:
    case Ending::relatives:
      return t.period.ended_on - t.period.started_on < 300 ? ids::kReturnSoon : ids::kReturnLater;
    case Ending::guardianship:
    case Ending::arrangements_order:
      return ids::kRelatives;
    case Ending::adoption:
      return ids::kAdoption;
    default:
      break;
  }
  if (age >= 16) return ids::kSupportedLiving;
  const Code place = t.record.episodes.back().placement_type;
  if (t.path.long_term_match_on || care::is_foster(place)) return ids::kLongTermFostering;
  if (care::is_with_parents(place)) return ids::kStayHome;
  return age >= 12 ? ids::kResidential : ids::kLongTermFostering;
}

// The day the first plan was agreed: at the first or second review, or some time later.
OptionalDate first_agreed(Tracking& t) {
  std::vector<Date> held;
  for (const care::Review& row : t.record.reviews)
    if (t.in_period(row.held_on)) held.push_back(row.held_on);
  if (held.empty() || t.random.chance(110)) return std::nullopt;
  if (held.size() == 1 || t.random.chance(330)) return held[0];
  return t.random.chance(700) ? held[1] : t.working_day(held[1] + t.random.between(10, 150));
}

void plans(Tracking& t) {
  const OptionalDate agreed = first_agreed(t);
  if (!agreed) return;
  const std::string_view lasting = lasting_plan(t);
  const OptionalDate decided = t.path.final_order_on
                                   ? OptionalDate(t.working_day(*t.path.final_order_on - 14))
                                   : std::nullopt;
  const bool undecided = decided && *agreed < *decided && t.random.chance(600);
  const Date lasts_from = undecided ? *decided : *agreed;
  if (undecided) {
    t.plan(ids::kReturnSoon, false, *agreed, lasts_from);
    if (age_at_entry(t) < 7) {
      t.plan(ids::kAdoption, true, *agreed, lasts_from);
      if (t.random.chance(500)) t.plan(ids::kRelatives, true, *agreed, lasts_from);
    } else if (t.random.chance(400)) {
      t.plan(ids::kLongTermFostering, true, *agreed, lasts_from);
    }
  }
  if (t.path.adoption_reversed_on) {
    t.plan(ids::kAdoption, false, lasts_from, t.path.adoption_reversed_on);
    t.plan(ids::kLongTermFostering, false, *t.path.adoption_reversed_on, std::nullopt);
    return;
  }
  t.plan(lasting, false, lasts_from, std::nullopt);
  if (lasting == ids::kAdoption && t.random.chance(200))
    t.plan(ids::kLongTermFostering, true, lasts_from, t.period.adoption.matched_on);
}

// Family finding, matching, panel and decision, for adoption and long-term fostering.
void finding_a_family(Tracking& t) {
  OptionalDate wanted, matched;
  if (t.path.adoption_decided_on)
    wanted = t.working_day(*t.path.adoption_decided_on - t.random.between(-20, 60));
  if (t.period.ending == Ending::adoption) matched = t.period.adoption.matched_on;
  if (!wanted && lasting_plan(t) == ids::kLongTermFostering && t.path.final_order_on) {
    wanted = t.working_day(*t.path.final_order_on + t.random.between(-30, 60));
    const Date endorsed = t.working_day(*wanted + t.random.between(-10, 45));
    if (t.in_period(endorsed) && t.somebody_knows(endorsed, 850))
      t.happened(ids::kEndorsed, 1, endorsed);
  }
  if (t.path.long_term_match_on) matched = t.path.long_term_match_on;
  if (wanted && t.in_period(*wanted) && t.somebody_knows(*wanted, 880))
    t.happened(ids::kFamilyFinding, 1, *wanted);
  if (!matched) return;
  const Date panel = t.working_day(*matched - t.random.drawn(kPanelToDecision) - 2);
  const Date meeting = t.working_day(panel - t.random.between(14, 50));
  if (t.in_period(meeting) && t.somebody_knows(meeting, 900))
    t.happened(ids::kMatchingMeeting, 1, meeting, "Family chosen");
  if (t.in_period(panel) && panel <= *matched && t.somebody_knows(panel, 950))
    t.happened(ids::kPanel, 1, panel, "Recommended");
  if (!t.somebody_knows(*matched, 960)) return;
  t.happened(ids::kMatchDecision, 1, *matched, "Agreed");
  // The return tells the match only after the adoption order.
  if (t.period.ending == Ending::adoption && t.period.ended_on > t.world.options.as_of)
    t.happened(ids::kMatched, 1, *matched);
}

void delays(Tracking& t) {
  static constexpr std::array<std::string_view, 5> kReasons{
      "Waiting for a brother's assessment so that they can be placed together",
      "Foster carers are being assessed as special guardians",
      "Expert assessment ordered by the court",
      "The child has asked for more time before meeting new carers",
      "Relatives abroad are being assessed"};
  static constexpr std::array<std::string_view, 3> kDeciders{
      "Head of service", "Agency decision maker", "Reviewing officer"};
  if (!t.random.chance(60)) return;
  const Date earliest = std::max(t.world.tracking_began, t.period.started_on + 20);
  const Date latest = std::min(t.world.options.as_of, t.period.ended_on);
  if (earliest + 30 >= latest) return;
  care::PurposefulDelay row;
  row.timescale = t.path.adoption_decided_on ? ids::kOrderToMatch : ids::kNextMeeting;
  row.course = t.course();
  row.reason = PrivateText(std::string(t.random.one_of(kReasons)));
  row.decided_by = PrivateText(std::string(t.random.one_of(kDeciders)));
  row.decided_on = t.working_day(earliest + t.random.below(latest - earliest - 10));
  row.look_again_on = t.working_day(row.decided_on + t.random.between(28, 120));
  if (t.random.chance(400)) row.ended_on = row.look_again_on;
  t.record.purposeful_delays.push_back(std::move(row));
}

// Somebody wrote down another day for a review than the case system has.
void disagreements(Tracking& t) {
  if (!t.random.chance(30)) return;
  int nth = 0;
  for (const care::Review& row : t.record.reviews) {
    if (!t.in_period(row.held_on)) continue;
    ++nth;
    if (row.held_on < t.world.tracking_began || !t.random.chance(500)) continue;
    const Date other = t.working_day(row.held_on + t.random.between(1, 9));
    if (other != row.held_on && t.in_period(other)) t.happened(ids::kReview, nth, other);
    return;
  }
}

}  // namespace

void add_tracking(const World& world, const Life& life, const std::vector<PeriodPath>& paths,
                  care::ChildRecord& record) {
  Random random = world.random(Stream::tracking, life.index);
  const Date baseline = add_months(world.tracking_began, -kBaselineMonths);
  for (const PeriodPath& one : paths) {
    if (one.period.ended_on <= world.tracking_began && one.period.started_on < baseline) continue;
    Tracking t{world, life, one.period, one.path, random, record, baseline};
    planning_meetings(t);
    court(t);
    plans(t);
    finding_a_family(t);
    delays(t);
    disagreements(t);
  }
}

}  // namespace homeward::synthetic
