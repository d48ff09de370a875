// service::CheckStore over one SQL database.
#pragma once

#include "service/check_store.hpp"

namespace homeward::store {

class SqlStore;

class SqlChecks final : public service::CheckStore {
 public:
  explicit SqlChecks(SqlStore& store) : store_(store) {}

  Result<service::CheckId> save(const service::NewCheck& check) override;
  Result<std::vector<service::CheckSummary>> list(AuthorityId authority, int limit) override;
  Result<service::CheckDetail> detail(AuthorityId authority, service::CheckId check) override;
  Result<service::FindingPage> findings(AuthorityId authority, service::CheckId check,
                                        const service::FindingQuery& query) override;
  Result<service::FoundChildren> children(AuthorityId authority, service::CheckId check,
                                          std::int64_t offset, std::int64_t limit) override;
  Result<std::optional<service::Fingerprints>> latest(AuthorityId authority,
                                                      int collection_year) override;
  Result<std::int64_t> accept(const service::CheckEdit& edit, const std::string& reason,
                              bool all_of_rule) override;
  Status withdraw(const service::CheckEdit& edit) override;
  Status remove(const service::CheckEdit& edit) override;
  Result<std::int64_t> delete_files(Date today, service::Moment at) override;

 private:
  SqlStore& store_;
};

}  // namespace homeward::store
