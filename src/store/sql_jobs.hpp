// service::JobStore over one SQL database.
#pragma once

#include "service/job_store.hpp"

namespace homeward::store {

class SqlStore;

class SqlJobs final : public service::JobStore {
 public:
  explicit SqlJobs(SqlStore& store) : store_(store) {}

  Status keep_upload(const service::Upload& upload, std::uint64_t most_bytes) override;
  Result<std::optional<service::Upload>> upload(AuthorityId authority,
                                                const std::string& name) override;
  Result<std::vector<service::KeptFile>> upload_files(AuthorityId authority,
                                                      const std::string& name) override;
  Result<std::optional<std::int64_t>> answer_upload(AuthorityId authority, const std::string& name,
                                                    const service::ImportAnswers& answers) override;
  Status prolong_upload(AuthorityId authority, const std::string& name,
                        service::Moment until) override;
  Result<bool> drop_upload(AuthorityId authority, const std::string& name) override;
  Status drop_uploads_of_session(const std::string& session) override;
  Status start_job(const service::Job& job, std::int64_t most_waiting) override;
  Result<std::optional<service::Job>> claim_job(const std::string& server, service::Moment now,
                                                service::Moment silent_since) override;
  Result<bool> tell_job(const service::Job& job, service::Moment now) override;
  Result<std::optional<service::Job>> job(AuthorityId authority, const std::string& name) override;
  Result<service::JobCounts> count_jobs() override;
  Status tidy_jobs(service::Moment now, service::Moment jobs_before) override;

 private:
  SqlStore& store_;
};

}  // namespace homeward::store
