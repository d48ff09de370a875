#include <unistd.h>

#include <cstdio>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "service/files.hpp"
#include "service/wall_clock.hpp"

namespace homeward::cli {

int refuse(const Error& error) {
  std::fprintf(stderr, "homeward: %s\n", error.sentence.c_str());
  return 2;
}

namespace {

enum class Migrate { no, yes };

Result<Opened> open(const Place& place, const service::OpenStore& open_store, Migrate migrate) {
  auto settings = service::load_settings(place.config);
  if (!settings) return tl::unexpected(settings.error());
  auto store = open_store(place.db);
  if (!store) return tl::unexpected(store.error());
  Opened opened;
  opened.store = std::move(*store);
  if (migrate == Migrate::yes)
    if (auto migrated = opened.store->migrate(); !migrated) return tl::unexpected(migrated.error());
  opened.service = std::make_unique<service::Service>(
      opened.store, std::make_shared<service::SystemClock>(), std::move(*settings));
  return opened;
}

// A database that holds tables.
Result<service::SchemaState> state_of(const Place& place, const Adapters& adapters) {
  auto state = adapters.upkeep->schema(place.db);
  if (state && state->last == 0)
    return fail(ErrorKind::not_found,
                "The database holds no tables yet. Run “homeward migrate” to make them, or bring a "
                "backup back with “homeward restore”.");
  return state;
}

}  // namespace

Result<Opened> open(const Place& place, const Adapters& adapters) {
  const auto state = state_of(place, adapters);
  if (!state) return tl::unexpected(state.error());
  if (state->missing > 0)
    return fail(ErrorKind::unavailable,
                "The schema of the database is older than this program. Nothing was changed; run "
                "“homeward migrate”, which makes a backup first.");
  return open(place, adapters.open_store, Migrate::no);
}

Result<Opened> open_or_make(const Place& place, const Adapters& adapters) {
  const auto state = state_of(place, adapters);
  if (!state && state.error().kind == ErrorKind::not_found)
    return open(place, adapters.make_store, Migrate::yes);
  return open(place, adapters);
}

Result<Opened> open_up_to_date(const Place& place, const Adapters& adapters) {
  if (const auto state = state_of(place, adapters); !state) return tl::unexpected(state.error());
  return open(place, adapters.open_store, Migrate::yes);
}

Result<care::Authority> find_authority(service::Store& store, const std::string& wanted) {
  auto authorities = store.authorities();
  if (!authorities) return tl::unexpected(authorities.error());
  if (authorities->empty())
    return fail(ErrorKind::not_found,
                "The database holds no authority yet. Make one with --new-authority NAME, or a "
                "synthetic one with “homeward demo”.");
  if (wanted.empty()) {
    if (authorities->size() == 1) return authorities->front();
    return fail(ErrorKind::invalid_input,
                "The database holds several authorities. Say which with --authority.");
  }
  for (const care::Authority& authority : *authorities)
    if (authority.dfe_number == wanted || text::lower(authority.name) == text::lower(wanted))
      return authority;
  return fail(ErrorKind::not_found, "The database holds no authority “" + wanted + "”.");
}

service::Progress progress_line() {
  if (isatty(STDERR_FILENO) == 0) return [](int, std::string_view) {};
  return [](int percent, std::string_view stage) {
    constexpr int kWidth = 30;
    const int filled = percent * kWidth / 100;
    std::fprintf(stderr, "\r\033[K[%s%s] %3d%%  %.*s",
                 std::string(static_cast<std::size_t>(filled), '#').c_str(),
                 std::string(static_cast<std::size_t>(kWidth - filled), '.').c_str(), percent,
                 static_cast<int>(stage.size()), stage.data());
  };
}

void end_progress() {
  if (isatty(STDERR_FILENO) != 0) std::fprintf(stderr, "\r\033[K");
}

}  // namespace homeward::cli
