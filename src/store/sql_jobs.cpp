#include "store/sql_jobs.hpp"

#include "store/job_sql.hpp"
#include "store/sql_store.hpp"

namespace homeward::store {

using service::Moment;

Status SqlJobs::keep_upload(const service::Upload& upload, std::uint64_t most_bytes) {
  return store_.write({}, [&](Connection& db, auto&) {
    db.allow_long_work();
    write_upload(db, upload, most_bytes);
  });
}

Result<std::optional<service::Upload>> SqlJobs::upload(AuthorityId authority,
                                                       const std::string& name) {
  return store_.read_value([&](Connection& db) { return read_upload(db, authority, name); });
}

Result<std::vector<service::KeptFile>> SqlJobs::upload_files(AuthorityId authority,
                                                             const std::string& name) {
  return store_.read_value([&](Connection& db) {
    db.allow_long_work();
    return read_upload_files(db, authority, name);
  });
}

Result<std::optional<std::int64_t>> SqlJobs::answer_upload(AuthorityId authority,
                                                           const std::string& name,
                                                           const service::ImportAnswers& answers) {
  return store_.write_value(
      {}, [&](Connection& db) { return store::answer_upload(db, authority, name, answers); });
}

Status SqlJobs::prolong_upload(AuthorityId authority, const std::string& name, Moment until) {
  return store_.write(
      {}, [&](Connection& db, auto&) { store::prolong_upload(db, authority, name, until); });
}

Result<bool> SqlJobs::drop_upload(AuthorityId authority, const std::string& name) {
  const auto deleted =
      store_.write_value({}, [&](Connection& db) { return delete_upload(db, authority, name); });
  if (!deleted) return tl::unexpected<Error>(deleted.error());
  if (*deleted > 0) store_.forget_deleted();
  return *deleted > 0;
}

Status SqlJobs::drop_uploads_of_session(const std::string& session) {
  const auto deleted =
      store_.write_value({}, [&](Connection& db) { return delete_uploads_of(db, session); });
  if (!deleted) return tl::unexpected<Error>(deleted.error());
  if (*deleted > 0) store_.forget_deleted();
  return {};
}

Status SqlJobs::start_job(const service::Job& job, std::int64_t most_waiting) {
  return store_.write({}, [&](Connection& db, auto&) { write_job(db, job, most_waiting); });
}

Result<std::optional<service::Job>> SqlJobs::claim_job(const std::string& server, Moment now,
                                                       Moment silent_since) {
  // Asked each second by every server: nothing is written where there is nothing to claim.
  const auto any =
      store_.read_value([&](Connection& db) { return job_to_claim(db, silent_since); });
  if (!any) return tl::unexpected<Error>(any.error());
  if (!*any) return std::optional<service::Job>{};
  return store_.write_value(
      {}, [&](Connection& db) { return store::claim_job(db, server, now, silent_since); });
}

Result<bool> SqlJobs::tell_job(const service::Job& job, Moment now) {
  return store_.write_value({}, [&](Connection& db) { return store::tell_job(db, job, now); });
}

Result<std::optional<service::Job>> SqlJobs::job(AuthorityId authority, const std::string& name) {
  return store_.read_value([&](Connection& db) { return read_job(db, authority, name); });
}

Result<service::JobCounts> SqlJobs::count_jobs() {
  return store_.read_value([](Connection& db) { return store::count_jobs(db); });
}

Status SqlJobs::tidy_jobs(Moment now, Moment jobs_before) {
  const auto deleted = store_.write_value({}, [&](Connection& db) {
    delete_old_jobs(db, jobs_before);
    return delete_old_uploads(db, now);
  });
  if (!deleted) return tl::unexpected<Error>(deleted.error());
  if (*deleted > 0) store_.forget_deleted();
  return {};
}

}  // namespace homeward::store
