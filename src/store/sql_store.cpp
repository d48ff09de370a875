#include "store/sql_store.hpp"

#include <new>
#include <optional>

#include "base/in_flight.hpp"
#include "store/account_sql.hpp"
#include "store/change_writer.hpp"
#include "store/desk_sql.hpp"
#include "store/record_reader.hpp"

namespace homeward::store {

Error error_in_flight() {
  try {
    throw;
  } catch (const DatabaseError& error) {
    return error.error();
  } catch (const std::bad_alloc&) {
    return {ErrorKind::unavailable, "There is not enough memory for this. Nothing was written."};
  } catch (...) {
    return {ErrorKind::unavailable,
            "The database could not do this (" + type_in_flight() + "). Nothing was written."};
  }
}

Result<std::vector<care::Authority>> SqlStore::authorities() {
  return read_value([](Connection& db) { return read_authorities(db); });
}

Result<care::Authority> SqlStore::save_authority(care::Authority authority) {
  return write_value({}, [&](Connection& db) { return store::save_authority(db, authority); });
}

Result<care::Snapshot> SqlStore::snapshot(AuthorityId authority) {
  return read_value([&](Connection& db) {
    db.allow_long_work();
    return read_snapshot(db, authority);
  });
}

Result<care::ChildRecord> SqlStore::child(AuthorityId authority, ChildId child) {
  return read_value([&](Connection& db) { return read_child(db, authority, child); });
}

Result<service::Applied> SqlStore::apply(const service::ChangeSet& set) {
  if (!set.import && !set.undoes && set.changes.empty() && set.lists.teams.empty() &&
      set.lists.workers.empty() && set.lists.sibling_groups.empty())
    return service::Applied{};
  service::Applied applied;
  const Status status =
      write(set.authority, [&](Connection& db, std::vector<service::Event>& events) {
        if (set.import || set.undoes) db.allow_long_work();
        applied = write_changes(db, set, events);
      });
  if (!status) return tl::unexpected<Error>(status.error());
  return applied;
}

Result<std::vector<service::JournalEntry>> SqlStore::journal(AuthorityId authority,
                                                             const service::JournalQuery& query) {
  return read_value([&](Connection& db) {
    if (query.limit == 0) db.allow_long_work();
    return read_journal(db, authority, query);
  });
}

Result<std::int64_t> SqlStore::last_sequence(AuthorityId authority) {
  return read_value([&](Connection& db) { return read_last_sequence(db, authority); });
}

Result<std::vector<service::ImportSummary>> SqlStore::imports(AuthorityId authority, int limit) {
  return read_value([&](Connection& db) { return read_imports(db, authority, limit); });
}

Result<std::optional<service::ImportSummary>> SqlStore::import(AuthorityId authority,
                                                               ImportId import) {
  return read_value([&](Connection& db) { return read_import(db, authority, import); });
}

Result<std::optional<service::ImportSummary>> SqlStore::import_of_job(AuthorityId authority,
                                                                      std::string_view job) {
  return read_value([&](Connection& db) { return read_import_of_job(db, authority, job); });
}

Result<std::vector<service::ImportProblem>> SqlStore::import_problems(AuthorityId authority,
                                                                      ImportId import, int offset,
                                                                      int limit) {
  return read_value(
      [&](Connection& db) { return read_import_problems(db, authority, import, offset, limit); });
}

Result<ImportId> SqlStore::save_refused_import(AuthorityId authority,
                                               const service::ImportRecord& record) {
  return write_value(authority, [&](Connection& db) {
    service::ImportRecord refused = record;
    refused.summary.state = service::ImportState::refused;
    return write_import(db, authority, refused);
  });
}

Result<std::optional<service::Account>> SqlStore::account_named(std::string_view sign_in_name) {
  return read_value([&](Connection& db) { return read_account_named(db, sign_in_name); });
}

Result<std::optional<service::Account>> SqlStore::account(AccountId id) {
  return read_value([&](Connection& db) { return read_account(db, id); });
}

Result<std::vector<service::Account>> SqlStore::accounts(AuthorityId authority) {
  return read_value([&](Connection& db) { return read_accounts(db, authority); });
}

Result<std::vector<service::Grant>> SqlStore::grants(AccountId account) {
  return read_value([&](Connection& db) { return read_grants(db, account); });
}

Result<std::optional<service::Session>> SqlStore::session(std::string_view token_hash) {
  return read_value([&](Connection& db) { return read_session(db, token_hash); });
}

Status SqlStore::end_session(std::string_view token_hash) {
  return write({}, [&](Connection& db, auto&) { store::end_session(db, token_hash); });
}

Result<std::vector<std::string>> SqlStore::open_sessions(service::Moment now) {
  return read_value([&](Connection& db) { return read_open_sessions(db, now); });
}

Status SqlStore::log_look(const service::Look& look) {
  return write({}, [&](Connection& db, auto&) { store::log_look(db, look); });
}

Result<std::vector<service::Look>> SqlStore::looks(AuthorityId authority,
                                                   std::optional<ChildId> child, int limit) {
  return read_value([&](Connection& db) { return read_looks(db, authority, child, limit); });
}

}  // namespace homeward::store
