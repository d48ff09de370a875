#include "http/shown.hpp"

#include "base/text.hpp"

namespace homeward::http {

Shown nobody() {
  return {};
}

Shown one_child(std::string what, ChildId child) {
  return {std::move(what), "", child};
}

Shown list_of(std::string what, std::int64_t count, std::string_view one, std::string_view many) {
  if (count == 0) return nobody();
  return {std::move(what), text::plural(count, one, many), ChildId{}};
}

}  // namespace homeward::http
