// A date cell of a return: blank, unreadable, or a day.
#pragma once

#include <cstdint>
#include <optional>

#include "base/date.hpp"

namespace homeward::returns::rules {

// A blank or unreadable date is not before, after or equal to anything: every comparison gives
// false, so that a rule finds nothing wrong with a date it does not know. (There is no !=, because
// it would give true for an unknown date: see differs.)
class Day {
 public:
  constexpr Day() = default;  // blank
  constexpr Day(Date date)    // NOLINT(google-explicit-constructor): a known day is a Day
      : number_(date.day_number()), state_(State::day) {}
  // Something stands there that is no date.
  static constexpr Day unreadable() {
    Day day;
    day.state_ = State::unreadable;
    return day;
  }
  // A day, but not written DD/MM/YYYY as the return asks ("2026-02-03", "3/2/26").
  static constexpr Day oddly_written(Date date) {
    Day day(date);
    day.state_ = State::oddly_written;
    return day;
  }

  constexpr bool blank() const { return state_ == State::blank; }
  constexpr bool given() const { return state_ != State::blank; }
  constexpr bool known() const { return state_ >= State::oddly_written; }
  constexpr bool well_written() const { return state_ == State::day; }
  constexpr bool badly_written() const { return given() && !well_written(); }
  // Only of a known day.
  constexpr Date date() const { return Date::from_day_number(number_); }
  // The calendar day that many later; unknown stays as it is.
  constexpr Day operator+(int days) const {
    Day later = *this;
    if (known()) later.number_ += days;
    return later;
  }
  constexpr Day operator-(int days) const { return *this + -days; }

  friend constexpr bool operator<(Day a, Day b) { return both(a, b) && a.number_ < b.number_; }
  friend constexpr bool operator<=(Day a, Day b) { return both(a, b) && a.number_ <= b.number_; }
  friend constexpr bool operator>(Day a, Day b) { return b < a; }
  friend constexpr bool operator>=(Day a, Day b) { return b <= a; }
  friend constexpr bool operator==(Day a, Day b) { return both(a, b) && a.number_ == b.number_; }
  friend constexpr bool operator!=(Day a, Day b) = delete;

 private:
  enum class State : std::uint8_t { blank, unreadable, oddly_written, day };
  static constexpr bool both(Day a, Day b) { return a.known() && b.known(); }
  std::int32_t number_ = 0;
  State state_ = State::blank;
};

// Two known days that are not the same.
constexpr bool differs(Day a, Day b) {
  return a < b || b < a;
}

// Two items differ as they were returned: they are different days, or one is known and the other is
// blank. An unreadable item differs from nothing (its own rule reports it).
constexpr bool changed(Day a, Day b) {
  return differs(a, b) || (a.known() && b.blank()) || (a.blank() && b.known());
}

// Calendar days from one day to the other; nothing unless both are known.
constexpr std::optional<int> days_between(Day from, Day to) {
  if (!from.known() || !to.known()) return std::nullopt;
  return to.date() - from.date();
}

// The day an age is reached (base/date.hpp: 29 February has its birthday on 1 March in a common
// year). Unknown if the birth date is.
inline Day birthday(Day born, int age_years) {
  return born.known() ? Day(homeward::birthday(born.date(), age_years)) : born;
}

// At least / under that age on that day: the birthday itself counts as having reached the age.
// Both false if either day is unknown.
inline bool aged_at_least(Day born, int years, Day on) {
  return birthday(born, years) <= on;
}
inline bool aged_under(Day born, int years, Day on) {
  return birthday(born, years) > on;
}

}  // namespace homeward::returns::rules
