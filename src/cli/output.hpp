// Where a command's result goes: standard output, or a file that appears only when it is complete.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace homeward::cli {

class Output {
 public:
  // Empty path: standard output. A file is written beside its place and moved there by finish(); a
  // file that is there already is replaced.
  static Result<Output> open(const std::string& path);
  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();  // without finish() nothing stays of a file

  void write(std::string_view bytes);
  // Errors: unavailable, when any of it could not be written so far.
  Status flush();
  // Errors: as flush(); a file that stood there is then still there.
  Status finish();

 private:
  Output(std::string path, std::FILE* file);
  std::string beside() const { return path_ + ".part"; }
  std::string path_;
  std::FILE* file_;
  bool written_ = true;
};

}  // namespace homeward::cli
