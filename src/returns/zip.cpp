#include "returns/zip.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <memory>

#include "base/text.hpp"

namespace homeward::returns {

namespace {

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;
using Entry = std::unique_ptr<zip_file_t, CloseEntry>;

void leave_out(ProblemList& problems, ProblemKind kind, std::string file, std::string sentence) {
  Problem problem;
  problem.kind = kind;
  problem.effect = Effect::file_left_out;
  problem.file = std::move(file);
  problem.sentence = std::move(sentence);
  problems.add(std::move(problem));
}

Archive open(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  if (source && !archive) zip_source_free(source);
  zip_error_fini(&error);
  return Archive(archive);
}

// Names from an archive are shown to people: one line, UTF-8.
std::string presentable(std::string_view name) {
  std::string out(text::valid_utf8(name) ? name : "file");
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '_';
  return out.substr(0, 300);
}

enum class Outcome { done, too_large, damaged, is_protected };

// Reads at most `most` bytes, whatever the archive claims.
Outcome read_entry(zip_t* archive, zip_uint64_t index, std::uint64_t most, std::string& out) {
  const Entry entry(zip_fopen_index(archive, index, 0));
  if (!entry) return Outcome::damaged;
  constexpr std::size_t kChunk = 1 << 18;
  for (;;) {
    const std::size_t have = out.size();
    out.resize(have + kChunk);
    const zip_int64_t got = zip_fread(entry.get(), out.data() + have, kChunk);
    out.resize(have + static_cast<std::size_t>(std::max<zip_int64_t>(got, 0)));
    if (got < 0) return Outcome::damaged;
    if (got == 0) return Outcome::done;
    if (out.size() > most) return Outcome::too_large;
  }
}

// Unpacks an entry within the limits. What was unpacked in vain counts too, or many liars would
// cost many times the budget.
Outcome unpack(zip_t* archive, zip_uint64_t index, const zip_stat_t& stat, std::uint64_t all_packed,
               const Limits& limits, std::uint64_t& budget, std::string& out) {
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
    return Outcome::is_protected;
  const std::uint64_t packed = (stat.valid & ZIP_STAT_COMP_SIZE) ? stat.comp_size : all_packed;
  // Short files may compress well by their nature; the ratio is held against longer ones.
  constexpr std::uint64_t kAlwaysAllowed = 1 << 20;
  const std::uint64_t by_ratio = std::max(kAlwaysAllowed, packed * limits.ratio);
  const std::uint64_t most = std::min({limits.file_bytes, budget, by_ratio});
  Outcome outcome = Outcome::too_large;
  if (!(stat.valid & ZIP_STAT_SIZE) || stat.size <= most)
    outcome = read_entry(archive, index, most, out);
  budget -= std::min<std::uint64_t>(budget, out.size());
  return outcome;
}

}  // namespace

bool is_litter(std::string_view name) {
  for (const auto part : text::split(name, '/'))
    if (part == "__MACOSX" || part.substr(0, 1) == "." || part.substr(0, 2) == "~$") return true;
  const auto slash = name.rfind('/');
  const std::string last =
      text::lower(slash == std::string_view::npos ? name : name.substr(slash + 1));
  return last == "thumbs.db" || last == "desktop.ini";
}

std::vector<UnpackedFile> open_zip(const std::string& name, std::string_view bytes,
                                   const Limits& limits, std::uint64_t& budget,
                                   ProblemList& problems) {
  std::vector<UnpackedFile> files;
  const Archive archive = open(bytes);
  if (!archive) {
    leave_out(problems, ProblemKind::archive, name,
              "This zip file is damaged or cut short and could not be opened. Make it again.");
    return files;
  }
  const zip_int64_t entries = zip_get_num_entries(archive.get(), 0);
  if (entries < 0 || static_cast<std::uint64_t>(entries) > limits.files) {
    leave_out(
        problems, ProblemKind::too_large, name,
        fmt::format("This zip file holds more than {} files. It was left out; a return has at most "
                    "twelve.",
                    limits.files));
    return files;
  }
  if (zip_name_locate(archive.get(), "[Content_Types].xml", 0) >= 0) {
    leave_out(
        problems, ProblemKind::spreadsheet, name,
        "This is a spreadsheet workbook, not a CSV file. Save each sheet of the return as \"CSV "
        "UTF-8\" and import those.");
    return files;
  }
  for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(entries); ++index) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(archive.get(), index, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME)) {
      leave_out(problems, ProblemKind::archive, name,
                "An entry of this zip file is damaged and was left out.");
      continue;
    }
    const std::string inside = presentable(stat.name);
    if (inside.empty() || inside.back() == '/' || is_litter(inside)) continue;
    const std::string full = name + "/" + inside;
    UnpackedFile file;
    file.name = full;
    const Outcome outcome =
        unpack(archive.get(), index, stat, bytes.size(), limits, budget, file.bytes);
    if (outcome == Outcome::is_protected) {
      leave_out(problems, ProblemKind::archive, full,
                "This file is protected by a password and was left out. Make the zip without one.");
    } else if (outcome == Outcome::damaged) {
      leave_out(problems, ProblemKind::archive, full,
                "This file inside the zip is damaged and was left out. Make the zip again.");
    } else if (outcome == Outcome::too_large) {
      leave_out(
          problems, ProblemKind::too_large, full,
          "This file unpacks to far more than a return holds and was left out. If it is a real "
          "return, import its files unpacked.");
    } else {
      files.push_back(std::move(file));
    }
  }
  std::sort(files.begin(), files.end(),
            [](const UnpackedFile& a, const UnpackedFile& b) { return a.name < b.name; });
  return files;
}

