// Does the work behind the pages, imports and checks of returns: one job at a time on each server.
// The jobs are in the database (service/job_store.hpp), where every server sees them; one that its
// server has left is taken up by another. Safe from any thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "http/incident.hpp"
#include "service/service.hpp"

namespace homeward::http {

std::string to_json(const service::Job& job);

class ImportJobs {
 public:
  explicit ImportJobs(service::Service& service);
  // Waits for the job that runs. Those still waiting stay for the next server.
  ~ImportJobs();

  // Gives the job's name. Errors as service.start_job.
  Result<std::string> start(const service::Actor& actor, service::JobOrder order,
                            std::vector<service::KeptFile> files = {});

  // not_found for an unknown job or one of another person or authority.
  Result<service::Job> find(const service::Actor& actor, const std::string& name) const;

 private:
  void work();
  // While a job runs: says how far it is, and that this server is alive.
  void pulse();
  // The next job, if there is one.
  std::optional<service::Job> claim();
  void run(service::Job job);
  service::JobProgress carry_out(const service::Job& job);
  void tell(service::Job job);
  static service::JobProgress refused(Incident incident);
  // Files and jobs that were kept for long enough go, at the start and then when their day has
  // come.
  void keep_house();

  service::Service& service_;
  const std::string server_;  // the name of this one
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<service::Job> present_;  // as far as it is
  bool started_ = false;                 // a job waits, most likely
  bool stopping_ = false;
  bool claims_fail_ = false;    // and the log has been told
  std::thread pulse_, thread_;  // last: they use all of the above
};

}  // namespace homeward::http
