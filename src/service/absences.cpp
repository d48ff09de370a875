// Children whom a return no longer held when it came again for its year: a person says whether what
// it said of them is withdrawn, or stays.
#include <algorithm>

#include "base/text.hpp"
#include "care/columns.hpp"
#include "returns/year.hpp"
#include "service/json_fact.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"
#include "service/undo.hpp"
#include "service/wall_clock.hpp"

namespace homeward::service {

namespace {

constexpr const char* kWithdrawn = "withdrawn";
constexpr const char* kStays = "stays";
constexpr std::size_t kLongestReason = 1000;  // characters
constexpr std::string_view kTable = care::Table<care::Absence>::name;

bool is_of(const care::Stored& row, int collection_year) {
  return row.provenance.source == care::Source::return_file &&
         row.provenance.collection_year == collection_year;
}

// f(row) for each fact that a return for that year stands behind; not the child's own row.
template <class F>
void for_each_fact_of(const care::ChildRecord& record, int collection_year, F&& f) {
  care::for_each_row_table([&]<class T>() {
    if constexpr (!std::is_same_v<T, care::Absence>)
      for (const T& row : care::rows_of<T>(record))
        if (is_of(row, collection_year)) f(row);
  });
}

const care::Absence* absence_of(const care::ChildRecord& record, int collection_year) {
  for (const care::Absence& absence : record.absences)
    if (absence.year == collection_year) return &absence;
  return nullptr;
}

tl::unexpected<Error> not_missing() {
  return fail(ErrorKind::not_found,
              "This child is not missing from that return, or not any more. Nothing was changed.");
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace

static Status settle_absence(Service::Rooms& rooms, const Actor& actor, ChildId child,
                             int collection_year, const char* outcome, std::string reason) {
  auto record = rooms.child(actor, Act::settle, child);
  if (!record) return tl::unexpected(record.error());
  const care::Absence* absence = absence_of(*record, collection_year);
  if (!absence) return not_missing();
  if (!absence->outcome.empty())
    return fail(ErrorKind::conflict,
                "Somebody has settled this already. Nothing was changed; reload to see it.");
  ChangeSet set;
  set.authority = actor.authority;
  set.by = actor.account;
  set.at = rooms.clock->now();
  care::Absence settled = *absence;
  settled.outcome = outcome;
  settled.reason = PrivateText(std::move(reason));
  settled.provenance = {};
  set.changes.push_back({*absence, settled});
  if (outcome == std::string_view(kWithdrawn))
    for_each_fact_of(*record, collection_year,
                     [&](const auto& row) { set.changes.push_back({row, std::nullopt}); });
  auto applied = rooms.write(set);
  if (!applied) return tl::unexpected(applied.error());
  return {};
}

Result<std::vector<AbsenceView>> Service::absences(const Actor& actor) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  auto known = rooms_->known(actor);
  if (!known) return tl::unexpected(known.error());
  std::vector<AbsenceView> views;
  for (const SharedRecord& record : (*known)->children)
    for (const care::Absence& absence : record->absences) {
      AbsenceView& view = views.emplace_back();
      view.child = record->child.child;
      view.number = record->child.number;
      view.collection_year = absence.year;
      for_each_fact_of(*record, absence.year, [&](const auto&) { ++view.facts; });
      view.outcome = absence.outcome;
      view.reason = absence.reason.reveal();
      if (absence.outcome.empty()) continue;
      auto entries = done_together(*rooms_->store, actor.authority, kTable, absence);
      if (!entries) return tl::unexpected(entries.error());
      if (entries->empty()) continue;
      view.by = account_label(entries->front().by);
      view.at = iso(entries->front().at);
    }
  std::stable_sort(views.begin(), views.end(), [](const AbsenceView& a, const AbsenceView& b) {
    if (a.outcome.empty() != b.outcome.empty()) return a.outcome.empty();
    return a.at > b.at;
  });
  return views;
}

Status Service::withdraw_absent(const Actor& actor, ChildId child, int collection_year) {
  return settle_absence(*rooms_, actor, child, collection_year, kWithdrawn, {});
}

Status Service::keep_absent(const Actor& actor, ChildId child, int collection_year,
                            std::string_view reason) {
  if (auto allowed = require(actor, Act::settle); !allowed) return allowed;
  const std::string_view said = text::trim(reason);
  if (said.empty() || characters(said) > kLongestReason || !text::valid_utf8(said))
    return fail(ErrorKind::invalid_input,
                "Say in at most 1,000 characters why the record stays as it is. Nothing was "
                "saved.");
  return settle_absence(*rooms_, actor, child, collection_year, kStays, std::string(said));
}

Status Service::reopen_absence(const Actor& actor, ChildId child, int collection_year) {
  auto record = rooms_->child(actor, Act::settle, child);
  if (!record) return tl::unexpected(record.error());
  const care::Absence* absence = absence_of(*record, collection_year);
  if (!absence || absence->outcome.empty()) return not_missing();
  auto entries = done_together(*rooms_->store, actor.authority, kTable, *absence);
  if (!entries) return tl::unexpected(entries.error());
  Inverse inverse = inverse_of(*entries, [&](ChildId) { return &*record; });
  if (inverse.changes.empty())
    return fail(ErrorKind::conflict,
                "This cannot be opened again: the record has changed since. Nothing was changed.");
  ChangeSet set;
  set.authority = actor.authority;
  set.by = actor.account;
  set.at = rooms_->clock->now();
  set.changes = std::move(inverse.changes);
  auto applied = rooms_->write(set);
  if (!applied) return tl::unexpected(applied.error());
  return {};
}

}  // namespace homeward::service
