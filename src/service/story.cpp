// The handover in sentences, for somebody who opens this child for the first time.
#include <algorithm>

#include "base/text.hpp"
#include "care/codes.hpp"
#include "service/child_view.hpp"
#include "service/editing.hpp"
#include "service/names.hpp"

namespace homeward::service {

using journey::Journey;

namespace {

std::string lower_first(std::string text) {
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z')
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

std::string with_full_stop(std::string text) {
  if (!text.empty() && text.back() != '.' && text.back() != '!' && text.back() != '?') text += '.';
  return text;
}

std::string came_into_care(const care::ChildTold& told, const Journey& journey,
                           const std::string& name) {
  const care::ChildRecord& record = *told.record;
  const care::PeriodOfCare& period = *told.period();
  const care::Episode& first = record.episodes[period.first_episode];
  if (!journey.began_on)
    return name + " was in care on " + period.started_on.words() +
           " already; when they came into care is not recorded.";
  std::string out = name + " came into care on " + period.started_on.words();
  if (record.child.born_on)
    if (const auto age = age_on(*record.child.born_on, period.started_on))
      out += age->years == 0 ? ", at " + text::plural(age->months, "month") + " old"
                             : ", aged " + std::to_string(age->years);
  if (const auto need = care::category_of_need_words(first.category_of_need))
    out += ", because of " + lower_first(std::string(*need));
  if (const auto status = care::legal_status_words(first.legal_status))
    out += " (" + lower_first(std::string(*status)) + ")";
  out += ".";
  const auto earlier =
      std::count_if(told.periods.begin(), told.periods.end(), [&](const care::PeriodOfCare& one) {
        return one.started_on < period.started_on && !one.short_break;
      });
  if (earlier > 0)
    out += " It is not the first time: " + text::plural(earlier, "earlier period") + " of care.";
  return out;
}

std::string homes(const care::ChildTold& told) {
  int count = 0, unplanned = 0, unknown = 0;
  const care::Placement* current = nullptr;
  for (const care::Placement& placement : told.placements) {
    if (placement.started_on < told.period()->started_on) continue;
    ++count;
    current = &placement;
    if (placement.moved_by_ending && placement.ended_on) {
      unplanned += placement.ended_planned == false;
      unknown += !placement.ended_planned;
    }
  }
  if (!current) return {};
  std::string out =
      count == 1 ? "One home since then" : text::plural(count, "home") + " since then";
  if (unplanned > 0) out += "; " + text::plural(unplanned, "move") + " not planned";
  if (unknown > 0) out += "; why " + text::plural(unknown, "move") + " happened is not recorded";
  out += ". " + std::string(told.in_course() ? "Now: " : "Last: ") +
         lower_first(names::placement(current->type)) + ", since " + current->started_on.words() +
         ".";
  return out;
}

std::string plan(const Journey& journey, const journey::Config& config) {
  if (!journey.plan) return "No permanence plan is recorded.";
  const auto* type = config.plan(journey.plan->type);
  std::string out = "The plan is " + lower_first(type ? type->name : journey.plan->type) +
                    ", agreed on " + journey.plan->agreed_on.words() + ".";
  std::vector<std::string> parallel;
  for (const care::Plan* one : journey.parallel_plans) {
    const auto* other = config.plan(one->type);
    parallel.push_back(lower_first(other ? other->name : one->type));
  }
  if (!parallel.empty()) out += " Beside it: " + text::join(parallel, ", ") + ".";
  return out;
}

std::string workers(const care::ChildRecord& record, const Known& known, Date as_of) {
  int changes = 0;
  for (const care::WorkerSpell& spell : record.worker_spells)
    changes += spell.started_on <= as_of && spell.started_on > add_months(as_of, -12);
  const auto now = names::allocated(record, known, as_of);
  if (!now.spell)
    return record.worker_spells.empty() ? std::string()
                                        : "No social worker is recorded as of today.";
  std::string out = "Social worker: " + now.name() + ", since " + now.spell->started_on.words();
  if (changes > 1) out += "; " + text::plural(changes, "new worker") + " in the last 12 months";
  return out + ".";
}

std::string moves_and_missing(const care::ChildRecord& record, const Journey& journey) {
  int missing = 0;
  for (const care::MissingPeriod& one : record.missing_periods)
    missing += one.started_on <= journey.as_of && one.started_on > add_months(journey.as_of, -12);
  return missing == 0
             ? std::string()
             : "Missing or away " + text::plural(missing, "time") + " in the last 12 months.";
}

}  // namespace

std::vector<std::string> make_story(const care::ChildTold& told, const Journey& journey,
                                    const Known& known, const Settings& settings) {
  const care::ChildRecord& record = *told.record;
  std::vector<std::string> story;
  const std::string name =
      record.child.given_name.reveal().empty() ? "This child" : record.child.given_name.reveal();
  const auto say = [&](std::string sentence) {
    if (!sentence.empty()) story.push_back(std::move(sentence));
  };
  if (!told.period()) {
    say(name + " was not in care on " + journey.as_of.words() + ".");
    return story;
  }
  say(came_into_care(told, journey, name));
  say(homes(told));
  if (told.in_course()) {
    say(plan(journey, settings.config));
  } else if (told.period()->ended_on) {
    const auto reason = care::reason_ended_words(told.period()->reason_ended);
    say(name + " left care on " + told.period()->ended_on->words() +
        (reason ? ": " + lower_first(std::string(*reason)) : std::string()) + ".");
  }
  for (const care::PurposefulDelay& delay : record.purposeful_delays) {
    if (!told.entered.in_present(delay.course, delay.decided_on)) continue;
    const auto* timescale = settings.config.timescale(delay.timescale);
    if (delay.decided_on <= journey.as_of && (!delay.ended_on || *delay.ended_on > journey.as_of))
      say((timescale ? timescale->name : delay.timescale) +
          " waits on purpose: " + with_full_stop(delay.reason.reveal()) + " Decided by " +
          delay.decided_by.reveal() + " on " + delay.decided_on.words() + "; looked at again on " +
          delay.look_again_on.words() + ".");
  }
  say(workers(record, known, journey.as_of));
  say(moves_and_missing(record, journey));
  return story;
}

}  // namespace homeward::service
