// The ports through which the service reaches the outside: a database, a wall clock, randomness.
// store/ implements Store twice (SQLite, PostgreSQL), and one suite of contract tests holds both to
// this page. Every method names the authority it works in; it cannot reach anything else.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/names.hpp"
#include "base/result.hpp"
#include "care/record.hpp"

namespace homeward::service {

// A moment, UTC, to the millisecond. Only the journal, sessions and logs use moments; the record
// uses dates.
using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

class WallClock {
 public:
  virtual ~WallClock() = default;
  virtual Moment now() const = 0;
  virtual Date today() const = 0;                 // in Europe/London
  virtual Date date_of(Moment moment) const = 0;  // in Europe/London
  // The first moment after that day in Europe/London. What was known "on" a day is what had been
  // journalled before it.
  virtual Moment end_of(Date day) const = 0;
};

enum class Role { viewer, practitioner, manager, administrator };
constexpr auto names_of(Role) {
  return named<Role>("viewer", "practitioner", "manager", "administrator");
}

struct Account {
  AccountId id;
  std::string sign_in_name;  // unique in the whole database, as text::same_name gives it
  PrivateText name;
  std::string initials;
  std::string password_hash;  // argon2id, as libsodium writes it
  WorkerId worker;            // the worker this person is, if any
  bool disabled = false;
  bool must_change_password = false;  // the password was given by somebody else
  std::optional<Moment> last_signed_in_at;
};

// An account's role in one authority. No grant, no access.
struct Grant {
  AccountId account;
  AuthorityId authority;
  Role role = Role::viewer;
};

using SessionId = Id<struct SessionTag>;

struct Session {
  SessionId id;            // 0: new, the store gives one
  std::string token_hash;  // SHA-256 of the cookie's token, hex; the token itself is never kept
  std::string csrf_token;
  AccountId account;
  AuthorityId authority;
  Moment started_at, last_seen_at, ends_at;
  std::string address;  // where it was begun from
  std::string device;   // in a word or two: "Edge on Windows"
};

enum class Operation : std::uint8_t { insert, update, remove };
constexpr auto names_of(Operation) {
  return named<Operation>("insert", "update", "remove");
}

// One change of one row: what it was and what it becomes. insert has no `before`, remove no
// `after`; for update both hold the whole row. For a new row `after.id` 0 asks the store for an id.
// A new child and its rows in one set are tied by a temporary negative child id: the Child has
// id = child = -k and its rows child = -k; the store gives the real id to all of them. The Child
// stands before its rows. The same holds for new sibling groups, teams and workers in ListChanges
// (negative id there, and in the rows that name them), and for a new course, which stands before
// the rows of its child that name it.
struct Change {
  std::optional<care::Fact> before, after;
  Operation operation() const {
    return !before ? Operation::insert : !after ? Operation::remove : Operation::update;
  }
};

// Changes of the authority's own lists, applied before the facts of the same set.
struct ListChanges {
  std::vector<care::Team> teams;
  std::vector<care::Worker> workers;
  std::vector<care::SiblingGroup> sibling_groups;
};

enum class ImportState { running, done, refused, undone };
constexpr auto names_of(ImportState) {
  return named<ImportState>("running", "done", "refused", "undone");
}
struct ImportSummary {
  ImportId id;
  Moment at{};
  AccountId by;
  ImportState state = ImportState::done;
  std::string source_name;   // "fake_903.xml", "4 files"
  std::string content_hash;  // SHA-256 of the content: the same file again changes nothing
  std::vector<int> collection_years;
  std::int64_t children = 0, episodes = 0, problems = 0;
  std::int64_t added = 0, changed = 0, withdrawn = 0, unchanged = 0;
  std::string sentence;  // one line for people: what came of it
  // When state is undone: by whom and when.
  AccountId undone_by;
  std::optional<Moment> undone_at;
  std::string job;  // the work behind the pages that did it; empty: it was done at once
};

// A problem of an import as it is kept. `found` is the value in the cell (personal data).
struct ImportProblem {
  std::string file;
  std::int32_t row = 0;
  std::string column;
  PrivateText found;
  std::string sentence;  // without the value
  std::string effect;    // "row left out", "value left out", "file left out", "noted"
};

struct ImportRecord {
  ImportSummary summary;  // id 0: new, the store gives one
  std::vector<ImportProblem> problems;
};

// Everything that must be written together, or not at all.
struct ChangeSet {
  AuthorityId authority;
  AccountId by;  // 0: the system (an import from the command line, demo)
  Moment at{};   // the journal says the last one it holds instead, should that be later: its times
                 // are in the order of its sequence whatever the clock does
  std::optional<ImportRecord> import;  // facts that are not by hand and name no import get its id
  // Set when the changes undo this import: it then counts as undone, and the journal entries of the
  // changes name it. A conflict if it is undone already; not_found if it is not of this authority
  // or was not completed.
  ImportId undoes;
  ListChanges lists;
  std::vector<Change> changes;
  // When true (hand edits), an update or remove whose stored version differs from before.version,
  // or an insert that meets a row of the same natural key, is a conflict and nothing is written.
  bool check_versions = true;
};

// What was written.
struct Applied {
  std::int64_t first_sequence = 0, last_sequence = 0;  // 0, 0: nothing to write
  ImportId import;
  std::vector<care::Fact> rows;  // the `after` rows with their ids and new versions, in order of
                                 // the changes (removed ones left out)
};

// One entry of the journal: append-only, never altered.
struct JournalEntry {
  std::int64_t sequence = 0;  // grows by one writer's order; unique in the database
  AuthorityId authority;
  Moment at{};
  AccountId by;
  ImportId import;  // 0 if a person did it
  ImportId undoes;  // the import of which this took something back; 0: none
  Operation operation = Operation::insert;
  std::string table;  // care::Table<T>::name
  RowId row;
  ChildId child;
  std::string before, after;  // JSON objects of the changed columns (insert: all set columns in
                              // after; remove: all in before), plus "version" and "from", where
                              // the row came from (service/json_fact.hpp); personal data
};

struct JournalQuery {
  std::optional<ChildId> child;
  std::optional<ImportId> import;  // only what this import did
  std::int64_t after_sequence = 0;
  std::optional<Moment> after_moment;
  bool newest_first = false;
  std::int64_t limit = 1000;  // 0: no limit
};

// Somebody opened a child's record, saw a list, or took a list away as a file.
struct Look {
  Moment at{};
  AccountId account;
  AuthorityId authority;
  ChildId child;     // 0: a list
  std::string what;  // "child page", "journal", "tracker joint, 181 children"
  // For a list that was taken away as a file: the children in it. The look then stands among the
  // looks of each of them; looks() of the whole authority gives the list alone. Not read back.
  std::vector<ChildId> children = {};
};

// A committed change that live browsers hear about: ids only.
struct Event {
  std::int64_t sequence = 0;
  AuthorityId authority;
  ChildId child;
  std::string table;
  AccountId by;
  bool bulk = false;  // an import or the like: many children changed, reload; child is 0
};

class CheckStore;    // check_store.hpp
class JobStore;      // job_store.hpp
class AccountStore;  // account_store.hpp

class Store {
 public:
  virtual ~Store() = default;

