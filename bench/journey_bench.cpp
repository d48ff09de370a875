// All clocks of an authority's children, as of one day: 1,500 (large county), 10,000 (region) and
// 80,000 (England). The aim: 80,000 in under a second on two cores.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <thread>

#include "care/child_told.hpp"
#include "journey/journey.hpp"
#include "journey/testing.hpp"
#include "service/files.hpp"

namespace homeward::journey {
namespace {

const service::Settings& shipped() {
  static const auto kSettings =
      service::load_settings(std::filesystem::path(__FILE__).parent_path().parent_path() / "config")
          .value();
  return kSettings;
}

constexpr int kEpisodes = 6;
constexpr int kReviews = 10;

std::vector<care::ChildRecord> children(std::int64_t count) {
  testing::RandomRecords random(1);
  std::vector<care::ChildRecord> out;
  for (std::int64_t i = 0; i < count; ++i)
    out.push_back(random.record(shipped().config, kEpisodes, kReviews));
  return out;
}

const Date kAsOf = *Date::of(2026, 2, 11);

int overdue(const std::vector<care::ChildRecord>& records, std::size_t from, std::size_t to) {
  int count = 0;
  for (std::size_t i = from; i < to; ++i)
    for (const Clock& clock :
         clocks(care::tell(records[i], kAsOf), shipped().config, shipped().calendar))
      count += clock.state == ClockState::overdue ? 1 : 0;
  return count;
}

void AllClocks(benchmark::State& state) {
  const auto records = children(state.range(1));
  const auto threads = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) {
    std::vector<std::thread> workers;
    std::vector<int> counts(threads);
    for (std::size_t t = 0; t < threads; ++t)
      workers.emplace_back([&, t] {
        counts[t] =
            overdue(records, records.size() * t / threads, records.size() * (t + 1) / threads);
      });
    for (auto& worker : workers) worker.join();
    benchmark::DoNotOptimize(counts.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(1));
}
BENCHMARK(AllClocks)
    ->ArgNames({"threads", ""})
    ->Args({1, 1500})
    ->Args({1, 10000})
    ->Args({1, 80000})
    ->Args({2, 80000})
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void FollowWithWords(benchmark::State& state) {
  const auto records = children(state.range(0));
  for (auto _ : state)
    for (const auto& record : records) {
      const Journey journey =
          follow(care::tell(record, kAsOf), shipped().config, shipped().calendar);
      for (const Clock& clock : journey.clocks) benchmark::DoNotOptimize(words(clock, kAsOf));
    }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(FollowWithWords)->Arg(1500)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace homeward::journey
