// Imports and checks of returns that run behind the pages: one at a time, a few waiting. Safe from
// any thread.
#pragma once

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
  std::string sentence;                   // what came of it; empty while it runs
};
std::string to_json(const Job& job);

class ImportJobs {
 public:
  explicit ImportJobs(service::Service& service);
  // Waits for the import that runs; those still waiting are dropped (their files were never
  // stored).
  ~ImportJobs();

  // Gives the job's id. Errors: too_many when several are waiting already.
  Result<std::string> start(const service::Actor& actor, std::vector<service::FileBytes> files,
                            std::optional<int> year);
  // The same for a check of a return.
  Result<std::string> start(const service::Actor& actor, service::CheckRequest request);

  // Nothing for an unknown job or one of another person or authority. The last hundred are kept.
  std::optional<Job> find(const service::Actor& actor, std::string_view id) const;

 private:
  struct ImportOrder {
    std::vector<service::FileBytes> files;
    std::optional<int> year;
  };
  struct Order {
    std::string id;
    service::Actor actor;
    std::variant<ImportOrder, service::CheckRequest> what;
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
  void refuse(const std::string& id, std::string sentence);
  // Files that were kept for long enough go, at the start and then when their day has come.
  void keep_house();

  service::Service& service_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Order> waiting_;
  std::deque<std::string> order_;  // of starting, oldest first
  std::map<std::string, Entry, std::less<>> jobs_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace homeward::http
