#include "store/change_writer.hpp"

#include <array>
#include <map>
#include <set>
#include <type_traits>

#include "store/cell_version.hpp"
#include "store/fact_sql.hpp"
#include "store/journal_json.hpp"
#include "store/list_sql.hpp"

namespace homeward::store {
namespace {

using service::Change;
using service::ChangeSet;
using service::Operation;

constexpr std::size_t kTables = std::variant_size_v<care::Fact>;
// From here on a bulk insert is quicker than single statements (one COPY on PostgreSQL).
constexpr std::size_t kBulkInsertFrom = 20;

// The place of T among Fact's alternatives.
template <class T, class... Ts>
constexpr std::size_t place_in(const std::variant<Ts...>*) {
  std::size_t place = 0;
  static_cast<void>(((std::is_same_v<T, Ts> ? true : (++place, false)) || ...));
  return place;
}
template <class T>
constexpr std::size_t table_index() {
  return place_in<T>(static_cast<const care::Fact*>(nullptr));
}

// What one journal entry says. An inserted row's JSON is made when the entry is written.
struct Entry {
  Operation operation = Operation::insert;
  std::string_view table;
  RowId row;
  ChildId child;
  std::string before, after;
  const care::Fact* inserted = nullptr;
};

[[noreturn]] void unknown_row() {
  refuse(ErrorKind::invalid_input,
         "A change refers to a new row that is not part of it. Nothing was written.");
}

// The ids of new rows that a set names by negative numbers.
template <class RowIdType>
class NewIds {
 public:
  void learn(RowIdType placeholder, RowIdType given) {
    if (placeholder.value < 0) given_[placeholder.value] = given;
  }
  RowIdType resolve(RowIdType id) const {
    if (id.value >= 0) return id;
    const auto found = given_.find(id.value);
    if (found == given_.end()) unknown_row();
    return found->second;
  }

 private:
  std::map<std::int64_t, RowIdType> given_;
};

template <class T>
DatabaseError in_words_of(const DatabaseError& error) {
  if (error.failure() != Failure::unique) return error;
  if constexpr (kIsChild<T>) {
    return {Failure::unique, ErrorKind::conflict,
            "There is already a child with this number. Nothing was written; open that child's "
            "record, or correct the number."};
  } else {
    return {Failure::unique, ErrorKind::conflict,
            fmt::format("Somebody has already recorded this {}. Nothing was written; reload to see "
                        "it.",
                        care::Table<T>::word)};
  }
}

class ChangeWriter {
 public:
  ChangeWriter(Connection& db, const ChangeSet& set) : db_(db), set_(set) {}

  service::Applied write(std::vector<service::Event>& events) {
    at_ = std::max(set_.at, last_at());
    if (set_.import) applied_.import = write_import(db_, set_.authority, *set_.import);
    if (set_.undoes) mark_undone(db_, set_.authority, set_.undoes, at_, set_.by);
    write_lists();
    reserve_row_ids();
    applied_.rows.reserve(set_.changes.size());  // entries point into it
    for (const Change& change : set_.changes) write_change(change);
    insert_waiting();
    write_journal();
    tell(events);
    return std::move(applied_);
  }

 private:
  // The time of the last entry; entries stay in the order of time when the clock is set back.
  service::Moment last_at() {
    Statement& select =
        db_.prepare("SELECT at FROM journal WHERE authority_id = ? ORDER BY sequence DESC LIMIT 1");
    with(select, set_.authority);
    const ResetOnExit reset(select);
    service::Moment at = set_.at;
    if (select.next()) {
      RowReader read(select);
      read(at);
    }
    return at;
  }

  // --- lists

  void write_lists() {
    for (const care::Team& team : set_.lists.teams) teams_.learn(team.id, write_list_row(team));
    for (care::Worker worker : set_.lists.workers) {
      const WorkerId asked = worker.id;
      worker.team = teams_.resolve(worker.team);
      workers_.learn(asked, write_list_row(worker));
    }
    for (const care::SiblingGroup& group : set_.lists.sibling_groups)
      groups_.learn(group.id, write_list_row(group));
  }

