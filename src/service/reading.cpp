// What pages show: trackers, a child's page, the journal, search, the access log.
#include <algorithm>
#include <map>

#include "care/columns.hpp"
#include "service/child_view.hpp"
#include "service/journal_words.hpp"
#include "service/names.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"
#include "service/spare_memory.hpp"
#include "service/tracker_view.hpp"
#include "service/wall_clock.hpp"

namespace homeward::service {

namespace {

tl::unexpected<Error> no_such_child() {
  return fail(ErrorKind::not_found, "There is no such child, or none that you may see.");
}

// People in the journal and the access log. Initials may be two people's, so the name in full
// stands before them, for those who may know it.
class People {
 public:
  People(Service& service, const Actor& actor)
      : service_(service), in_full_(may(actor, Act::name_colleagues, {actor.authority, {}})) {}

  // "Dana Morris (DM)"; "DM" for those who may not know the name; "system".
  const std::string& label(AccountId id) {
    std::string& label = labels_[id.value];
    if (!label.empty()) return label;
    label = service_.account_label(id);
    if (!in_full_ || !id) return label;
    const auto found = service_.store().account(id);
    if (found && *found && !(*found)->name.reveal().empty())
      label = (*found)->name.reveal() + " (" + label + ")";
    return label;
  }

 private:
  Service& service_;
  bool in_full_;
  std::map<std::int64_t, std::string> labels_;
};

// A child's page asks for the record and for what the return would say of it: one look of one
// page, told as the page. `looks` newest first; both stay in the log as they are.
std::vector<Look> looks_of_pages(const std::vector<Look>& looks) {
  constexpr auto kOnePage = std::chrono::seconds(10);
  std::vector<bool> of_a_page(looks.size());
  for (std::size_t page = 0; page < looks.size(); ++page) {
    if (looks[page].what != "child page") continue;
    const auto belongs = [&](std::size_t i) {
      return !of_a_page[i] && looks[i].what == "return check" &&
             looks[i].account == looks[page].account && looks[i].child == looks[page].child;
    };
    // The two are asked for at the same moment, and either may be the first.
    std::optional<std::size_t> nearest;
    for (std::size_t i = page; i-- > 0 && looks[i].at - looks[page].at <= kOnePage;)
      if (belongs(i)) {
        nearest = i;
        break;
      }
    for (std::size_t i = page + 1;
         !nearest && i < looks.size() && looks[page].at - looks[i].at <= kOnePage; ++i)
      if (belongs(i)) nearest = i;
    if (nearest) of_a_page[*nearest] = true;
  }
  std::vector<Look> pages;
  for (std::size_t i = 0; i < looks.size(); ++i)
    if (!of_a_page[i]) pages.push_back(looks[i]);
  return pages;
}

constexpr std::size_t kTrackersKept = 24;
constexpr std::size_t kPastRowsKept = 2500;  // of trackers of past days, about 15 KB each
constexpr int kMostImportsNamed = 500;       // whose names the journal tells

}  // namespace

// Of today it is kept up with the record; of a past day it is only held.
struct TrackerCache {
  Scope scope;
  std::string id;
  Date as_of;
  std::mutex making;
  std::optional<TrackerMaker> maker;             // of today
  std::shared_ptr<const TrackerView> past_view;  // of a past day; guarded by the mutex of the rooms
  std::size_t past_rows() const { return past_view ? past_view->rows.size() : 0; }
};

namespace {

using Trackers = std::vector<std::shared_ptr<TrackerCache>>;

// The tracker of that day if it is kept, as the latest used.
std::shared_ptr<TrackerCache> kept(Trackers& trackers, const Scope& scope, std::string_view id,
                                   Date as_of, bool past) {
  const auto at = std::find_if(trackers.begin(), trackers.end(), [&](const auto& one) {
    return one->scope == scope && one->id == id && one->as_of == as_of &&
           one->maker.has_value() != past;
  });
  if (at == trackers.end()) return nullptr;
  std::rotate(at, at + 1, trackers.end());
  return trackers.back();
}

// Past days go first, the one used longest ago before the others; the last one stays.
void keep(Trackers& trackers, std::shared_ptr<TrackerCache> latest) {
  trackers.push_back(std::move(latest));
  std::size_t rows = 0;
  for (const auto& one : trackers) rows += one->past_rows();
  for (std::size_t i = 0; rows > kPastRowsKept && i + 1 < trackers.size();) {
    if (trackers[i]->past_rows() == 0) {
      ++i;
      continue;
    }
    rows -= trackers[i]->past_rows();
    trackers.erase(trackers.begin() + static_cast<std::ptrdiff_t>(i));
  }
  if (trackers.size() > kTrackersKept) trackers.erase(trackers.begin());
}

// One is made at a time, since each takes much memory while it is made.
std::mutex looking_back;

// As known at the end of a past day. The role is checked by the caller.
Result<std::shared_ptr<const TrackerView>> past_tracker(Service::Rooms& rooms, const Actor& actor,
                                                        const journey::Tracker& tracker,
                                                        Date as_of) {
  const auto find = [&]() -> std::shared_ptr<const TrackerView> {
    const std::lock_guard lock(rooms.mutex);
    const auto found = kept(rooms.trackers, scope_of(actor), tracker.id, as_of, true);
    return found ? found->past_view : nullptr;
  };
  if (auto view = find()) return view;
  const std::lock_guard one_at_a_time(looking_back);
  if (auto view = find()) return view;
  const auto looking = rooms.look(actor, as_of);
  if (!looking) return tl::unexpected(looking.error());
  auto view = TrackerMaker(rooms.settings, tracker, as_of, as_of).make(looking->known);
  give_back_spare_memory();
  auto fresh = std::make_shared<TrackerCache>();
  fresh->scope = scope_of(actor);
  fresh->id = tracker.id;
  fresh->as_of = as_of;
  fresh->past_view = view;
  const std::lock_guard lock(rooms.mutex);
  keep(rooms.trackers, std::move(fresh));
  return view;
}

}  // namespace

Result<std::shared_ptr<const TrackerView>> Service::tracker(const Actor& actor, std::string_view id,
                                                            std::optional<Date> as_of) {
  const journey::Tracker* tracker = rooms_->settings.config.tracker(id);
  const bool past = as_of && *as_of < rooms_->clock->today();
  if (past && tracker && require(actor, Act::look))
    return past_tracker(*rooms_, actor, *tracker, *as_of);
  auto looking = rooms_->look(actor, as_of);
  if (!looking) return tl::unexpected(looking.error());
  if (!tracker) return fail(ErrorKind::not_found, "There is no such tracker.");
  std::shared_ptr<TrackerCache> cache;
  {
    const std::lock_guard lock(rooms_->mutex);
    cache = kept(rooms_->trackers, scope_of(actor), id, looking->as_of, false);
    if (!cache) {
      cache = std::make_shared<TrackerCache>();
      cache->scope = scope_of(actor);
      cache->id = tracker->id;
      cache->as_of = looking->as_of;
      cache->maker.emplace(rooms_->settings, *tracker, looking->as_of, std::nullopt);
      keep(rooms_->trackers, cache);
    }
  }
  const std::lock_guard making(cache->making);
  // Another thread may have come here with newer records meanwhile; never go back.
  if (auto newest = rooms_->known(actor)) looking->known = *newest;
  return cache->maker->make(looking->known);
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
  std::vector<std::vector<int>> stays;
  if (const auto& trackers = rooms_->settings.config.trackers; !trackers.empty())
    if (auto view = tracker(actor, trackers.front().id, as_of)) stays = (*view)->finished_stays;
  ChildView view = make_child_view(**record, *looking->known, rooms_->settings, looking->as_of,
                                   looking->known_on, stays);
  if (looking->known_on) return view;
  auto touched = last_touches(*rooms_->store, actor.authority, child);
  if (!touched) return tl::unexpected(touched.error());
  const auto name = [&](auto& held, const std::map<std::int64_t, Touch>& touches) {
    const auto touch = touches.find(held.row.value);
    if (touch == touches.end()) return;
    held.by = account_label(touch->second.by);
    held.at = iso(touch->second.at);
  };
  for (HeldMilestone& held : view.milestones) name(held, touched->milestones);
  for (ClockView& clock : view.clocks)
    if (clock.delay) name(*clock.delay, touched->delays);
  return view;
}

Result<std::vector<JournalLine>> Service::journal(const Actor& actor, ChildId child, int limit) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  auto known = rooms_->known(actor);
  if (!known) return tl::unexpected(known.error());
  const SharedRecord* record = (*known)->child(child);
  if (!record) return no_such_child();
  JournalQuery query;
  query.child = child;
  query.newest_first = true;
  query.limit = std::clamp(limit, 1, 1000);
  auto entries = rooms_->store->journal(actor.authority, query);
  if (!entries) return tl::unexpected(entries.error());
  auto imports = rooms_->store->imports(actor.authority, kMostImportsNamed);
  if (!imports) return tl::unexpected(imports.error());
  JournalContext context{
      **record, **known, rooms_->settings.config, {}, allowed(actor, Act::see_places).has_value()};
  for (const ImportSummary& import : *imports) context.imports[import.id] = import.source_name;
  People people(*this, actor);
  std::vector<JournalLine> lines;
  for (const JournalEntry& entry : *entries) {
    JournalLine line;
    line.sequence = entry.sequence;
    line.at = iso(entry.at);
    line.by = people.label(entry.by);
    line.what = journal_words(entry, context);
    line.before = journal_values(entry, entry.before, context);
    line.after = journal_values(entry, entry.after, context);
    line.source = journal_source(entry, context);
    lines.push_back(std::move(line));
  }
  return lines;
}

Result<std::vector<LookLine>> Service::access_log(const Actor& actor, std::optional<ChildId> child,
                                                  int limit) {
  if (auto allowed = require(actor, Act::read_access_log); !allowed)
    return tl::unexpected(allowed.error());
  auto known = rooms_->known(actor);
  if (!known) return tl::unexpected(known.error());
  if (child && !(*known)->child(*child)) return no_such_child();
  auto looks = rooms_->store->looks(actor.authority, child, std::clamp(limit, 1, 1000));
  if (!looks) return tl::unexpected(looks.error());
  People people(*this, actor);
  std::vector<LookLine> lines;
  for (const Look& look : looks_of_pages(*looks)) {
    const SharedRecord* record = (*known)->child(look.child);
    lines.push_back({iso(look.at), people.label(look.account),
                     !look.child ? "a list"
                     : record    ? names::child((*record)->child)
                                 : "a child no longer held",
                     look.what});
  }
  return lines;
}

}  // namespace homeward::service
