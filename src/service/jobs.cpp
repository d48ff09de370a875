// Work behind the pages. A job is a row of the database with an order; its files are an upload.
#include "service/job_store.hpp"

#include <algorithm>

#include "service/policy.hpp"
#include "service/rooms.hpp"
#include "service/secrets.hpp"

namespace homeward::service {

namespace {

constexpr std::int64_t kMostWaiting = 4;
constexpr std::chrono::hours kJobsKept{7 * 24};

tl::unexpected<Error> no_such_job() {
  return fail(ErrorKind::not_found, "There is no such job, or it is long done.");
}

JobProgress done_import(const ImportSummary& import) {
  JobProgress done;
  done.sentence = import.sentence;
  done.import = import.id;
  return done;
}

}  // namespace

Result<Actor> Service::Rooms::actor_of(const Job& job) {
  auto account = store->account(job.account);
  if (!account) return tl::unexpected(account.error());
  const auto grants = store->grants(job.account);
  if (!grants) return tl::unexpected(grants.error());
  const auto grant = std::find_if(grants->begin(), grants->end(),
                                  [&](const Grant& one) { return one.authority == job.authority; });
  if (!*account || (*account)->disabled || grant == grants->end())
    return fail(ErrorKind::not_allowed,
                "Whoever asked for this may not do it any more. Nothing was changed.");
  return Actor{job.account, job.authority, grant->role, (*account)->initials, job.session, false};
}

Result<std::string> Service::start_job(const Actor& actor, JobOrder order,
                                       std::vector<KeptFile> files) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  const bool has_files = order.kind == JobKind::read || order.kind == JobKind::check;
  if (has_files) {
    auto upload = rooms_->keep_upload(actor, std::move(files), order.answers,
                                      order.kind == JobKind::read ? actor.session : std::string{});
    if (!upload) return tl::unexpected(upload.error());
    order.upload = std::move(*upload);
  } else if (order.kind != JobKind::undo) {
    if (auto held = rooms_->look_at_upload(actor, order.upload); !held)
      return tl::unexpected(held.error());
  }
  Job job;
  job.name = secrets::token();
  job.authority = actor.authority;
  job.account = actor.account;
  job.session = actor.session;
  job.at = rooms_->clock->now();
  job.order = std::move(order);
  job.progress.stage = "Waiting to start";
  if (auto started = rooms_->store->jobs().start_job(job, kMostWaiting); !started) {
    if (has_files) rooms_->drop_upload(actor.authority, job.order.upload);
    return tl::unexpected(started.error());
  }
  return job.name;
}

Result<Job> Service::job(const Actor& actor, const std::string& name) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  auto job = rooms_->store->jobs().job(actor.authority, name);
  if (!job) return tl::unexpected(job.error());
  if (!*job || (*job)->account != actor.account) return no_such_job();
  return std::move(**job);
}

Result<std::optional<Job>> Service::claim_job(const std::string& server) {
  const Moment now = rooms_->clock->now();
  return rooms_->store->jobs().claim_job(server, now, now - kServerSilent);
}

Result<bool> Service::tell_job(const Job& job) {
  return rooms_->store->jobs().tell_job(job, rooms_->clock->now());
}

Status Service::tidy_jobs() {
  const Moment now = rooms_->clock->now();
  return rooms_->store->jobs().tidy_jobs(now, now - kJobsKept);
}

namespace {

// Whoever asked has signed out meanwhile. Not known is not ended.
bool has_ended(Store& store, const std::string& session) {
  if (session.empty()) return false;
  const auto found = store.session(session);
  return found && !*found;
}

// Does each kind of work, and says what came of it.
class Worker {
 public:
  Worker(Service& service, Service::Rooms& rooms, const Job& job, Actor actor,
         const Progress& progress)
      : service_(service),
        rooms_(rooms),
        job_(job),
        order_(job.order),
        actor_(std::move(actor)),
        progress_(progress) {}

