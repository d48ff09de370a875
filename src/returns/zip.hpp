// Opening a zip held in memory, warily.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "returns/source.hpp"

struct zip;  // libzip's
struct zip_file;

namespace homeward::returns {

struct UnpackedFile {
  std::string name;  // "upload.zip/2025/episodes.csv"
  std::string bytes;
};

// The files in it, in the order of their names, without folders and what operating systems add.
// A workbook or a document, which is a zip inside, has none. An entry that is too large, too
// strongly compressed, protected or damaged is left out and told in `problems`. `budget` is how
// many bytes may still be unpacked, and is lowered by what was.
std::vector<UnpackedFile> open_zip(const std::string& name, std::string_view bytes,
                                   const Limits& limits, std::uint64_t& budget,
                                   ProblemList& problems);

// One entry of a zip while it is unpacked. It may outlive its ZipParts, but not the bytes.
class ZipPart {
 public:
  // Unpacks up to `most` bytes to `into` and gives how many: 0 = that was all. Errors: too_large,
  // whatever the archive claims; damaged.
  Result<std::size_t> read(char* into, std::size_t most);

 private:
  friend class ZipParts;
  std::string name_;
  std::uint64_t left_ = 0;  // by the limits of this part alone
  std::shared_ptr<std::uint64_t> budget_;
  std::shared_ptr<::zip> archive_;
  std::shared_ptr<::zip_file> entry_;  // before archive_ is given back
};

// A zip whose entries are asked for by name, as a workbook's parts are. The same limits hold:
// `limits.total_bytes` is what may be unpacked of it in all.
class ZipParts {
 public:
  // `bytes` must live as long as this. The sentence of an error begins with `name`.
  static Result<ZipParts> open(const std::string& name, std::string_view bytes,
                               const Limits& limits);
  bool has(const std::string& part) const;
  // Opens a part, to be unpacked bit by bit. Errors: not_found, too_large; otherwise damaged or
  // protected.
  Result<ZipPart> part(const std::string& part);
  // The whole of a part.
  Result<std::string> read(const std::string& part);

 private:
  std::string name_;
  std::size_t packed_ = 0;
  Limits limits_;
  std::shared_ptr<std::uint64_t> budget_;  // shared with the parts: what may still be unpacked
  std::shared_ptr<::zip> archive_;
};

// "__MACOSX/…", ".DS_Store", "Thumbs.db", "desktop.ini", "~$episodes.csv" and other hidden files,
// in any case and behind "/" or "\".
bool is_litter(std::string_view name);

}  // namespace homeward::returns