  // Inserts (id 0 or negative) or updates; an unchanged row is left alone. Returns the id.
  template <class T>
  auto write_list_row(T row) -> decltype(row.id) {
    std::string names, assignments;
    for_each_list_column<T>([&](const auto& column) {
      names += fmt::format(", {}", column.name);
      assignments += fmt::format("{}{} = ?", assignments.empty() ? "" : ", ", column.name);
    });
    const auto put_columns = [&](Parameters& to) {
      for_each_list_column<T>([&](const auto& column) { put(to, row.*column.member); });
    };
    if (row.id.value <= 0) {
      row.id.value = db_.reserve_ids(List<T>::name, 1).front();
      const std::string columns = "authority_id, id" + names;
      Statement& insert = db_.prepare(fmt::format("INSERT INTO {} ({}) VALUES ({})", List<T>::name,
                                                  columns, placeholders_for(columns)));
      with(insert, set_.authority, row.id);
      put_columns(insert);
      insert.run();
      note_list(List<T>::name, Operation::insert, row.id.value, std::string{}, list_json(row, T{}));
      return row.id;
    }
    T now;
    Statement& select = db_.prepare(
        fmt::format("SELECT id{} FROM {} WHERE authority_id = ? AND id = ?", names, List<T>::name));
    with(select, set_.authority, row.id);
    {
      const ResetOnExit reset(select);
      if (!select.next())
        refuse(ErrorKind::not_found,
               "There is no such team, worker or sibling group in this authority. Nothing was "
               "written.");
      RowReader read(select);
      read(now.id);
      for_each_list_column<T>([&](const auto& column) { read(now.*column.member); });
    }
    if (list_json(row, now) == "{}") return row.id;
    Statement& update = db_.prepare(fmt::format(
        "UPDATE {} SET {} WHERE authority_id = ? AND id = ?", List<T>::name, assignments));
    put_columns(update);
    with(update, set_.authority, row.id).run();
    note_list(List<T>::name, Operation::update, row.id.value, list_json(now, row),
              list_json(row, now));
    return row.id;
  }

  template <class T>
  static std::string list_json(const T& row, const T& other) {
    std::string json = "{";
    for_each_list_column<T>([&](const auto& column) {
      if (row.*column.member == other.*column.member) return;
      append_name(json, column.name);
      is_set(row.*column.member) ? append_json(json, row.*column.member) : void(json += "null");
    });
    return json += '}';
  }

  void note_list(std::string_view table, Operation operation, std::int64_t id, std::string before,
                 std::string after) {
    Entry entry;
    entry.operation = operation;
    entry.table = table;
    entry.row = RowId{id};
    entry.before = std::move(before);
    entry.after = std::move(after);
    entries_.push_back(std::move(entry));
  }

  // --- facts

  void reserve_row_ids() {
    std::array<std::size_t, kTables> count{};
    for (const Change& change : set_.changes)
      if (!change.before && change.after && stored_of(*change.after).id.value <= 0)
        ++count[change.after->index()];
    std::size_t table = 0;
    care::for_each_table([&]<class T>() {
      new_ids_[table] = db_.reserve_ids(care::Table<T>::name, count[table]);
      ++table;
    });
  }

  static const care::Stored& stored_of(const care::Fact& fact) {
    return std::visit([](const auto& row) -> const care::Stored& { return row; }, fact);
  }