  Result<JobProgress> work() {
    switch (order_.kind) {
      case JobKind::read:
        return read(service_.read_upload(actor_, order_.upload, progress_));
      case JobKind::read_again:
        return read(service_.read_import_again(actor_, order_.upload, order_.answers, progress_));
      case JobKind::import:
        return import();
      case JobKind::undo:
        return undo();
      case JobKind::check:
        return check();
    }
    return no_such_job();
  }

 private:
  static Result<JobProgress> read(const Result<HeldLookOver>& held) {
    if (!held) return tl::unexpected(held.error());
    JobProgress done;
    done.sentence = "Read. Nothing is imported yet.";
    done.reading = held->reading;
    return done;
  }

  Result<JobProgress> import() {
    // The server that began it may have written the import and died before it said so.
    const auto before = rooms_.store->import_of_job(job_.authority, job_.name);
    if (!before) return tl::unexpected(before.error());
    if (*before) {
      rooms_.drop_upload(job_.authority, order_.upload);
      return done_import(**before);
    }
    const auto outcome = service_.import_reading(actor_, order_.upload, order_.digest,
                                                 order_.all_the_same, progress_, job_.name);
    if (!outcome) return tl::unexpected(outcome.error());
    if (!outcome->asks) return done_import(outcome->summary);
    JobProgress done;
    done.reading = order_.upload;
    done.sentence =
        "Nothing was imported: the record has changed since you looked, or a question is not "
        "answered. Look over what the import would do now.";
    return done;
  }

  Result<JobProgress> undo() {
    JobProgress done;
    done.import = order_.undoes;
    const auto import = service_.import(actor_, order_.undoes);
    if (!import) return tl::unexpected(import.error());
    if (job_.attempts > 1 && import->state == ImportState::undone &&
        import->undone_by == actor_.account) {
      done.sentence = "Import " + std::to_string(order_.undoes.value) + " is undone.";
      return done;
    }
    const auto undone = service_.undo_import(actor_, order_.undoes, order_.digest, progress_);
    if (!undone) return tl::unexpected(undone.error());
    done.sentence = undone->sentence;
    return done;
  }

  Result<JobProgress> check() {
    auto files = rooms_.store->jobs().upload_files(job_.authority, order_.upload);
    if (!files) return tl::unexpected(files.error());
    CheckRequest request;
    request.year = order_.answers.year;
    request.rules = order_.rules;
    for (KeptFile& file : *files)
      (file.previous ? request.previous : request.files)
          .push_back({std::move(file.name), std::move(file.bytes)});
    const auto outcome = service_.check_return(actor_, std::move(request), progress_);
    if (!outcome) return tl::unexpected(outcome.error());
    JobProgress done;
    done.sentence = outcome->sentence;
    done.check = outcome->id;
    return done;
  }

  Service& service_;
  Service::Rooms& rooms_;
  const Job& job_;
  const JobOrder& order_;
  const Actor actor_;
  const Progress& progress_;
};

}  // namespace

Result<JobProgress> Service::do_job(const Job& job, const Progress& progress) {
  auto actor = rooms_->actor_of(job);
  if (!actor) return tl::unexpected(actor.error());
  auto done = Worker(*this, *rooms_, job, std::move(*actor), progress).work();
  // A database that is away is no answer: the job is told as refused, and its files go in their
  // time.
  const bool is_check = job.order.kind == JobKind::check;
  const bool is_read = job.order.kind == JobKind::read || job.order.kind == JobKind::read_again;
  // What was read for somebody who has signed out meanwhile goes with their session.
  if ((is_check && (done || done.error().kind != ErrorKind::unavailable)) ||
      (is_read && has_ended(*rooms_->store, job.session)))
    rooms_->drop_upload(job.authority, job.order.upload);
  if (!done) return done;
  done->state = JobState::done;
  done->percent = 100;
  return done;
}

}  // namespace homeward::service
