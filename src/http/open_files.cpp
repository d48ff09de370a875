#include "http/open_files.hpp"

#include <sys/resource.h>

#include <limits>

namespace homeward::http {

std::size_t allow_open_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::numeric_limits<std::size_t>::max();
  const rlimit wanted{limit.rlim_max, limit.rlim_max};
  if (setrlimit(RLIMIT_NOFILE, &wanted) == 0) limit = wanted;
  return static_cast<std::size_t>(limit.rlim_cur);
}

std::size_t connections_with(std::size_t open_files) {
  constexpr std::size_t kOthers = 128, kLeast = 16;
  return open_files > kOthers + kLeast ? open_files - kOthers : kLeast;
}

}  // namespace homeward::http
