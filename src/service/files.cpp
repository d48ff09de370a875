#include "service/files.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>

#include "base/text.hpp"
#include "service/config_reader.hpp"
#include "service/size_limits.hpp"

namespace homeward::service {

namespace fs = std::filesystem;

namespace {

Result<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes;
  if (in) {
    in.seekg(0, std::ios::end);
    const auto size = in.tellg();
    if (size > 0) {
      bytes.resize(static_cast<std::size_t>(size));
      in.seekg(0);
      in.read(bytes.data(), size);
      bytes.resize(static_cast<std::size_t>(in.gcount()));
    }
  }
  if (!in)
    return fail(ErrorKind::invalid_input,
                "“" + path.string() + "” cannot be read. Check that you may open it.");
  return bytes;
}

// The regular files at or below `path`, in alphabetical order.
Result<std::vector<fs::path>> files_below(const fs::path& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status))
    return fail(ErrorKind::invalid_input,
                "There is no file or folder “" + path.string() + "”. Check the spelling.");
  std::vector<fs::path> files;
  if (!fs::is_directory(status)) {
    files.push_back(path);
    return files;
  }
  for (fs::recursive_directory_iterator at(path, error), end; !error && at != end;
       at.increment(error))
    if (at->is_regular_file(error)) files.push_back(at->path());
  if (error)
    return fail(ErrorKind::invalid_input, "The folder “" + path.string() + "” cannot be read.");
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<Settings> load_settings(const fs::path& folder) {
  auto files = files_below(folder);
  if (!files) return tl::unexpected(files.error());
  ConfigTexts texts;
  for (const fs::path& path : *files) {
    if (path.extension() != ".toml") continue;
    auto bytes = read_file(path);
    if (!bytes) return tl::unexpected(bytes.error());
    texts.emplace(fs::relative(path, folder).generic_string(), std::move(*bytes));
  }
  const auto holidays = texts.find("bank-holidays.toml");
  if (holidays == texts.end())
    return fail(ErrorKind::invalid_input, "“" + folder.string() +
                                              "” holds no bank-holidays.toml. Name the folder with "
                                              "the configuration by --config.");
  auto calendar = read_calendar(holidays->second);
  if (!calendar) return tl::unexpected(calendar.error());
  auto config = read_config(texts);
  if (!config) return tl::unexpected(config.error());
  Settings settings{.config = std::move(*config),
                    .calendar = std::move(*calendar),
                    .check = {},
                    .access = {},
                    .passwords = {}};
  if (const auto check = texts.find("check.toml"); check != texts.end()) {
    auto read = read_check_settings(check->second);
    if (!read) return tl::unexpected(read.error());
    settings.check = std::move(*read);
  }
  SizeLimits sizes;
  if (const auto limits = texts.find("limits.toml"); limits != texts.end()) {
    auto read = read_size_limits(limits->second);
    if (!read) return tl::unexpected(read.error());
    sizes = *read;
  }
  settings.import_bytes = sizes.unpacked_bytes;
  settings.import_rows = sizes.rows;
  settings.children_in_memory = sizes.children;
  if (const auto access = texts.find("access.toml"); access != texts.end()) {
    auto read = read_access(access->second);
    if (!read) return tl::unexpected(read.error());
    settings.access = *read;
  }
  if (const auto passwords = texts.find("passwords.toml"); passwords != texts.end()) {
    auto read = read_password_rules(passwords->second);
    if (!read) return tl::unexpected(read.error());
    settings.passwords = std::move(*read);
  }
  return settings;
}

Result<std::vector<FileBytes>> read_paths(const std::vector<std::string>& paths,
                                          std::uint64_t limit) {
  std::vector<FileBytes> out;
  std::uint64_t total = 0;
  for (const std::string& name : paths) {
    auto files = files_below(name);
    if (!files) return tl::unexpected(files.error());
    const fs::path base = fs::is_directory(name) ? fs::path(name) : fs::path(name).parent_path();
    for (const fs::path& path : *files) {
      std::error_code error;
      const auto size = fs::file_size(path, error);
      total += error ? 0 : size;
      if (total > limit)
        return fail(
            ErrorKind::too_large,
            "“" + name + "” holds more than " +
                text::thousands(static_cast<long long>(limit >> 20)) +
                " MB, the most that is read at once. Nothing was read. Give the years one by one.");
      auto bytes = read_file(path);
      if (!bytes) return tl::unexpected(bytes.error());
      // Of several paths each keeps its folder, which tells one year from another.
      out.push_back({paths.size() > 1
                         ? path.lexically_normal().generic_string()
                         : fs::relative(path, base.empty() ? fs::path(".") : base).generic_string(),
                     std::move(*bytes)});
    }
  }
  return out;
}

Status write_file(const fs::path& path, std::string_view bytes) {
  const fs::path beside = path.string() + ".part";
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.flush();
    if (!out)
      return fail(
          ErrorKind::unavailable,
          "“" + path.string() + "” cannot be written. Check the folder and the free space.");
  }
  std::error_code error;
  fs::rename(beside, path, error);
  if (error) return fail(ErrorKind::unavailable, "“" + path.string() + "” cannot be written.");
  return {};
}

}  // namespace homeward::service
