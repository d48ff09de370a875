// Where an imported and an entered date disagree, and which of the two counts.
#include <algorithm>

#include "care/child_told.hpp"
#include "service/child_view.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"
#include "service/wall_clock.hpp"

namespace homeward::service {

namespace {

tl::unexpected<Error> no_longer_there() {
  return fail(ErrorKind::conflict,
              "This disagreement is no longer there as you saw it. Load the page again.");
}

const care::Milestone* entered_row(const care::ChildRecord& record, RowId id) {
  for (const care::Milestone& row : record.milestones)
    if (row.id == id) return &row;
  return nullptr;
}

const care::Settlement* settled_before(const care::ChildRecord& record,
                                       const care::Milestone& entered) {
  for (const care::Settlement& row : record.settlements)
    if (row.course == entered.course && row.type == entered.type && row.nth == entered.nth)
      return &row;
  return nullptr;
}

Status write_one(Service::Rooms& rooms, const Actor& actor, std::optional<care::Fact> before,
                 std::optional<care::Fact> after) {
  ChangeSet set;
  set.authority = actor.authority;
  set.by = actor.account;
  set.at = rooms.clock->now();
  set.changes.push_back({std::move(before), std::move(after)});
  auto applied = rooms.write(set);
  return applied ? Status{} : tl::unexpected(applied.error());
}

}  // namespace

Result<std::vector<ConflictView>> Service::conflicts(const Actor& actor) {
  auto looking = rooms_->look(actor, std::nullopt);
  if (!looking) return tl::unexpected(looking.error());
  std::vector<ConflictView> views;
  for (const SharedRecord& record : looking->known->children) {
    // Only what somebody entered can disagree with what came in.
    if (record->milestones.empty()) continue;
    const auto journey = journey::follow(care::tell(*record, looking->as_of),
                                         rooms_->settings.config, rooms_->settings.calendar);
    for (ConflictView& view : conflict_views(journey, record->child))
      views.push_back(std::move(view));
  }
  return views;
}

Status Service::settle(const Actor& actor, ChildId child, RowId milestone, Date imported_on,
                       Date entered_on, care::Source counts) {
  auto record = rooms_->child(actor, Act::settle, child);
  if (!record) return tl::unexpected(record.error());
  const auto journey = journey::follow(care::tell(*record, rooms_->clock->today()),
                                       rooms_->settings.config, rooms_->settings.calendar);
  const bool open = std::any_of(
      journey.conflicts.begin(), journey.conflicts.end(), [&](const journey::Conflict& one) {
        return one.milestone == milestone && one.imported_on == imported_on &&
               one.entered_on == entered_on;
      });
  const care::Milestone* entered = entered_row(*record, milestone);
  if (!open || !entered) return no_longer_there();
  const care::Settlement* before = settled_before(*record, *entered);
  care::Settlement row = before ? *before : care::Settlement{};
  row.child = child;
  row.course = entered->course;
  row.type = entered->type;
  row.nth = entered->nth;
  row.imported_value = imported_on.iso();
  row.entered_value = entered_on.iso();
  row.counts = counts;
  return write_one(*rooms_, actor, before ? std::optional<care::Fact>(*before) : std::nullopt, row);
}

Status Service::reopen_conflict(const Actor& actor, ChildId child, RowId milestone,
                                Date imported_on, Date entered_on) {
  auto record = rooms_->child(actor, Act::settle, child);
  if (!record) return tl::unexpected(record.error());
  const care::Milestone* entered = entered_row(*record, milestone);
  const care::Settlement* settled = entered ? settled_before(*record, *entered) : nullptr;
  if (!settled || settled->imported_value != imported_on.iso() ||
      settled->entered_value != entered_on.iso())
    return no_longer_there();
  return write_one(*rooms_, actor, *settled, std::nullopt);
}

}  // namespace homeward::service
