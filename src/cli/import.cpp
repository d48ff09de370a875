#include <algorithm>
#include <cstdio>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "service/files.hpp"

namespace homeward::cli {

namespace {

void print_summary(const service::ImportSummary& summary) {
  std::string years;
  for (const int year : summary.collection_years)
    years += (years.empty() ? "" : ", ") + std::to_string(year);
  std::printf("\n%s\n", summary.sentence.c_str());
  std::printf("  Children  %10s\n", text::thousands(summary.children).c_str());
  std::printf("  Episodes  %10s\n", text::thousands(summary.episodes).c_str());
  std::printf("  Years     %10s\n", years.empty() ? "none" : years.c_str());
  std::printf("  Problems  %10s\n", text::thousands(summary.problems).c_str());
  if (summary.state == service::ImportState::done)
    std::printf("This is import %lld. To undo it: homeward import --undo %lld\n",
                static_cast<long long>(summary.id.value), static_cast<long long>(summary.id.value));
}

// The authority the import is for; nothing if the database holds none and one is to be made.
Result<std::optional<care::Authority>> known_authority(service::Store& store, const Place& place,
                                                       const ImportArguments& arguments) {
  auto authorities = store.authorities();
  if (!authorities) return tl::unexpected(authorities.error());
  if (!arguments.new_authority.empty()) {
    for (const care::Authority& one : *authorities)
      if (one.name == arguments.new_authority) return one;
    return std::nullopt;
  }
  // A first import into an empty database makes its authority; it can be named later.
  if (authorities->empty() && place.authority.empty()) return std::nullopt;
  auto found = find_authority(store, place.authority);
  if (!found) return tl::unexpected(found.error());
  return *found;
}

service::ImportAnswers answers_of(const ImportArguments& arguments) {
  service::ImportAnswers answers;
  answers.year = arguments.year;
  answers.unknown_children = arguments.unknown_children;
  answers.old_year = arguments.old_year;
  if (arguments.leading_zeros == "same")
    answers.leading_zeros = service::LeadingZeros::same_children;
  if (arguments.leading_zeros == "different")
    answers.leading_zeros = service::LeadingZeros::different_children;
  return answers;
}

int look_over(service::Service& service, const service::OperatorKey& key,
              const std::optional<care::Authority>& authority,
              std::vector<service::FileBytes> files, const service::ImportAnswers& answers) {
  auto found = authority
                   ? service.look_over_import(service::operator_in(key, authority->id),
                                              std::move(files), answers, progress_line())
                   : service.look_over_first_import(std::move(files), answers, progress_line());
  end_progress();
  if (!found) return refuse(found.error());
  print_look_over(*found);
  std::printf("Nothing was written.\n");
  if (found->asks()) {
    print_questions(*found);
    return 1;
  }
  return 0;
}

// A first import makes the database if it names the new authority; a dry run looks at an empty one
// instead.
Result<Opened> open_for(const Place& place, const ImportArguments& arguments,
                        const Adapters& adapters) {
  if (arguments.new_authority.empty()) {
    auto opened = open(place, adapters);
    if (!opened && opened.error().kind == ErrorKind::not_found)
      return fail(ErrorKind::not_found,
                  opened.error().sentence +
                      " To make it by this import, name the authority by --new-authority.");
    return opened;
  }
  if (!arguments.dry_run) return open_or_make(place, adapters);
  auto opened = open(place, adapters);
  if (opened || opened.error().kind != ErrorKind::not_found) return opened;
  Place nowhere = place;
  nowhere.db = "sqlite::memory:";
  return open_or_make(nowhere, adapters);
}

}  // namespace

int import_return(const Place& place, const ImportArguments& arguments, const Adapters& adapters) {
  auto opened = open_for(place, arguments, adapters);
  if (!opened) return refuse(opened.error());
  auto authority = known_authority(*opened->store, place, arguments);
  if (!authority) return refuse(authority.error());
  auto files = service::read_paths(arguments.paths, service::Settings::kImportBytes);
  if (!files) return refuse(files.error());
  const service::ImportAnswers answers = answers_of(arguments);
  if (arguments.dry_run)
    return look_over(*opened->service, *adapters.key, *authority, std::move(*files), answers);
  if (!*authority) {
    care::Authority fresh;
    fresh.name = arguments.new_authority.empty() ? "My authority" : arguments.new_authority;
    auto saved = opened->store->save_authority(fresh);
    if (!saved) return refuse(saved.error());
    *authority = *saved;
  }
  auto outcome =
      opened->service->import_return(service::operator_in(*adapters.key, (*authority)->id),
                                     std::move(*files), answers, progress_line());
  end_progress();
  if (!outcome) return refuse(outcome.error());
  if (outcome->asks) {
    print_look_over(outcome->look_over);
    print_questions(outcome->look_over);
    return 1;
  }
  print_problems(outcome->problems, "", stdout);
  print_summary(outcome->summary);
  if (outcome->summary.state == service::ImportState::refused) return 2;
  return outcome->problems.empty() ? 0 : 1;
}

}  // namespace homeward::cli
