#include "service/diff.hpp"

#include <algorithm>
#include <unordered_map>

#include "care/columns.hpp"

namespace homeward::service {

namespace {

template <class T>
bool differs(const T& before, const T& after) {
  return !care::same_content(before, after) ||
         before.provenance.collection_year != after.provenance.collection_year;
}

template <class T>
void diff_rows(const std::vector<T>& before, const std::vector<T>& after,
               std::vector<Change>& changes) {
  if (before.empty() && after.empty()) return;
  std::unordered_map<RowId, const T*> kept;
  for (const T& row : after)
    if (row.id) kept.emplace(row.id, &row);
  std::unordered_map<RowId, const T*> known;
  for (const T& row : before) {
    known.emplace(row.id, &row);
    const auto found = kept.find(row.id);
    if (found == kept.end())
      changes.push_back({row, std::nullopt});
    else if (differs(row, *found->second))
      changes.push_back({row, *found->second});
  }
  for (const T& row : after)
    if (!row.id || !known.contains(row.id)) changes.push_back({std::nullopt, row});
}

}  // namespace

std::vector<Change> diff(const care::ChildRecord* before, const care::ChildRecord& after) {
  static const care::ChildRecord kNothing;
  std::vector<Change> changes;
  if (!before)
    changes.push_back({std::nullopt, after.child});
  else if (differs(before->child, after.child))
    changes.push_back({before->child, after.child});
  const care::ChildRecord& from = before ? *before : kNothing;
  care::for_each_row_table(
      [&]<class T>() { diff_rows(care::rows_of<T>(from), care::rows_of<T>(after), changes); });
  std::stable_partition(changes.begin(), changes.end(), [](const Change& change) {
    return change.after || !std::holds_alternative<care::Course>(*change.before);
  });
  return changes;
}

bool is_bookkeeping(const Change& change) {
  const care::Fact& fact = change.before ? *change.before : *change.after;
  return std::holds_alternative<care::Absence>(fact) || std::holds_alternative<care::Course>(fact);
}

bool is_confirmation(const Change& change) {
  if (change.operation() != Operation::update) return false;
  return std::visit(
      [&](const auto& before) {
        using T = std::decay_t<decltype(before)>;
        return care::same_content(before, std::get<T>(*change.after));
      },
      *change.before);
}

}  // namespace homeward::service