  // Brings the schema up to date; refuses a database whose applied migrations have another checksum
  // or that is newer than this program, in a plain sentence.
  virtual Status migrate() = 0;
  virtual std::string describe() const = 0;  // "SQLite 3.40.1, homeward.db": no password in it

  // Does the database answer? Asks it on a connection kept for this, so that no other work is
  // waited for, and gives up after two seconds or so. One at a time. Errors: unavailable.
  virtual Status answers() = 0;
  // How often the way to the database was lost and found again since this was opened.
  virtual std::int64_t reconnects() const { return 0; }

  // Authorities. save_* inserts when id is 0 and returns it with its id.
  virtual Result<std::vector<care::Authority>> authorities() = 0;
  virtual Result<care::Authority> save_authority(care::Authority authority) = 0;

  // The record as it is now. `child_snapshot` gives not_found for another authority's child.
  virtual Result<care::Snapshot> snapshot(AuthorityId authority) = 0;
  virtual Result<care::ChildRecord> child(AuthorityId authority, ChildId child) = 0;

  // Writes all of it in one transaction with its journal entries, or nothing. Acknowledged means
  // durable: it survives SIGKILL and power loss. Safe from any thread; concurrent calls are
  // grouped into one commit on SQLite.
  virtual Result<Applied> apply(const ChangeSet& set) = 0;

  virtual Result<std::vector<JournalEntry>> journal(AuthorityId authority,
                                                    const JournalQuery& query) = 0;
  virtual Result<std::int64_t> last_sequence(AuthorityId authority) = 0;

  // Newest first. Problems in the order of the import.
  virtual Result<std::vector<ImportSummary>> imports(AuthorityId authority, int limit) = 0;
  virtual Result<std::optional<ImportSummary>> import(AuthorityId authority, ImportId import) = 0;
  virtual Result<std::optional<ImportSummary>> import_of_job(AuthorityId authority,
                                                             std::string_view job) = 0;
  virtual Result<std::vector<ImportProblem>> import_problems(AuthorityId authority, ImportId import,
                                                             int offset, int limit) = 0;
  // A refused upload leaves its summary and problems, and nothing else.
  virtual Result<ImportId> save_refused_import(AuthorityId authority,
                                               const ImportRecord& record) = 0;

  // Accounts and sessions as they are. Whatever changes one goes through account_store().
  virtual Result<std::optional<Account>> account_named(std::string_view sign_in_name) = 0;
  virtual Result<std::optional<Account>> account(AccountId id) = 0;
  virtual Result<std::vector<Account>> accounts(AuthorityId authority) = 0;  // with a grant there
  virtual Result<std::vector<Grant>> grants(AccountId account) = 0;
  virtual Result<std::optional<Session>> session(std::string_view token_hash) = 0;
  virtual Status end_session(std::string_view token_hash) = 0;
  // token_hash of those that end after `now` and whose account is enabled and has a role in the
  // session's authority.
  virtual Result<std::vector<std::string>> open_sessions(Moment now) = 0;
  virtual AccountStore& account_store() = 0;  // lives as long as this

  // The access log. `unavailable`: it cannot be written now, but may be later. Any other error: the
  // database refuses it.
  virtual Status log_look(const Look& look) = 0;
  virtual Result<std::vector<Look>> looks(AuthorityId authority, std::optional<ChildId> child,
                                          int limit) = 0;

  // Checks of returns, and work behind the pages; both live as long as this.
  virtual CheckStore& checks() = 0;
  virtual JobStore& jobs() = 0;

  // Calls `listener` after each commit, from this process or (PostgreSQL) another one, in sequence
  // order, on a thread of the store's; it must be quick. One listener.
  virtual void listen(std::function<void(const Event&)> listener) = 0;
};

// One authority per import or many: opened by main.cpp from "sqlite:FILE" or "postgres://…".
using OpenStore = std::function<Result<std::unique_ptr<Store>>(const std::string& url)>;

}  // namespace homeward::service