Result<ZipParts> ZipParts::open(const std::string& name, std::string_view bytes,
                                const Limits& limits) {
  ZipParts parts;
  parts.name_ = name;
  parts.packed_ = bytes.size();
  parts.limits_ = limits;
  parts.budget_ = limits.total_bytes;
  parts.archive_ = std::shared_ptr<::zip>(returns::open(bytes).release(), [](zip_t* archive) {
    if (archive != nullptr) zip_discard(archive);
  });
  if (!parts.archive_)
    return fail(
        ErrorKind::invalid_input,
        fmt::format("{} is damaged or cut short and could not be opened. Save it again.", name));
  const zip_int64_t entries = zip_get_num_entries(parts.archive_.get(), 0);
  if (entries < 0 || static_cast<std::uint64_t>(entries) > limits.files)
    return fail(ErrorKind::too_large,
                fmt::format("{} holds more than {} parts. Save the sheet you need by itself.", name,
                            limits.files));
  return parts;
}

bool ZipParts::has(const std::string& part) const {
  return zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<std::string> ZipParts::read(const std::string& part) {
  const zip_int64_t index = zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return fail(ErrorKind::not_found, fmt::format("{} lacks a part of it.", name_));
  zip_stat_t stat;
  zip_stat_init(&stat);
  std::string out;
  Outcome outcome = Outcome::damaged;
  if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &stat) == 0)
    outcome = unpack(archive_.get(), static_cast<zip_uint64_t>(index), stat, packed_, limits_,
                     budget_, out);
  switch (outcome) {
    case Outcome::done:
      return out;
    case Outcome::too_large:
      return fail(
          ErrorKind::too_large,
          fmt::format("{} unpacks to far more than is read here. Save the sheet you need by "
                      "itself, or as CSV.",
                      name_));
    case Outcome::is_protected:
      return fail(ErrorKind::invalid_input,
                  fmt::format("{} is protected by a password. Save it without one.", name_));
    case Outcome::damaged:
      break;
  }
  return fail(ErrorKind::invalid_input, fmt::format("{} is damaged inside. Save it again.", name_));
}

}  // namespace homeward::returns
