#include "returns/leading_zeros.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

#include "base/text.hpp"

namespace homeward::returns {

namespace {

using care::ChildRecord;

// Without its leading zeros; empty if it does not consist of digits.
std::string_view core_of(std::string_view number) {
  if (number.find_first_not_of("0123456789") != std::string_view::npos) return {};
  const auto first = number.find_first_not_of('0');
  return first == std::string_view::npos ? number.substr(0, number.empty() ? 0 : 1)
                                         : number.substr(first);
}

// The children of one core: as they are held and as they were read.
struct Forms {
  std::vector<const ChildRecord*> held, read;
};

std::set<std::string_view> numbers_of(const std::vector<const ChildRecord*>& records) {
  std::set<std::string_view> numbers;
  for (const ChildRecord* record : records) numbers.insert(record->child.number.reveal());
  return numbers;
}

std::string_view longest(const std::set<std::string_view>& numbers) {
  return *std::max_element(numbers.begin(), numbers.end(),
                           [](auto a, auto b) { return a.size() < b.size(); });
}

void compare_birth_dates(const Forms& forms, LostZeros& found) {
  std::size_t known = 0;
  std::set<Date> dates;
  for (const auto* list : {&forms.held, &forms.read})
    for (const ChildRecord* record : *list)
      if (record->child.born_on) {
        ++known;
        dates.insert(*record->child.born_on);
      }
  if (known < 2) return;
  ++(dates.size() == 1 ? found.same_birth_date : found.other_birth_date);
}

void weigh(const Forms& forms, LostZeros& found) {
  const auto held = numbers_of(forms.held), read = numbers_of(forms.read);
  if (read.empty() || std::includes(held.begin(), held.end(), read.begin(), read.end())) return;
  std::set<std::string_view> all = held;
  all.insert(read.begin(), read.end());
  if (all.size() < 2) return;
  ++found.children;
  compare_birth_dates(forms, found);
  const bool two_held = held.size() > 1;
  const std::string stands(longest(two_held ? held : all));
  for (const std::string_view number : read)
    if (number != stands && !(two_held && held.contains(number)))
      found.read.emplace(number, stands);
  if (two_held) return;
  for (const std::string_view number : held)
    if (number != stands) found.held.emplace(number, stands);
}

// f(identifier) for each row of both returns; one that follows itself is told once.
template <class F>
void for_each_child(const Return& now, const Return* last, F&& f) {
  for (const Return* one : {&now, last}) {
    if (one == nullptr) continue;
    for (const Table& table : one->tables) {
      std::string_view before;
      for (std::size_t row = 0; row < table.size(); ++row)
        if (const auto child = table.cell(row, 0); child != before) f(before = child);
    }
  }
}

}  // namespace

std::string lost_zeros_sentence(const Return& now, const Return* last) {
  bool any_zero = false;  // without one there is nothing to lose
  for_each_child(now, last, [&](std::string_view child) { any_zero |= child.starts_with('0'); });
  if (!any_zero) return {};
  std::unordered_map<std::string_view, std::string_view> first;
  std::set<std::string_view> several;
  for_each_child(now, last, [&](std::string_view child) {
    const auto core = core_of(child);
    if (core.empty()) return;
    const auto [at, is_new] = first.try_emplace(core, child);
    if (!is_new && at->second != child) several.insert(core);
  });
  if (several.empty()) return {};
  const bool one = several.size() == 1;
  return text::plural(static_cast<long long>(several.size()), "identifier") +
         (one ? " is" : " are") +
         " written in two ways that differ only by zeros at the front, which a spreadsheet takes "
         "away. They were checked as different children. If they are the same, export the return "
         "again with the identifiers as text.";
}

LostZeros lost_zeros(const std::vector<ChildRecord>& held, const std::vector<Records>& returns) {
  std::unordered_map<std::string_view, Forms> by_core;
  for (const Records& one : returns)
    for (const ChildRecord& record : one.children)
      if (const auto core = core_of(record.child.number.reveal()); !core.empty())
        by_core[core].read.push_back(&record);
  for (const ChildRecord& record : held)
    if (const auto found = by_core.find(core_of(record.child.number.reveal()));
        found != by_core.end())
      found->second.held.push_back(&record);
  LostZeros found;
  for (const auto& [core, forms] : by_core) weigh(forms, found);
  return found;
}

}  // namespace homeward::returns
