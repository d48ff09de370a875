#include "service/undo.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "care/columns.hpp"
#include "returns/natural_key.hpp"
#include "service/diff.hpp"
#include "service/history.hpp"
#include "service/json_fact.hpp"

namespace homeward::service {

namespace {

using care::ChildRecord;
using Entries = std::vector<JournalEntry>;

std::int32_t version_after(const JournalEntry& entry) {
  const auto json = nlohmann::json::parse(entry.after, nullptr, false);
  return json.is_object() ? json.value("version", 0) : 0;
}

std::string_view table_word(std::string_view table) {
  std::string_view word = care::Table<care::Child>::word;
  care::for_each_row_table([&]<class T>() {
    if (care::Table<T>::name == table) word = care::Table<T>::word;
  });
  return word;
}

// f(row) for the row of the record that the entry is about, if it is there.
template <class F>
void with_row(const ChildRecord& record, const JournalEntry& entry, F&& f) {
  if (entry.table == care::Table<care::Child>::name) {
    f(record.child);
    return;
  }
  care::for_each_row_table([&]<class T>() {
    if (care::Table<T>::name != entry.table) return;
    for (const T& row : care::rows_of<T>(record))
      if (row.id == entry.row) f(row);
  });
}

std::optional<std::int32_t> version_now(const ChildRecord& record, const JournalEntry& entry) {
  std::optional<std::int32_t> version;
  with_row(record, entry, [&](const auto& row) { version = row.version; });
  return version;
}

// A row of the record that is the same fact as the one that was removed.
bool came_again(const ChildRecord& record, const JournalEntry& entry) {
  bool found = false;
  returns::for_each_returned_table([&]<class T>() {
    if (care::Table<T>::name != entry.table) return;
    care::Fact fact = T{};
    put_columns(fact, nlohmann::json::parse(entry.before, nullptr, false));
    for (const T& row : care::rows_of<T>(record))
      found |= row.provenance.source == care::Source::return_file &&
               returns::natural_key(row) == returns::natural_key(std::get<T>(fact));
  });
  return found;
}

constexpr const char* kChangedByPerson = "a person has changed it since";
constexpr const char* kChangedByImport = "a later import has changed it";
constexpr const char* kCameAgain = "a later import has brought it again";
constexpr const char* kWorkedOn =
    "people have worked on this child since; the child stays, with all that came with it";
constexpr const char* kHeldByOthers = "other facts about this child stay, and so does the child";

// What can be undone of one child's entries, and what cannot.
class OneChild {
 public:
  OneChild(const ChildRecord& record, const Entries& entries, Inverse& into)
      : record_(record), into_(into) {
    for (const JournalEntry& entry : entries) sort_out(entry);
  }

  void undo() {
    const bool is_new = std::any_of(undone_.begin(), undone_.end(), [](const JournalEntry& entry) {
      return entry.table == care::Table<care::Child>::name && entry.operation == Operation::insert;
    });
    if ((is_new || child_changed_) && worked_on()) return leave("child", kWorkedOn);
    if (is_new && anything_stays()) {
      leave("child", kHeldByOthers);
      std::erase_if(undone_, [](const JournalEntry& entry) {
        return entry.table == care::Table<care::Child>::name;
      });
    }
    for (UndoLeft& left : left_) into_.left.push_back(std::move(left));
    if (is_new && !stays_) return take_out();
    std::reverse(undone_.begin(), undone_.end());
    const auto then = rewind(record_, undone_);
    if (!then) return;
    for (Change& change : diff(&record_, *then)) count(std::move(change));
  }

 private:
  void sort_out(const JournalEntry& entry) {
    const auto now = version_now(record_, entry);
    if (entry.operation == Operation::remove) {
      if (now) return;  // back already
      came_again(record_, entry) ? note(entry, kCameAgain) : undone_.push_back(entry);
      return;
    }
    if (!now) return;
    if (*now == version_after(entry)) {
      undone_.push_back(entry);
      return;
    }
    bool by_hand = false;
    with_row(record_, entry,
             [&](const auto& row) { by_hand = row.provenance.source == care::Source::hand; });
    child_changed_ |=
        entry.table == care::Table<care::Child>::name && entry.operation == Operation::insert;
    note(entry, by_hand ? kChangedByPerson : kChangedByImport);
  }

  void note(const JournalEntry& entry, const char* why) {
    if (entry.table == care::Table<care::Course>::name) return;  // it is found again as it stands
    left_.push_back(
        {record_.child.child, record_.child.number, std::string(table_word(entry.table)), why});
  }
  void leave(const char* what, const char* why) {
    stays_ = true;
    into_.left.push_back({record_.child.child, record_.child.number, what, why});
  }

  // Something in the record was entered here by hand.
  bool worked_on() const {
    bool by_hand = record_.child.provenance.source == care::Source::hand;
    care::for_each_row_table([&]<class T>() {
      for (const T& row : care::rows_of<T>(record_))
        by_hand |= row.provenance.source == care::Source::hand;
    });
    return by_hand;
  }

  bool anything_stays() const {
    std::set<std::pair<std::string_view, RowId>> go;
    for (const JournalEntry& entry : undone_)
      if (entry.operation == Operation::insert) go.emplace(entry.table, entry.row);
    bool stays = false;
    care::for_each_row_table([&]<class T>() {
      for (const T& row : care::rows_of<T>(record_))
        stays |= !go.contains({care::Table<T>::name, row.id});
    });
    return stays;
  }

  void take_out() {
    care::for_each_row_table([&]<class T>() {
      for (const T& row : care::rows_of<T>(record_)) count({row, std::nullopt});
    });
    count({record_.child, std::nullopt});
    ++into_.children_taken_out;
  }

  void count(Change change) {
    if (!is_confirmation(change) && !is_bookkeeping(change)) switch (change.operation()) {
        case Operation::insert:
          ++into_.brought_back;
          break;
        case Operation::update:
          ++into_.put_back;
          break;
        case Operation::remove:
          ++into_.taken_out;
          break;
      }
    into_.changes.push_back(std::move(change));
  }

  const ChildRecord& record_;
  Inverse& into_;
  Entries undone_;
  std::vector<UndoLeft> left_;
  bool child_changed_ = false, stays_ = false;
};

}  // namespace

Result<std::vector<JournalEntry>> done_together(Store& store, AuthorityId authority,
                                                std::string_view table, const care::Stored& row) {
  JournalQuery query;
  query.child = row.child;
  query.newest_first = true;
  query.limit = 0;
  auto entries = store.journal(authority, query);
  if (!entries) return entries;
  const auto last = std::find_if(entries->begin(), entries->end(), [&](const JournalEntry& entry) {
    return entry.table == table && entry.row == row.id;
  });
  Entries together;
  if (last != entries->end())
    std::copy_if(entries->begin(), entries->end(), std::back_inserter(together),
                 [&](const JournalEntry& entry) {
                   return entry.at == last->at && entry.by == last->by && !entry.import;
                 });
  std::reverse(together.begin(), together.end());
  return together;
}

Inverse inverse_of(std::span<const JournalEntry> entries,
                   const std::function<const ChildRecord*(ChildId)>& record_of) {
  std::map<ChildId, Entries> by_child;
  for (const JournalEntry& entry : entries)
    if (entry.child) by_child[entry.child].push_back(entry);
  Inverse inverse;
  for (const auto& [child, own] : by_child)
    if (const ChildRecord* record = record_of(child)) OneChild(*record, own, inverse).undo();
  return inverse;
}

}  // namespace homeward::service
