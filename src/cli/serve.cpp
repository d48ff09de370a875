#include <cstdio>

#include "cli/commands.hpp"

namespace homeward::cli {

int serve(const Place& place, const ServeOptions& options, const std::string& backups,
          const Adapters& adapters) {
  if (auto kept = back_up_before_migrating(place, backups, adapters); !kept)
    return refuse(kept.error());
  auto opened = open_up_to_date(place, adapters);
  if (!opened) return refuse(opened.error());
  auto served = adapters.serve(*opened->service, options, [&](const std::string& url) {
    std::printf("Homeward listens on %s (%s). Ctrl+C ends it.\n", url.c_str(),
                opened->store->describe().c_str());
    std::fflush(stdout);
  });
  return served ? 0 : refuse(served.error());
}

int migrate(const Place& place, const std::string& backups, const Adapters& adapters) {
  const auto kept = back_up_before_migrating(place, backups, adapters);
  if (!kept && kept.error().kind != ErrorKind::not_found) return refuse(kept.error());
  auto opened = kept ? open_up_to_date(place, adapters) : open_or_make(place, adapters);
  if (!opened && opened.error().kind == ErrorKind::not_found)  // a database without tables
    opened = open_or_make(place, adapters);
  if (!opened) return refuse(opened.error());
  std::printf("The schema of %s is up to date.\n", opened->store->describe().c_str());
  return 0;
}

}  // namespace homeward::cli
