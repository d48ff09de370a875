// What handlers work with: the service and the other parts of the server.
#pragma once

#include "http/event_hub.hpp"
#include "http/import_jobs.hpp"
#include "http/metrics.hpp"
#include "http/openings.hpp"
#include "http/stream_watch.hpp"
#include "http/tracker_cache.hpp"
#include "service/service.hpp"

namespace homeward::http {

struct Tools {
  Tools(service::Service& the_service, HubLimits limits)
      : service(the_service), hub(limits), jobs(the_service), watch(the_service, hub) {}
  service::Service& service;
  TrackerCache trackers;
  Openings openings;
  EventHub hub;
  ImportJobs jobs;
  StreamWatch watch;
  Metrics metrics;
  bool secure_cookies = true;
};

}  // namespace homeward::http
