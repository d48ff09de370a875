#include "returns/recognise.hpp"

#include <algorithm>

namespace homeward::returns {

namespace {

bool sets_apart(const ColumnSchema& column) {
  return column.name != "CHILD" && column.name != "DOB";
}

bool contains(const std::vector<std::string_view>& headings, std::string_view name) {
  return std::find(headings.begin(), headings.end(), name) != headings.end();
}

struct Likeness {
  std::size_t found = 0, wanted = 0, missing = 0;
  bool plausible() const { return found > 0 && 2 * found >= wanted; }
};

Likeness likeness(const TableSchema& table, const std::vector<std::string_view>& headings) {
  Likeness like;
  for (const ColumnSchema& column : table.columns) {
    if (column.need == Need::xml_only) continue;
    const bool found = contains(headings, column.name);
    if (!found) ++like.missing;
    if (!sets_apart(column)) continue;
    ++like.wanted;
    if (found) ++like.found;
  }
  return like;
}

// A complete table before an incomplete one; then the one with more of its own columns found.
bool nearer(const Likeness& a, const Likeness& b) {
  if ((a.missing == 0) != (b.missing == 0)) return a.missing == 0;
  if (a.found * b.wanted != b.found * a.wanted && a.missing != 0)
    return a.found * b.wanted > b.found * a.wanted;
  return a.found > b.found;
}

}  // namespace

Recognition recognise(const std::vector<std::string_view>& headings) {
  Recognition result;
  Likeness best;
  for (const TableSchema& table : schemas()) {
    const Likeness like = likeness(table, headings);
    if (!like.plausible() || (result.table != nullptr && !nearer(like, best))) continue;
    result.table = &table;
    best = like;
  }
  result.place.resize(headings.size());
  if (result.table == nullptr) return result;
  std::vector<bool> seen(result.table->columns.size());
  for (std::size_t i = 0; i < headings.size(); ++i) {
    if (headings[i].empty()) continue;
    const auto columns = result.table->columns;
    const auto found =
        std::find_if(columns.begin(), columns.end(),
                     [&](const ColumnSchema& column) { return column.name == headings[i]; });
    if (found == columns.end()) {
      result.extra.emplace_back(headings[i]);
      continue;
    }
    const auto column = static_cast<std::size_t>(found - columns.begin());
    if (seen[column]) result.repeated.emplace_back(headings[i]);
    seen[column] = true;
    result.place[i] = column;
  }
  for (std::size_t column = 0; column < seen.size(); ++column)
    if (!seen[column] && result.table->columns[column].need != Need::xml_only)
      result.missing.push_back(result.table->columns[column].name);
  return result;
}

}  // namespace homeward::returns
