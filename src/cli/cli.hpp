// The commands of `homeward`. Concrete adapters come from main.cpp.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "service/service.hpp"

namespace homeward::cli {

struct ServeOptions {
  std::string address = "127.0.0.1";
  unsigned short port = 8080;  // 0 = any free one
  std::string web_folder;      // the built pages
  std::string public_origin;   // "https://homeward.example" behind a proxy; empty: as listened
};

struct Adapters {
  service::OpenStore open_store;
  // Serves until a signal ends it; calls `ready` with the address once it listens.
  std::function<Status(service::Service&, const ServeOptions&,
                       const std::function<void(const std::string& url)>& ready)>
      serve;
};

// 0 = done, 1 = problems found in the data, 2 = wrong use or cannot run.
int run(int argc, const char* const* argv, const Adapters& adapters);

}  // namespace homeward::cli
