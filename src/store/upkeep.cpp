#include "store/upkeep.hpp"

#include <filesystem>

#include "store/backup.hpp"
#include "store/files.hpp"
#include "store/postgres/connection.hpp"
#include "store/sql_store.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/place.hpp"

namespace homeward::store {
namespace {

namespace fs = std::filesystem;

// The file of "sqlite:FILE"; empty for PostgreSQL.
std::string file_in(const std::string& url) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (url.starts_with(kSqlite) && url.size() > kSqlite.size()) return url.substr(kSqlite.size());
  if (!url.starts_with("postgres://") && !url.starts_with("postgresql://"))
    refuse(ErrorKind::invalid_input,
           "The database must be given as sqlite:FILE or postgres://USER@HOST/NAME.");
  return {};
}

std::string place_for(const std::string& to) {
  std::error_code error;
  std::string file = to;
  if (fs::is_directory(to, error))
    file = (fs::path(to) / ("homeward-" + file_stamp() + ".backup")).string();
  if (fs::exists(file, error))
    refuse(ErrorKind::conflict,
           "“" + file + "” is there already. Nothing was written; choose another name.");
  return file;
}

service::SchemaState state_of(Connection& db) {
  service::SchemaState state;
  const auto steps = applied_steps(db);
  state.last = last_of(steps);
  state.missing = static_cast<int>(migrations().size() - steps.size());
  return state;
}

template <class Work>
auto told(Work&& work) -> Result<decltype(work())> {
  try {
    return work();
  } catch (...) {
    return tl::unexpected<Error>(error_in_flight());
  }
}

class StoreUpkeep final : public service::Upkeep {
 public:
  Result<service::SchemaState> schema(const std::string& url) override {
    return told([&] {
      const std::string file = file_in(url);
      if (file.empty()) {
        PostgresConnection db(url);
        return state_of(db);
      }
      if (file == ":memory:") return service::SchemaState{0, static_cast<int>(migrations().size())};
      require_file(file);
      SqlitePlace place(file, SqlitePlace::Use::shared);
      SqliteConnection db(file, SqliteConnection::Use::read);
      place.opened();
      return state_of(db);
    });
  }

  Result<service::Backup> back_up(const std::string& url, const std::string& to) override {
    return told([&] {
      const std::string file = file_in(url), place = place_for(to), part = place + ".part";
      if (!file.empty()) require_file(file);
      std::error_code error;
      fs::remove(part, error);  // of a backup that was broken off
      try {
        const auto wanted = file.empty() ? back_up_postgres(url, part) : back_up_sqlite(file, part);
        service::Backup made;
        auto found = verify_backup(part);
        if (found.contents != wanted)
          refuse(ErrorKind::unavailable,
                 "The backup does not hold what the database holds, so it was not kept. Check the "
                 "disk and try again.");
        sync_to_disk(part);
        made.bytes = fs::file_size(part);
        rename_to(part, place);
        made.file = place;
        made.schema = found.schema;
        made.contents = std::move(found.contents);
        return made;
      } catch (...) {
        fs::remove(part, error);
        throw;
      }
    });
  }

  Result<service::Restored> restore(const std::string& url, const std::string& from,
                                    bool replace) override {
    return told([&] {
      std::error_code error;
      if (!fs::is_regular_file(from, error))
        refuse(ErrorKind::invalid_input, "There is no backup “" + from + "”. Check its name.");
      const std::string file = file_in(url);
      return file.empty() ? restore_postgres(url, from, replace)
                          : restore_sqlite(file, from, replace);
    });
  }
};

}  // namespace

std::unique_ptr<service::Upkeep> upkeep() {
  return std::make_unique<StoreUpkeep>();
}

}  // namespace homeward::store
