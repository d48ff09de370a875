// A version never comes twice for one cell. What a person enters (a milestone, a delay, a plan, a
// settlement) can be removed and entered again as a new row. Somebody who still sees the old row
// must be told, so the new row's version goes on from the last one of its cell.
#pragma once

#include <algorithm>
#include <tuple>

#include "service/json_fact.hpp"
#include "store/fact_sql.hpp"

namespace homeward::store {

// What a person sees as one place to enter something, within one child. Every other row is a cell
// of its own.
inline auto cell_of(const care::Milestone& row) {
  return std::tie(row.course, row.type, row.nth);
}
inline auto cell_of(const care::PurposefulDelay& row) {
  return std::tie(row.course, row.timescale);
}
inline auto cell_of(const care::Plan& row) {
  return std::tie(row.type, row.parallel);
}
inline auto cell_of(const care::Settlement& row) {
  return std::tie(row.course, row.type, row.nth);
}

template <class T>
concept Entered = requires(const T& row) { cell_of(row); };

// The highest version that the cell of `row` has or had, in the rows that are there and in those
// that the journal saw removed. 0 if there was none.
template <Entered T>
std::int32_t last_version_of_cell(Connection& db, AuthorityId authority, const T& row) {
  std::int32_t last = 0;
  const auto see = [&](const T& other) {
    if (cell_of(other) == cell_of(row)) last = std::max(last, other.version);
  };
  {
    static const std::string sql = select_sql<T>("authority_id = ? AND child_id = ?");
    Statement& select = db.prepare(sql);
    with(select, authority, row.child);
    const ResetOnExit reset(select);
    while (select.next()) {
      T there;
      get_row(select, there);
      see(there);
    }
  }
  static const std::string sql =
      "SELECT before_json FROM journal WHERE authority_id = ? AND child_id = ? AND table_name = ? "
      "AND operation = 'remove'";
  Statement& select = db.prepare(sql);
  with(select, authority, row.child);
  select.add_text(care::Table<T>::name);
  const ResetOnExit reset(select);
  while (select.next()) {
    care::Fact gone = T{};
    const auto json = nlohmann::json::parse(select.text(0), nullptr, false);
    service::put_columns(gone, json);
    T& was = std::get<T>(gone);
    // From before there were courses: of whichever period it was, to go on from it does no harm.
    if (service::named_start(json)) was.course = row.course;
    see(was);
  }
  return last;
}

}  // namespace homeward::store
