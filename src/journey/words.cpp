// The words of a clock, used everywhere. Colours follow the names of ClockState in the web's one
// file.
#include <fmt/format.h>

#include "base/text.hpp"
#include "journey/derive.hpp"

namespace homeward::journey {

namespace {

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

// "Health assessment" -> "health assessment"; "IRO named" and "MIS" keep their capitals.
std::string small(std::string text) {
  const bool abbreviation = text.size() > 1 && text[1] >= 'A' && text[1] <= 'Z';
  if (!abbreviation && !text.empty() && text[0] >= 'A' && text[0] <= 'Z')
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

// "3 Mar".
std::string day_and_month(Date day) {
  const std::string text = day.short_words();
  return text.substr(text.find(' ') + 1);
}

std::string days(const Timescale& timescale, int count) {
  return text::plural(count, timescale.limit.unit == Unit::working_days ? "working day" : "day");
}

bool limit_is_counted(const Timescale& timescale) {
  return timescale.limit.unit == Unit::working_days || timescale.limit.unit == Unit::calendar_days;
}

std::string done_words(const Clock& clock, Date as_of) {
  const Timescale& timescale = *clock.timescale;
  const int elapsed = *clock.elapsed;
  if (elapsed < 0)
    return fmt::format("Done {}, before the time began", near(*clock.done_on, as_of));
  if (timescale.limit.amount == 0) return fmt::format("Done in {}", days(timescale, elapsed));
  if (clock.state == ClockState::met_late)
    return fmt::format("Late: took {}, limit {}", days(timescale, elapsed),
                       limit_is_counted(timescale) ? std::to_string(timescale.limit.amount)
                                                   : timescale.limit.words());
  return limit_is_counted(timescale)
             ? fmt::format("Done in {} of {}", elapsed, timescale.limit.words())
             : fmt::format("Done in {}, within {}", days(timescale, elapsed),
                           timescale.limit.words());
}

// `planned` is the planned day as it is to be written.
std::string planned_words(const Clock& clock, Date as_of, const std::string& planned) {
  if (*clock.planned_on < as_of) return fmt::format("Planned for {}, not recorded since", planned);
  if (!clock.due_on) return fmt::format("Planned {}", planned);
  if (clock.planned_late > 0)
    return fmt::format("Planned {}, {} late", planned, days(*clock.timescale, clock.planned_late));
  if (*clock.planned_on > *clock.due_on) return fmt::format("Planned {}, late", planned);
  return fmt::format("Planned {}, in time", planned);
}

std::string overdue_words(const Clock& clock, Date as_of) {
  std::string words = clock.over > 0
                          ? fmt::format("Overdue by {}", days(*clock.timescale, clock.over))
                          : fmt::format("Overdue since {}", near(*clock.due_on, as_of));
  if (clock.planned_on && *clock.planned_on >= as_of)
    words += fmt::format(", planned {}", near(*clock.planned_on, as_of));
  return words;
}

std::string due_soon_words(const Clock& clock, Date as_of) {
  if (clock.planned_on) return planned_words(clock, as_of, near(*clock.planned_on, as_of));
  if (*clock.due_on == as_of) return "Due today";
  return fmt::format("Due in {} ({})", days(*clock.timescale, clock.left),
                     near(*clock.due_on, as_of));
}

std::string running_words(const Clock& clock, Date as_of) {
  if (clock.planned_on) return planned_words(clock, as_of, near(*clock.planned_on, as_of));
  if (!clock.due_on) return fmt::format("{} so far", days(*clock.timescale, *clock.elapsed));
  // Its day would never turn yellow or red here, so a calm "Due" alone would say too much.
  return fmt::format("Due {}{}", near(*clock.due_on, as_of),
                     clock.to_type->collected ? "" : ", not recorded here");
}

// Who the law or target comes from, and how sure we are of it.
std::string standing_words(const Timescale& timescale) {
  std::string words = timescale.kind == Kind::local ? "local target" : timescale.law;
  if (words.empty()) {
    switch (timescale.kind) {
      case Kind::statutory:
        words = "statutory";
        break;
      case Kind::national_standard:
        words = "national standard";
        break;
      case Kind::scorecard:
        words = "scorecard";
        break;
      case Kind::guidance:
        words = "guidance";
        break;
      case Kind::local:
        break;
    }
  }
  if (timescale.effective_from) words += fmt::format(" since {}", timescale.effective_from->year());
  if (timescale.standing == Standing::unconfirmed) words += ", not confirmed";
  return words;
}

std::string rule_sentence(const Clock& clock) {
  const Timescale& timescale = *clock.timescale;
  if (timescale.limit.amount == 0)
    return fmt::format("{}: days are counted, there is no limit ({}).", timescale.name,
                       standing_words(timescale));
  std::string rule = fmt::format("{} within {} ({})", timescale.name, timescale.limit.words(),
                                 standing_words(timescale));
  if (clock.due_on) rule += fmt::format(": by {}", clock.due_on->words());
  return rule + ".";
}

std::string happened_sentence(const MilestoneType& type, int nth, Date day) {
  const std::string done = type.done.empty() ? small(type.name) : type.done;
  const bool numbered = type.repeats && nth > 0;
  return fmt::format("{} {}.", capital(numbered ? ordinal(nth) + " " + done : done), day.words());
}

std::string passed_sentence(const Clock& clock, Date as_of) {
  const Timescale& timescale = *clock.timescale;
  const std::string none = fmt::format("None recorded as of {}", as_of.words());
  if (!clock.due_on) return fmt::format("{}: {} so far.", none, days(timescale, *clock.elapsed));
  if (as_of > *clock.due_on)
    return clock.over > 0 ? fmt::format("{}: {} over.", none, days(timescale, clock.over))
                          : fmt::format("{}: over by days off only.", none);
  return fmt::format("{}: {} left.", none, days(timescale, clock.left));
}

std::string done_sentence(const Clock& clock) {
  const Timescale& timescale = *clock.timescale;
  const std::string done = clock.done_on->words();
  if (*clock.elapsed < 0)
    return fmt::format("Done {}, {} before.", done, days(timescale, -*clock.elapsed));
  const std::string after = fmt::format("Done {}, after {}", done, days(timescale, *clock.elapsed));
  if (!clock.due_on) return after + ".";
  if (clock.state == ClockState::met) return after + ": in time.";
  return clock.over > 0 ? fmt::format("{}: {} over.", after, days(timescale, clock.over))
                        : after + ": over by days off only.";
}

std::string unknown_sentence(const Clock& clock) {
  const std::string& missing = clock.missing;
  switch (clock.why_unknown) {
    case WhyUnknown::start_missing:
      return fmt::format("{}: the date is not recorded, so the time cannot be counted.", missing);
    case WhyUnknown::day_not_known:
      return fmt::format("{}: it had happened when our record begins, but not which day.", missing);
    case WhyUnknown::not_collected:
      return fmt::format("{}: not recorded here, so it may have happened in time.", missing);
    case WhyUnknown::later_step_happened:
      return fmt::format(
          "{}: no date is recorded, but a later step has happened, so it was held or left out.",
          missing);
    case WhyUnknown::long_silence:
      return fmt::format(
          "{}: no date is recorded and the deadline is long past, so it may have happened "
          "unrecorded.",
          missing);
    case WhyUnknown::outside_the_returns:
      return fmt::format("{}: the returns we hold do not cover those days.", missing);
    case WhyUnknown::known:
      break;
  }
  return {};
}

std::string not_applicable_sentence(const Clock& clock, const Config& config) {
  if (clock.why_not == WhyNot::not_in_force) return "The rule was not in force on that day.";
  return sentence(clock.missed, config);
}

std::string delay_sentence(const Clock& clock, Date as_of) {
  const std::string day = clock.look_again_on->words();
  if (clock.state != ClockState::purposeful_delay)
    return fmt::format("A delay on purpose was to be looked at again on {}: that day has passed.",
                       day);
  return fmt::format(
      "The delay is on purpose and is looked at again on {}.{}", day,
      clock.counts_as_late && as_of > *clock.due_on ? " It still counts as late." : "");
}

}  // namespace

std::string ordinal(int nth) {
  static constexpr const char* kWords[] = {"first", "second",  "third",  "fourth", "fifth",
                                           "sixth", "seventh", "eighth", "ninth",  "tenth"};
  if (nth >= 1 && nth <= 10) return kWords[nth - 1];
  const int tens = nth % 100 / 10;
  const int ones = nth % 10;
  const char* end = tens == 1   ? "th"
                    : ones == 1 ? "st"
                    : ones == 2 ? "nd"
                    : ones == 3 ? "rd"
                                : "th";
  return std::to_string(nth) + end;
}

std::string near(Date day, Date as_of) {
  return day.year() == as_of.year() ? day.short_words() : day.words();
}

std::string milestone_name(const MilestoneType& type, int nth) {
  const std::string& name = type.short_name.empty() ? type.name : type.short_name;
  return type.repeats && nth > 0 ? capital(ordinal(nth)) + " " + small(name) : name;
}

std::string words(const Clock& clock, Date as_of) {
  switch (clock.state) {
    case ClockState::not_applicable:
      return "–";
    case ClockState::not_started:
      return clock.from_type && !clock.from_type->when.empty()
                 ? fmt::format("Starts when {}", clock.from_type->when)
                 : "Not started";
    case ClockState::running:
      return running_words(clock, as_of);
    case ClockState::due_soon:
      return due_soon_words(clock, as_of);
    case ClockState::overdue:
      return overdue_words(clock, as_of);
    case ClockState::met:
    case ClockState::met_late:
      return done_words(clock, as_of);
    case ClockState::purposeful_delay:
      return fmt::format("Waiting on purpose, looked at again {}",
                         day_and_month(*clock.look_again_on));
    case ClockState::unknown: {
      std::string words = fmt::format("{} date not known", clock.missing);
      if (clock.asked && !clock.who_can_fill.empty())
        words += fmt::format(": ask the {}", small(clock.who_can_fill));
      return words;
    }
  }
  return {};
}

std::string role_words(std::span<const std::string> roles, const Config& config,
                       std::string_view social_worker) {
  std::string words;
  for (const std::string& id : roles) {
    const Role* role = config.role(id);
    if (!role) continue;
    if (!words.empty()) words += " or ";
    if (id == kSocialWorkerRole && !social_worker.empty())
      words += social_worker;
    else
      words += words.empty() ? role->name : small(role->name);
  }
  return words;
}

std::string because(const Clock& clock, const Config& config, Date as_of,
                    const Calendar& calendar) {
  std::vector<std::string> sentences;
  const auto say = [&](std::string sentence) {
    if (!sentence.empty()) sentences.push_back(std::move(sentence));
  };
  if (clock.from && clock.from_type)
    say(happened_sentence(*clock.from_type, clock.from_nth, *clock.from));
  say(rule_sentence(clock));
  switch (clock.state) {
    case ClockState::not_applicable:
      say(not_applicable_sentence(clock, config));
      break;
    case ClockState::not_started:
      say(words(clock, as_of) + ".");
      break;
    case ClockState::met:
    case ClockState::met_late:
      say(done_sentence(clock));
      break;
    case ClockState::unknown:
      say(unknown_sentence(clock));
      break;
    case ClockState::running:
    case ClockState::due_soon:
    case ClockState::overdue:
    case ClockState::purposeful_delay:
      say(passed_sentence(clock, as_of));
      if (clock.planned_on) say(planned_words(clock, as_of, clock.planned_on->words()) + ".");
      if (clock.look_again_on) say(delay_sentence(clock, as_of));
      break;
  }
  if (clock.due_on && clock.timescale->limit.unit == Unit::working_days &&
      !calendar.knows(*clock.due_on))
    say(fmt::format("Bank holidays of {} are not known here.", clock.due_on->year()));
  return text::join(sentences, " ");
}

}  // namespace homeward::journey
