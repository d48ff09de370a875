#include "service/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace homeward::service {

Result<MappedFile> MappedFile::open(const std::string& path) {
  const auto cannot = [&] {
    return fail(ErrorKind::invalid_input,
                "“" + path + "” cannot be read. Check the spelling, and that you may open it.");
  };
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return cannot();
  struct stat about{};
  const bool regular = fstat(file, &about) == 0 && S_ISREG(about.st_mode);
  const auto size = regular ? static_cast<std::size_t>(about.st_size) : 0;
  void* bytes = nullptr;
  if (size > 0) {
    bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) bytes = nullptr;
  }
  close(file);
  if (!regular || (size > 0 && bytes == nullptr)) return cannot();
  if (bytes != nullptr) madvise(bytes, size, MADV_SEQUENTIAL);
  return MappedFile(bytes, size);
}

MappedFile::~MappedFile() {
  if (bytes_ != nullptr) munmap(bytes_, size_);
}

}  // namespace homeward::service
