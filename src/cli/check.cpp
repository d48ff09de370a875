// The return check on files: nothing is imported, no database is opened.
#include "returns/check.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "returns/leading_zeros.hpp"
#include "returns/report.hpp"
#include "returns/year.hpp"
#include "service/check_settings.hpp"
#include "service/check_workbook.hpp"
#include "service/files.hpp"
#include "service/import_reading.hpp"
#include "service/mapped_file.hpp"
#include "service/parallel.hpp"
#include "service/wall_clock.hpp"

namespace homeward::cli {

namespace {

using returns::Reading;
using returns::Return;

// The collection years whose rule sets are known.
constexpr int kFirstRules = 2023, kLastRules = 2027;

struct Loaded {
  Reading now, previous;
  std::optional<returns::Providers> providers;
};

Result<Reading> read(const std::string& path, std::optional<int> year) {
  auto files = service::read_paths({path}, service::Settings::kImportBytes);
  if (!files) return tl::unexpected(files.error());
  std::vector<returns::NamedBytes> named;
  for (const service::FileBytes& file : *files) named.push_back({file.name, file.bytes});
  returns::Options options;
  options.collection_year = year;
  // Today matters only where the year must be told from the dates.
  options.as_of = year ? returns::year_end(*year) : service::SystemClock().today();
  return returns::read_return(named, options);
}

Result<std::optional<returns::Providers>> read_providers(const std::vector<std::string>& paths) {
  std::optional<returns::Providers> all;
  for (const std::string& path : paths) {
    auto file = service::MappedFile::open(path);
    if (!file) return tl::unexpected(file.error());
    auto one = returns::Providers::read(path, file->bytes());
    if (!one) return tl::unexpected(one.error());
    if (all)
      all->add(std::move(*one));
    else
      all = std::move(*one);
  }
  return all;
}

// What does not wait for anything else is read at the same time.
Result<Loaded> load(const CheckArguments& arguments, const returns::Parallel& parallel) {
  Loaded loaded;
  Status results[3];
  const auto keep = [](auto result, auto& into, Status& status) {
    if (result)
      into = std::move(*result);
    else
      status = tl::unexpected(result.error());
  };
  const std::optional<int> year = arguments.year;
  parallel(3, [&](std::size_t i) {
    if (i == 0)
      keep(read_providers(arguments.providers), loaded.providers, results[i]);
    else if (i == 1)
      keep(read(arguments.path, year), loaded.now, results[i]);
    else if (!arguments.previous.empty())
      keep(read(arguments.previous, year ? std::optional(*year - 1) : year), loaded.previous,
           results[i]);
  });
  for (const Status& result : results)
    if (!result) return tl::unexpected(result.error());
  return loaded;
}

Result<returns::Postcodes> load_postcodes(const std::string& path, const Return& now,
                                          const Return* last, const returns::Providers* providers,
                                          const returns::Parallel& parallel) {
  auto file = service::MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  return returns::Postcodes::read(path, file->bytes(), returns::postcodes_in(now, last, providers),
                                  parallel, [&](std::string_view part) { file->let_go(part); });
}

// What could not be read, to stderr. True if something of the return is missing for it.
bool tell_problems(const Reading& reading) {
  std::vector<service::ImportProblem> problems;
  service::keep_problems(reading.problems, problems);
  for (service::ImportProblem& problem : problems) problem.sentence = service::with_value(problem);
  print_problems(problems, "", stderr);
  return std::any_of(
      reading.problems.begin(), reading.problems.end(),
      [](const returns::Problem& each) { return each.effect != returns::Effect::noted; });
}

void print_note(const std::string& sentence) {
  std::fprintf(stderr, "%s\n", sentence.c_str());
}

const Return* last_of(const Loaded& loaded, const Return& now, bool previous_given) {
  const std::vector<Return>& among = previous_given ? loaded.previous.returns : loaded.now.returns;
  for (const Return& one : among)
    if (&one != &now && one.collection_year == now.collection_year - 1) return &one;
  return nullptr;
}

// Which rules are queries matters to people; the lines for programs do not say it.
Result<returns::RuleGrades> load_grades(const CheckArguments& arguments, const Place& place) {
  if (arguments.format == "json" || arguments.format == "csv") return returns::RuleGrades{};
  auto settings = service::load_check_settings(place.config);
  if (settings) return settings->grades;
  if (settings.error().kind != ErrorKind::not_found) return tl::unexpected(settings.error());
  print_note(settings.error().sentence + " Until then every finding counts as an error.");
  return returns::RuleGrades{};
}

void print_what_is_not_known(const returns::Checked& checked, bool show_not_run) {
  const int year = checked.rules_year;
  if (year < kFirstRules || year > kLastRules)
    print_note("The rule set of " + returns::year_words(year) + " is not known: the rules of " +
               returns::year_words(std::clamp(year, kFirstRules, kLastRules)) + " were run.");
  if (!show_not_run) return;
  for (const std::string& line : returns::not_run_lines(checked)) print_note("Not run: " + line);
  for (const std::string& line : returns::in_part_lines(checked))
    print_note("Run in part: " + line);
}

Status write(const returns::Report& report, const CheckArguments& arguments) {
  auto out = Output::open(arguments.out);
  if (!out) return tl::unexpected(out.error());
  const returns::WritePiece piece = [&](std::string_view bytes) { out->write(bytes); };
  if (arguments.format == "json") {
    returns::write_findings_json(report, piece);
  } else if (arguments.format == "csv") {
    returns::write_findings_csv(report, piece);
  } else if (arguments.format == "xlsx") {
    const auto workbook = service::check_workbook(report);
    if (!workbook) return tl::unexpected(workbook.error());
    out->write(*workbook);
  } else {
    returns::write_findings_text(report, {arguments.details}, piece);
  }
  return out->finish();
}

// How long each part took, for a person who asks.
class Timing {
 public:
  void part(const char* name) {
    const auto now = Clock::now();
    words_ += std::string(words_.empty() ? "" : ", ") + name + " " + milliseconds(now - before_);
    before_ = now;
  }
  void print() const {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    std::fprintf(stderr, "Timing: %s; whole %s; peak memory %ld MB.\n", words_.c_str(),
                 milliseconds(Clock::now() - began_).c_str(), used.ru_maxrss / 1024);
  }

