// Work behind the pages and the files that wait for it, in SQL. All of it throws DatabaseError and
// runs inside an open transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/job_store.hpp"
#include "store/sql.hpp"

namespace homeward::store {

// upload_sql.cpp
void write_upload(Connection& db, const service::Upload& upload, std::uint64_t most_bytes);
std::optional<service::Upload> read_upload(Connection& db, AuthorityId authority,
                                           const std::string& name);
std::vector<service::KeptFile> read_upload_files(Connection& db, AuthorityId authority,
                                                 const std::string& name);
std::optional<std::int64_t> answer_upload(Connection& db, AuthorityId authority,
                                          const std::string& name,
                                          const service::ImportAnswers& answers);
void prolong_upload(Connection& db, AuthorityId authority, const std::string& name,
                    service::Moment until);
// These give how many uploads went.
std::int64_t delete_upload(Connection& db, AuthorityId authority, const std::string& name);
std::int64_t delete_uploads_of(Connection& db, const std::string& session);
std::int64_t delete_old_uploads(Connection& db, service::Moment now);

// job_sql.cpp
void write_job(Connection& db, const service::Job& job, std::int64_t most_waiting);
std::optional<service::Job> claim_job(Connection& db, const std::string& server,
                                      service::Moment now, service::Moment silent_since);
// Without taking it: is there one to be claimed?
bool job_to_claim(Connection& db, service::Moment silent_since);
bool tell_job(Connection& db, const service::Job& job, service::Moment now);
std::optional<service::Job> read_job(Connection& db, AuthorityId authority,
                                     const std::string& name);
service::JobCounts count_jobs(Connection& db);
void delete_old_jobs(Connection& db, service::Moment before);

}  // namespace homeward::store