  void write_change(const Change& change) {
    if (!change.before && !change.after)
      refuse(ErrorKind::invalid_input, "A change is empty. Nothing was written.");
    if (change.before && change.after && change.before->index() != change.after->index())
      refuse(ErrorKind::invalid_input,
             "A change would turn a row into one of another table. Nothing was written.");
    if (!change.before) {
      std::visit([&](const auto& row) { insert(row); }, *change.after);
      return;
    }
    insert_waiting();
    std::visit(
        [&](const auto& before) {
          using T = std::decay_t<decltype(before)>;
          change.after ? update(before, std::get<T>(*change.after)) : remove(before);
        },
        *change.before);
  }

  template <class T>
  void insert(T row) {
    const RowId asked = row.id;
    if constexpr (!kIsChild<T>) {
      row.child = row.child ? children_.resolve(row.child) : last_new_child_;
      if (!row.child)
        refuse(ErrorKind::invalid_input,
               "A new row does not say which child it is about. Nothing was written.");
    }
    name_courses(row);
    constexpr std::size_t kTable = table_index<T>();
    if (asked.value > 0) {
      if constexpr (kIsChild<T>) row.child = ChildId{asked.value};
      if (!was_here<T>(row)) no_such_row<T>();
    } else {
      row.id = RowId{new_ids_[kTable][next_id_[kTable]++]};
      row.version = 0;
    }
    row.version = std::max(row.version, last_version(row)) + 1;
    if constexpr (kIsChild<T>) {
      row.child = last_new_child_ = ChildId{row.id.value};
      if (asked.value <= 0) new_children_.insert(row.child);
      children_.learn(ChildId{asked.value}, row.child);
    }
    if constexpr (std::is_same_v<T, care::Course>)
      if (asked.value < 0) new_courses_[{row.child, asked.value}] = CourseId{row.id.value};
    complete(row);
    const care::Fact& kept = applied_.rows.emplace_back(std::move(row));
    waiting_[kTable].push_back(&kept);
    ++waiting_count_;
    Entry entry;
    entry.table = care::Table<T>::name;
    entry.row = stored_of(kept).id;
    entry.child = stored_of(kept).child;
    entry.inserted = &kept;
    entries_.push_back(std::move(entry));
  }

  // Of the row's cell, up to now and in this set.
  template <class T>
  std::int32_t last_version(const T& row) {
    if constexpr (Entered<T>) {
      if (new_children_.contains(row.child)) return 0;
      std::int32_t last = last_version_of_cell(db_, set_.authority, row);
      for (const care::Fact& fact : removed_)
        if (const T* gone = std::get_if<T>(&fact);
            gone && gone->child == row.child && cell_of(*gone) == cell_of(row))
          last = std::max(last, gone->version);
      return last;
    } else {
      return 0;
    }
  }

  template <class T>
  void update(const T& before, T after) {
    const std::optional<T> now = find_row<T>(db_, set_.authority, key_of(before));
    if (!now) gone(before);
    check_version(*now, before);
    after.id = now->id;
    after.child = now->child;
    after.version = now->version + 1;
    name_courses(after);
    complete(after);
    Statement& statement = db_.prepare(update_sql<T>());
    put(statement, after.version);
    put_provenance(statement, after.provenance);
    put_own_columns(statement, after);
    put_row_key<T>(statement, set_.authority, after);
    try {
      statement.run();
    } catch (const DatabaseError& error) {
      throw in_words_of<T>(error);
    }
    Entry entry;
    entry.operation = Operation::update;
    entry.table = care::Table<T>::name;
    entry.row = after.id;
    entry.child = after.child;
    entry.before = changed_json(*now, after);
    entry.after = changed_json(after, *now);
    entries_.push_back(std::move(entry));
    applied_.rows.emplace_back(std::move(after));
  }