 private:
  using Clock = std::chrono::steady_clock;
  static std::string milliseconds(Clock::duration took) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f ms",
                  std::chrono::duration<double, std::milli>(took).count());
    return text;
  }
  Clock::time_point began_ = Clock::now(), before_ = began_;
  std::string words_;
};

}  // namespace

int check(const Place& place, const CheckArguments& arguments) {
  if (arguments.format == "xlsx" && arguments.out.empty() && isatty(STDOUT_FILENO) != 0)
    return refuse({ErrorKind::invalid_input,
                   "A workbook cannot be shown on a terminal. Name a file by --out."});
  Timing timing;
  const auto grades = load_grades(arguments, place);
  if (!grades) return refuse(grades.error());
  const service::Progress progress = progress_line();
  const returns::Parallel parallel = service::on_all_cores();
  progress(0, "Reading");
  auto loaded = load(arguments, parallel);
  end_progress();
  if (!loaded) return refuse(loaded.error());
  const bool previous_given = !arguments.previous.empty();
  if (previous_given && !arguments.year && !loaded->now.returns.empty()) {
    const int before = loaded->now.returns.back().collection_year - 1;
    if (returns::may_be_for(loaded->previous, before)) {
      auto again = read(arguments.previous, before);
      if (!again) return refuse(again.error());
      loaded->previous = std::move(*again);
    }
  }
  timing.part("reading");
  const bool left_out = tell_problems(loaded->now) | tell_problems(loaded->previous);
  for (const auto& [reading, path] : {std::pair{&loaded->now, &arguments.path},
                                      std::pair{&loaded->previous, &arguments.previous}})
    if (!path->empty() && reading->returns.empty())
      return refuse({ErrorKind::invalid_input,
                     "No return could be read from “" + *path + "”, so nothing was checked."});
  const Return& now = loaded->now.returns.back();
  const Return* last = last_of(*loaded, now, previous_given);
  if (!arguments.year) print_note("Checked as the return for " + now.year_reason + ".");
  for (const Return& one : loaded->now.returns)
    if (&one != &now && &one != last)
      print_note("The return for " + returns::year_words(one.collection_year) +
                 " that lies beside it was not used.");
  if (previous_given && last == nullptr)
    return refuse(
        {ErrorKind::invalid_input, "“" + arguments.previous + "” holds no return for " +
                                       returns::year_words(now.collection_year - 1) +
                                       ", the year before. Say by --year which year is checked."});

  if (const auto zeros = returns::lost_zeros_sentence(now, last); !zeros.empty()) print_note(zeros);

  returns::CheckOptions options;
  options.rules = arguments.rules;
  options.own_area = text::upper(arguments.own_area);
  options.parallel = parallel;
  returns::Providers* const providers = loaded->providers ? &*loaded->providers : nullptr;
  options.providers = providers;
  std::optional<returns::Postcodes> postcodes;
  if (!arguments.postcodes.empty()) {
    progress(30, "Looking up postcodes");
    auto read = load_postcodes(arguments.postcodes, now, last, providers, parallel);
    end_progress();
    if (!read) return refuse(read.error());
    postcodes = std::move(*read);
    options.postcodes = &*postcodes;
    if (providers != nullptr) providers->take_areas(*postcodes);
    timing.part("postcodes");
  }
  if (providers != nullptr)
    for (const std::string& note : providers->notes()) print_note(note);
  progress(60, "Checking");
  const returns::Checked checked = returns::check(now, last, options);
  end_progress();
  timing.part("checking");

  print_what_is_not_known(checked, arguments.format == "json" || arguments.format == "csv");
  const returns::Report report(checked, now, last, *grades);
  if (const auto written = write(report, arguments); !written) return refuse(written.error());
  timing.part("writing");
  if (arguments.timing) timing.print();
  if (!arguments.out.empty())
    std::printf("%s in “%s”.\n",
                (text::plural(static_cast<long long>(checked.findings.size()), "finding") +
                 (checked.findings.size() == 1 ? " is" : " are"))
                    .c_str(),
                arguments.out.c_str());
  return checked.findings.empty() && !left_out ? 0 : 1;
}

}  // namespace homeward::cli
