#include "http/import_jobs.hpp"

#include "http/json_writer.hpp"
#include "http/log.hpp"
#include "http/random.hpp"

namespace homeward::http {
namespace {

constexpr std::size_t kMostWaiting = 4, kMostKept = 100;

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
  std::string id = random_name();
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= kMostWaiting)
      return fail(ErrorKind::too_many,
                  "Several imports are waiting already. Nothing was kept; try again when they are "
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
    waiting_.push_back({id, actor, std::move(files), year});
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
    Order order;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      order = std::move(waiting_.front());
      waiting_.pop_front();
    }
    run(std::move(order));
  }
}

void ImportJobs::run(Order order) {
  const auto change = [&](auto&& alter) {
    const std::lock_guard lock(mutex_);
    if (const auto found = jobs_.find(order.id); found != jobs_.end()) alter(found->second.job);
  };
  const auto refuse = [&](std::string sentence) {
    change([&](Job& job) {
      job.state = Job::State::refused;
      job.stage.clear();
      job.sentence = std::move(sentence);
    });
  };
  try {
    const auto outcome = service_.import_return(order.actor, std::move(order.files), order.year,
                                                [&](int percent, std::string_view stage) {
                                                  change([&](Job& job) {
                                                    job.percent = percent;
                                                    job.stage = stage;
                                                  });
                                                });
    if (!outcome) return refuse(outcome.error().sentence);
    change([&](Job& job) {
      const bool refused = outcome->summary.state == service::ImportState::refused;
      job.state = refused ? Job::State::refused : Job::State::done;
      job.percent = 100;
      job.stage.clear();
      if (outcome->summary.id) job.import = outcome->summary.id;
      job.sentence = outcome->summary.sentence;
    });
  } catch (const std::exception&) {
    log_failure("import");
    refuse("Something went wrong in Homeward while reading the files. Nothing was kept.");
  }
}

}  // namespace homeward::http
