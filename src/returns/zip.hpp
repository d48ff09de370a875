// Opening a zip held in memory, warily.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "returns/source.hpp"

struct zip;  // libzip's

namespace homeward::returns {

struct UnpackedFile {
  std::string name;  // "upload.zip/2025/episodes.csv"
  std::string bytes;
};

// The files in it, in the order of their names, without folders and what operating systems add.
// An entry that is too large, too strongly compressed, protected or damaged is left out and told
// in `problems`. `budget` is how many bytes may still be unpacked, and is lowered by what was.
std::vector<UnpackedFile> open_zip(const std::string& name, std::string_view bytes,
                                   const Limits& limits, std::uint64_t& budget,
                                   ProblemList& problems);

// A zip whose entries are asked for by name, as a workbook's parts are. The same limits hold:
// `limits.total_bytes` is what may be unpacked of it in all.
class ZipParts {
 public:
  // `bytes` must live as long as this. The sentence of an error begins with `name`.
  static Result<ZipParts> open(const std::string& name, std::string_view bytes,
                               const Limits& limits);
  bool has(const std::string& part) const;
  // Errors: not_found, too_large; otherwise damaged or protected.
  Result<std::string> read(const std::string& part);

 private:
  std::string name_;
  std::size_t packed_ = 0;
  Limits limits_;
  std::uint64_t budget_ = 0;
  std::shared_ptr<::zip> archive_;
};

// "__MACOSX/…", ".DS_Store", "Thumbs.db", "desktop.ini", "~$episodes.csv" and other hidden files.
bool is_litter(std::string_view name);

}  // namespace homeward::returns
