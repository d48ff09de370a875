// service::AccountStore over one SQL database.
#pragma once

#include "service/account_store.hpp"

namespace homeward::store {

class SqlStore;

class SqlAccounts final : public service::AccountStore {
 public:
  explicit SqlAccounts(SqlStore& store) : store_(store) {}

  Result<service::Account> add(const service::Account& account, AuthorityId authority,
                               service::Role role, const service::SecurityEvent& event) override;
  Result<bool> set_password(AccountId account, const std::string& hash, bool must_change,
                            const std::string& checked_hash, const std::string& kept_session,
                            const service::SecurityEvent& event) override;
  Status set_worker(AccountId account, WorkerId worker,
                    const service::SecurityEvent& event) override;
  Result<std::vector<care::Worker>> workers(AuthorityId authority) override;
  Status set_disabled(AccountId account, bool disabled,
                      const service::SecurityEvent& event) override;
  Status give_role(const service::Grant& grant, const service::SecurityEvent& event) override;
  Status revoke_role(AccountId account, AuthorityId authority,
                     const service::SecurityEvent& event) override;
  Result<bool> is_locked(std::span<const service::CountKey> keys, service::Moment now) override;
  Result<bool> count_failure(std::span<const service::CountRule> rules,
                             const service::CountTerms& terms,
                             const service::SecurityEvent& event) override;
  Status unlock(const std::string& name_key, const service::SecurityEvent& event) override;
  Result<std::set<std::string>> locked_names(service::Moment now) override;
  Result<service::Begun> begin_session(const service::Session& session,
                                       const std::string& checked_hash,
                                       std::span<const service::CountKey> keys,
                                       const service::SecurityEvent& event) override;
  Status prolong_session(const std::string& token_hash, service::Moment last_seen_at,
                         service::Moment ends_at) override;
  Status move_session(const std::string& token_hash, AuthorityId authority) override;
  Result<std::vector<service::Session>> sessions(AccountId account, service::Moment now) override;
  Result<bool> end_session(AccountId account, service::SessionId session,
                           const service::SecurityEvent& event) override;
  Result<std::vector<service::SecurityEvent>> security_events(AuthorityId authority,
                                                              int limit) override;
  Status log(const service::SecurityEvent& event) override;
  Result<std::string> secret(const std::string& name, const std::string& proposal) override;
  Status tidy(service::Moment now, service::Moment forgotten_before) override;

 private:
  SqlStore& store_;
};

}  // namespace homeward::store
