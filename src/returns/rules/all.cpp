#include <algorithm>
#include <tuple>

#include "returns/rules/groups.hpp"

namespace homeward::returns::rules {

namespace {

// "392b" stands after "392a" and before "393"; codes that begin with a letter stand last.
auto place_of(const Rule* rule) {
  int number = 0;
  for (const char c : rule->code) {
    if (c < '0' || c > '9') break;
    number = number * 10 + (c - '0');
  }
  return std::tuple(number == 0, number, rule->code);
}

std::vector<const Rule*> gather() {
  std::vector<const Rule*> out;
  for (const std::span<const Rule> group : {
           between_files_rules(),
       })
    for (const Rule& rule : group) out.push_back(&rule);
  std::sort(out.begin(), out.end(),
            [](const Rule* a, const Rule* b) { return place_of(a) < place_of(b); });
  return out;
}

}  // namespace

std::span<const Rule* const> all_rules() {
  static const std::vector<const Rule*> kAll = gather();
  return kAll;
}

}  // namespace homeward::returns::rules
