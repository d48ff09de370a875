// What an answer shows of children, for the access log: in words, nothing personal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.hpp"

namespace homeward::http {

struct Shown {
  std::string what;                    // "child page", "tracker joint"; empty: nobody is in it
  std::string counted;                 // of a list: "181 children"
  ChildId child;                       // the one it is about; 0: a list
  std::vector<ChildId> children = {};  // of a list that is carried off

  // "tracker joint, 181 children"
  std::string words() const { return counted.empty() ? what : what + ", " + counted; }
};

// For an answer that shows nobody: an empty list.
Shown nobody();
Shown one_child(std::string what, ChildId child);
// An empty list shows nobody. "3 children": count, one, many (one + "s" without it).
Shown list_of(std::string what, std::int64_t count, std::string_view one,
              std::string_view many = {});
template <class T>
Shown list_of(std::string what, const std::vector<T>& list, std::string_view one,
              std::string_view many = {}) {
  return list_of(std::move(what), static_cast<std::int64_t>(list.size()), one, many);
}

}  // namespace homeward::http
