#include "service/history.hpp"

#include <algorithm>
#include <map>

#include "care/columns.hpp"
#include "care/periods.hpp"
#include "service/json_fact.hpp"

namespace homeward::service {

namespace {

// The course that began on that day. One that nothing else points to is made here: it is the
// period of a row that was removed before there were courses.
CourseId course_begun(care::ChildRecord& record, Date day) {
  std::int64_t lowest = 0;
  for (const care::Course& course : record.courses) {
    if (course.started_on == day) return course.course_id();
    lowest = std::min(lowest, course.id.value);
  }
  care::Course& made = record.courses.emplace_back();
  made.id = RowId{lowest - 1};
  made.child = record.child.child;
  made.started_on = day;
  return made.course_id();
}

template <class T>
void undo_row(care::ChildRecord& record, std::vector<T>& rows, const JournalEntry& entry) {
  const auto at =
      std::find_if(rows.begin(), rows.end(), [&](const T& row) { return row.id == entry.row; });
  if (entry.operation == Operation::insert) {
    if (at != rows.end()) rows.erase(at);
    return;
  }
  const auto json = nlohmann::json::parse(entry.before, nullptr, false);
  if (json.is_discarded()) return;
  care::Fact fact = at != rows.end() ? care::Fact(*at) : care::Fact(T{});
  put_columns(fact, json);
  stored(fact).id = entry.row;
  stored(fact).child = entry.child;
  stored(fact).version = json.value("version", 0);
  if constexpr (requires(T& row) { row.course; })
    if (const auto start = named_start(json))
      std::get<T>(fact).course = course_begun(record, *start);
  if (at != rows.end())
    *at = std::get<T>(std::move(fact));
  else
    rows.push_back(std::get<T>(std::move(fact)));
}

}  // namespace

std::optional<care::ChildRecord> rewind(care::ChildRecord record,
                                        std::span<const JournalEntry> entries) {
  bool known = true;
  for (const JournalEntry& entry : entries) {
    if (entry.table == care::Table<care::Child>::name) {
      known = entry.operation != Operation::insert;
      if (!known) continue;
      std::vector<care::Child> one{record.child};
      undo_row(record, one, entry);
      record.child = one.front();
      continue;
    }
    care::for_each_row_table([&]<class T>() {
      if (care::Table<T>::name == entry.table) undo_row(record, care::rows_of<T>(record), entry);
    });
  }
  if (!known) return std::nullopt;
  care::sort_record(record);
  return record;
}

care::Snapshot rewind(care::Snapshot snapshot, std::vector<JournalEntry> entries) {
  if (!entries.empty()) snapshot.sequence = entries.back().sequence - 1;
  std::map<ChildId, std::vector<JournalEntry>> by_child;
  for (JournalEntry& entry : entries) by_child[entry.child].push_back(std::move(entry));
  entries = {};
  std::vector<care::ChildRecord> children;
  children.reserve(snapshot.children.size());
  for (care::ChildRecord& record : snapshot.children) {
    const auto found = by_child.find(record.child.child);
    if (found == by_child.end())
      children.push_back(std::move(record));
    else if (auto then = rewind(std::move(record), found->second))
      children.push_back(std::move(*then));
  }
  snapshot.children = std::move(children);
  return snapshot;
}

}  // namespace homeward::service
