#include "store/job_sql.hpp"

#include <fmt/format.h>

#include "store/values.hpp"

namespace homeward::store {
namespace {

using service::Job;
using service::Moment;

const std::string kColumns =
    "authority_id, name, by_account_id, session, at, kind, upload_name, year, leading_zeros, "
    "unknown_children, old_year, digest, all_the_same, undoes_import_id, rules, state, stage, "
    "percent, import_id, check_id, reading, sentence, incident, server, attempts";

Job get_job(const Statement& row) {
  Job job;
  RowReader read(row);
  service::JobOrder& order = job.order;
  service::JobProgress& progress = job.progress;
  read(job.authority, job.name, job.account, job.session, job.at, order.kind, order.upload,
       order.answers.year, order.answers.leading_zeros, order.answers.unknown_children,
       order.answers.old_year, order.digest, order.all_the_same, order.undoes, order.rules,
       progress.state, progress.stage, progress.percent, progress.import, progress.check,
       progress.reading, progress.sentence, progress.incident, job.server, job.attempts);
  return job;
}

std::optional<Job> first_of(Statement& select) {
  const ResetOnExit reset(select);
  if (!select.next()) return std::nullopt;
  return get_job(select);
}

// Waits, or its server is silent. Two jobs that write the same authority's record follow each
// other.
constexpr std::string_view kToClaim =
    "(state = 'waiting' OR (state = 'running' AND heard_at < ?)) "
    "AND NOT (kind IN ('import', 'undo') AND EXISTS (SELECT 1 FROM job other "
    "WHERE other.authority_id = job.authority_id AND other.name <> job.name "
    "AND other.kind IN ('import', 'undo') AND other.state = 'running' AND other.heard_at >= ?))";

std::optional<Job> next_to_claim(Connection& db, Moment silent_since) {
  return first_of(with(db.prepare(fmt::format("SELECT {} FROM job WHERE {} ORDER BY at, name "
                                              "LIMIT 1",
                                              kColumns, kToClaim)),
                       silent_since, silent_since));
}

}  // namespace

void write_job(Connection& db, const Job& job, std::int64_t most_waiting) {
  Statement& count =
      db.prepare("SELECT COUNT(*) FROM job WHERE authority_id = ? AND state = 'waiting'");
  {
    const ResetOnExit reset(count);
    with(count, job.authority);
    count.next();
    if (count.integer(0) >= most_waiting)
      refuse(ErrorKind::too_many,
             "Several uploads are waiting already. Nothing was kept; try again when they are "
             "done.");
  }
  const service::JobOrder& order = job.order;
  const service::JobProgress& progress = job.progress;
  with(db.prepare("INSERT INTO job (" + kColumns + ") VALUES (" + placeholders_for(kColumns) + ")"),
       job.authority, job.name, job.account, job.session, job.at, order.kind, order.upload,
       order.answers.year, order.answers.leading_zeros, order.answers.unknown_children,
       order.answers.old_year, order.digest, order.all_the_same, order.undoes, order.rules,
       progress.state, progress.stage, progress.percent, progress.import, progress.check,
       progress.reading, progress.sentence, progress.incident, job.server, job.attempts)
      .run();
}

bool job_to_claim(Connection& db, Moment silent_since) {
  return next_to_claim(db, silent_since).has_value();
}

std::optional<Job> claim_job(Connection& db, const std::string& server, Moment now,
                             Moment silent_since) {
  auto job = next_to_claim(db, silent_since);
  if (!job) return std::nullopt;
  // Another server may be at it in this very moment: the row changes for one of the two alone.
  Statement& update = db.prepare(
      fmt::format("UPDATE job SET state = 'running', server = ?, heard_at = ?, attempts = ? "
                  "WHERE authority_id = ? AND name = ? AND attempts = ? AND {}",
                  kToClaim));
  if (with(update, server, now, job->attempts + 1, job->authority, job->name, job->attempts,
           silent_since, silent_since)
          .run() == 0)
    return std::nullopt;
  job->progress.state = service::JobState::running;
  job->server = server;
  ++job->attempts;
  return job;
}

bool tell_job(Connection& db, const Job& job, Moment now) {
  const service::JobProgress& progress = job.progress;
  Statement& update = db.prepare(
      "UPDATE job SET state = ?, stage = ?, percent = ?, import_id = ?, check_id = ?, "
      "reading = ?, sentence = ?, incident = ?, heard_at = ? WHERE authority_id = ? AND name = ? "
      "AND state = 'running' AND server = ? AND attempts = ?");
  return with(update, progress.state, progress.stage, progress.percent, progress.import,
              progress.check, progress.reading, progress.sentence, progress.incident, now,
              job.authority, job.name, job.server, job.attempts)
             .run() > 0;
}

std::optional<Job> read_job(Connection& db, AuthorityId authority, const std::string& name) {
  check_text(name);
  return first_of(
      with(db.prepare("SELECT " + kColumns + " FROM job WHERE authority_id = ? AND name = ?"),
           authority, name));
}

service::JobCounts count_jobs(Connection& db) {
  service::JobCounts counts;
  Statement& select = db.prepare(
      "SELECT state, COUNT(*) FROM job WHERE state IN ('waiting', 'running') GROUP BY state");
  const ResetOnExit reset(select);
  while (select.next())
    (select.text(0) == "waiting" ? counts.waiting : counts.running) = select.integer(1);
  return counts;
}

void delete_old_jobs(Connection& db, Moment before) {
  with(db.prepare("DELETE FROM job WHERE state IN ('done', 'refused') AND at < ?"), before).run();
}

}  // namespace homeward::store
