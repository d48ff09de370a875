// Backups, bringing one back, and the schema brought up to date after a backup.
#include "service/upkeep.hpp"

#include <cstdio>
#include <filesystem>

#include "base/text.hpp"
#include "cli/commands.hpp"

namespace homeward::cli {

namespace {

constexpr std::string_view kFile = "sqlite:";

// Where a backup goes when no place was given: beside the file of the database, or here.
std::string folder_for(const Place& place, const std::string& named) {
  if (!named.empty()) return named;
  if (!place.db.starts_with(kFile)) return ".";
  const auto folder = std::filesystem::path(place.db.substr(kFile.size())).parent_path().string();
  return folder.empty() ? "." : folder;
}

void print_contents(int schema, const service::Contents& contents) {
  std::printf("  Schema step %d\n", schema);
  if (contents.authorities.empty()) std::printf("  No authority\n");
  for (const auto& authority : contents.authorities)
    std::printf(
        "  %s: %s, %s, the last is number %s\n", authority.name.c_str(),
        text::plural(authority.children, "child", "children").c_str(),
        text::plural(authority.journal_entries, "entry of the journal", "entries of the journal")
            .c_str(),
        text::thousands(authority.last_sequence).c_str());
}

void print_backup(const service::Backup& made) {
  std::printf(
      "The backup is in “%s” (%s KB). It was read again and holds what the database holds:\n",
      made.file.c_str(),
      text::thousands(static_cast<long long>((made.bytes + 1023) / 1024)).c_str());
  print_contents(made.schema, made.contents);
}

}  // namespace

int back_up(const Place& place, const std::string& to, const Adapters& adapters) {
  const auto made = adapters.upkeep->back_up(place.db, folder_for(place, to));
  if (!made) return refuse(made.error());
  print_backup(*made);
  return 0;
}

int restore(const Place& place, const RestoreArguments& arguments, const Adapters& adapters) {
  const auto restored = adapters.upkeep->restore(place.db, arguments.from, arguments.replace);
  if (!restored) return refuse(restored.error());
  std::printf("The backup “%s” is the database now. It holds:\n", arguments.from.c_str());
  print_contents(restored->schema, restored->contents);
  std::printf(
      "Accounts and passwords are those of the backup too: whoever was disabled since is not. "
      "Everybody signs in again.\n");
  if (!restored->kept_as.empty())
    std::printf("What was there before is kept as %s. Delete it when you are sure.\n",
                restored->kept_as.c_str());
  const auto state = adapters.upkeep->schema(place.db);
  if (state && state->missing > 0)
    std::printf("Its schema is older than this program: run “homeward migrate” next.\n");
  return 0;
}

Status back_up_before_migrating(const Place& place, const std::string& to,
                                const Adapters& adapters) {
  const auto state = adapters.upkeep->schema(place.db);
  if (!state) return tl::unexpected(state.error());
  if (state->last == 0 || state->missing == 0) return {};
  const auto made = adapters.upkeep->back_up(place.db, folder_for(place, to));
  if (!made) {
    const Error& error = made.error();
    return fail(error.kind,
                "The schema was not brought up to date, because the backup before it could not be "
                "made: " +
                    error.sentence);
  }
  std::printf("The schema is brought up to date. Before that, a backup was made.\n");
  print_backup(*made);
  return {};
}

}  // namespace homeward::cli
