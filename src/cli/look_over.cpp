// What an import would do, and its questions, in words for a terminal.
#include <cstdio>

#include "base/text.hpp"
#include "cli/commands.hpp"

namespace homeward::cli {

namespace {

constexpr std::size_t kMostChildren = 10;

std::string changes_in_words(std::int64_t added, std::int64_t changed, std::int64_t withdrawn) {
  std::vector<std::string> parts;
  if (added > 0) parts.push_back(text::thousands(added) + " added");
  if (changed > 0) parts.push_back(text::thousands(changed) + " changed");
  if (withdrawn > 0) parts.push_back(text::thousands(withdrawn) + " withdrawn");
  return parts.empty() ? "no change" : text::join(parts, ", ");
}

void print_children(const char* heading, const std::vector<service::LookOverChild>& children,
                    std::int64_t total) {
  if (children.empty()) return;
  std::printf("%s\n", heading);
  for (std::size_t i = 0; i < children.size() && i < kMostChildren; ++i)
    std::printf(
        "  %s%s: %s\n", children[i].number.reveal().c_str(), children[i].child ? "" : " (new)",
        changes_in_words(children[i].added, children[i].changed, children[i].withdrawn).c_str());
  if (total > static_cast<std::int64_t>(kMostChildren))
    std::printf("  and %s more\n",
                text::thousands(total - static_cast<std::int64_t>(kMostChildren)).c_str());
}

const char* option_for(service::WarningKind kind) {
  switch (kind) {
    case service::WarningKind::leading_zeros:
      return "If they are the same children, add --leading-zeros same; if they are different ones, "
             "--leading-zeros different.";
    case service::WarningKind::none_known:
    case service::WarningKind::few_known:
    case service::WarningKind::absent:
      return "If it is the right return, add --unknown-children.";
    case service::WarningKind::other_year:
      return "If that is meant, add --other-year; if the year is wrong, give it with --year.";
    default:
      return "";
  }
}

}  // namespace

void print_look_over(const service::LookOver& look_over) {
  std::printf("What importing %s would do\n", look_over.source_name.c_str());
  for (const service::LookOverTable& table : look_over.tables)
    std::printf("  %s: %s, %s\n", table.file.c_str(), table.table.c_str(),
                text::plural(table.rows, "row").c_str());
  for (const service::LookOverReturn& one : look_over.returns)
    std::printf("Collection year: %s\n", one.told.c_str());
  std::printf("Children read: %s; known here %s, new %s; held here and not in it %s\n",
              text::thousands(look_over.children).c_str(), text::thousands(look_over.known).c_str(),
              text::thousands(look_over.fresh).c_str(),
              text::thousands(look_over.held_elsewhere).c_str());
  std::printf("Facts: %s\n",
              changes_in_words(look_over.added, look_over.changed, look_over.withdrawn).c_str());
  for (const service::LookOverFacts& facts : look_over.facts)
    std::printf("  %s: %s\n", facts.word.c_str(),
                changes_in_words(facts.added, facts.changed, facts.withdrawn).c_str());
  print_children("Children concerned:", look_over.concerned, look_over.concerned_total);
  std::printf("Problems: %s\n", text::thousands(look_over.problems_total).c_str());
  print_problems(look_over.problems, "  ", stdout);
  for (const service::ImportWarning& warning : look_over.warnings)
    std::printf("Note: %s\n", warning.sentence.c_str());
}

void print_questions(const service::LookOver& look_over) {
  std::fflush(stdout);
  for (const service::ImportWarning& warning : look_over.warnings)
    if (warning.asks && !warning.answered)
      std::fprintf(stderr, "Nothing was imported. %s %s\n", warning.sentence.c_str(),
                   option_for(warning.kind));
}

}  // namespace homeward::cli
