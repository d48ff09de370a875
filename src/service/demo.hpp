// Puts a synthetic authority into a database in the way a real one would have come: month by month,
// so that the record can be seen as it was known on a past day.
#pragma once

#include "service/service.hpp"
#include "synthetic/authority.hpp"

namespace homeward::service {

struct DemoSummary {
  care::Authority authority;
  std::int64_t children = 0, in_care = 0, batches = 0;
};

// Fails with `conflict` when an authority of that name is already there.
Result<DemoSummary> put_demo(Service& service, const WallClock& clock,
                             synthetic::SyntheticAuthority authority, Date as_of,
                             const Progress& progress);

}  // namespace homeward::service
