// Imports and checks of returns that run behind the pages: one at a time, a few waiting. Safe from
// any thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "http/incident.hpp"
#include "service/service.hpp"

namespace homeward::http {

struct Job {
  enum class State { running, done, refused };
  std::string id;  // unguessable
  State state = State::running;
  std::string stage;                      // in words
  int percent = 0;                        // 0 to 100
  std::optional<ImportId> import;         // once there is one
  std::optional<service::CheckId> check;  // of a check, once it is done
  std::string reading;                    // files that wait for somebody to confirm their import
  std::string sentence;                   // what came of it; empty while it runs
  std::string incident;                   // the number of what went wrong on our side, or empty
};
std::string to_json(const Job& job);
// The job that did this import, which is known by the import alone.
Job finished_job(const std::string& id, const service::ImportSummary& import);

struct ReadOrder {
  std::vector<service::FileBytes> files;
  service::ImportAnswers answers;
};
struct ReadAgainOrder {
  std::string reading;
  service::ImportAnswers answers;
};
struct ConfirmOrder {
  std::string reading, digest;
  bool all_the_same = false;
};
struct UndoOrder {
  ImportId import;
  std::string digest;
};
using JobOrder =
    std::variant<ReadOrder, ReadAgainOrder, ConfirmOrder, UndoOrder, service::CheckRequest>;

class ImportJobs {
 public:
  explicit ImportJobs(service::Service& service);
  // Waits for the import that runs; those still waiting are dropped (their files were never
  // stored).
  ~ImportJobs();

  // Gives the job's id. Errors: too_many when several are waiting already.
  Result<std::string> start(const service::Actor& actor, JobOrder what);

  // Nothing for an unknown job or one of another person or authority. The last hundred are kept.
  std::optional<Job> find(const service::Actor& actor, std::string_view id) const;

  // For figures.
  std::size_t waiting() const;
  std::size_t running() const { return running_; }

 private:
  struct Order {
    std::string id;
    service::Actor actor;
    JobOrder what;
  };
  struct Entry {
    Job job;
    AccountId account;
    AuthorityId authority;
  };
  Result<std::string> start(Order order);
  void work();
  void run(Order order);
  void carry_out(Order& order);
  // Does nothing to a job that is forgotten by now.
  void change(const std::string& id, const std::function<void(Job&)>& alter);
  void refuse(const std::string& id, const Error& error);
  void refuse(const std::string& id, Incident incident);  // without a number: no fault of ours
  // Files that were kept for long enough go, at the start and then when their day has come.
  void keep_house();

  service::Service& service_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Order> waiting_;
  std::deque<std::string> order_;  // of starting, oldest first
  std::map<std::string, Entry, std::less<>> jobs_;
  bool stopping_ = false;
  std::atomic<std::size_t> running_{0};
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace homeward::http
