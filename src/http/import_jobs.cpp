#include "http/import_jobs.hpp"

#include "http/json_writer.hpp"
#include "http/log.hpp"
#include "http/random.hpp"
#include "service/spare_memory.hpp"

namespace homeward::http {
namespace {

using service::Job;
using service::JobProgress;
using service::JobState;

constexpr std::chrono::minutes kHouseEvery{10};
// How often a server looks for jobs of others, and says how far its own is.
constexpr std::chrono::seconds kLookEvery{1};

// Whether a job waits or runs is one to the page, which reads its stage.
std::string_view state_word(JobState state) {
  return to_text(state == JobState::waiting ? JobState::running : state);
}

}  // namespace

std::string to_json(const Job& job) {
  const JobProgress& progress = job.progress;
  JsonWriter out;
  out.begin_object().field("id", job.name).field("state", state_word(progress.state));
  out.field("stage", progress.stage).field("percent", progress.percent).key("import_id");
  progress.import ? out.value(progress.import) : out.null();
  out.key("check_id");
  progress.check ? out.value(progress.check) : out.null();
  out.key("reading");
  progress.reading.empty() ? out.null() : out.value(progress.reading);
  out.field("sentence", progress.sentence);
  if (!progress.incident.empty()) out.field("incident", progress.incident);
  out.end_object();
  return out.take();
}

ImportJobs::ImportJobs(service::Service& service)
    : service_(service),
      server_(random_name()),
      pulse_([this] { pulse(); }),
      thread_([this] { work(); }) {}

ImportJobs::~ImportJobs() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
  pulse_.join();
}

Result<std::string> ImportJobs::start(const service::Actor& actor, service::JobOrder order,
                                      std::vector<service::KeptFile> files) {
  auto name = service_.start_job(actor, std::move(order), std::move(files));
  if (!name) return name;
  {
    const std::lock_guard lock(mutex_);
    started_ = true;
  }
  changed_.notify_all();
  return name;
}

Result<Job> ImportJobs::find(const service::Actor& actor, const std::string& name) const {
  auto job = service_.job(actor, name);
  if (!job || job->server != server_ || job->progress.state != JobState::running) return job;
  const std::lock_guard lock(mutex_);  // of its own job it knows more than it has told
  if (present_ && present_->name == name) job->progress = present_->progress;
  return job;
}

void ImportJobs::work() {
  auto house_kept = std::chrono::steady_clock::time_point::min();
  for (;;) {
    const auto now = std::chrono::steady_clock::now();
    if (house_kept + kHouseEvery <= now) {
      keep_house();
      house_kept = now;
    }
    if (auto job = claim()) {
      run(std::move(*job));
      continue;
    }
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, kLookEvery, [&] { return stopping_ || started_; });
    if (stopping_) return;
    started_ = false;
  }
}

std::optional<Job> ImportJobs::claim() {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return std::nullopt;
  }
  auto job = service_.claim_job(server_);
  if (!job && !std::exchange(claims_fail_, true))
    log_error("looking for imports and checks that wait", job.error());
  if (job) claims_fail_ = false;
  return job ? std::move(*job) : std::nullopt;
}

void ImportJobs::pulse() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait_for(lock, kLookEvery, [&] { return stopping_ && !present_; });
    if (stopping_ && !present_) return;
    if (!present_) continue;
    const Job job = *present_;
    lock.unlock();
    (void)service_.tell_job(job);  // its end is told until it is heard
    lock.lock();
  }
}

void ImportJobs::keep_house() {
  try {
    if (const auto deleted = service_.delete_old_files(); !deleted)
      log_error("deleting the files of old checks", deleted.error());
    if (const auto tidied = service_.tidy_sessions(); !tidied)
      log_error("deleting sessions that have ended", tidied.error());
    if (const auto tidied = service_.tidy_jobs(); !tidied)
      log_error("deleting uploads that nobody has asked for", tidied.error());
  } catch (...) {
    log_exception("deleting what was kept for long enough");
  }
  service_.write_signed_out();
}

JobProgress ImportJobs::refused(Incident incident) {
  if (!incident.number.empty()) log_incident(incident, "the work on an upload");
  JobProgress progress;
  progress.state = JobState::refused;
  progress.sentence = std::move(incident.sentence);
  progress.incident = std::move(incident.number);
  return progress;
}

JobProgress ImportJobs::carry_out(const Job& job) {
  const service::Progress progress = [&](int percent, std::string_view stage) {
    const std::lock_guard lock(mutex_);
    present_->progress.percent = percent;
    present_->progress.stage = stage;
  };
  // Where two servers have died at it, a third had better not try.
  constexpr int kMostAttempts = 2;
  if (job.attempts > kMostAttempts)
    return refused(incident("failed",
                            "Homeward stopped twice at this work, so it was given up. Look in the "
                            "list of imports or checks whether it was done before you start it "
                            "again."));
  try {
    auto done = service_.do_job(job, progress);
    if (done) return std::move(*done);
    const Error& error = done.error();
    return refused(error.kind == ErrorKind::unavailable
                       ? incident("unavailable", error.sentence)
                       : Incident{"", "", error.sentence});  // no fault of ours
  } catch (...) {
    return refused(incident_in_flight(
        "Something went wrong in Homeward at this work. Nothing of it was kept."));
  }
}

void ImportJobs::run(Job job) {
  {
    const std::lock_guard lock(mutex_);
    present_ = job;
  }
  job.progress = carry_out(job);
  {
    const std::lock_guard lock(mutex_);
    present_.reset();
  }
  tell(std::move(job));
  service::give_back_spare_memory();
}

// Until the database has heard it; or until this server ends, and another one takes the job up.
void ImportJobs::tell(Job job) {
  while (!service_.tell_job(job)) {
    std::unique_lock lock(mutex_);
    if (changed_.wait_for(lock, kLookEvery, [&] { return stopping_; })) return;
  }
}

}  // namespace homeward::http
