#include "service/history.hpp"

#include <algorithm>
#include <map>

#include "care/columns.hpp"
#include "care/periods.hpp"
#include "service/json_fact.hpp"

namespace homeward::service {

namespace {

template <class T>
void undo_row(std::vector<T>& rows, const JournalEntry& entry) {
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
      undo_row(one, entry);
      record.child = one.front();
      continue;
    }
    care::for_each_row_table([&]<class T>() {
      if (care::Table<T>::name == entry.table) undo_row(care::rows_of<T>(record), entry);
    });
  }
  if (!known) return std::nullopt;
  care::sort_record(record);
  return record;
}

care::Snapshot rewind(care::Snapshot snapshot, std::span<const JournalEntry> entries) {
  std::map<ChildId, std::vector<JournalEntry>> by_child;
  for (const JournalEntry& entry : entries) by_child[entry.child].push_back(entry);
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
  if (!entries.empty()) snapshot.sequence = entries.back().sequence - 1;
  return snapshot;
}

}  // namespace homeward::service
