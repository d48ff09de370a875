#include "base/text.hpp"
#include "care/periods.hpp"
#include "service/editing.hpp"
#include "service/wall_clock.hpp"

namespace homeward::service {

care::Courses courses_on(const care::ChildRecord& record, Date day) {
  return {record, care::told_courses(record.episodes), day};
}

Error changing_too_fast() {
  return {ErrorKind::unavailable,
          "This child's record is being changed by several people at once. Nothing was saved; try "
          "again."};
}

void add_wrong_text(std::vector<std::string>& wrong, const FieldEdit<std::string>& asked,
                    std::string_view what, std::size_t longest) {
  if (!asked.value()) return;
  if (!text::valid_utf8(*asked.value())) {
    wrong.push_back(std::string(what) + " holds bytes that are not text.");
    return;
  }
  const std::size_t characters = text::characters(*asked.value());
  if (characters > longest)
    wrong.push_back(std::string(what) + " has " +
                    text::thousands(static_cast<long long>(characters)) +
                    " characters; the most that can be kept is " +
                    text::thousands(static_cast<long long>(longest)) + ".");
}

Result<Touches> last_touches(Store& store, AuthorityId authority, ChildId child) {
  JournalQuery query;
  query.child = child;
  query.newest_first = true;
  query.limit = 2000;  // years of one child's changes; older ones are told without a name
  auto entries = store.journal(authority, query);
  if (!entries) return tl::unexpected(entries.error());
  Touches touched;
  for (const JournalEntry& entry : *entries) {
    const Touch touch{entry.by, entry.at};
    if (entry.table == care::Table<care::Milestone>::name)
      touched.milestones.try_emplace(entry.row.value, touch);
    else if (entry.table == care::Table<care::PurposefulDelay>::name)
      touched.delays.try_emplace(entry.row.value, touch);
  }
  return touched;
}

LastChange last_change(Service& service, AuthorityId authority, ChildId child,
                       std::string_view table, std::optional<RowId> row) {
  JournalQuery query;
  query.child = child;
  query.newest_first = true;
  query.limit = 200;
  const auto entries = service.store().journal(authority, query);
  if (!entries) return {};
  for (const JournalEntry& entry : *entries)
    if (entry.table == table && (!row || entry.row == *row))
      return {service.account_label(entry.by), iso(entry.at)};
  return {};
}

}  // namespace homeward::service
