// What people enter about a subject, of whatever kind it is: plans, milestones, purposeful delays,
// settled disagreements, each in a course. And what every stored row carries.
//
// Every struct here is one table in the database and one entry in care/columns.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/ids.hpp"
#include "base/names.hpp"
#include "base/private.hpp"

namespace homeward::care {

using OptionalDate = std::optional<Date>;

enum class Source : std::uint8_t {
  hand = 0,         // a person entered it here
  return_file = 1,  // an SSDA903 return
  extract = 2,      // another export of the case system (names, teams, workers)
};
constexpr auto names_of(Source) {
  return named<Source>("hand", "return_file", "extract");
}

// Where a fact came from. For imported facts `row` is the row as a spreadsheet shows it (heading
// is 1; in XML the ordinal of the element) and `collection_year` the year ending 31 March that the
// return is for: a fact from an earlier return never overrides one from a later return.
struct Provenance {
  Source source = Source::hand;
  ImportId import;
  std::int32_t row = 0;
  std::int32_t collection_year = 0;
  auto operator<=>(const Provenance&) const = default;
};

// What every stored row carries. `version` starts at 1 and grows with each change (0 = not stored).
struct Stored {
  RowId id;
  ChildId child;
  std::int32_t version = 0;
  Provenance provenance;
};

// The kinds of course.
namespace course_kind {
inline constexpr std::string_view kCare = "care";  // a period of care
}

// One way through a process, such as one period of care. What people enter belongs to a course and
// not to a date, so that it stays where it was entered when a return puts the dates right. The row
// is made when a person first enters something; care/courses.hpp tells which period of care it is.
struct Course : Stored {
  std::string kind{course_kind::kCare};
  Date started_on;  // as last recognised: of the period of care that this was then
  OptionalDate ended_on;
  CourseId part_of;         // a person said that this is part of that course; 0: of none
  OptionalDate removed_on;  // a person removed what was entered in it, as no period of care was it
  CourseId course_id() const { return CourseId{id.value}; }
};

// A permanence plan: the aim, and whether it runs beside another one.
struct Plan : Stored {
  CourseId course;   // 0: it belongs to the period of care that it was agreed in
  std::string type;  // an id from config/plans.toml
  bool parallel = false;
  Date agreed_on;
  OptionalDate ended_on;
};

// A dated step that a person entered (config/milestones.toml; derived steps are never stored).
struct Milestone : Stored {
  CourseId course;  // 0: entered before care; it belongs to the period that it leads to or lies in
  std::string type;
  int nth = 1;  // n-th of its kind in this course
  OptionalDate planned_on;
  OptionalDate happened_on;
  std::string outcome;  // free words, may be empty
  PrivateText note;
};

// A delay somebody decided on: still counted, shown as such.
struct PurposefulDelay : Stored {
  CourseId course;        // 0 as for a milestone
  std::string timescale;  // id from config/timescales.toml
  PrivateText reason;
  PrivateText decided_by;
  Date decided_on;
  Date look_again_on;
  OptionalDate ended_on;
};

// Which of two values counts where an imported and an entered one disagree (a person's choice).
struct Settlement : Stored {
  CourseId course;  // course, type and nth are those of the entered milestone
  std::string type;
  int nth = 1;
  std::string imported_value;  // the two values as they stood when it was settled: if either
  std::string entered_value;   // changes, the disagreement is open again
  Source counts = Source::hand;
};

// Each vector is in the order that its Table (columns.hpp) states, then by row id.
struct Tracking {
  std::vector<Course> courses;
  std::vector<Plan> plans;
  std::vector<Milestone> milestones;
  std::vector<PurposefulDelay> purposeful_delays;
  std::vector<Settlement> settlements;
};

}  // namespace homeward::care
