#include "service/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace homeward::service {
namespace {

TEST(OnAllCores, RunsEveryTaskOnceAndWaits) {
  for (const std::size_t count : {0, 1, 2, 1000}) {
    std::vector<std::atomic<int>> ran(count);
    on_all_cores()(count, [&](std::size_t i) { ++ran[i]; });
    for (const auto& each : ran) EXPECT_EQ(each, 1);
  }
}

TEST(OnAllCores, ThrowsOnWhatATaskThrew) {
  std::atomic<int> ran = 0;
  EXPECT_THROW(on_all_cores()(8,
                              [&](std::size_t i) {
                                ++ran;
                                if (i == 3) throw std::runtime_error("no memory");
                              }),
               std::runtime_error);
  EXPECT_GE(ran, 4);
}

}  // namespace
}  // namespace homeward::service
