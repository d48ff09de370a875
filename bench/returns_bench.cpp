// How fast a return is read, and turned into records: CSV with plausible chains of episodes, made
// here, for one collection year.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "returns/amend.hpp"
#include "returns/year.hpp"

namespace {

using namespace homeward;

constexpr int kYear = 2026;

struct ReturnFiles {
  std::vector<std::pair<std::string, std::string>> files;
  std::size_t bytes = 0, rows = 0;

  std::vector<returns::NamedBytes> named() const {
    std::vector<returns::NamedBytes> out;
    for (const auto& [name, text] : files) out.push_back({name, text});
    return out;
  }
};

// The same numbers everywhere: a small generator of our own.
class Chance {
 public:
  unsigned below(unsigned limit) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<unsigned>(state_ >> 33) % limit;
  }

 private:
  std::uint64_t state_ = 903;
};

void add_episodes(std::string& out, Chance& chance, int child, std::size_t& rows) {
  static constexpr const char* kPlaces[] = {"U6", "U4", "U3", "K2", "U1", "P1"};
  static constexpr const char* kStatuses[] = {"V2", "C1", "C2", "E1"};
  Date start = returns::year_end(kYear) - static_cast<int>(chance.below(1500)) - 30;
  const unsigned episodes = 1 + chance.below(4) * chance.below(2);
  for (unsigned i = 0; i < episodes; ++i) {
    const Date end = start + 1 + static_cast<int>(chance.below(400));
    const bool ends = i + 1 < episodes && end <= returns::year_end(kYear);
    fmt::format_to(std::back_inserter(out),
                   "{},{},{},{},N{},{},PR{},{},{},{},BS{} {}AB,BS{} {}CD,SC{:06}\n", 100000 + child,
                   start.british(), i == 0 ? "S" : "P", kStatuses[chance.below(4)], 1 + child % 8,
                   kPlaces[chance.below(6)], 1 + chance.below(5), ends ? end.british() : "",
                   ends ? "X1" : "", ends ? "CARPL" : "", 1 + chance.below(40), 1 + chance.below(9),
                   1 + chance.below(40), 1 + chance.below(9), chance.below(999999));
    ++rows;
    if (!ends) break;
    start = end;
  }
}

ReturnFiles make_files(int children) {
  std::string header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
  std::string episodes =
      "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
      "URN\n";
  std::string reviews = "CHILD,DOB,REVIEW,REVIEW_CODE\n";
  std::string health =
      "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_"
      "ASSESSMENT,"
      "SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n";
  Chance chance;
  ReturnFiles made;
  for (int child = 0; child < children; ++child) {
    const std::string born =
        (returns::year_end(kYear) - static_cast<int>(chance.below(6500))).british();
    fmt::format_to(std::back_inserter(header), "{},{},{},WBRI,A{:012},{},\n", 100000 + child,
                   chance.below(2) ? "M" : "F", born, chance.below(999999999),
                   chance.below(2) ? "0" : "");
    add_episodes(episodes, chance, child, made.rows);
    for (unsigned i = 0; i < 2; ++i)
      fmt::format_to(
          std::back_inserter(reviews), "{},{},{},PN{}\n", 100000 + child, born,
          (returns::year_start(kYear) + static_cast<int>(i * 180 + chance.below(180))).british(),
          chance.below(8));
    fmt::format_to(std::back_inserter(health), "{},{},{},,0,,1,1,1,0,,\n", 100000 + child, born,
                   chance.below(41));
    made.rows += 4;
  }
  made.files = {{"header.csv", std::move(header)},
                {"episodes.csv", std::move(episodes)},
                {"reviews.csv", std::move(reviews)},
                {"oc2.csv", std::move(health)}};
  for (const auto& [name, text] : made.files) made.bytes += text.size();
  return made;
}

returns::Options options() {
  returns::Options options;
  options.as_of = returns::year_end(kYear) + 60;
  return options;
}

void count(benchmark::State& state, const ReturnFiles& made) {
  const auto runs = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(runs * static_cast<std::int64_t>(made.bytes));
  state.counters["rows/s"] = benchmark::Counter(
      static_cast<double>(made.rows) * static_cast<double>(runs), benchmark::Counter::kIsRate);
  state.counters["MB"] = static_cast<double>(made.bytes) / 1e6;
}

void read_csv(benchmark::State& state) {
  const ReturnFiles made = make_files(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    const returns::Reading reading = returns::read_return(made.named(), options());
    if (reading.returns.size() != 1 || !reading.problems.empty())
      state.SkipWithError("the return was not read");
  }
  count(state, made);
}

void to_records(benchmark::State& state) {
  const ReturnFiles made = make_files(static_cast<int>(state.range(0)));
  const returns::Reading reading = returns::read_return(made.named(), options());
  for (auto _ : state) {
    const returns::Records records = returns::to_records(reading.returns.at(0), {});
    if (records.children.size() != static_cast<std::size_t>(state.range(0)))
      state.SkipWithError("children are missing");
  }
  count(state, made);
}

// The same return again over what is held: the commonest import.
void amend_again(benchmark::State& state) {
  const ReturnFiles made = make_files(static_cast<int>(state.range(0)));
  const returns::Reading reading = returns::read_return(made.named(), options());
  returns::Records held = returns::to_records(reading.returns.at(0), {});
  const returns::Records given = held;
  for (auto _ : state)
    for (std::size_t i = 0; i < held.children.size(); ++i)
      benchmark::DoNotOptimize(returns::amend(held.children[i], given.children[i], kYear));
  count(state, made);
}

BENCHMARK(read_csv)->Arg(1500)->Arg(10000)->Arg(80000)->Unit(benchmark::kMillisecond);
BENCHMARK(to_records)->Arg(1500)->Arg(10000)->Arg(80000)->Unit(benchmark::kMillisecond);
BENCHMARK(amend_again)->Arg(1500)->Arg(10000)->Arg(80000)->Unit(benchmark::kMillisecond);

}  // namespace
