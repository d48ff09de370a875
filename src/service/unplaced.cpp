// What people entered for a period of care that the returns do not tell any more.
#include <algorithm>

#include "care/columns.hpp"
#include "care/courses.hpp"
#include "journey/derive.hpp"
#include "service/child_view.hpp"
#include "service/names.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"
#include "service/undo.hpp"
#include "service/wall_clock.hpp"

namespace homeward::service {

namespace {

const care::Course* find(const care::ChildRecord& record, RowId id) {
  for (const care::Course& course : record.courses)
    if (course.id == id) return &course;
  return nullptr;
}

bool is_open(const care::ChildRecord& record, const care::Course& course) {
  const auto open = care::to_settle(record, care::told_courses(record.episodes));
  return std::find(open.begin(), open.end(), &course) != open.end();
}

std::vector<std::string> entries_in(const care::ChildRecord& record, CourseId course,
                                    const journey::Config& config) {
  std::vector<std::string> entries;
  for (const care::Milestone& row : record.milestones) {
    if (row.course != course) continue;
    const auto* type = config.milestone(row.type);
    std::string words = type ? journey::milestone_name(*type, row.nth) : row.type;
    if (row.happened_on)
      words += ", happened on " + row.happened_on->words();
    else if (row.planned_on)
      words += ", planned for " + row.planned_on->words();
    entries.push_back(std::move(words));
  }
  for (const care::PurposefulDelay& row : record.purposeful_delays) {
    if (row.course != course) continue;
    const auto* timescale = config.timescale(row.timescale);
    entries.push_back("Purposeful delay of “" + (timescale ? timescale->name : row.timescale) +
                      "”, decided on " + row.decided_on.words());
  }
  for (const care::Plan& row : record.plans) {
    if (row.course != course) continue;
    const auto* type = config.plan(row.type);
    entries.push_back("Plan: " + (type ? type->name : row.type) + ", agreed on " +
                      row.agreed_on.words());
  }
  return entries;
}

UnplacedView view_of(const care::ChildRecord& record, const care::Course& course,
                     const journey::Config& config, Date as_of) {
  UnplacedView view;
  view.child = record.child.child;
  view.child_label = names::child(record.child);
  view.child_initials = names::initials(record.child);
  view.child_number = record.child.number.reveal();
  view.course = course.id;
  view.started_on = course.started_on;
  view.ended_on = course.ended_on;
  view.entries = entries_in(record, course.course_id(), config);
  for (const care::PeriodOfCare& period : care::periods_of_care(record.episodes))
    if (period.started_on <= as_of) view.periods.push_back({period.started_on, period.ended_on});
  view.outcome = "open";
  return view;
}

tl::unexpected<Error> no_such_entries() {
  return fail(ErrorKind::not_found,
              "There is nothing of this child to be settled here, or not any more. Nothing was "
              "changed.");
}

// The course of the period that starts on that day, or a new one.
Result<care::Course> course_for(const care::ChildRecord& record, Date started_on) {
  const auto told = care::told_courses(record.episodes);
  const auto periods = care::recognise(told, record.courses);
  for (std::size_t i = 0; i < told.size(); ++i) {
    if (told[i].started_on != started_on) continue;
    if (const auto* course =
            care::course_of(record, periods, static_cast<int>(i), told[i].started_on))
      return *course;
    care::Course made;
    made.child = record.child.child;
    made.started_on = told[i].started_on;
    made.ended_on = told[i].ended_on;
    return made;
  }
  return fail(ErrorKind::conflict,
              "The child has no period of care that starts on that day, or not any more. Nothing "
              "was changed; reload to see the record as it is.");
}

ChangeSet changes_by(const Actor& actor, const WallClock& clock) {
  ChangeSet set;
  set.authority = actor.authority;
  set.by = actor.account;
  set.at = clock.now();
  return set;
}

}  // namespace

std::vector<UnplacedView> unplaced_views(const care::ChildRecord& record,
                                         const journey::Config& config, Date as_of) {
  std::vector<UnplacedView> views;
  if (record.courses.empty()) return views;
  for (const care::Course* course : care::to_settle(record, care::told_courses(record.episodes)))
    views.push_back(view_of(record, *course, config, as_of));
  return views;
}

Result<std::vector<UnplacedView>> Service::unplaced(const Actor& actor) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  auto known = rooms_->known(actor);
  if (!known) return tl::unexpected(known.error());
  const journey::Config& config = rooms_->settings.config;
  const Date today = rooms_->clock->today();
  std::vector<UnplacedView> views;
  for (const SharedRecord& record : (*known)->children) {
    if (record->courses.empty()) continue;
    for (UnplacedView& view : unplaced_views(*record, config, today))
      views.push_back(std::move(view));
    for (const care::Course& course : record->courses) {
      if ((!course.part_of && !course.removed_on) || is_open(*record, course)) continue;
      auto together =
          done_together(*rooms_->store, actor.authority, care::Table<care::Course>::name, course);
      if (!together) return tl::unexpected(together.error());
      if (together->empty()) continue;
      UnplacedView& view = views.emplace_back(view_of(*record, course, config, today));
      view.outcome = course.part_of ? "joined" : "removed";
      view.by = account_label(together->front().by);
      view.at = iso(together->front().at);
    }
  }
  std::stable_sort(views.begin(), views.end(), [](const UnplacedView& a, const UnplacedView& b) {
    if ((a.outcome == "open") != (b.outcome == "open")) return a.outcome == "open";
    return a.at > b.at;
  });
  return views;
}

