// Where files become values: configuration, and the files that a person names on the command line.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "service/service.hpp"

namespace homeward::service {

// Reads every *.toml below `folder`. All faults at once, in one error.
Result<Settings> load_settings(const std::filesystem::path& folder);

// The files a person named: files as they are, folders with all files below them, names as
// "folder/file" in alphabetical order (of several paths, as they were given). Errors: a path that
// is not there, and more than `limit` bytes in all.
Result<std::vector<FileBytes>> read_paths(const std::vector<std::string>& paths,
                                          std::uint64_t limit);

// Writes `bytes` to `path` whole: a temporary file beside it, then renamed.
Status write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace homeward::service
