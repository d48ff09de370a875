// Work that may be done side by side. The caller outside this room brings the threads; without them
// the work is done in order.
#pragma once

#include <cstddef>
#include <functional>

namespace homeward::returns {

// Runs task(0) … task(count - 1), in any order and on any threads, and waits for them.
using Parallel =
    std::function<void(std::size_t count, const std::function<void(std::size_t)>& task)>;

inline void one_after_another(std::size_t count, const std::function<void(std::size_t)>& task) {
  for (std::size_t i = 0; i < count; ++i) task(i);
}

}  // namespace homeward::returns
