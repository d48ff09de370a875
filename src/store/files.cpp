#include "store/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>

#include "store/sql.hpp"
#include "store/values.hpp"

namespace homeward::store {

std::string file_stamp() {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  std::string stamp;
  for (const char c : moment_text(now).substr(0, 19)) {
    if (c == ' ') stamp += '-';
    if (c >= '0' && c <= '9') stamp += c;
  }
  return stamp;
}

void require_file(const std::string& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error) && !error)
    refuse(ErrorKind::not_found,
           "There is no database file " + file +
               ". Check its name; make a new one with “homeward migrate”, or bring a backup back "
               "with “homeward restore”.");
}

void sync_to_disk(const std::string& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = handle >= 0 && ::fsync(handle) == 0;
  if (handle >= 0) ::close(handle);
  if (!synced)
    throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                        "“" + path + "” could not be written to the disk. Check the disk.");
}

void rename_to(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0)
    throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                        "“" + to + "” cannot be written. Check the folder and its permissions.");
  sync_to_disk(folder_of(to));
}

std::string folder_of(const std::string& file) {
  const std::string folder = std::filesystem::path(file).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace homeward::store
