#include "care/told.hpp"

#include <algorithm>

namespace homeward::care {

namespace {

template <class T>
const T* named_so(std::span<const T> table, std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const T& one) { return one.name == name; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace

const Happening* Kind::happening(std::string_view wanted) const {
  return named_so(happenings, wanted);
}

const Trait* Kind::trait(std::string_view wanted) const {
  return named_so(traits, wanted);
}

}  // namespace homeward::care
