// What entering milestones and entering delays share. Private to service/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "care/columns.hpp"
#include "care/courses.hpp"
#include "service/rooms.hpp"

namespace homeward::service {

// What a person enters on `day` belongs to a course of the period of care that it falls in. The
// record must outlive the answer.
care::Courses courses_on(const care::ChildRecord& record, Date day);

// The purposeful delay of a timescale that has not ended, in the present period; nothing if there
// is none.
const care::PurposefulDelay* open_delay(const care::ChildRecord& record,
                                        const care::Courses& courses, std::string_view timescale);
HeldDelay held_delay(const care::PurposefulDelay& row);

// Adds what is wrong with a text that was sent; nothing if it may be kept.
void add_wrong_text(std::vector<std::string>& wrong, const FieldEdit<std::string>& asked,
                    std::string_view what, std::size_t longest);

// Who changed a child's row last (initials) and when, to tell the person whose save meets that
// change. Without a row: the last change in that table, which removed the row. Empty when not
// known.
struct LastChange {
  std::string by, at;
};
LastChange last_change(Service& service, AuthorityId authority, ChildId child,
                       std::string_view table, std::optional<RowId> row);

// Writes one row as a person changed it. `before` is nothing for a new row, `after` is nothing for
// a removed one. `new_course` is made together with the row, which then belongs to it; when
// somebody else makes that course at the same moment, the result is a conflict and the record is to
// be read again.
template <class Row>
Result<Applied> write_row(Service::Rooms& rooms, const Actor& actor, const Row* before, Row* after,
                          std::optional<care::Course> new_course = std::nullopt) {
  ChangeSet set;
  set.authority = actor.authority;
  set.by = actor.account;
  set.at = rooms.clock->now();
  if (after && new_course) {
    constexpr std::int64_t kMadeHere = -1;
    new_course->id = RowId{kMadeHere};
    new_course->child = after->child;
    after->course = CourseId{kMadeHere};
    set.changes.push_back({std::nullopt, *new_course});
  }
  Change change;
  if (before) change.before = *before;
  if (after) change.after = *after;
  set.changes.push_back(std::move(change));
  return rooms.write(set);
}

// How often a save looks again when somebody made the course that it was about to make.
constexpr int kMostAttempts = 3;
Error changing_too_fast();

template <class Row>
LastChange last_change(Service& service, AuthorityId authority, ChildId child, const Row* row) {
  return last_change(service, authority, child, care::Table<Row>::name,
                     row ? std::optional(row->id) : std::nullopt);
}

}  // namespace homeward::service
