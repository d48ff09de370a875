// What handlers work with.
#pragma once

#include "http/event_hub.hpp"
#include "http/import_jobs.hpp"
#include "http/tracker_cache.hpp"
#include "service/service.hpp"

namespace homeward::http {

struct Tools {
  Tools(service::Service& the_service, HubLimits limits)
      : service(the_service), hub(limits), jobs(the_service) {}
  service::Service& service;
  TrackerCache trackers;
  EventHub hub;
  ImportJobs jobs;
  bool secure_cookies = true;
};

}  // namespace homeward::http
