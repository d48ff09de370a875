// What a record says about its subject as of a day: the courses it has gone through, the dated
// steps of the present one, and what the subject is on that day. journey/ follows any Told; what
// stands in a record only its teller knows (child_told.hpp).
//
// A kind of subject is a table of happenings and a table of traits. A new happening or trait is one
// function and one entry of its table: config files, the journey and the timeline follow from the
// entry.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.hpp"
#include "base/names.hpp"
#include "care/courses.hpp"

namespace homeward::care {

struct Told;

// One dated step that the record tells.
struct Step {
  int nth = 1;  // 0: one of its kind, which one is not known
  OptionalDate on;
  OptionalDate by;  // it had happened by this day, the day itself is not known; only without `on`
  Provenance provenance;
};

// Where a milestone stands on the timeline of a page.
enum class Lane {
  meeting,   // meetings and reviews; whatever people enter
  decision,  // orders, plans, matches, coming into care and leaving it
  none,      // on no lane of its own: homes and orders are drawn as such, birthdays on the scale
};
constexpr auto names_of(Lane) {
  return named<Lane>("meeting", "decision", "none");
}

// A kind of dated step. A milestone of config/milestones.toml names one in `read_from`.
struct Happening {
  std::string_view name;
  // Appends the steps of this kind that have happened, in order. `parameter`: what the milestone
  // gives for the key below.
  void (*tell)(const Told& told, int parameter, std::vector<Step>& steps);
  // The key of the milestone that must hold a whole number above 0, and what it asks; empty: none.
  std::string_view parameter = {}, asks = {};
  bool repeats = false;  // counted 1st, 2nd …: the milestone must say so too
  // Told without a course as well. The others are not.
  bool without_course = false;
  // Its first one begins the course.
  bool begins_course = false;
  // Known for the collection years of the returns that hold the subject, and for no other.
  bool told_year_by_year = false;
  // Its number can be told only if the record reaches back to the first one of the course.
  bool numbered_from_start = false;
  Lane lane = Lane::decision;
};

// What a trait's value is, and so how a test of it is written in TOML:
enum class Shape : std::uint8_t {
  yes_no,  // short_breaks = true, false or "either" (which asks nothing)
  number,  // age_from = 5 (5 or more), age_under = 16
  code,    // placement_types = ["U1", "U4"]: one of them
  plan,    // plans = ["adoption"]: one of them, ids of plans.toml
  step,    // after = "review:2": a milestone
};

// A trait of one subject on one day.
struct TraitValue {
  enum class Known : std::uint8_t {
    no,    // the record does not tell
    none,  // there is none (no plan, no placement): it is none of any list and in no range
    yes,
  } known = Known::no;
  int number = 0;                   // number; yes_no: 1 is yes
  Code code;                        // code
  const std::string* id = nullptr;  // plan: stands among the facts

  static TraitValue none() { return {Known::none, 0, {}, nullptr}; }
  static TraitValue of(bool yes) { return {Known::yes, yes ? 1 : 0, {}, nullptr}; }
  static TraitValue of(int number) { return {Known::yes, number, {}, nullptr}; }
  // A code that is blank is one that nobody wrote.
  static TraitValue of(Code code) {
    return code.blank() ? TraitValue{} : TraitValue{Known::yes, 0, code, nullptr};
  }
  static TraitValue of(const std::string& id) { return {Known::yes, 0, {}, &id}; }
};

// A time in which a trait had one code, such as a placement of one type.
struct Spell {
  Code code;
  Date started_on;
  OptionalDate ended_on;
  bool start_known = true;  // false: it began on that day or earlier
};

// Who answers for a trait: the record, or the journey that is made of the record and of what people
// entered.
enum class Answers : std::uint8_t {
  record,          // by Trait::value
  plan,            // the present plan
  permanence,      // yes: no permanent home has been reached
  days_in_course,  // calendar days
  reached,         // a step: it is behind the subject
  not_reached,     // a step: it is not
};

struct Trait {
  std::string_view name;
  Shape shape;
  Answers answers = Answers::record;
  // What it is on `day`. `day` is the day that is told; where at_start is set it is the day on
  // which the time of a timescale began.
  TraitValue (*value)(const Told& told, Date day) = nullptr;
  // For a code that a stage may last with: its spells in the present course, in order. The last is
  // the present one, or the last there was.
  std::span<const Spell> (*spells)(const Told& told) = nullptr;
  // Asked of the day on which a timescale began; before that, of today. Only for timescales.
  bool at_start = false;
  // The trait that a timescale asks in the place of this one, which is then only for trackers.
  std::string_view at_start_is = {};
  // Once the milestone that a timescale leads to has happened, a test that wants this trait asks
  // this other one instead.
  std::string_view when_done = {};
  // A code in words; nothing for one that this trait never has.
  std::optional<std::string> (*words)(Code code) = nullptr;

  // Why somebody is not in the population: plain sentences. {is} is what the subject is, {wanted}
  // what is asked for, {step} the milestone.
  std::string_view no;            // it is something else (yes_no: it should be so and is not)
  std::string_view yes = {};      // yes_no: it should not be so and is
  std::string_view none = {};     // there is none
  std::string_view unknown = {};  // nobody knows

  // Made by numbered(): its place in the table, and that of when_done (or its own).
  std::uint8_t place = 0, place_when_done = 0;
};

constexpr std::size_t kMostTraits = 16;  // of one kind

// A kind's traits, each with its place. It does not compile if one names another that is not there.
template <std::size_t N>
consteval std::array<Trait, N> numbered(std::array<Trait, N> traits) {
  static_assert(N <= kMostTraits, "make room: kMostTraits");
  for (std::size_t i = 0; i < N; ++i) {
    traits[i].place = static_cast<std::uint8_t>(i);
    std::size_t done = i;
    if (!traits[i].when_done.empty())
      for (done = 0; traits.at(done).name != traits[i].when_done;) ++done;
    traits[i].place_when_done = static_cast<std::uint8_t>(done);
  }
  return traits;
}

// A kind of subject.
struct Kind {
  std::string_view name;  // "child"
  std::span<const Happening> happenings;
  std::span<const Trait> traits;  // in the order in which a population's tests are made
  // Whom a timescale or tracker is about that does not say otherwise: yes or no to these traits.
  struct Usual {
    std::string_view trait;
    bool wanted = true;
  };
  std::span<const Usual> usual;

  // Nothing if there is none of that name.
  const Happening* happening(std::string_view name) const;
  const Trait* trait(std::string_view name) const;
};

// The days for which the returns we hold would show a review of this child. Without imported facts
// both ends are open: everything was entered here, and no day is left out.
struct Covered {
  OptionalDate from, until;
  bool contains(Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
};

// Nothing in it is later than as_of. It points to the facts, which must outlive it.
struct Told {
  const Kind* kind = nullptr;
  const Tracking* tracking = nullptr;
  Date as_of;
  std::vector<ToldCourse> courses;  // begun by as_of, in order; an end after it is not told
  Courses entered;                  // which entered facts stand in the present one
  Covered covered;
  bool numbers_known = true;  // false: which is the first of those numbered_from_start is not known

  // The latest begun; null if none has.
  const ToldCourse* present() const { return courses.empty() ? nullptr : &courses.back(); }
  // The present one has not ended.
  bool in_course() const { return present() && !present()->ended_on; }
};

}  // namespace homeward::care
