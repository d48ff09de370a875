#include <cstdio>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "service/files.hpp"

namespace homeward::cli {

namespace {

// "episodes.csv, row 214, column DEC: 31/02/2025 is not a date …"
void print_problem(const service::ImportProblem& problem) {
  std::string place = problem.file;
  if (problem.row > 0) place += ", row " + std::to_string(problem.row);
  if (!problem.column.empty()) place += ", column " + problem.column;
  std::printf("%s%s%s\n", place.c_str(), place.empty() ? "" : ": ", problem.sentence.c_str());
}

void print_summary(const service::ImportSummary& summary) {
  std::string years;
  for (const int year : summary.collection_years)
    years += (years.empty() ? "" : ", ") + std::to_string(year);
  std::printf("\n%s\n", summary.sentence.c_str());
  std::printf("  Children  %10s\n", text::thousands(summary.children).c_str());
  std::printf("  Episodes  %10s\n", text::thousands(summary.episodes).c_str());
  std::printf("  Years     %10s\n", years.empty() ? "none" : years.c_str());
  std::printf("  Problems  %10s\n", text::thousands(summary.problems).c_str());
}

Result<care::Authority> authority_for(service::Store& store, const Place& place,
                                      const ImportArguments& arguments) {
  if (arguments.new_authority.empty()) {
    auto authorities = store.authorities();
    if (!authorities) return tl::unexpected(authorities.error());
    // A first import into an empty database makes its authority; it can be named later.
    if (!authorities->empty() || !place.authority.empty())
      return find_authority(store, place.authority);
  }
  care::Authority fresh;
  fresh.name = arguments.new_authority.empty() ? "My authority" : arguments.new_authority;
  return store.save_authority(fresh);
}

}  // namespace

int import_return(const Place& place, const ImportArguments& arguments, const Adapters& adapters) {
  auto opened = open(place, adapters);
  if (!opened) return refuse(opened.error());
  auto authority = authority_for(*opened->store, place, arguments);
  if (!authority) return refuse(authority.error());
  auto files = service::read_paths(arguments.paths, service::Settings::kImportBytes);
  if (!files) return refuse(files.error());
  auto outcome = opened->service->import_return(opened->service->operator_in(authority->id),
                                                std::move(*files), arguments.year, progress_line());
  end_progress();
  if (!outcome) return refuse(outcome.error());
  for (const service::ImportProblem& problem : outcome->problems) print_problem(problem);
  print_summary(outcome->summary);
  if (outcome->summary.state == service::ImportState::refused) return 2;
  return outcome->problems.empty() ? 0 : 1;
}

}  // namespace homeward::cli
