#include <cstdio>

#include "cli/commands.hpp"

namespace homeward::cli {

int serve(const Place& place, const ServeOptions& options, const Adapters& adapters) {
  auto opened = open(place, adapters);
  if (!opened) return refuse(opened.error());
  auto served = adapters.serve(*opened->service, options, [&](const std::string& url) {
    std::printf("Homeward listens on %s (%s). Ctrl+C ends it.\n", url.c_str(),
                opened->store->describe().c_str());
    std::fflush(stdout);
  });
  return served ? 0 : refuse(served.error());
}

int migrate(const Place& place, const Adapters& adapters) {
  auto opened = open(place, adapters);
  if (!opened) return refuse(opened.error());
  std::printf("The schema of %s is up to date.\n", opened->store->describe().c_str());
  return 0;
}

}  // namespace homeward::cli
