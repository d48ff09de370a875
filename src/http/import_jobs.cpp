#include "http/import_jobs.hpp"

#include "http/json_writer.hpp"
#include "http/log.hpp"
#include "http/random.hpp"

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
  out.field("check_id", job.check);
  out.field("sentence", job.sentence).end_object();
  return out.take();
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

Result<std::string> ImportJobs::start(const service::Actor& actor,
                                      std::vector<service::FileBytes> files,
                                      std::optional<int> year) {
  return start({random_name(), actor, ImportOrder{std::move(files), year}});
}

Result<std::string> ImportJobs::start(const service::Actor& actor, service::CheckRequest request) {
  return start({random_name(), actor, std::move(request)});
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
    run(std::move(order));
  }
}

void ImportJobs::keep_house() {
  try {
    if (!service_.delete_old_files()) log_line("The files of old checks could not be deleted yet.");
  } catch (const std::exception&) {
    log_failure("deleting the files of old checks");
  }
}

void ImportJobs::change(const std::string& id, const std::function<void(Job&)>& alter) {
  const std::lock_guard lock(mutex_);
  if (const auto found = jobs_.find(id); found != jobs_.end()) alter(found->second.job);
}

void ImportJobs::refuse(const std::string& id, std::string sentence) {
  change(id, [&](Job& job) {
    job.state = Job::State::refused;
    job.stage.clear();
    job.sentence = std::move(sentence);
  });
}

void ImportJobs::carry_out(Order& order) {
  const service::Progress progress = [&](int percent, std::string_view stage) {
    change(order.id, [&](Job& job) {
      job.percent = percent;
      job.stage = stage;
    });
  };
  const auto done = [&](std::string sentence, const std::function<void(Job&)>& name) {
    change(order.id, [&](Job& job) {
      job.state = Job::State::done;
      job.percent = 100;
      job.stage.clear();
      job.sentence = std::move(sentence);
      name(job);
    });
  };
  if (auto* import = std::get_if<ImportOrder>(&order.what)) {
    const auto outcome =
        service_.import_return(order.actor, std::move(import->files), import->year, progress);
    if (!outcome) return refuse(order.id, outcome.error().sentence);
    done(outcome->summary.sentence, [&](Job& job) {
      if (outcome->summary.state == service::ImportState::refused) job.state = Job::State::refused;
      if (outcome->summary.id) job.import = outcome->summary.id;
    });
    return;
  }
  const auto outcome = service_.check_return(
      order.actor, std::move(std::get<service::CheckRequest>(order.what)), progress);
  if (!outcome) return refuse(order.id, outcome.error().sentence);
  done(outcome->sentence, [&](Job& job) { job.check = outcome->id; });
}

void ImportJobs::run(Order order) {
  try {
    carry_out(order);
  } catch (const std::exception&) {
    log_failure("upload");
    refuse(order.id, "Something went wrong in Homeward while reading the files. Nothing was kept.");
  }
}

}  // namespace homeward::http
