// The store: commits a second with 1, 20 and 50 writers, an import with its journal, and loading an
// authority. HOMEWARD_TEST_POSTGRES (script/with-postgres) adds PostgreSQL; in a new schema, which
// is left to the throw-away server. SQLite works in a new folder under TMPDIR.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>

#include "store/open.hpp"
#include "store/postgres/connection.hpp"

using namespace homeward;

namespace {

class Database {
 public:
  explicit Database(bool postgres) {
    static std::atomic<int> count{0};
    if (postgres) {
      const std::string server = std::getenv("HOMEWARD_TEST_POSTGRES");
      const std::string schema =
          "bench_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
      store::PostgresConnection(server).execute("CREATE SCHEMA " + schema);
      store_ = std::move(*store::open(server + "?options=-csearch_path%3D" + schema));
    } else {
      folder_ = (std::filesystem::temp_directory_path() / "homeward-bench-XXXXXX").string();
      if (!::mkdtemp(folder_.data())) std::abort();
      store_ = std::move(*store::open_or_make("sqlite:" + folder_ + "/homeward.db"));
    }
    if (!store_->migrate()) std::abort();
    care::Authority authority;
    authority.name = "Fernshire";
    authority_ = store_->save_authority(authority)->id;
  }
  ~Database() {
    store_.reset();
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  service::Store& store() { return *store_; }
  AuthorityId authority() const { return authority_; }

 private:
  std::string folder_;
  std::unique_ptr<service::Store> store_;
  AuthorityId authority_;
};

template <class T>
void add(service::ChangeSet& set, T row, int child) {
  row.child = ChildId{-child};
  row.provenance = {care::Source::return_file, {}, child, 2026};
  service::Change change;
  change.after = std::move(row);
  set.changes.push_back(std::move(change));
}

// About 20 rows a child, as ten years of returns give: 6 episodes, 10 reviews, health, workers.
service::ChangeSet import_of(AuthorityId authority, int children) {
  service::ChangeSet set;
  set.authority = authority;
  set.import.emplace();
  set.check_versions = false;
  for (int i = 1; i <= children; ++i) {
    care::Child child;
    child.id = RowId{-i};
    child.number = PrivateText{"N" + std::to_string(i)};
    child.born_on = Date::from_day_number(15'000 + i % 3000);
    child.sex = i % 2 ? Code("M") : Code("F");
    child.ethnicity = Code("WBRI");
    child.upn = PrivateText{"A123456789" + std::to_string(i)};
    add(set, child, i);
    for (int n = 0; n < 6; ++n) {
      care::Episode row;
      row.started_on = Date::from_day_number(18'000 + 100 * n);
      row.reason_for_new_episode = n ? Code("P") : Code("S");
      row.legal_status = Code("C2");
      row.category_of_need = Code("N1");
      row.placement_type = Code("U6");
      row.placement_provider = Code("PR1");
      if (n < 5) {
        row.ended_on = row.started_on + 100;
        row.reason_ended = Code("X1");
        row.reason_for_placement_change = Code("CARPL");
      }
      row.home_postcode = PrivateText{"AB1 0JD"};
      row.placement_postcode = PrivateText{"AB1 0JE"};
      row.urn = Code("SC034567");
      add(set, row, i);
    }
    for (int n = 0; n < 10; ++n) {
      care::Review row;
      row.held_on = Date::from_day_number(18'020 + 80 * n);
      row.participation = Code("PN1");
      add(set, row, i);
    }
    for (int n = 0; n < 2; ++n) {
      care::HealthOutcome row;
      row.year = 2024 + n;
      row.sdq_score = 12;
      row.health_check = row.immunisations = row.teeth_check = true;
      add(set, row, i);
    }
    care::WorkerSpell spell;
    spell.worker_number = PrivateText{"SW123"};
    spell.started_on = Date::from_day_number(18'000);
    add(set, spell, i);
  }
  return set;
}

void commits(benchmark::State& state, bool postgres) {
  const int writers = static_cast<int>(state.range(0));
  Database database(postgres);
  const auto applied = database.store().apply(import_of(database.authority(), 100));
  if (!applied) return state.SkipWithError(applied.error().sentence.c_str());
  constexpr int kEach = 40;
  for (auto _ : state) {
    std::vector<std::thread> threads;
    std::atomic<int> failed{0};
    for (int w = 0; w < writers; ++w) {
      threads.emplace_back([&, w] {
        const ChildId child =
            std::get<care::Child>(applied->rows[static_cast<std::size_t>(w) * 20]).child;
        for (int i = 0; i < kEach; ++i) {
          service::ChangeSet set;
          set.authority = database.authority();
          care::Review row;
          row.child = child;
          row.held_on = Date::from_day_number(20'000 + i);
          service::Change change;
          change.after = row;
          set.changes.push_back(change);
          if (!database.store().apply(set)) ++failed;
        }
      });
    }
    for (auto& thread : threads) thread.join();
    if (failed) state.SkipWithError("a commit failed");
  }
  state.counters["commits"] = benchmark::Counter(
      static_cast<double>(state.iterations() * writers * kEach), benchmark::Counter::kIsRate);
}

void import(benchmark::State& state, bool postgres) {
  std::size_t rows = 0;
  for (auto _ : state) {
    state.PauseTiming();
    {
      Database database(postgres);
      const auto set = import_of(database.authority(), static_cast<int>(state.range(0)));
      state.ResumeTiming();
      const auto applied = database.store().apply(set);
      state.PauseTiming();
      if (!applied) state.SkipWithError(applied.error().sentence.c_str());
      rows += set.changes.size();
    }
    state.ResumeTiming();
  }
  state.counters["rows"] =
      benchmark::Counter(static_cast<double>(rows), benchmark::Counter::kIsRate);
}

void snapshot(benchmark::State& state, bool postgres) {
  Database database(postgres);
  if (!database.store().apply(import_of(database.authority(), static_cast<int>(state.range(0)))))
    return state.SkipWithError("the import failed");
  for (auto _ : state) {
    auto loaded = database.store().snapshot(database.authority());
    if (!loaded) state.SkipWithError(loaded.error().sentence.c_str());
    benchmark::DoNotOptimize(loaded);
  }
}

void one_child(benchmark::State& state, bool postgres) {
  Database database(postgres);
  const auto applied = database.store().apply(import_of(database.authority(), 1500));
  if (!applied) return state.SkipWithError("the import failed");
  const ChildId child = std::get<care::Child>(applied->rows[20 * 700]).child;
  for (auto _ : state) {
    auto loaded = database.store().child(database.authority(), child);
    if (!loaded) state.SkipWithError(loaded.error().sentence.c_str());
    benchmark::DoNotOptimize(loaded);
  }
}

void add_all(const std::string& name, bool postgres) {
  using benchmark::RegisterBenchmark;
  RegisterBenchmark((name + "/commits_by_writers").c_str(), commits, postgres)
      ->Arg(1)
      ->Arg(20)
      ->Arg(50)
      ->MeasureProcessCPUTime()
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
  RegisterBenchmark((name + "/import_children").c_str(), import, postgres)
      ->Arg(1500)
      ->Arg(10'000)
      ->MeasureProcessCPUTime()
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
  RegisterBenchmark((name + "/snapshot_children").c_str(), snapshot, postgres)
      ->Arg(1500)
      ->Arg(10'000)
      ->MeasureProcessCPUTime()
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
  RegisterBenchmark((name + "/one_child").c_str(), one_child, postgres)
      ->MeasureProcessCPUTime()
      ->UseRealTime()
      ->Unit(benchmark::kMicrosecond);
}

}  // namespace

int main(int count, char** words) {
  add_all("sqlite", false);
  if (std::getenv("HOMEWARD_TEST_POSTGRES")) add_all("postgres", true);
  benchmark::Initialize(&count, words);
  benchmark::RunSpecifiedBenchmarks();
}
