// The lanes of a child's timeline: legal status, homes, workers, missing; meetings and decisions.
#include <algorithm>

#include "care/codes.hpp"
#include "service/child_view.hpp"
#include "service/names.hpp"

namespace homeward::service {

using journey::Journey;

namespace {

// The family of a placement: its shape on the page, so that colour never stands alone.
std::string shape_of(Code placement) {
  if (care::is_placed_for_adoption(placement)) return "adoption";
  if (care::is_connected_person(placement)) return "relatives";
  if (care::is_foster(placement)) return "foster";
  if (care::is_with_parents(placement)) return "parents";
  if (care::is_residential(placement)) return "residential";
  return "other";
}

std::optional<Date> within(std::optional<Date> until, Date as_of) {
  return until && *until <= as_of ? until : std::nullopt;
}

void add_legal_status(Timeline& timeline, const care::ChildRecord& record, Date as_of) {
  for (const care::Episode& episode : record.episodes) {
    if (episode.started_on > as_of) continue;
    TimelineBar* last = nullptr;
    for (TimelineBar& bar : timeline.bars)
      if (bar.lane == "legal") last = &bar;
    const bool goes_on = last && last->shape == episode.legal_status.text() && last->until &&
                         *last->until == episode.started_on;
    if (goes_on)
      last->until = within(episode.ended_on, as_of);
    else
      timeline.bars.push_back({"legal", names::legal_status(episode.legal_status),
                               episode.legal_status.text(), episode.started_on,
                               within(episode.ended_on, as_of), episode.legal_status.text(),
                               std::nullopt});
  }
}

void add_homes(Timeline& timeline, const care::ChildTold& told) {
  for (const care::Placement& placement : told.placements) {
    std::string detail = placement.type.text();
    if (const auto provider = care::provider_words(placement.provider))
      detail += ", " + std::string(*provider);
    const auto until = placement.ended_on;
    timeline.bars.push_back(
        {"home", names::placement(placement.type), detail, placement.started_on, until,
         shape_of(placement.type),
         until && placement.moved_by_ending ? placement.ended_planned : std::nullopt});
  }
}

void add_workers(Timeline& timeline, const care::ChildRecord& record, const Known& known,
                 Date as_of) {
  for (const care::WorkerSpell& spell : record.worker_spells) {
    if (spell.started_on > as_of) continue;
    const care::Worker* worker = known.worker(spell.worker);
    const auto reason = care::worker_change_words(spell.reason);
    timeline.bars.push_back({"worker",
                             worker ? worker->name.reveal() : spell.worker_number.reveal(),
                             reason ? std::string(*reason) : spell.reason.text(), spell.started_on,
                             within(spell.ended_on, as_of), "worker", std::nullopt});
  }
}

void add_missing(Timeline& timeline, const care::ChildRecord& record, Date as_of) {
  for (const care::MissingPeriod& missing : record.missing_periods)
    if (missing.started_on <= as_of)
      timeline.bars.push_back(
          {"missing", missing.type == "A" ? "Away without authorisation" : "Missing", "",
           missing.started_on, within(missing.ended_on, as_of), "missing", std::nullopt});
}

void add_milestones(Timeline& timeline, const care::ChildRecord& record, const Journey& journey) {
  for (const journey::DatedMilestone& milestone : journey.milestones) {
    const auto on = milestone.happened_on ? milestone.happened_on : milestone.planned_on;
    const auto* happening = milestone.type->happening;
    const care::Lane lane = happening ? happening->lane : care::Lane::meeting;
    if (!on || lane == care::Lane::none) continue;
    TimelinePoint point;
    point.lane = to_text(lane);
    point.label =
        milestone.type->name + (milestone.type->repeats ? " " + std::to_string(milestone.nth) : "");
    point.on = *on;
    point.planned = !milestone.happened_on;
    point.detail = milestone.outcome;
    point.note = milestone.note.reveal();
    if (record.child.born_on)
      if (const auto age = age_on(*record.child.born_on, *on)) point.age = age->words();
    timeline.points.push_back(std::move(point));
  }
  std::stable_sort(timeline.points.begin(), timeline.points.end(),
                   [](const TimelinePoint& a, const TimelinePoint& b) { return a.on < b.on; });
}

}  // namespace

Timeline make_timeline(const care::ChildTold& told, const Journey& journey, const Known& known) {
  const care::ChildRecord& record = *told.record;
  Timeline timeline;
  const Date as_of = journey.as_of;
  add_legal_status(timeline, record, as_of);
  add_homes(timeline, told);
  add_workers(timeline, record, known, as_of);
  add_missing(timeline, record, as_of);
  add_milestones(timeline, record, journey);
  for (const journey::Clock& clock : journey.clocks) {
    using S = journey::ClockState;
    if (clock.due_on && (clock.state == S::overdue || clock.state == S::due_soon ||
                         clock.state == S::running || clock.state == S::purposeful_delay))
      timeline.targets.push_back(
          {clock.timescale->name, *clock.due_on, std::string(to_text(clock.state))});
  }
  std::optional<Date> first, last;
  const auto reach = [&](Date day) {
    first = first ? std::min(*first, day) : day;
    last = last ? std::max(*last, day) : day;
  };
  for (const TimelineBar& bar : timeline.bars) {
    reach(bar.from);
    if (bar.until) reach(*bar.until);
  }
  for (const TimelinePoint& point : timeline.points) reach(point.on);
  for (const TimelineTarget& target : timeline.targets) reach(target.on);
  if (journey.in_course || !last) reach(as_of);
  timeline.from = first.value_or(as_of);
  timeline.to = last.value_or(as_of);
  return timeline;
}

}  // namespace homeward::service
