// service::Store over one SQL database. What the methods do is written once here; a database says
// how a transaction is run.
#pragma once

#include <functional>

#include "service/ports.hpp"
#include "store/sql.hpp"
#include "store/sql_accounts.hpp"
#include "store/sql_checks.hpp"
#include "store/sql_jobs.hpp"

namespace homeward::store {

class SqlStore : public service::Store {
 public:
  Result<std::vector<care::Authority>> authorities() final;
  Result<care::Authority> save_authority(care::Authority authority) final;
  Result<care::Snapshot> snapshot(AuthorityId authority) final;
  Result<care::ChildRecord> child(AuthorityId authority, ChildId child) final;
  Result<service::Applied> apply(const service::ChangeSet& set) final;
  Result<std::vector<service::JournalEntry>> journal(AuthorityId authority,
                                                     const service::JournalQuery& query) final;
  Result<std::int64_t> last_sequence(AuthorityId authority) final;
  Result<std::vector<service::ImportSummary>> imports(AuthorityId authority, int limit) final;
  Result<std::optional<service::ImportSummary>> import(AuthorityId authority,
                                                       ImportId import) final;
  Result<std::optional<service::ImportSummary>> import_of_job(AuthorityId authority,
                                                              std::string_view job) final;
  Result<std::vector<service::ImportProblem>> import_problems(AuthorityId authority,
                                                              ImportId import, int offset,
                                                              int limit) final;
  Result<ImportId> save_refused_import(AuthorityId authority,
                                       const service::ImportRecord& record) final;
  Result<std::optional<service::Account>> account_named(std::string_view sign_in_name) final;
  Result<std::optional<service::Account>> account(AccountId id) final;
  Result<std::vector<service::Account>> accounts(AuthorityId authority) final;
  Result<std::vector<service::Grant>> grants(AccountId account) final;
  Result<std::optional<service::Session>> session(std::string_view token_hash) final;
  Status end_session(std::string_view token_hash) final;
  Result<std::vector<std::string>> open_sessions(service::Moment now) final;
  service::AccountStore& account_store() final { return accounts_; }
  Status log_look(const service::Look& look) final;
  Result<std::vector<service::Look>> looks(AuthorityId authority, std::optional<ChildId> child,
                                           int limit) final;
  service::CheckStore& checks() final { return checks_; }
  service::JobStore& jobs() final { return jobs_; }

 protected:
  using Read = std::function<void(Connection&)>;
  // May be run again from its beginning when the database asks for it.
  using Write = std::function<void(Connection&, std::vector<service::Event>&)>;

  // Runs `work` in one transaction that sees one state of the database.
  virtual Status read(const Read& work) = 0;
  // Runs `work` in one transaction, durable on return. Writes of one authority (0: of none) follow
  // each other, and the events of `work` are told after the commit in that order.
  virtual Status write(AuthorityId authority, const Write& work) = 0;
  // Called when something was deleted that must not be found in the database's files any more; it
  // need not happen at once.
  virtual void forget_deleted() {}

 private:
  friend class SqlChecks;
  friend class SqlAccounts;
  friend class SqlJobs;
  template <class F>
  auto read_value(F&& query) -> Result<decltype(query(std::declval<Connection&>()))>;
  template <class F>
  auto write_value(AuthorityId authority, F&& change)
      -> Result<decltype(change(std::declval<Connection&>()))>;

  SqlChecks checks_{*this};
  SqlAccounts accounts_{*this};
  SqlJobs jobs_{*this};
};

template <class F>
auto SqlStore::read_value(F&& query) -> Result<decltype(query(std::declval<Connection&>()))> {
  std::optional<decltype(query(std::declval<Connection&>()))> value;
  const Status status = read([&](Connection& db) { value.emplace(query(db)); });
  if (!status) return tl::unexpected<Error>(status.error());
  return std::move(*value);
}

template <class F>
auto SqlStore::write_value(AuthorityId authority, F&& change)
    -> Result<decltype(change(std::declval<Connection&>()))> {
  std::optional<decltype(change(std::declval<Connection&>()))> value;
  const Status status = write(
      authority, [&](Connection& db, std::vector<service::Event>&) { value.emplace(change(db)); });
  if (!status) return tl::unexpected<Error>(status.error());
  return std::move(*value);
}

// The Error of the exception in flight; call inside a catch block.
Error error_in_flight();

}  // namespace homeward::store