  template <class T>
  void remove(const T& before) {
    const std::optional<T> now = find_row<T>(db_, set_.authority, key_of(before));
    if (!now) {
      // Without version checks a row that is already away is as wished.
      if (!set_.check_versions && was_here<T>(key_of(before))) return;
      gone(before);
    }
    check_version(*now, before);
    Statement& statement = db_.prepare(remove_sql<T>());
    put_row_key<T>(statement, set_.authority, *now);
    try {
      statement.run();
    } catch (const DatabaseError& error) {
      if (error.failure() != Failure::reference) throw;
      throw DatabaseError(Failure::reference, ErrorKind::conflict,
                          "Other entries still belong to this child's record. Nothing was written; "
                          "take them away first.");
    }
    Entry entry;
    entry.operation = Operation::remove;
    entry.table = care::Table<T>::name;
    entry.row = now->id;
    entry.child = now->child;
    entry.before = whole_json(*now);
    entries_.push_back(std::move(entry));
    if constexpr (Entered<T>) removed_.emplace_back(*now);
  }

  template <class T>
  static care::Stored key_of(const T& row) {
    care::Stored key = row;
    if constexpr (kIsChild<T>) key.child = ChildId{row.id.value};
    return key;
  }

  // Fills in what the store knows: the import of a row that came with this one (a row that came
  // with an earlier import keeps that), and ids given to new workers and groups.
  template <class T>
  void complete(T& row) {
    if (set_.import && row.provenance.source != care::Source::hand && !row.provenance.import)
      row.provenance.import = applied_.import;
    if constexpr (kIsChild<T>) row.sibling_group = groups_.resolve(row.sibling_group);
    if constexpr (std::is_same_v<T, care::WorkerSpell>) row.worker = workers_.resolve(row.worker);
  }

  // Rows name a new course of the same child and set by its negative id.
  template <class T>
  void name_courses(T& row) const {
    const auto name = [&](CourseId& course) {
      if (course.value >= 0) return;
      const auto given = new_courses_.find({row.child, course.value});
      if (given == new_courses_.end()) unknown_row();
      course = given->second;
    };
    if constexpr (std::is_same_v<T, care::Course>) name(row.part_of);
    if constexpr (requires { row.course; }) name(row.course);
  }

  template <class T>
  void check_version(const T& now, const T& before) const {
    if (set_.check_versions && now.version != before.version)
      refuse(ErrorKind::conflict,
             fmt::format("Somebody changed this {} in the meantime. Nothing was written; look at "
                         "their change and decide.",
                         care::Table<T>::word));
  }

  template <class T>
  [[noreturn]] void no_such_row() const {
    refuse(ErrorKind::not_found, fmt::format("There is no such {} in this authority. Nothing was "
                                             "written.",
                                             care::Table<T>::word));
  }

  template <class T>
  [[noreturn]] void gone(const T& before) {
    if (!was_here<T>(key_of(before))) no_such_row<T>();
    refuse(ErrorKind::conflict,
           fmt::format("Somebody has taken this {} away in the meantime. Nothing was written; "
                       "reload to see the record as it is.",
                       care::Table<T>::word));
  }

  // True if the journal of this authority knows the row, also one that has been removed.
  template <class T>
  bool was_here(const care::Stored& key) {
    static const std::string sql =
        "SELECT sequence FROM journal WHERE authority_id = ? AND child_id = ? AND table_name = ? "
        "AND row_id = ? LIMIT 1";
    Statement& select = db_.prepare(sql);
    with(select, set_.authority, key.child);
    select.add_text(care::Table<T>::name);
    put(select, key.id);
    const ResetOnExit reset(select);
    return select.next();
  }

  void insert_waiting() {
    if (waiting_count_ == 0) return;
    waiting_count_ = 0;
    std::size_t table = 0;
    care::for_each_table([&]<class T>() { insert_rows<T>(waiting_[table++]); });
  }

  template <class T>
  void insert_rows(std::vector<const care::Fact*>& rows) {
    if (rows.empty()) return;
    try {
      if (rows.size() < kBulkInsertFrom) {
        Statement& statement = db_.prepare(insert_sql<T>());
        for (const care::Fact* row : rows) {
          put_row(statement, set_.authority, std::get<T>(*row));
          statement.run();
        }
      } else {
        const auto bulk = db_.bulk_insert(std::string(care::Table<T>::name), insert_columns<T>());
        for (const care::Fact* row : rows) {
          put_row(*bulk, set_.authority, std::get<T>(*row));
          bulk->end_row();
        }
        bulk->finish();
      }
    } catch (const DatabaseError& error) {
      throw in_words_of<T>(error);
    }
    rows.clear();
  }

