// What pages show: trackers, a child's page, the journal, search, conflicts, the access log.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "care/columns.hpp"
#include "care/periods.hpp"
#include "service/child_view.hpp"
#include "service/journal_words.hpp"
#include "service/names.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"
#include "service/tracker_view.hpp"
#include "service/wall_clock.hpp"

namespace homeward::service {

namespace {

tl::unexpected<Error> no_such_child() {
  return fail(ErrorKind::not_found, "There is no such child, or none that you may see.");
}

constexpr std::size_t kTrackersKept = 24;
constexpr std::size_t kMostHits = 20;  // of a search

}  // namespace

struct TrackerCache {
  std::int64_t authority = 0;
  std::string id;
  Date as_of;
  bool past = false;
  std::mutex making;
  TrackerMaker maker;
  TrackerCache(std::int64_t the_authority, const Settings& settings,
               const journey::Tracker& tracker, Date day, std::optional<Date> known_on)
      : authority(the_authority),
        id(tracker.id),
        as_of(day),
        past(known_on.has_value()),
        maker(settings, tracker, day, known_on) {}
};

Result<std::shared_ptr<const TrackerView>> Service::tracker(const Actor& actor, std::string_view id,
                                                            std::optional<Date> as_of) {
  auto looking = rooms_->look(actor, as_of);
  if (!looking) return tl::unexpected(looking.error());
  const journey::Tracker* tracker = rooms_->settings.config.tracker(id);
  if (!tracker) return fail(ErrorKind::not_found, "There is no such tracker.");
  std::shared_ptr<TrackerCache> cache;
  {
    const std::lock_guard lock(rooms_->mutex);
    auto& trackers = rooms_->trackers;
    const auto at = std::find_if(trackers.begin(), trackers.end(), [&](const auto& one) {
      return one->authority == actor.authority.value && one->id == id &&
             one->as_of == looking->as_of && one->past == looking->known_on.has_value();
    });
    if (at != trackers.end()) {
      cache = *at;
    } else {
      cache = std::make_shared<TrackerCache>(actor.authority.value, rooms_->settings, *tracker,
                                             looking->as_of, looking->known_on);
      trackers.push_back(cache);
      if (trackers.size() > kTrackersKept) trackers.erase(trackers.begin());
    }
  }
  const std::lock_guard making(cache->making);
  // Another thread may have come here with newer records meanwhile; never go back.
  if (!looking->known_on)
    if (auto newest = rooms_->records.now(actor.authority)) looking->known = *newest;
  return cache->maker.make(looking->known);
}

Result<TrackerRow> Service::tracker_row(const Actor& actor, std::string_view id, ChildId child,
                                        std::optional<Date> as_of) {
  auto view = tracker(actor, id, as_of);
  if (!view) return tl::unexpected(view.error());
  for (const TrackerRow& row : (*view)->rows)
    if (row.child == child) return row;
  return no_such_child();
}

Result<ChildView> Service::child(const Actor& actor, ChildId child, std::optional<Date> as_of) {
  auto looking = rooms_->look(actor, as_of);
  if (!looking) return tl::unexpected(looking.error());
  const SharedRecord* record = looking->known->child(child);
  if (!record) return no_such_child();
  if (auto logged = rooms_->store->log_look(
          {rooms_->clock->now(), actor.account, actor.authority, child, "child page"});
      !logged)
    return tl::unexpected(logged.error());
  std::vector<std::vector<int>> stays;
  if (const auto& trackers = rooms_->settings.config.trackers; !trackers.empty())
    if (auto view = tracker(actor, trackers.front().id, as_of)) stays = (*view)->finished_stays;
  return make_child_view(**record, *looking->known, rooms_->settings, looking->as_of,
                         looking->known_on, stays);
}

Result<std::vector<JournalLine>> Service::journal(const Actor& actor, ChildId child, int limit) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  auto known = rooms_->records.now(actor.authority);
  if (!known) return tl::unexpected(known.error());
  const SharedRecord* record = (*known)->child(child);
  if (!record) return no_such_child();
  if (auto logged = rooms_->store->log_look(
          {rooms_->clock->now(), actor.account, actor.authority, child, "journal"});
      !logged)
    return tl::unexpected(logged.error());
  JournalQuery query;
  query.child = child;
  query.newest_first = true;
  query.limit = std::clamp(limit, 1, 1000);
  auto entries = rooms_->store->journal(actor.authority, query);
  if (!entries) return tl::unexpected(entries.error());
  std::vector<JournalLine> lines;
  for (const JournalEntry& entry : *entries) {
    JournalLine line;
    line.sequence = entry.sequence;
    line.at = iso(entry.at);
    line.by = account_label(entry.by);
    line.what = journal_words(entry, **record, rooms_->settings.config);
    line.before = journal_values(entry, entry.before);
    line.after = journal_values(entry, entry.after);
    line.source = entry.import ? "import " + std::to_string(entry.import.value) : "entered here";
    lines.push_back(std::move(line));
  }
  return lines;
}

