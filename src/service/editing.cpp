// Entering milestones by hand.
#include <algorithm>

#include "base/text.hpp"
#include "care/child_told.hpp"
#include "care/columns.hpp"
#include "service/doubts.hpp"
#include "service/editing.hpp"
#include "service/number_doubt.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"
#include "service/wall_clock.hpp"

namespace homeward::service {

namespace {

MilestoneValue value_of(const care::Milestone& row) {
  return {row.planned_on, row.happened_on, row.outcome, row.note.reveal(), row.version, "", ""};
}

tl::unexpected<EditRefused> refuse(Error error) {
  return tl::unexpected(EditRefused{std::move(error), std::nullopt, {}});
}

tl::unexpected<EditRefused> no_such_milestone() {
  return refuse({ErrorKind::not_found, "There is no such milestone that a person may enter."});
}

tl::unexpected<EditRefused> ask_about(std::vector<Doubt> doubts) {
  std::string sentence;
  for (const Doubt& doubt : doubts) sentence += doubt.sentence + " ";
  sentence += "Nothing was saved yet. If it is right, say so and it is saved.";
  return tl::unexpected(EditRefused{
      {ErrorKind::invalid_input, std::move(sentence)}, std::nullopt, std::move(doubts)});
}

// `row` as it stands after the edit.
care::Milestone edited(care::Milestone row, const MilestoneEdit& edit) {
  row.planned_on = edit.planned_on.over(row.planned_on);
  row.happened_on = edit.happened_on.over(row.happened_on);
  row.outcome = text::trim(edit.outcome.over_text(row.outcome));
  row.note = PrivateText(std::string(text::trim(edit.note.over_text(row.note.reveal()))));
  row.provenance = {care::Source::hand, {}, 0, 0};
  return row;
}

bool says_nothing(const care::Milestone& row) {
  return !row.planned_on && !row.happened_on && row.outcome.empty() && row.note.reveal().empty();
}

// Dates and texts that cannot be: all reasons at once, or nothing. Only what the save names is
// asked about: what is held already was let in before.
std::vector<std::string> wrong_with(const MilestoneEdit& edit, const journey::MilestoneType& type,
                                    const care::Child& child, Date today) {
  std::vector<std::string> wrong;
  const auto& happened_on = edit.happened_on.value();
  if (happened_on && *happened_on > today)
    wrong.push_back("The date it happened (" + happened_on->words() +
                    ") is in the future: enter it as planned.");
  for (const auto& [on, what] : {std::pair{happened_on, "The date it happened"},
                                 std::pair{edit.planned_on.value(), "The planned date"}}) {
    if (!on) continue;
    // An unborn child's meetings may come before the birth, by a pregnancy at the most.
    if (child.born_on && *on < add_months(*child.born_on, -9))
      wrong.push_back(std::string(what) + " (" + on->words() +
                      ") is more than nine months before the child was born. Check the year.");
    // What the return tells too (a review, an order) needs a child who has been born.
    else if (child.born_on && *on < *child.born_on && type.happening)
      wrong.push_back(std::string(what) + " (" + on->words() + ") is before the child was born (" +
                      child.born_on->words() + "). Check the year.");
    if (*on > add_months(today, 120))
      wrong.push_back(std::string(what) + " (" + on->words() +
                      ") is more than ten years ahead. Check the year.");
  }
  add_wrong_text(wrong, edit.outcome, "The outcome", kLongestText);
  add_wrong_text(wrong, edit.note, "The note", kLongestText);
  return wrong;
}

}  // namespace

// One try; nothing: somebody made the same course meanwhile, so that the record is to be read
// again.
static std::optional<tl::expected<MilestoneSaved, EditRefused>> try_to_save_milestone(
    Service& service, Service::Rooms& rooms, const Actor& actor, ChildId child,
    const MilestoneEdit& edit, const journey::MilestoneType& type) {
  auto record = rooms.store->child(actor.authority, child);
  if (!record) return refuse(record.error());
  const Date today = rooms.clock->today();
  if (const auto wrong = wrong_with(edit, type, record->child, today); !wrong.empty())
    return refuse({ErrorKind::invalid_input, text::join(wrong, " ") + " Nothing was saved."});

  const care::Courses courses = courses_on(*record, today);
  const care::Milestone* existing = courses.milestone(edit.type, edit.nth);
  const auto met_a_change = [&](const care::Milestone* row) {
    MilestoneValue theirs = row ? value_of(*row) : MilestoneValue{};
    const LastChange last = last_change(service, actor.authority, child, row);
    theirs.by = last.by;
    theirs.at = last.at;
    return tl::unexpected(EditRefused{
        {ErrorKind::conflict,
         "Somebody else changed this while you were at it. Your value was not saved; both are "
         "shown."},
        std::move(theirs),
        {}});
  };
  if ((existing ? existing->version : 0) != edit.expected_version) return met_a_change(existing);
  if (edit.nth > 1 && !type.repeats && !existing) return no_such_milestone();

  MilestoneSaved saved;
  if (existing) saved.previous = value_of(*existing);
  std::optional<care::Course> new_course;
  care::Milestone row;
  if (existing) {
    row = *existing;
  } else {
    const auto slot = courses.slot_for(edit.type, edit.nth);
    row.child = child;
    row.type = edit.type;
    row.nth = slot.nth;
    if (slot.course) row.course = slot.course->course_id();
    if (!slot.course && courses.any_begun()) new_course = courses.new_course();
  }
  row = edited(std::move(row), edit);
  const bool empty = says_nothing(row);
  if (existing && care::same_content(row, *existing)) {
    saved.version = existing->version;
    return saved;  // nothing the save names differs from what is held
  }
  if (empty && !existing) return saved;
  const bool moved = !existing || row.happened_on != existing->happened_on ||
                     row.planned_on != existing->planned_on;
  if (moved) {
    const auto& settings = rooms.settings;
    const auto journey =
        journey::follow(care::tell(*record, today), settings.config, settings.calendar);
    care::Milestone shown = row;
    shown.nth = edit.nth;
    auto doubts = doubts_about(shown, type, record->child, journey);
    if (!existing)
      if (auto skips = doubt_of_number(shown, type, journey)) doubts.push_back(std::move(*skips));
    std::erase_if(doubts, [&](const Doubt& doubt) {
      return std::find(edit.confirmed.begin(), edit.confirmed.end(), doubt.id) !=
             edit.confirmed.end();
    });
    if (!doubts.empty()) return ask_about(std::move(doubts));
  }

  auto applied = write_row(rooms, actor, existing, empty ? nullptr : &row, new_course);
  if (!applied) {
    if (applied.error().kind != ErrorKind::conflict) return refuse(applied.error());
    if (new_course) return std::nullopt;
    auto now = rooms.store->child(actor.authority, child);
    if (!now) return refuse(now.error());
    return met_a_change(courses_on(*now, today).milestone(edit.type, edit.nth));
  }
  saved.sequence = applied->last_sequence;
  if (!empty && !applied->rows.empty())
    saved.version = std::get<care::Milestone>(applied->rows.back()).version;
  return saved;
}

tl::expected<MilestoneSaved, EditRefused> Service::save_milestone(const Actor& actor, ChildId child,
                                                                  const MilestoneEdit& edit) {
  if (auto allowed = require(actor, Act::edit, Subject{actor.authority, child}); !allowed)
    return refuse(allowed.error());
  const journey::MilestoneType* type = rooms_->settings.config.milestone(edit.type);
  if (!type || !type->may_be_entered || edit.nth < 1 || edit.nth > 99) return no_such_milestone();
  for (int attempt = 0; attempt < kMostAttempts; ++attempt)
    if (auto saved = try_to_save_milestone(*this, *rooms_, actor, child, edit, *type))
      return *saved;
  return refuse(changing_too_fast());
}

}  // namespace homeward::service
