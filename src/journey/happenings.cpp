#include "journey/happenings.hpp"

#include <algorithm>

#include "care/codes.hpp"
#include "journey/derive.hpp"

namespace homeward::journey {

// What a happening is told from: the record, and the present period's slice of its episodes.
struct Telling {
  const care::ChildRecord& record;
  Reading& reading;
  const Window& window;
  std::size_t first_episode = 0, end_episode = 0;
};

namespace {

using care::Episode;

constexpr Code kInterimCareOrder = "C1", kCareOrder = "C2", kPlacementOrder = "E1";

void add(Telling& d, const MilestoneType& type, int nth, std::optional<Date> on,
         std::optional<Date> by, const care::Provenance& provenance) {
  DatedMilestone milestone;
  milestone.type = &type;
  milestone.nth = nth;
  if (on) {
    milestone.imported_on = on;
    milestone.happened_on = on;
  } else {
    milestone.happened_by = by;
  }
  milestone.provenance = provenance;
  milestone.imported_from = provenance;
  milestone.source = provenance.source;
  d.reading.milestones.push_back(std::move(milestone));
}

void became_looked_after(Telling& d, const MilestoneType& type) {
  const auto* period = d.reading.present_period();
  const auto& provenance = d.record.episodes[d.first_episode].provenance;
  if (period->start_known)
    add(d, type, 1, period->started_on, std::nullopt, provenance);
  else
    add(d, type, 1, std::nullopt, period->started_on, provenance);
}

void left_care(Telling& d, const MilestoneType& type) {
  const auto* period = d.reading.present_period();
  if (period->ended_on)
    add(d, type, 1, period->ended_on, std::nullopt,
        d.record.episodes[d.end_episode - 1].provenance);
}

// The first episode of the period that `matches`. If it is the first one we hold of the period and
// its code does not say that this very thing began with it, it began on that day or earlier.
template <class Matches, class Begins>
void first_episode(Telling& d, const MilestoneType& type, Matches matches, Begins begins) {
  for (std::size_t i = d.first_episode; i < d.end_episode; ++i) {
    const Episode& episode = d.record.episodes[i];
    if (!matches(episode)) continue;
    const bool known = i > d.first_episode || d.reading.present_period()->start_known ||
                       begins(episode.reason_for_new_episode);
    if (known)
      add(d, type, 1, episode.started_on, std::nullopt, episode.provenance);
    else
      add(d, type, 1, std::nullopt, episode.started_on, episode.provenance);
    return;
  }
}

template <const Code& kLegalStatus>
void first_legal_status(Telling& d, const MilestoneType& type) {
  first_episode(
      d, type, [](const Episode& episode) { return episode.legal_status == kLegalStatus; },
      [](Code rne) { return rne == "L" || rne == "B" || rne == "U"; });
}

template <bool (&kIsType)(Code)>
void first_placement_type(Telling& d, const MilestoneType& type) {
  first_episode(
      d, type, [](const Episode& episode) { return kIsType(episode.placement_type); },
      [](Code rne) { return rne == "P" || rne == "B" || rne == "T" || rne == "U"; });
}

void placements_started(Telling& d, const MilestoneType& type) {
  int nth = d.reading.present_period()->start_known ? 1 : 0;
  for (const auto& placement : d.reading.placements) {
    if (placement.first_episode < d.first_episode || placement.first_episode >= d.end_episode)
      continue;
    const auto& provenance = d.record.episodes[placement.first_episode].provenance;
    if (placement.start_known)
      add(d, type, nth, placement.started_on, std::nullopt, provenance);
    else
      add(d, type, nth, std::nullopt, placement.started_on, provenance);
    if (nth > 0) ++nth;
  }
}

void reviews_held(Telling& d, const MilestoneType& type) {
  const Date started = d.reading.present_period()->started_on;
  int nth = d.reading.reviews_numbered ? 1 : 0;
  std::optional<Date> previous;
  for (const auto& review : d.record.reviews) {
    if (review.held_on > d.reading.as_of) break;
    if (review.held_on < started || !d.window.contains(review.held_on)) continue;
    if (previous == review.held_on) continue;  // one review, written twice
    previous = review.held_on;
    add(d, type, nth, review.held_on, std::nullopt, review.provenance);
    if (nth > 0) ++nth;
  }
}

bool counts(const Telling& d, const std::optional<Date>& day) {
  return day && *day <= d.reading.as_of && d.window.contains(*day);
}

void adoption_decision(Telling& d, const MilestoneType& type) {
  for (const auto& decision : d.record.adoption_decisions) {
    if (!counts(d, decision.decided_on)) continue;
    if (decision.reversed_on && *decision.reversed_on <= d.reading.as_of) continue;
    add(d, type, 1, decision.decided_on, std::nullopt, decision.provenance);
    return;
  }
  if (!d.record.adoption_decisions.empty()) return;
  for (const auto& adoption : d.record.adoptions) {
    if (!counts(d, adoption.decided_on)) continue;
    add(d, type, 1, adoption.decided_on, std::nullopt, adoption.provenance);
    return;
  }
}

void adoption_decision_reversed(Telling& d, const MilestoneType& type) {
  const care::AdoptionDecision* latest = nullptr;
  for (const auto& decision : d.record.adoption_decisions)
    if (counts(d, decision.reversed_on) &&
        (!latest || *decision.reversed_on > *latest->reversed_on))
      latest = &decision;
  if (latest) add(d, type, 1, latest->reversed_on, std::nullopt, latest->provenance);
}

void matched_for_adoption(Telling& d, const MilestoneType& type) {
  for (const auto& adoption : d.record.adoptions) {
    if (!counts(d, adoption.matched_on)) continue;
    add(d, type, 1, adoption.matched_on, std::nullopt, adoption.provenance);
    return;
  }
}

void plan_agreed(Telling& d, const MilestoneType& type) {
  for (const auto& plan : d.record.plans) {
    if (plan.parallel || plan.agreed_on > d.reading.as_of) continue;
    if (!d.reading.courses.in_present(plan.course, plan.agreed_on)) continue;
    add(d, type, 1, plan.agreed_on, std::nullopt, plan.provenance);
    return;
  }
}

void reached_age(Telling& d, const MilestoneType& type) {
  if (!d.record.child.born_on || type.parameter <= 0) return;
  const Date day = birthday(*d.record.child.born_on, type.parameter);
  if (day <= d.reading.as_of) add(d, type, 1, day, std::nullopt, d.record.child.provenance);
}

void returned_from_missing(Telling& d, const MilestoneType& type) {
  int nth = 1;
  const Date started = d.reading.present_period()->started_on;
  for (const auto& missing : d.record.missing_periods)
    if (missing.started_on >= started && counts(d, missing.ended_on))
      add(d, type, nth++, missing.ended_on, std::nullopt, missing.provenance);
}

void placement_ended_unplanned(Telling& d, const MilestoneType& type) {
  int nth = 1;
  for (const auto& placement : d.reading.placements) {
    if (placement.first_episode < d.first_episode || !placement.moved_by_ending) continue;
    if (placement.ended_planned.value_or(true)) continue;
    add(d, type, nth++, placement.ended_on, std::nullopt,
        d.record.episodes[placement.last_episode].provenance);
  }
}

// Regulation 40: looked after (not in short breaks) for 13 weeks in all since the age of 14, some
// of it at 16 or later. The first day on which that is so.
void became_eligible(Telling& d, const MilestoneType& type) {
  constexpr int kDays = 13 * 7;
  if (!d.record.child.born_on) return;
  const Date from = birthday(*d.record.child.born_on, 14);
  const Date sixteen = birthday(*d.record.child.born_on, 16);
  const Date eighteen = birthday(*d.record.child.born_on, 18);
  int days = 0;
  bool all_known = true;
  for (const auto& period : d.reading.periods) {
    if (period.short_break) continue;
    const Date start = std::max(period.started_on, from);
    const Date end = period.ended_on ? *period.ended_on : d.reading.as_of + 1;
    if (end <= start) continue;
    all_known = all_known && (period.start_known || period.started_on <= from);
    const Date day = std::max({start, start + (kDays - days), sixteen});
    if (day < end && day <= d.reading.as_of && day < eighteen) {
      const auto& provenance = d.record.episodes[period.first_episode].provenance;
      if (all_known || day == sixteen)
        add(d, type, 1, day, std::nullopt, provenance);
      else
        add(d, type, 1, std::nullopt, day, provenance);
      return;
    }
    days = std::min(kDays, days + (end - start));
  }
}

constexpr Happening kHappenings[] = {
    {.name = "became_looked_after", .tell = became_looked_after, .begins_care = true},
    {.name = "placement_started", .tell = placements_started, .repeats = true, .lane = Lane::none},
    {.name = "review_held",
     .tell = reviews_held,
     .repeats = true,
     .told_year_by_year = true,
     .numbered_from_start = true,
     .lane = Lane::meeting},
    {.name = "placement_order", .tell = first_legal_status<kPlacementOrder>},
    {.name = "care_order", .tell = first_legal_status<kCareOrder>, .lane = Lane::none},
    {.name = "interim_care_order",
     .tell = first_legal_status<kInterimCareOrder>,
     .lane = Lane::none},
    {.name = "adoption_decision", .tell = adoption_decision, .without_care = true},
    {.name = "adoption_decision_reversed",
     .tell = adoption_decision_reversed,
     .without_care = true},
    {.name = "matched_for_adoption", .tell = matched_for_adoption, .without_care = true},
    {.name = "placed_for_adoption", .tell = first_placement_type<care::is_placed_for_adoption>},
    {.name = "long_term_foster_placement", .tell = first_placement_type<care::is_long_term_foster>},
    {.name = "permanence_plan_agreed", .tell = plan_agreed, .without_care = true},
    {.name = "left_care", .tell = left_care},
    {.name = "reached_age",
     .tell = reached_age,
     .parameter = "age",
     .asks = "which birthday is meant?",
     .without_care = true,
     .lane = Lane::none},
    {.name = "placement_ended_unplanned",
     .tell = placement_ended_unplanned,
     .repeats = true,
     .lane = Lane::none},
    {.name = "returned_from_missing", .tell = returned_from_missing, .repeats = true},
    {.name = "became_eligible", .tell = became_eligible},
};

}  // namespace

std::span<const Happening> happenings() {
  return kHappenings;
}

const Happening* find_happening(std::string_view name) {
  const auto* found =
      std::find_if(std::begin(kHappenings), std::end(kHappenings),
                   [&](const Happening& happening) { return happening.name == name; });
  return found == std::end(kHappenings) ? nullptr : found;
}

void derive(const MilestoneType& type, Reading& reading, const Window& window) {
  if (!type.happening) return;
  const auto* period = reading.present_period();
  if (!period && !type.happening->without_care) return;
  Telling telling{*reading.record, reading, window};
  if (period) {
    telling.first_episode = period->first_episode;
    telling.end_episode = period->first_episode + period->episodes;
  }
  type.happening->tell(telling, type);
}

}  // namespace homeward::journey
