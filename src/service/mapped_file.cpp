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

void MappedFile::let_go(std::string_view part) const {
  static const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const auto from = static_cast<std::size_t>(part.data() - bytes().data());
  const std::size_t first = (from + page - 1) / page * page,
                    last = (from + part.size()) / page * page;
  if (first < last) madvise(static_cast<char*>(bytes_) + first, last - first, MADV_DONTNEED);
}

}  // namespace homeward::service
