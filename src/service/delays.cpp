// Purposeful delays: recorded, changed, ended, opened again and removed by hand.
#include <algorithm>

#include "base/text.hpp"
#include "service/editing.hpp"
#include "service/policy.hpp"
#include "service/wall_clock.hpp"

namespace homeward::service {

namespace {

constexpr std::size_t kLongestName = 200;

tl::unexpected<DelayRefused> refuse_delay(Error error) {
  return tl::unexpected(DelayRefused{std::move(error), std::nullopt});
}

// `row` as it stands after the edit.
care::PurposefulDelay edited_delay(care::PurposefulDelay row, const DelayEdit& edit) {
  const auto over = [](const FieldEdit<std::string>& asked, const PrivateText& held) {
    return PrivateText(std::string(text::trim(asked.over_text(held.reveal()))));
  };
  row.reason = over(edit.reason, row.reason);
  row.decided_by = over(edit.decided_by, row.decided_by);
  row.decided_on = edit.decided_on.over(row.decided_on).value_or(row.decided_on);
  row.look_again_on = edit.look_again_on.over(row.look_again_on).value_or(row.look_again_on);
  row.ended_on = edit.ended_on.over(row.ended_on);
  return row;
}

bool removes_it(const DelayEdit& edit) {
  return edit.reason.removes() && edit.decided_by.removes() && edit.decided_on.removes() &&
         edit.look_again_on.removes();
}

// All reasons at once, or nothing. `stands`: the delay as the edit leaves it; `fresh`: none was
// there before.
std::vector<std::string> wrong_with_delay(const DelayEdit& edit,
                                          const care::PurposefulDelay& stands, bool fresh,
                                          Date today) {
  std::vector<std::string> wrong;
  const auto missing = [&](const auto& asked) {
    return asked.removes() || (fresh && asked.unchanged());
  };
  if (stands.reason.reveal().empty()) wrong.emplace_back("Say why it waits.");
  if (stands.decided_by.reveal().empty()) wrong.emplace_back("Say who decided it.");
  const bool decided = !missing(edit.decided_on), again = !missing(edit.look_again_on);
  if (!decided) wrong.emplace_back("Give the day it was decided.");
  if (!again) wrong.emplace_back("Give the day to look at it again.");
  if (decided && stands.decided_on > today)
    wrong.emplace_back("The day it was decided is in the future.");
  if (decided && again && stands.look_again_on <= stands.decided_on)
    wrong.emplace_back("The day to look again comes after the day it was decided.");
  if (decided && again && stands.look_again_on > add_months(stands.decided_on, 12))
    wrong.emplace_back("Look again within a year.");
  if (stands.ended_on && *stands.ended_on > today)
    wrong.emplace_back("The day the delay ended is in the future.");
  if (decided && stands.ended_on && *stands.ended_on < stands.decided_on)
    wrong.emplace_back("The delay cannot have ended before it was decided.");
  add_wrong_text(wrong, edit.reason, "The reason", kLongestText);
  add_wrong_text(wrong, edit.decided_by, "The name of who decided", kLongestName);
  return wrong;
}

const care::PurposefulDelay* ended_last(const care::ChildRecord& record,
                                        const care::Courses& courses, std::string_view timescale) {
  const care::PurposefulDelay* last = nullptr;
  for (const care::PurposefulDelay& row : record.purposeful_delays)
    if (row.timescale == timescale && row.ended_on &&
        courses.in_present(row.course, row.decided_on) &&
        (!last || *last->ended_on <= *row.ended_on))
      last = &row;
  return last;
}

}  // namespace

const care::PurposefulDelay* open_delay(const care::ChildRecord& record,
                                        const care::Courses& courses, std::string_view timescale) {
  const auto at = std::find_if(record.purposeful_delays.begin(), record.purposeful_delays.end(),
                               [&](const care::PurposefulDelay& row) {
                                 return row.timescale == timescale && !row.ended_on &&
                                        courses.in_present(row.course, row.decided_on);
                               });
  return at == record.purposeful_delays.end() ? nullptr : &*at;
}

HeldDelay held_delay(const care::PurposefulDelay& row) {
  return {row.reason.reveal(),
          row.decided_by.reveal(),
          row.decided_on,
          row.look_again_on,
          row.ended_on,
          row.version,
          "",
          "",
          row.id};
}

// One try; nothing: somebody made the same course meanwhile, so that the record is to be read
// again.
static std::optional<tl::expected<DelaySaved, DelayRefused>> try_to_save_delay(
    Service& service, Service::Rooms& rooms, const Actor& actor, ChildId child,
    const DelayEdit& edit) {
  auto record = rooms.store->child(actor.authority, child);
  if (!record) return refuse_delay(record.error());
  const Date today = rooms.clock->today();
  const care::Courses courses = courses_on(*record, today);
  const auto met_a_change = [&](const care::ChildRecord& now) {
    const care::Courses present = courses_on(now, today);
    const auto* open = open_delay(now, present, edit.timescale);
    const auto* ended = ended_last(now, present, edit.timescale);
    const auto* row = open ? open : edit.expected_version > 0 ? ended : nullptr;
    HeldDelay theirs = row ? held_delay(*row) : HeldDelay{};
    if (!open) theirs.version = 0;  // what is saved next is a new one
    const LastChange last = last_change(service, actor.authority, child, row);
    theirs.by = last.by;
    theirs.at = last.at;
    return tl::unexpected(DelayRefused{
        {ErrorKind::conflict,
         "Somebody else changed this delay while you were at it. Yours was not saved; both are "
         "shown."},
        std::move(theirs)});
  };
  const auto* existing = open_delay(*record, courses, edit.timescale);
  const auto* ended = ended_last(*record, courses, edit.timescale);
  if (edit.ended_on.removes() && ended && ended->version == edit.expected_version) {
    if (existing) return met_a_change(*record);  // one is open already
    existing = ended;
  }
  if ((existing ? existing->version : 0) != edit.expected_version) return met_a_change(*record);

  DelaySaved saved;
  if (existing) saved.previous = held_delay(*existing);
  const bool removed = removes_it(edit);
  if (removed && !existing) return saved;
  std::optional<care::Course> new_course;
  care::PurposefulDelay row = existing ? *existing : care::PurposefulDelay{};
  if (!removed) {
    row.child = child;
    row.timescale = edit.timescale;
    if (const auto* course = courses.present(); !existing && course)
      row.course = course->course_id();
    else if (!existing && courses.any_begun())
      new_course = courses.new_course();
    row = edited_delay(std::move(row), edit);
    if (const auto wrong = wrong_with_delay(edit, row, !existing, today); !wrong.empty())
      return refuse_delay(
          {ErrorKind::invalid_input, text::join(wrong, " ") + " Nothing was saved."});
    if (existing && care::same_content(row, *existing)) {
      saved.version = existing->version;
      return saved;
    }
  }

  auto applied = write_row(rooms, actor, existing, removed ? nullptr : &row, new_course);
  if (!applied) {
    if (applied.error().kind != ErrorKind::conflict) return refuse_delay(applied.error());
    if (new_course) return std::nullopt;
    auto now = rooms.store->child(actor.authority, child);
    if (!now) return refuse_delay(now.error());
    return met_a_change(*now);
  }
  saved.sequence = applied->last_sequence;
  if (!removed && !applied->rows.empty())
    saved.version = std::get<care::PurposefulDelay>(applied->rows.back()).version;
  return saved;
}

tl::expected<DelaySaved, DelayRefused> Service::save_delay(const Actor& actor, ChildId child,
                                                           const DelayEdit& edit) {
  if (auto allowed = require(actor, Act::edit, Subject{actor.authority, child}); !allowed)
    return refuse_delay(allowed.error());
  if (!rooms_->settings.config.timescale(edit.timescale))
    return refuse_delay({ErrorKind::not_found, "There is no such timescale."});
  for (int attempt = 0; attempt < kMostAttempts; ++attempt)
    if (auto saved = try_to_save_delay(*this, *rooms_, actor, child, edit)) return *saved;
  return refuse_delay(changing_too_fast());
}

}  // namespace homeward::service
