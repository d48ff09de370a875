// Opening a zip held in memory, warily.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "returns/source.hpp"

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

// "__MACOSX/…", ".DS_Store", "Thumbs.db", "desktop.ini", "~$episodes.csv" and other hidden files.
bool is_litter(std::string_view name);

}  // namespace homeward::returns
