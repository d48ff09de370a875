// edit_loop URL AUTHORITY COUNT CHILD...: for each child a thread of its own, all at once, which
// records COUNT reviews of the child one after the other and raises the child's own row with each.
// Writes the child's id to standard output after apply has acknowledged an edit. crash_test kills
// it.
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "store/open.hpp"

using namespace homeward;

namespace {

// 0, or which step failed.
int edit(service::Store& store, AuthorityId authority, ChildId child, int count) {
  auto record = store.child(authority, child);
  if (!record) return 4;
  care::Child row = record->child;
  for (int i = 0; i < count; ++i) {
    service::ChangeSet set;
    set.authority = authority;
    care::Review review;
    review.child = child;
    review.held_on = Date::from_day_number(i);
    care::Child next = row;
    next.given_name = PrivateText{std::to_string(i)};
    service::Change edit, insert;
    edit.before = row;
    edit.after = next;
    insert.after = review;
    set.changes = {edit, insert};
    const auto applied = store.apply(set);
    if (!applied) return 5;
    row = std::get<care::Child>(applied->rows.at(0));
    const std::string line = std::to_string(child.value) + "\n";
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) return 6;
  }
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count < 5) return 2;
  auto store = store::open(words[1]);
  if (!store) return 3;
  std::atomic<int> failed{0};
  std::vector<std::thread> writers;
  for (int i = 4; i < count; ++i)
    writers.emplace_back([&, child = ChildId{std::atoll(words[i])}] {
      const int step = edit(**store, AuthorityId{std::atoll(words[2])}, child, std::atoi(words[3]));
      if (step != 0) failed = step;
    });
  for (auto& writer : writers) writer.join();
  return failed;
}