Result<std::vector<SearchHit>> Service::search(const Actor& actor, std::string_view text) {
  auto looking = rooms_->look(actor, std::nullopt);
  if (!looking) return tl::unexpected(looking.error());
  const std::string wanted = text::lower(text::trim(text));
  std::vector<SearchHit> hits;
  if (wanted.size() < 2 || wanted.size() > 100) return hits;
  std::vector<const care::ChildRecord*> found;
  for (const SharedRecord& record : looking->known->children)
    if (text::lower(names::child(record->child)).find(wanted) != std::string::npos ||
        text::lower(record->child.number.reveal()).starts_with(wanted))
      found.push_back(record.get());
  // Most people look for a child in care; those who left would otherwise fill the list.
  std::stable_partition(found.begin(), found.end(), [&](const care::ChildRecord* record) {
    const auto periods = care::periods_of_care(record->episodes);
    const care::PeriodOfCare* period = care::period_on(periods, looking->as_of);
    return period && (!period->ended_on || *period->ended_on > looking->as_of);
  });
  if (found.size() > kMostHits) found.resize(kMostHits);
  for (const care::ChildRecord* record : found) {
    const care::Child& child = record->child;
    SearchHit hit;
    hit.child = child.child;
    hit.name = names::child(child);
    hit.number = child.number.reveal();
    if (child.born_on)
      if (const auto age = age_on(*child.born_on, looking->as_of)) hit.age = age->words();
    hit.worker = names::allocated(*record, *looking->known, looking->as_of).name();
    hits.push_back(std::move(hit));
  }
  return hits;
}

Result<std::vector<LookLine>> Service::access_log(const Actor& actor, std::optional<ChildId> child,
                                                  int limit) {
  if (auto allowed = require(actor, Act::read_access_log); !allowed)
    return tl::unexpected(allowed.error());
  auto known = rooms_->records.now(actor.authority);
  if (!known) return tl::unexpected(known.error());
  if (child && !(*known)->child(*child)) return no_such_child();
  auto looks = rooms_->store->looks(actor.authority, child, std::clamp(limit, 1, 1000));
  if (!looks) return tl::unexpected(looks.error());
  // Initials may be two people's.
  std::map<std::int64_t, std::string> people;
  const auto person = [&](AccountId id) -> const std::string& {
    std::string& label = people[id.value];
    if (!label.empty()) return label;
    label = account_label(id);
    if (const auto found = rooms_->store->account(id); found && *found)
      label = (*found)->name.reveal() + " (" + label + ")";
    return label;
  };
  std::vector<LookLine> lines;
  for (const Look& look : *looks) {
    const SharedRecord* record = (*known)->child(look.child);
    lines.push_back({iso(look.at), person(look.account),
                     record ? names::child((*record)->child) : "a child no longer held",
                     look.what});
  }
  return lines;
}

Result<std::vector<ConflictView>> Service::conflicts(const Actor& actor) {
  auto looking = rooms_->look(actor, std::nullopt);
  if (!looking) return tl::unexpected(looking.error());
  std::vector<ConflictView> views;
  for (const SharedRecord& record : looking->known->children) {
    // Only what somebody entered can disagree with what came in.
    if (record->milestones.empty()) continue;
    const auto journey = journey::follow(*record, rooms_->settings.config,
                                         rooms_->settings.calendar, looking->as_of);
    for (ConflictView& view : conflict_views(journey, record->child))
      views.push_back(std::move(view));
  }
  return views;
}

Status Service::settle(const Actor& actor, ChildId child, std::string_view subject,
                       Date imported_on, Date entered_on, care::Source counts) {
  if (auto allowed = require(actor, Act::settle); !allowed) return allowed;
  auto record = rooms_->store->child(actor.authority, child);
  if (!record) return tl::unexpected(record.error());
  const auto journey = journey::follow(*record, rooms_->settings.config, rooms_->settings.calendar,
                                       rooms_->clock->today());
  const bool open = std::any_of(journey.conflicts.begin(), journey.conflicts.end(),
                                [&](const journey::Conflict& one) {
                                  return one.subject == subject && one.imported_on == imported_on &&
                                         one.entered_on == entered_on;
                                });
  if (!open)
    return fail(ErrorKind::conflict,
                "This disagreement is no longer there as you saw it. Load the page again.");
  ChangeSet set;
  set.authority = actor.authority;
  set.by = actor.account;
  set.at = rooms_->clock->now();
  care::Settlement row;
  Change change;
  for (const care::Settlement& old : record->settlements)
    if (old.subject == subject) {
      row = old;
      change.before = old;
    }
  row.child = child;
  row.subject = subject;
  row.imported_value = imported_on.iso();
  row.entered_value = entered_on.iso();
  row.counts = counts;
  change.after = row;
  set.changes.push_back(std::move(change));
  auto applied = rooms_->write(set);
  if (!applied) return tl::unexpected(applied.error());
  return {};
}

}  // namespace homeward::service
