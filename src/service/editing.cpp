// Editing a child's record by hand: milestones and purposeful delays.
#include <algorithm>

#include "base/text.hpp"
#include "care/columns.hpp"
#include "care/periods.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"
#include "service/wall_clock.hpp"

namespace homeward::service {

namespace {

constexpr std::size_t kLongestText = 4000;

std::optional<Date> care_started_on(const care::ChildRecord& record, Date today) {
  const auto periods = care::periods_of_care(record.episodes);
  const auto* period = care::period_on(periods, today);
  return period ? std::optional(period->started_on) : std::nullopt;
}

MilestoneValue value_of(const care::Milestone& row) {
  return {row.planned_on, row.happened_on, row.outcome, row.note.reveal(), row.version, "", ""};
}

tl::unexpected<EditRefused> refuse(Error error) {
  return tl::unexpected(EditRefused{std::move(error), std::nullopt});
}

// Dates that cannot be: all reasons at once, or nothing.
std::vector<std::string> wrong_with(const MilestoneEdit& edit, const care::Child& child,
                                    Date today) {
  std::vector<std::string> wrong;
  if (edit.happened_on && *edit.happened_on > today)
    wrong.push_back("The date it happened (" + edit.happened_on->words() +
                    ") is in the future: enter it as planned.");
  for (const auto& [on, what] : {std::pair{edit.happened_on, "The date it happened"},
                                 std::pair{edit.planned_on, "The planned date"}}) {
    if (!on) continue;
    // An unborn child's meetings may come before the birth, by a pregnancy at the most.
    if (child.born_on && *on < add_months(*child.born_on, -9))
      wrong.push_back(std::string(what) + " (" + on->words() +
                      ") is before this child could have been known. Check the year.");
    if (*on > add_months(today, 120))
      wrong.push_back(std::string(what) + " (" + on->words() +
                      ") is more than ten years ahead. Check the year.");
  }
  if (edit.outcome.size() > kLongestText || edit.note.size() > kLongestText)
    wrong.push_back("An outcome or a note has at most " + text::thousands(kLongestText) +
                    " characters.");
  if (!text::valid_utf8(edit.outcome) || !text::valid_utf8(edit.note))
    wrong.push_back("The outcome or the note holds bytes that are not text.");
  return wrong;
}

std::vector<std::string> wrong_with(const DelayEdit& edit, Date today) {
  std::vector<std::string> wrong;
  if (text::trim(edit.reason).empty()) wrong.emplace_back("Say why it waits.");
  if (text::trim(edit.decided_by).empty()) wrong.emplace_back("Say who decided it.");
  if (edit.decided_on > today) wrong.emplace_back("The day it was decided is in the future.");
  if (edit.look_again_on <= edit.decided_on)
    wrong.emplace_back("The day to look again comes after the day it was decided.");
  if (edit.look_again_on > add_months(edit.decided_on, 12))
    wrong.emplace_back("Look again within a year.");
  if (edit.reason.size() > kLongestText || edit.decided_by.size() > 200 ||
      !text::valid_utf8(edit.reason) || !text::valid_utf8(edit.decided_by))
    wrong.emplace_back("The reason or the name is too long or not text.");
  return wrong;
}

std::vector<std::string> wrong_with_end(Date ended_on, const care::PurposefulDelay& delay,
                                        Date today) {
  std::vector<std::string> wrong;
  if (ended_on > today) wrong.emplace_back("The day the delay ended is in the future.");
  if (ended_on < delay.decided_on)
    wrong.emplace_back("The delay cannot have ended before it was decided.");
  return wrong;
}

}  // namespace

tl::expected<MilestoneSaved, EditRefused> Service::save_milestone(const Actor& actor, ChildId child,
                                                                  const MilestoneEdit& edit) {
  if (auto allowed = require(actor, Act::edit); !allowed) return refuse(allowed.error());
  const journey::MilestoneType* type = rooms_->settings.config.milestone(edit.type);
  if (!type || !type->may_be_entered || edit.nth < 1 || edit.nth > 99 ||
      (edit.nth > 1 && !type->repeats))
    return refuse({ErrorKind::not_found, "There is no such milestone that a person may enter."});
  auto record = rooms_->store->child(actor.authority, child);
  if (!record) return refuse(record.error());
  const Date today = rooms_->clock->today();
  if (const auto wrong = wrong_with(edit, record->child, today); !wrong.empty())
    return refuse({ErrorKind::invalid_input, text::join(wrong, " ") + " Nothing was saved."});

  const auto started = care_started_on(*record, today);
  const auto at = std::find_if(
      record->milestones.begin(), record->milestones.end(), [&](const care::Milestone& row) {
        return row.type == edit.type && row.nth == edit.nth && row.care_started_on == started;
      });
  const care::Milestone* existing = at == record->milestones.end() ? nullptr : &*at;
  // Who changed it last and when, for the one who meets the change.
  const auto theirs = [&](const care::Milestone* row) {
    MilestoneValue value = row ? value_of(*row) : MilestoneValue{};
    JournalQuery query;
    query.child = child;
    query.newest_first = true;
    query.limit = 200;
    if (const auto entries = rooms_->store->journal(actor.authority, query); entries)
      for (const JournalEntry& entry : *entries)
        if (entry.table == care::Table<care::Milestone>::name && (!row || entry.row == row->id)) {
          value.by = account_label(entry.by);
          value.at = iso(entry.at);
          break;
        }
    return value;
  };
  const auto met_a_change = [&](const care::Milestone* row) {
    return tl::unexpected(EditRefused{
        {ErrorKind::conflict,
         "Somebody else changed this while you were at it. Your value was not saved; both are "
         "shown."},
        theirs(row)});
  };
  if ((existing ? existing->version : 0) != edit.expected_version) return met_a_change(existing);

  MilestoneSaved saved;
  if (existing) saved.previous = value_of(*existing);
  const bool empty =
      !edit.planned_on && !edit.happened_on && edit.outcome.empty() && edit.note.empty();
  if (empty && !existing) return saved;
  care::Milestone row = existing ? *existing : care::Milestone{};
  row.child = child;
  row.type = edit.type;
  row.nth = edit.nth;
  row.care_started_on = started;
  row.planned_on = edit.planned_on;
  row.happened_on = edit.happened_on;
  row.outcome = edit.outcome;
  row.note = PrivateText(edit.note);
  row.provenance = {care::Source::hand, {}, 0, 0};

  ChangeSet set;
  set.authority = actor.authority;
  set.by = actor.account;
  set.at = rooms_->clock->now();
  Change change;
  if (existing) change.before = *existing;
  if (!empty) change.after = row;
  set.changes.push_back(std::move(change));
  auto applied = rooms_->write(set);
  if (!applied) {
    if (applied.error().kind != ErrorKind::conflict) return refuse(applied.error());
    auto now = rooms_->store->child(actor.authority, child);
    if (!now) return refuse(now.error());
    for (const care::Milestone& other : now->milestones)
      if (other.type == edit.type && other.nth == edit.nth && other.care_started_on == started)
        return met_a_change(&other);
    return met_a_change(nullptr);
  }
  saved.sequence = applied->last_sequence;
  if (!empty && !applied->rows.empty())
    saved.version = std::get<care::Milestone>(applied->rows.front()).version;
  return saved;
}

Result<MilestoneSaved> Service::save_delay(const Actor& actor, ChildId child,
                                           const DelayEdit& edit) {
  if (auto allowed = require(actor, Act::edit); !allowed) return tl::unexpected(allowed.error());
  if (!rooms_->settings.config.timescale(edit.timescale))
    return fail(ErrorKind::not_found, "There is no such timescale.");
  auto record = rooms_->store->child(actor.authority, child);
  if (!record) return tl::unexpected(record.error());
  const Date today = rooms_->clock->today();
  const auto started = care_started_on(*record, today);
  const auto at = std::find_if(record->purposeful_delays.begin(), record->purposeful_delays.end(),
                               [&](const care::PurposefulDelay& row) {
                                 return row.timescale == edit.timescale &&
                                        row.care_started_on == started && !row.ended_on;
                               });
  const care::PurposefulDelay* existing = at == record->purposeful_delays.end() ? nullptr : &*at;
  if ((existing ? existing->version : 0) != edit.expected_version)
    return fail(ErrorKind::conflict,
                "Somebody else changed this delay while you were at it. Yours was not saved: load "
                "the page again to see theirs.");
  const bool only_ends = existing && edit.ended_on && text::trim(edit.reason).empty();
  const auto wrong =
      only_ends ? wrong_with_end(*edit.ended_on, *existing, today) : wrong_with(edit, today);
  if (!wrong.empty())
    return fail(ErrorKind::invalid_input, text::join(wrong, " ") + " Nothing was saved.");

  care::PurposefulDelay row = existing ? *existing : care::PurposefulDelay{};
  row.child = child;
  row.timescale = edit.timescale;
  row.care_started_on = started;
  if (!only_ends) {
    row.reason = PrivateText(std::string(text::trim(edit.reason)));
    row.decided_by = PrivateText(std::string(text::trim(edit.decided_by)));
    row.decided_on = edit.decided_on;
    row.look_again_on = edit.look_again_on;
  }
  row.ended_on = edit.ended_on;
  ChangeSet set;
  set.authority = actor.authority;
  set.by = actor.account;
  set.at = rooms_->clock->now();
  Change change;
  if (existing) change.before = *existing;
  change.after = row;
  set.changes.push_back(std::move(change));
  auto applied = rooms_->write(set);
  if (!applied) return tl::unexpected(applied.error());
  MilestoneSaved saved;
  saved.sequence = applied->last_sequence;
  saved.version = applied->rows.empty()
                      ? row.version
                      : std::get<care::PurposefulDelay>(applied->rows.front()).version;
  return saved;
}

}  // namespace homeward::service
