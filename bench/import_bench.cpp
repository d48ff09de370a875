// Ten years of an authority's returns brought in at once, as a new authority would begin: from the
// files on disk to the database on disk; and then what a server that starts on it needs to show its
// first tracker. Each is a process of its own, so that peak_MB is that work's alone.
// HOMEWARD_TEST_POSTGRES (script/with-postgres) adds PostgreSQL.
#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>

#include "../tests/service/key_of_tests.hpp"
#include "returns/write.hpp"
#include "service/files.hpp"
#include "service/service.hpp"
#include "service/wall_clock.hpp"
#include "store/open.hpp"
#include "store/postgres/connection.hpp"
#include "synthetic/as_known.hpp"
#include "synthetic/authority.hpp"

using namespace homeward;
namespace fs = std::filesystem;

namespace {

constexpr int kFirstYear = 2017, kLastYear = 2026;

// What a process did, as it tells the one that started it.
struct Told {
  double seconds = 0;
  std::int64_t count = 0;
  bool done = false;
};
struct Measured : Told {
  double peak_mb = 0;
};

// Runs `work` in a new process.
Measured apart(const std::function<std::int64_t()>& work) {
  int ends[2];
  if (::pipe(ends) != 0) std::abort();
  const pid_t process = ::fork();
  if (process == 0) {
    Told told;
    const auto before = std::chrono::steady_clock::now();
    told.count = work();
    told.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
    told.done = told.count >= 0;
    ::_exit(::write(ends[1], &told, sizeof told) == sizeof told ? 0 : 1);
  }
  ::close(ends[1]);
  Measured measured;
  Told told;
  if (::read(ends[0], &told, sizeof told) == sizeof told) static_cast<Told&>(measured) = told;
  ::close(ends[0]);
  rusage used{};
  ::wait4(process, nullptr, 0, &used);
  measured.peak_mb = static_cast<double>(used.ru_maxrss) / 1024;
  return measured;
}

// The ten returns of one authority, each as it was sent at the end of its year, in one folder each.
class Returns {
 public:
  explicit Returns(int children) {
    folder_ = (fs::temp_directory_path() / "homeward-bench-XXXXXX").string();
    if (!::mkdtemp(folder_.data())) std::abort();
    const Measured made = apart([&] { return write(children); });
    if (!made.done) std::abort();
  }
  ~Returns() { fs::remove_all(folder_); }
  Returns(const Returns&) = delete;
  Returns& operator=(const Returns&) = delete;
  const std::string& folder() const { return folder_; }

 private:
  std::int64_t write(int children) const {
    auto settings = service::load_settings(HOMEWARD_SOURCE_DIR "/config");
    if (!settings) return -1;
    synthetic::Options options;
    options.children = children;
    options.seed = 3;
    options.as_of = *Date::of(kLastYear, 3, 31);
    options.history_years = kLastYear - kFirstYear + 1;
    const auto made = synthetic::generate(options, settings->calendar);
    for (int year = kFirstYear; year <= kLastYear; ++year) {
      std::vector<care::ChildRecord> known;
      for (const care::ChildRecord& record : made.children)
        known.push_back(synthetic::as_known(record, *Date::of(year, 3, 31)));
      const fs::path folder = fs::path(folder_) / std::to_string(year);
      fs::create_directory(folder);
      for (const auto& [name, bytes] : returns::write_csv(known, year))
        if (!service::write_file(folder / name, bytes)) return -1;
    }
    return 0;
  }

  std::string folder_;
};

std::unique_ptr<service::Service> open(const std::string& url) {
  auto settings = service::load_settings(HOMEWARD_SOURCE_DIR "/config");
  auto store = store::open_or_make(url);
  if (!settings || !store || !(*store)->migrate()) return nullptr;
  // As an administrator does in config/limits.toml who brings a region in.
  settings->import_bytes = service::Settings::kImportBytes;
  settings->import_rows = 20'000'000;
  return std::make_unique<service::Service>(
      std::move(*store), std::make_shared<service::SystemClock>(), std::move(*settings));
}

std::int64_t bring_in(const std::string& url, const std::string& folder) {
  const auto service = open(url);
  if (!service) return -1;
  care::Authority authority;
  authority.name = "Fernshire";
  auto saved = service->store().save_authority(authority);
  auto files = service::read_paths({folder}, service::Settings::kImportBytes);
  if (!saved || !files) return -1;
  const auto outcome = service->import_return(tests::operator_in(saved->id), std::move(*files),
                                              std::nullopt, [](int, std::string_view) {});
  return outcome ? outcome->summary.added : -1;
}

std::int64_t show_first_tracker(const std::string& url) {
  const auto service = open(url);
  if (!service) return -1;
  const auto authorities = service->store().authorities();
  if (!authorities || authorities->empty()) return -1;
  const auto view =
      service->tracker(tests::operator_in(authorities->front().id), "joint", std::nullopt);
  return view ? static_cast<std::int64_t>((*view)->rows.size()) : -1;
}

std::string new_url(bool postgres, const std::string& folder) {
  static int count = 0;
  const std::string name =
      "import_bench_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
  if (!postgres) return "sqlite:" + folder + "-" + name + ".db";
  const std::string server = std::getenv("HOMEWARD_TEST_POSTGRES");
  store::PostgresConnection(server).execute("CREATE SCHEMA " + name);
  return server + "?options=-csearch_path%3D" + name;
}

void ten_years(benchmark::State& state, bool postgres) {
  const Returns returns(static_cast<int>(state.range(0)));
  Measured import, first;
  double database_mb = 0;
  for (auto _ : state) {
    const std::string url = new_url(postgres, returns.folder());
    import = apart([&] { return bring_in(url, returns.folder()); });
    first = apart([&] { return show_first_tracker(url); });
    if (!import.done || !first.done) state.SkipWithError("the import or the tracker failed");
    state.SetIterationTime(import.seconds);
    if (postgres) continue;
    const std::string file = url.substr(url.find(':') + 1);
    database_mb = static_cast<double>(fs::file_size(file)) / (1 << 20);
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(file + end);
  }
  state.counters["facts"] = static_cast<double>(import.count);
  state.counters["peak_MB"] = import.peak_mb;
  if (!postgres) state.counters["database_MB"] = database_mb;
  state.counters["tracker_s"] = first.seconds;
  state.counters["tracker_rows"] = static_cast<double>(first.count);
  state.counters["tracker_peak_MB"] = first.peak_mb;
}

void add_all(const std::string& name, bool postgres) {
  benchmark::RegisterBenchmark((name + "/import_ten_years").c_str(), ten_years, postgres)
      ->Arg(60)
      ->Arg(1500)
      ->Arg(10'000)
      ->Iterations(1)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int count, char** words) {
  add_all("sqlite", false);
  if (std::getenv("HOMEWARD_TEST_POSTGRES")) add_all("postgres", true);
  benchmark::Initialize(&count, words);
  benchmark::RunSpecifiedBenchmarks();
}
