#include "store/sql_checks.hpp"

#include "store/check_sql.hpp"
#include "store/sql_store.hpp"

namespace homeward::store {

namespace {

// Runs a query by one of the store's two ways and brings its value out.
template <class T, class Run>
Result<T> value_of(const Run& run) {
  std::optional<T> value;
  const Status status = run(value);
  if (!status) return tl::unexpected<Error>(status.error());
  return std::move(*value);
}

}  // namespace

Result<service::CheckId> SqlChecks::save(const service::NewCheck& check) {
  return value_of<service::CheckId>([&](auto& id) {
    return store_.write(check.authority, [&](Connection& db, auto&) {
      db.allow_long_work();
      id = write_check(db, check);
    });
  });
}

Result<std::vector<service::CheckSummary>> SqlChecks::list(AuthorityId authority, int limit) {
  return value_of<std::vector<service::CheckSummary>>([&](auto& checks) {
    return store_.read([&](Connection& db) { checks = read_checks(db, authority, limit); });
  });
}

Result<service::CheckDetail> SqlChecks::detail(AuthorityId authority, service::CheckId check) {
  return value_of<service::CheckDetail>([&](auto& detail) {
    return store_.read([&](Connection& db) { detail = read_check(db, authority, check); });
  });
}

Result<service::FindingPage> SqlChecks::findings(AuthorityId authority, service::CheckId check,
                                                 const service::FindingQuery& query) {
  return value_of<service::FindingPage>([&](auto& page) {
    return store_.read([&](Connection& db) { page = read_findings(db, authority, check, query); });
  });
}

Result<service::FoundChildren> SqlChecks::children(AuthorityId authority, service::CheckId check,
                                                   std::int64_t offset, std::int64_t limit) {
  return value_of<service::FoundChildren>([&](auto& page) {
    return store_.read(
        [&](Connection& db) { page = read_found_children(db, authority, check, offset, limit); });
  });
}

Result<std::optional<service::Fingerprints>> SqlChecks::latest(AuthorityId authority,
                                                               int collection_year) {
  return value_of<std::optional<service::Fingerprints>>([&](auto& prints) {
    return store_.read([&](Connection& db) {
      prints.emplace(read_latest_fingerprints(db, authority, collection_year));
    });
  });
}

Result<std::int64_t> SqlChecks::accept(const service::CheckEdit& edit, const std::string& reason,
                                       bool all_of_rule) {
  return value_of<std::int64_t>([&](auto& count) {
    return store_.write(edit.authority, [&](Connection& db, auto&) {
      count = accept_findings(db, edit, reason, all_of_rule);
    });
  });
}

Status SqlChecks::withdraw(const service::CheckEdit& edit) {
  return store_.write(edit.authority,
                      [&](Connection& db, auto&) { withdraw_acceptance(db, edit); });
}

Status SqlChecks::remove(const service::CheckEdit& edit) {
  const Status removed = store_.write(edit.authority, [&](Connection& db, auto&) {
    db.allow_long_work();
    remove_check(db, edit);
  });
  if (removed) store_.forget_deleted();
  return removed;
}

Result<std::int64_t> SqlChecks::delete_files(Date today, service::Moment at) {
  return value_of<std::int64_t>([&](auto& count) {
    const Status deleted = store_.write({}, [&](Connection& db, auto&) {
      db.allow_long_work();
      count = delete_check_files(db, today, at);
    });
    if (deleted && count.value_or(0) > 0) store_.forget_deleted();
    return deleted;
  });
}

}  // namespace homeward::store
