// edit_loop URL AUTHORITY CHILD COUNT: records COUNT reviews of the child one after the other and
// raises the child's own row with each, writing the number of each to standard output after apply
// has acknowledged it. crash_test kills it.
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "store/open.hpp"

using namespace homeward;

int main(int count, char** words) {
  if (count != 5) return 2;
  auto store = store::open(words[1]);
  if (!store) return 3;
  const AuthorityId authority{std::atoll(words[2])};
  const ChildId child{std::atoll(words[3])};
  const int edits = std::atoi(words[4]);
  auto record = (*store)->child(authority, child);
  if (!record) return 4;
  care::Child row = record->child;
  for (int i = 0; i < edits; ++i) {
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
    const auto applied = (*store)->apply(set);
    if (!applied) return 5;
    row = std::get<care::Child>(applied->rows.at(0));
    const std::string line = std::to_string(i) + "\n";
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) return 6;
  }
  return 0;
}
