#include "store/sqlite/place.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <string_view>
#include <thread>
#include <utility>

#include "store/sql.hpp"

namespace homeward::store {
namespace {

constexpr std::chrono::milliseconds kTryAgain{50};
// Whoever comes first may have to read a long write-ahead log after a crash.
constexpr int kTriesShared = 200, kTriesAlone = 10;

// The file itself where the name is a link.
std::string real_path(const std::string& file) {
  std::error_code error;
  const auto path = std::filesystem::weakly_canonical(file, error);
  return error ? file : path.string();
}

}  // namespace

SqlitePlace::SqlitePlace(const std::string& file, Use use)
    : file_(file), log_(real_path(file) + "-wal"), memory_(real_path(file) + "-shm") {
  lock_ = ::open((real_path(file) + ".lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (lock_ < 0) return;
  try {
    wait_for_lock(use);
    if (use == Use::shared && !first_) agree_with_others();
  } catch (...) {
    ::close(lock_);
    throw;
  }
}

SqlitePlace::~SqlitePlace() {
  if (lock_ >= 0) ::close(lock_);
}

// Whoever comes first holds the lock alone for as long as it takes to open the file, so one that is
// held alone for longer is held by what puts another file in the place.
void SqlitePlace::wait_for_lock(Use use) {
  const int most = use == Use::shared ? kTriesShared : kTriesAlone;
  for (int tries = 0; tries < most; ++tries) {
    if (tries > 0) std::this_thread::sleep_for(kTryAgain);
    first_ = ::flock(lock_, LOCK_EX | LOCK_NB) == 0;
    if (first_ || (use == Use::shared && ::flock(lock_, LOCK_SH | LOCK_NB) == 0)) return;
  }
  if (use == Use::alone)
    throw DatabaseError(Failure::lost, ErrorKind::conflict,
                        "A server or another command has the database " + file_ +
                            " open. Nothing was changed; stop the server and try again.");
  throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                      "A backup is just being brought back into the database " + file_ +
                          ". Wait until that has ended, and try again.");
}

bool SqlitePlace::find(const std::string& path, File& file, int& error) {
  struct stat found{};
  if (::stat(path.c_str(), &found) != 0) {
    error = errno;
    return false;
  }
  file = {found.st_dev, found.st_ino};
  return true;
}

// True also when the place cannot be looked at now: only a missing or another file counts as gone.
bool SqlitePlace::is_there(const std::string& path, const File& file) {
  if (file == File{}) return true;
  File now;
  int error = 0;
  if (find(path, now, error)) return now == file;
  return error != ENOENT && error != ENOTDIR;
}

void SqlitePlace::opened() {
  int error = 0;
  moved_ = !find(file_, opened_file_, error);
  find(log_, opened_log_, error);  // a folder that cannot be written has none
  find(memory_, opened_memory_, error);
  if (!first_) return;
  tell_others();
  ::flock(lock_, LOCK_SH);
}

bool SqlitePlace::holds() {
  if (!moved_ && (!is_there(file_, opened_file_) || !is_there(log_, opened_log_))) moved_ = true;
  return !moved_;
}

bool SqlitePlace::log_is_anothers() const {
  File file, log;
  int error = 0;
  return find(file_, file, error) && file == opened_file_ && find(log_, log, error) &&
         !(log == opened_log_);
}

void SqlitePlace::clear_log() {
  for (const auto& [path, opened] : {std::pair{&log_, opened_log_}, {&memory_, opened_memory_}}) {
    File now;
    int error = 0;
    if (find(*path, now, error) && now == opened) ::unlink(path->c_str());
  }
}

// Which file the holders of the lock have open.
void SqlitePlace::tell_others() {
  const std::string text = fmt::format("{} {}\n", opened_file_.device, opened_file_.number);
  if (::ftruncate(lock_, 0) != 0 ||
      ::pwrite(lock_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
    return;  // a full disk: then others are not warned
}

void SqlitePlace::agree_with_others() const {
  std::array<char, 64> bytes{};
  const auto length = ::pread(lock_, bytes.data(), bytes.size(), 0);
  if (length <= 0) return;
  File theirs, now;
  const char* const end = bytes.data() + length;
  const auto device = std::from_chars(bytes.data(), end, theirs.device);
  if (device.ec != std::errc{} || device.ptr == end) return;
  if (std::from_chars(device.ptr + 1, end, theirs.number).ec != std::errc{}) return;
  int error = 0;
  if (find(file_, now, error) && !(now == theirs))
    throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                        "The file " + file_ +
                            " has taken the place of the one that a running server has open. "
                            "Nothing was read or changed; stop that server first.");
}

}  // namespace homeward::store
