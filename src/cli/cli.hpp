// The commands of `homeward`. Concrete adapters come from main.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "service/operator_key.hpp"
#include "service/service.hpp"
#include "service/upkeep.hpp"

namespace homeward::cli {

struct ServeOptions {
  std::string address = "127.0.0.1";
  unsigned short port = 8080;  // 0 = any free one
  std::string web_folder;      // the built pages
  std::string public_origin;   // "https://homeward.example" behind a proxy; empty: as listened
  bool behind_proxy = false;
  std::vector<std::string> metrics_from;         // addresses that may read /metrics
  std::string metrics_token;                     // whoever sends it may; empty: none
  std::uint64_t upload_bytes_a_second = 10'000;  // at least
  std::uint64_t upload_megabytes = 64;           // of one upload
};

struct Adapters {
  service::OpenStore open_store;  // not_found where a database in a file is not there
  service::OpenStore make_store;  // makes it there
  std::shared_ptr<service::Upkeep> upkeep;
  std::shared_ptr<const service::OperatorKey> key;  // for commands that act as an administrator
  // Serves until a signal ends it; calls `ready` with the address once it listens.
  std::function<Status(service::Service&, const ServeOptions&,
                       const std::function<void(const std::string& url)>& ready)>
      serve;
};

// 0 = done, 1 = problems found in the data, 2 = wrong use or cannot run.
int run(int argc, const char* const* argv, const Adapters& adapters);

}  // namespace homeward::cli
