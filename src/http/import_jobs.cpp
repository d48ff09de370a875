#include "http/import_jobs.hpp"

#include "http/json_writer.hpp"
#include "http/log.hpp"
#include "http/random.hpp"
#include "service/spare_memory.hpp"

namespace homeward::http {
namespace {

constexpr std::size_t kMostWaiting = 4, kMostKept = 100;
constexpr std::chrono::minutes kHouseEvery{10};

std::string_view state_word(Job::State state) {
  switch (state) {
    case Job::State::running:
      return "running";
    case Job::State::done:
      return "done";
    case Job::State::refused:
      return "refused";
  }
  return "refused";
}

}  // namespace

std::string to_json(const Job& job) {
  JsonWriter out;
  out.begin_object().field("id", job.id).field("state", state_word(job.state));
  out.field("stage", job.stage).field("percent", job.percent).field("import_id", job.import);
  out.field("check_id", job.check).key("reading");
  if (job.reading.empty())
    out.null();
  else
    out.value(job.reading);
  out.field("sentence", job.sentence);
  if (!job.incident.empty()) out.field("incident", job.incident);
  out.end_object();
  return out.take();
}

Job finished_job(const std::string& id, const service::ImportSummary& import) {
  Job job;
  job.id = id;
  job.state = Job::State::done;
  job.percent = 100;
  job.import = import.id;
  job.sentence = import.sentence;
  return job;
}

ImportJobs::ImportJobs(service::Service& service)
    : service_(service), thread_([this] { work(); }) {}

ImportJobs::~ImportJobs() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  thread_.join();
}

Result<std::string> ImportJobs::start(const service::Actor& actor, JobOrder what) {
  return start(Order{random_name(), actor, std::move(what)});
}

Result<std::string> ImportJobs::start(Order order) {
  const std::string id = order.id;
  const service::Actor& actor = order.actor;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= kMostWaiting)
      return fail(ErrorKind::too_many,
                  "Several uploads are waiting already. Nothing was kept; try again when they are "
                  "done.");
    Entry entry{{}, actor.account, actor.authority};
    entry.job.id = id;
    entry.job.stage = "Waiting to start";
    jobs_.emplace(id, std::move(entry));
    order_.push_back(id);
    if (order_.size() > kMostKept) {
      jobs_.erase(order_.front());
      order_.pop_front();
    }
    waiting_.push_back(std::move(order));
  }
  changed_.notify_one();
  return id;
}

std::optional<Job> ImportJobs::find(const service::Actor& actor, std::string_view id) const {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end() || found->second.account != actor.account ||
      found->second.authority != actor.authority)
    return std::nullopt;
  return found->second.job;
}

std::size_t ImportJobs::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void ImportJobs::work() {
  for (;;) {
    keep_house();
    Order order;
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, kHouseEvery, [&] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      if (waiting_.empty()) continue;
      order = std::move(waiting_.front());
      waiting_.pop_front();
    }
    running_ = 1;
    run(std::move(order));
    running_ = 0;
  }
}

void ImportJobs::keep_house() {
  try {
    if (const auto deleted = service_.delete_old_files(); !deleted)
      log_error("deleting the files of old checks", deleted.error());
    if (const auto tidied = service_.tidy_sessions(); !tidied)
      log_error("deleting sessions that have ended", tidied.error());
  } catch (...) {
    log_exception("deleting what was kept for long enough");
  }
  service_.write_signed_out();
}

void ImportJobs::change(const std::string& id, const std::function<void(Job&)>& alter) {
  const std::lock_guard lock(mutex_);
  if (const auto found = jobs_.find(id); found != jobs_.end()) alter(found->second.job);
}

void ImportJobs::refuse(const std::string& id, const Error& error) {
  if (error.kind == ErrorKind::unavailable)
    return refuse(id, incident("unavailable", error.sentence));
  refuse(id, Incident{"", "", error.sentence});
}

void ImportJobs::refuse(const std::string& id, Incident incident) {
  if (!incident.number.empty()) log_incident(incident, "the work on an upload");
  change(id, [&](Job& job) {
    job.state = Job::State::refused;
    job.stage.clear();
    job.sentence = std::move(incident.sentence);
    job.incident = std::move(incident.number);
  });
}

namespace {

// Does each kind of work, and says what came of it.
class Worker {
 public:
  Worker(service::Service& service, const service::Actor& actor, const std::string& job,
         const service::Progress& progress)
      : service_(service), actor_(actor), job_(job), progress_(progress) {}

  Result<Job> operator()(ReadOrder& order) {
    return read(service_.read_import(actor_, std::move(order.files), order.answers, progress_));
  }
  Result<Job> operator()(ReadAgainOrder& order) {
    return read(service_.read_import_again(actor_, order.reading, order.answers, progress_));
  }
  Result<Job> operator()(ConfirmOrder& order) {
    const auto outcome = service_.import_reading(actor_, order.reading, order.digest,
                                                 order.all_the_same, progress_, job_);
    if (!outcome) return tl::unexpected(outcome.error());
    Job job;
    if (outcome->asks) {
      job.reading = order.reading;
      job.sentence =
          "Nothing was imported: the record has changed since you looked, or a question is not "
          "answered. Look over what the import would do now.";
      return job;
    }
    job.sentence = outcome->summary.sentence;
    job.import = outcome->summary.id;
    return job;
  }
  Result<Job> operator()(UndoOrder& order) {
    const auto undone = service_.undo_import(actor_, order.import, order.digest, progress_);
    if (!undone) return tl::unexpected(undone.error());
    Job job;
    job.sentence = undone->sentence;
    job.import = order.import;
    return job;
  }
  Result<Job> operator()(service::CheckRequest& request) {
    const auto outcome = service_.check_return(actor_, std::move(request), progress_);
    if (!outcome) return tl::unexpected(outcome.error());
    Job job;
    job.sentence = outcome->sentence;
    job.check = outcome->id;
    return job;
  }

 private:
  static Result<Job> read(const Result<service::HeldLookOver>& held) {
    if (!held) return tl::unexpected(held.error());
    Job job;
    job.sentence = "Read. Nothing is imported yet.";
    job.reading = held->reading;
    return job;
  }

  service::Service& service_;
  const service::Actor& actor_;
  const std::string& job_;
  const service::Progress& progress_;
};

}  // namespace

void ImportJobs::carry_out(Order& order) {
  const service::Progress progress = [&](int percent, std::string_view stage) {
    change(order.id, [&](Job& job) {
      job.percent = percent;
      job.stage = stage;
    });
  };
  auto done = std::visit(Worker(service_, order.actor, order.id, progress), order.what);
  if (!done) return refuse(order.id, done.error());
  done->id = order.id;
  done->state = Job::State::done;
  done->percent = 100;
  change(order.id, [&](Job& job) { job = std::move(*done); });
}

void ImportJobs::run(Order order) {
  try {
    carry_out(order);
  } catch (...) {
    refuse(order.id, incident_in_flight(
                         "Something went wrong in Homeward at this work. Nothing of it was kept."));
  }
  order = {};
  service::give_back_spare_memory();
}

}  // namespace homeward::http
