// A whole copy of a database while others read and write it.
#include <sqlite3.h>

#include "store/sqlite/connection.hpp"

namespace homeward::store {
namespace {

[[noreturn]] void fail_to_copy(const std::string& path, int code) {
  if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
    throw DatabaseError(Failure::busy, ErrorKind::unavailable,
                        "The database is busy with another program's change. Nothing was copied; "
                        "try again in a minute.");
  if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
    throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                        "The file is not a Homeward database, or it is damaged. Nothing was "
                        "copied.");
  throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                      "“" + path + "” cannot be written. Check the folder and the free space.");
}

struct Close {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
};

}  // namespace

void SqliteConnection::copy_to(const std::string& path) {
  make_private_file(path);
  sqlite3* opened = nullptr;
  int code =
      sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  const std::unique_ptr<sqlite3, Close> target(opened);
  if (code != SQLITE_OK) fail_to_copy(path, code);
  sqlite3_backup* const copy = sqlite3_backup_init(target.get(), "main", db_, "main");
  if (copy == nullptr) fail_to_copy(path, sqlite3_errcode(target.get()));
  sqlite3_backup_step(copy, -1);  // in one step, so that it is one state of the database
  code = sqlite3_backup_finish(copy);
  if (code != SQLITE_OK) fail_to_copy(path, code);
  // One file, with no log beside it.
  code = sqlite3_exec(target.get(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail_to_copy(path, code);
}

}  // namespace homeward::store
