#pragma once

#include <chrono>

namespace homeward::store {

// How long PostgreSQL may take.
struct Patience {
  std::chrono::milliseconds connect{5'000};
  std::chrono::milliseconds lock{5'000};  // for a lock that somebody holds
  std::chrono::milliseconds statement{30'000};
  std::chrono::milliseconds long_lock{60'000}, long_statement{900'000};  // allow_long_work()
  std::chrono::milliseconds beyond{5'000};  // for the answer, after its own time is over
  std::chrono::milliseconds life_every{4'000}, life_within{4'000};  // of the listening connection
};

}  // namespace homeward::store
