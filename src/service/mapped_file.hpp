// A large file to read once, without a copy of it in memory.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace homeward::service {

// The bytes are those on disk for as long as this lives. If another program shortens the file
// meanwhile, the process ends: use it for reference data, not for what a person uploads.
class MappedFile {
 public:
  // Errors: invalid_input (no such file, a folder, not to be read). An empty file has no bytes.
  static Result<MappedFile> open(const std::string& path);
  MappedFile(MappedFile&& other) noexcept
      : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~MappedFile();

  // Frees the memory that holds this part; it would be read from the disk again.
  void let_go(std::string_view part) const;

  std::string_view bytes() const { return {static_cast<const char*>(bytes_), size_}; }

 private:
  MappedFile(void* bytes, std::size_t size) : bytes_(bytes), size_(size) {}
  void* bytes_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace homeward::service