Status Service::join_unplaced(const Actor& actor, ChildId child, RowId course,
                              Date period_started_on) {
  auto record = rooms_->child(actor, Act::settle, child);
  if (!record) return tl::unexpected(record.error());
  const care::Course* left = find(*record, course);
  if (!left || !is_open(*record, *left)) return no_such_entries();
  auto target = course_for(*record, period_started_on);
  if (!target) return tl::unexpected(target.error());
  ChangeSet set = changes_by(actor, *rooms_->clock);
  if (!target->id) {
    target->id = RowId{-1};
    set.changes.push_back({std::nullopt, *target});
  }
  care::Course joined = *left;
  joined.part_of = target->course_id();
  joined.removed_on.reset();
  set.changes.push_back({*left, joined});
  auto applied = rooms_->write(set);
  return applied ? Status{} : tl::unexpected(applied.error());
}

Status Service::remove_unplaced(const Actor& actor, ChildId child, RowId course) {
  auto record = rooms_->child(actor, Act::settle, child);
  if (!record) return tl::unexpected(record.error());
  const care::Course* left = find(*record, course);
  if (!left || !is_open(*record, *left)) return no_such_entries();
  ChangeSet set = changes_by(actor, *rooms_->clock);
  care::Course removed = *left;
  removed.removed_on = rooms_->clock->today();
  set.changes.push_back({*left, removed});
  care::for_each_row_table([&]<class T>() {
    if constexpr (requires(T& row) { row.course; })
      for (const T& row : care::rows_of<T>(*record))
        if (row.course == left->course_id()) set.changes.push_back({row, std::nullopt});
  });
  auto applied = rooms_->write(set);
  return applied ? Status{} : tl::unexpected(applied.error());
}

Status Service::reopen_unplaced(const Actor& actor, ChildId child, RowId course) {
  auto record = rooms_->child(actor, Act::settle, child);
  if (!record) return tl::unexpected(record.error());
  const care::Course* settled = find(*record, course);
  if (!settled || (!settled->part_of && !settled->removed_on)) return no_such_entries();
  ChangeSet set = changes_by(actor, *rooms_->clock);
  if (settled->part_of) {
    care::Course apart = *settled;
    apart.part_of = {};
    set.changes.push_back({*settled, apart});
  } else {
    auto together =
        done_together(*rooms_->store, actor.authority, care::Table<care::Course>::name, *settled);
    if (!together) return tl::unexpected(together.error());
    set.changes = inverse_of(*together, [&](ChildId) { return &*record; }).changes;
  }
  if (set.changes.empty())
    return fail(ErrorKind::conflict,
                "This cannot be opened again: the record has changed since. Nothing was changed.");
  auto applied = rooms_->write(set);
  return applied ? Status{} : tl::unexpected(applied.error());
}

}  // namespace homeward::service
