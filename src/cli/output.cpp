#include "cli/output.hpp"

#include <unistd.h>

#include <utility>

namespace homeward::cli {

namespace {

tl::unexpected<Error> cannot_write(const std::string& path) {
  if (path.empty())
    return fail(ErrorKind::unavailable, "The result cannot be written to the standard output.");
  return fail(ErrorKind::unavailable,
              "“" + path + "” cannot be written. Check the folder and the free space.");
}

}  // namespace

Output::Output(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}

Output::Output(Output&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, nullptr)),
      written_(other.written_) {}

Result<Output> Output::open(const std::string& path) {
  if (path.empty()) return Output(path, stdout);
  // One that was left by a command that was ended would keep its permissions.
  ::unlink((path + ".part").c_str());
  std::FILE* file = std::fopen((path + ".part").c_str(), "wb");
  if (file == nullptr) return cannot_write(path);
  return Output(path, file);
}

Output::~Output() {
  if (file_ == nullptr || file_ == stdout) return;
  std::fclose(file_);
  std::remove(beside().c_str());
}

void Output::write(std::string_view bytes) {
  written_ = written_ && std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size();
}

Status Output::flush() {
  written_ = std::fflush(file_) == 0 && written_;
  if (!written_) return cannot_write(path_);
  return {};
}

Status Output::finish() {
  if (auto flushed = flush(); !flushed || file_ == stdout) return flushed;
  const bool closed = std::fclose(std::exchange(file_, nullptr)) == 0;
  if (closed && written_ && std::rename(beside().c_str(), path_.c_str()) == 0) return {};
  std::remove(beside().c_str());
  return cannot_write(path_);
}

}  // namespace homeward::cli
