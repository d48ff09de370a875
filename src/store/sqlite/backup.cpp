// Backups of a SQLite file, and one that takes its place.
#include "store/backup.hpp"

#include <cstdio>
#include <filesystem>

#include "store/files.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/place.hpp"

namespace homeward::store {
namespace {

namespace fs = std::filesystem;

bool holds_an_authority(const std::string& file) {
  std::error_code error;
  if (!fs::exists(file, error) || fs::file_size(file, error) == 0) return false;
  try {
    SqliteConnection db(file, SqliteConnection::Use::read);
    if (applied_steps(db).empty()) return !tables_of(db).empty();
    Statement& select = db.prepare("SELECT 1 FROM authority LIMIT 1");
    const ResetOnExit reset(select);
    return select.next();
  } catch (const DatabaseError&) {
    return true;  // whatever it is, it is not ours to throw away
  }
}

// The database with all that belongs to it; gives its new name, empty if there was none.
std::string set_file_aside(const std::string& file) {
  std::error_code error;
  const bool there = fs::exists(file, error);
  if (there) {
    try {
      SqliteConnection(file, SqliteConnection::Use::write).shorten_log();
    } catch (const DatabaseError&) {  // NOLINT(bugprone-empty-catch)
      // A damaged one is kept as it is, with its log.
    }
  }
  const std::string kept = file + ".before-restore-" + file_stamp();
  if (there) rename_to(file, kept);
  if (fs::exists(file + "-wal", error)) rename_to(file + "-wal", kept + "-wal");
  fs::remove(file + "-shm", error);
  return there ? kept : "";
}

}  // namespace

service::Contents back_up_sqlite(const std::string& database, const std::string& to) {
  SqlitePlace place(database, SqlitePlace::Use::shared);
  SqliteConnection db(database, SqliteConnection::Use::read);
  place.opened();
  if (applied_steps(db).empty())
    refuse(ErrorKind::not_found,
           "The database holds no tables yet, so there is nothing to back up.");
  db.execute("BEGIN");
  auto contents = read_contents(db, tables_of(db));
  db.copy_to(to);  // of the state that was just read
  db.execute("COMMIT");
  return contents;
}

service::Restored restore_sqlite(const std::string& database, const std::string& from,
                                 bool replace) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(database, error);
  const std::string file = error ? database : real.string();
  if (fs::equivalent(from, file, error))
    refuse(ErrorKind::invalid_input,
           "“" + from + "” is the database itself. Name a backup of it by --from.");
  const SqlitePlace place(file, SqlitePlace::Use::alone);
  if (!replace && holds_an_authority(file))
    refuse(ErrorKind::conflict, "The database " + database +
                                    " is not empty. Nothing was changed. Add --replace to put the "
                                    "backup in its place; what is there now is kept beside it.");
  verify_backup(from);
  const std::string fresh = file + ".restoring";
  fs::remove(fresh, error);
  try {
    SqliteConnection(from, SqliteConnection::Use::look).copy_to(fresh);
    const auto found = verify_backup(fresh);
    // Who has signed out or was disabled since must not be signed in again.
    SqliteConnection(fresh, SqliteConnection::Use::fill).execute("DELETE FROM session");
    sync_to_disk(fresh);
    service::Restored restored{found.schema, found.contents, set_file_aside(file)};
    rename_to(fresh, file);
    return restored;
  } catch (...) {
    fs::remove(fresh, error);
    throw;
  }
}

}  // namespace homeward::store
