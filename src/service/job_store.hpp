// The port to work behind the pages, and to the files that wait for it: kept in the database, so
// that every server over it sees them and any of them can go on where another one died. store/
// implements it for both databases, as ports.hpp says of the record. Every method that a person's
// request reaches names the authority; what belongs to another is not found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/names.hpp"
#include "base/result.hpp"
#include "service/check_store.hpp"
#include "service/look_over.hpp"

namespace homeward::service {

// Files that somebody sent: to be looked over and then imported, or to be checked.
struct Upload {
  std::string name;  // unguessable
  AuthorityId authority;
  AccountId account;
  std::string session;  // that sent them; empty: they outlive it (files of a check)
  Moment until{};       // when they go, unless a job waits for them
  Date read_on;         // "today" of the first reading: another day must not tell another year
  ImportAnswers answers;
  std::int64_t revision = 1;    // grows with each answer
  std::vector<KeptFile> files;  // only where a method says so
};

enum class JobKind { read, read_again, import, undo, check };
constexpr auto names_of(JobKind) {
  return named<JobKind>("read", "read_again", "import", "undo", "check");
}

// What somebody asked for. Which of the fields count depends on the kind.
struct JobOrder {
  JobKind kind = JobKind::read;
  std::string upload;         // all but undo
  ImportAnswers answers;      // read_again; check: the year alone
  std::string digest;         // import, undo: of what the person saw
  bool all_the_same = false;  // import: answers every warning that asks
  ImportId undoes;            // undo
  int rules = 0;              // check: 0: the rules of the return's own year
};

enum class JobState { waiting, running, done, refused };
constexpr auto names_of(JobState) {
  return named<JobState>("waiting", "running", "done", "refused");
}

// What has come of a job so far.
struct JobProgress {
  JobState state = JobState::waiting;
  std::string stage;     // in words
  int percent = 0;       // 0 to 100
  ImportId import;       // that it did or undid; 0: none
  CheckId check;         // that it made; 0: none
  std::string reading;   // files that wait for somebody to confirm their import
  std::string sentence;  // what came of it; empty while it runs
  std::string incident;  // the number of what went wrong on our side, or empty
};

struct Job {
  std::string name;  // unguessable
  AuthorityId authority;
  AccountId account;
  std::string session;
  Moment at{};  // when it was asked for
  JobOrder order;
  JobProgress progress;
  std::string server;  // that does it; empty while it waits
  int attempts = 0;    // how many servers have begun it
};

struct JobCounts {
  std::int64_t waiting = 0, running = 0;
};

class JobStore {
 public:
  virtual ~JobStore() = default;

  // Keeps the upload with its files. Where it has a session, it takes the place of what the same
  // account had sent in one; and the oldest of those go when all of them together would be more
  // than `most_bytes`. Never those that a job waits for.
  virtual Status keep_upload(const Upload& upload, std::uint64_t most_bytes) = 0;
  // Without its files; nothing if there is none.
  virtual Result<std::optional<Upload>> upload(AuthorityId authority, const std::string& name) = 0;
  // In the order in which they were sent; none if there is no such upload.
  virtual Result<std::vector<KeptFile>> upload_files(AuthorityId authority,
                                                     const std::string& name) = 0;
  // Keeps other answers. Gives the new revision; nothing if there is no such upload.
  virtual Result<std::optional<std::int64_t>> answer_upload(AuthorityId authority,
                                                            const std::string& name,
                                                            const ImportAnswers& answers) = 0;
  virtual Status prolong_upload(AuthorityId authority, const std::string& name, Moment until) = 0;
  // False: there was none.
  virtual Result<bool> drop_upload(AuthorityId authority, const std::string& name) = 0;
  virtual Status drop_uploads_of_session(const std::string& session) = 0;

  // Keeps a job that waits. too_many when `most_waiting` of the authority wait already.
  virtual Status start_job(const Job& job, std::int64_t most_waiting) = 0;
  // Gives a job to `server`, which then must say that it is alive (tell_job): the one that has
  // waited longest, or one whose server was last heard before `silent_since`. Nothing if there is
  // none. Two servers never get the same one.
  virtual Result<std::optional<Job>> claim_job(const std::string& server, Moment now,
                                               Moment silent_since) = 0;
  // Says how far a job is, and that its server is alive. False: another server has it by now, and
  // nothing was written.
  virtual Result<bool> tell_job(const Job& job, Moment now) = 0;
  virtual Result<std::optional<Job>> job(AuthorityId authority, const std::string& name) = 0;
  // Of all authorities.
  virtual Result<JobCounts> count_jobs() = 0;

  // Lets go of uploads whose time has come and that no job waits for, and of jobs that ended and
  // were asked for before `jobs_before`.
  virtual Status tidy_jobs(Moment now, Moment jobs_before) = 0;
};

}  // namespace homeward::service
