#include <unistd.h>

#include <cstdio>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"

namespace homeward::cli {

namespace {

void print_left(const service::UndoPlan& plan) {
  for (const service::UndoLeft& left : plan.left)
    std::printf("  Left as it is: %s of child %s: %s\n", left.what.c_str(),
                left.number.reveal().c_str(), left.why.c_str());
  if (plan.left_total > static_cast<std::int64_t>(plan.left.size()))
    std::printf(
        "  and %s more\n",
        text::thousands(plan.left_total - static_cast<std::int64_t>(plan.left.size())).c_str());
}

}  // namespace

int undo_import(const Place& place, const UndoArguments& arguments, const Adapters& adapters) {
  auto opened = open(place, adapters);
  if (!opened) return refuse(opened.error());
  auto authority = find_authority(*opened->store, place.authority);
  if (!authority) return refuse(authority.error());
  const service::Actor actor = service::operator_in(*adapters.key, authority->id);
  const ImportId import{arguments.import};
  auto plan = opened->service->plan_undo(actor, import);
  if (!plan) return refuse(plan.error());
  std::printf("Import %lld: %s. %s\n", static_cast<long long>(arguments.import),
              plan->import.source_name.c_str(), plan->sentence.c_str());
  if (plan->later_imports > 0)
    std::printf(
        "%s came in after it. Facts that they repeat from this import are taken out too: import "
        "them again afterwards.\n",
        text::plural(plan->later_imports, "import").c_str());
  print_left(*plan);
  if (!arguments.yes) {
    if (isatty(STDIN_FILENO) == 0) {
      std::fflush(stdout);
      std::fprintf(stderr, "Nothing was undone. Add --yes to undo it.\n");
      return 1;
    }
    if (!agreed("Undo it?")) {
      std::printf("Nothing was undone.\n");
      return 1;
    }
  }
  auto undone = opened->service->undo_import(actor, import, plan->digest, progress_line());
  end_progress();
  if (!undone) return refuse(undone.error());
  std::printf("%s\n", undone->sentence.c_str());
  return 0;
}

}  // namespace homeward::cli
