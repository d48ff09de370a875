// The stage that has been reached, of those on the way to permanence.
#include <algorithm>

#include "journey/derive.hpp"

namespace homeward::journey {

namespace {

struct Begun {
  Date on;
  bool known = false;
};

std::optional<Begun> begun(const Reading& reading, const Stage& stage) {
  std::optional<Begun> first;
  const auto look = [&](const MilestoneRef& ref) {
    const auto* milestone = reading.find(ref);
    if (!milestone || !milestone->happened()) {
      // A later one has happened (or one of unknown number): this one had, by then.
      MilestoneRef latest = ref;
      latest.nth = 0;
      milestone = reading.reached(ref) ? reading.find(latest) : nullptr;
      if (!milestone) return;
      const Date by = milestone->happened_on ? *milestone->happened_on : *milestone->happened_by;
      if (!first || by < first->on) first = Begun{by, false};
      return;
    }
    const bool known = milestone->happened_on.has_value();
    const Date on = known ? *milestone->happened_on : *milestone->happened_by;
    if (!first || on < first->on) first = Begun{on, known};
  };
  look(stage.begins);
  for (const auto& ref : stage.also_begins) look(ref);
  return first;
}

bool lasts_with(const Stage& stage, Code code) {
  const auto& codes = stage.lasts_while->codes;
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::span<const care::Spell> spells(const Reading& reading, const Stage& stage) {
  HOMEWARD_CHECK(stage.lasts_while && stage.lasts_while->trait->spells);
  return stage.lasts_while->trait->spells(*reading.told);
}

// The present spell, or the last there was, that the stage lasts with; null if it lasts no more.
const care::Spell* lasting(const Reading& reading, const Stage& stage) {
  const auto all = spells(reading, stage);
  return !all.empty() && lasts_with(stage, all.back().code) ? &all.back() : nullptr;
}

// The day on which the latest permanent home in this course ended; nothing if none did.
std::optional<Date> permanent_home_ended(const Reading& reading) {
  std::optional<Date> ended;
  for (const Stage& stage : reading.config->stages) {
    if (!stage.permanent || !stage.lasts_while) continue;
    for (const care::Spell& spell : spells(reading, stage))
      if (spell.ended_on && lasts_with(stage, spell.code) && (!ended || *ended < *spell.ended_on))
        ended = spell.ended_on;
  }
  return ended;
}

bool delayed_on_purpose(const Reading& reading) {
  for (const auto& delay : reading.told->tracking->purposeful_delays) {
    if (delay.decided_on > reading.as_of || reading.as_of > delay.look_again_on) continue;
    if (delay.ended_on && *delay.ended_on <= reading.as_of) continue;
    if (reading.told->entered.in_present(delay.course, delay.decided_on)) return true;
  }
  return false;
}

}  // namespace

std::optional<StageReached> stage_reached(const Reading& reading) {
  if (!reading.told->present()) return std::nullopt;
  std::optional<StageReached> reached;
  const auto lost_on = permanent_home_ended(reading);
  for (const auto& stage : reading.config->stages) {
    const auto* spell = stage.lasts_while ? lasting(reading, stage) : nullptr;
    if (stage.lasts_while && !spell) continue;
    const auto begin = begun(reading, stage);
    if (!begin || (stage.ends_with_placement && lost_on && begin->on <= *lost_on)) continue;
    reached = StageReached{};
    reached->stage = &stage;
    reached->since = begin->on;
    reached->since_known = begin->known;
    // A second home of a permanent kind: the stage lasts since the present one.
    if (spell && spell->start_known && reached->since < spell->started_on) {
      reached->since = spell->started_on;
      reached->since_known = true;
    }
  }
  if (!reached) return reached;
  const auto ended_on = reading.told->present()->ended_on;
  const Date until = ended_on ? *ended_on : reading.as_of;
  reached->days = std::max(0, until - reached->since);
  const int limit = reached->stage->stuck_after_days;
  reached->stuck = reading.told->in_course() && limit > 0 && reached->days > limit &&
                   !delayed_on_purpose(reading);
  return reached;
}

std::vector<FinishedStay> finished_stays(const Reading& reading) {
  std::vector<FinishedStay> stays;
  if (!reading.told->present()) return stays;
  const Stage* last = nullptr;
  std::optional<Begun> since;
  for (const auto& stage : reading.config->stages) {
    const auto begin = begun(reading, stage);
    if (!begin) continue;
    // Stages that were passed through on one day, or out of order, tell nothing about waiting.
    if (last && since->known && begin->known && begin->on > since->on)
      stays.push_back({last, begin->on - since->on});
    last = &stage;
    since = begin;
  }
  return stays;
}

}  // namespace homeward::journey
