// The authority's own lists (teams, workers, sibling groups) as tables, in the manner of
// care/columns.hpp, for SQL and the journal.
#pragma once

#include "care/columns.hpp"

namespace homeward::store {

template <class T>
struct List;

template <>
struct List<care::Team> {
  static constexpr std::string_view name = "team";
  static constexpr auto columns = std::tuple{care::Column{"name", &care::Team::name}};
};

template <>
struct List<care::Worker> {
  static constexpr std::string_view name = "worker";
  static constexpr auto columns = std::tuple{
      care::Column{"team_id", &care::Worker::team}, care::Column{"number", &care::Worker::number},
      care::Column{"name", &care::Worker::name}, care::Column{"initials", &care::Worker::initials}};
};

template <>
struct List<care::SiblingGroup> {
  static constexpr std::string_view name = "sibling_group";
  static constexpr auto columns =
      std::tuple{care::Column{"label", &care::SiblingGroup::label},
                 care::Column{"plan_together", &care::SiblingGroup::plan_together},
                 care::Column{"reason", &care::SiblingGroup::reason}};
};

template <class T, class F>
constexpr void for_each_list_column(F&& f) {
  std::apply([&](const auto&... column) { (f(column), ...); }, List<T>::columns);
}

}  // namespace homeward::store