  // --- journal

  void write_journal() {
    if (entries_.empty()) return;
    sequences_ = db_.reserve_ids("journal", entries_.size());
    applied_.first_sequence = sequences_.front();
    applied_.last_sequence = sequences_.back();
    static const std::string columns =
        "authority_id, sequence, at, by_account_id, import_id, operation, table_name, row_id, "
        "child_id, before_json, after_json, undoes_import_id";
    static const std::string sql =
        "INSERT INTO journal (" + columns + ") VALUES (" + placeholders_for(columns) + ")";
    if (entries_.size() < kBulkInsertFrom) {
      Statement& statement = db_.prepare(sql);
      for (std::size_t i = 0; i < entries_.size(); ++i) {
        put_entry(statement, i);
        statement.run();
      }
      return;
    }
    const auto bulk = db_.bulk_insert("journal", columns);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      put_entry(*bulk, i);
      bulk->end_row();
    }
    bulk->finish();
  }

  void put_entry(Parameters& to, std::size_t i) {
    Entry& entry = entries_[i];
    if (entry.inserted)
      json_ = std::visit([](const auto& row) { return whole_json(row); }, *entry.inserted);
    put(to, set_.authority);
    put(to, sequences_[i]);
    put(to, at_);
    put(to, set_.by);
    put(to, applied_.import);
    put(to, entry.operation);
    to.add_text(entry.table);
    put(to, entry.row);
    put(to, entry.child);
    entry.before.empty() ? to.add_null() : to.add_text(entry.before);
    if (entry.inserted)
      to.add_text(json_);
    else
      entry.after.empty() ? to.add_null() : to.add_text(entry.after);
    put(to, set_.undoes);
  }

  void tell(std::vector<service::Event>& events) const {
    if (entries_.empty()) return;
    service::Event event;
    event.authority = set_.authority;
    event.by = set_.by;
    if (set_.import || set_.undoes || entries_.size() > kBulkEventFrom) {
      event.sequence = sequences_.back();
      event.bulk = true;
      events.push_back(event);
      return;
    }
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      // The course that was made for an entry is told with the entry.
      if (entries_[i].table == care::Table<care::Course>::name && i + 1 < entries_.size() &&
          entries_[i + 1].child == entries_[i].child)
        continue;
      event.sequence = sequences_[i];
      event.child = entries_[i].child;
      event.table = entries_[i].table;
      events.push_back(event);
    }
  }

  Connection& db_;
  const ChangeSet& set_;
  service::Moment at_{};
  service::Applied applied_;
  NewIds<TeamId> teams_;
  NewIds<WorkerId> workers_;
  NewIds<SiblingGroupId> groups_;
  NewIds<ChildId> children_;
  ChildId last_new_child_;
  std::set<ChildId> new_children_;
  std::map<std::pair<ChildId, std::int64_t>, CourseId> new_courses_;
  std::vector<care::Fact> removed_;  // in this set, of what people enter
  std::array<std::vector<std::int64_t>, kTables> new_ids_;
  std::array<std::size_t, kTables> next_id_{};
  std::array<std::vector<const care::Fact*>, kTables> waiting_;
  std::size_t waiting_count_ = 0;
  std::vector<Entry> entries_;
  std::vector<std::int64_t> sequences_;
  std::string json_;
};

}  // namespace

service::Applied write_changes(Connection& db, const ChangeSet& set,
                               std::vector<service::Event>& events) {
  return ChangeWriter(db, set).write(events);
}

}  // namespace homeward::store
