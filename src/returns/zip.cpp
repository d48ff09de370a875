#include "returns/zip.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <memory>

#include "base/text.hpp"
#include "returns/not_a_return.hpp"

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

// Folders as Windows writes them too.
std::string shown_inside(std::string_view name) {
  std::string out = text::shown_name(name);
  std::replace(out.begin(), out.end(), '\\', '/');
  return out;
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

// How far an entry may unpack, by the limits of one file and by how strongly it was packed.
std::uint64_t most_of(const zip_stat_t& stat, std::uint64_t all_packed, const Limits& limits) {
  const std::uint64_t packed = (stat.valid & ZIP_STAT_COMP_SIZE) ? stat.comp_size : all_packed;
  // Short files may compress well by their nature; the ratio is held against longer ones.
  constexpr std::uint64_t kAlwaysAllowed = 1 << 20;
  return std::min(limits.file_bytes,
                  std::max(kAlwaysAllowed, std::min(packed, all_packed) * limits.ratio));
}

bool is_protected(const zip_stat_t& stat) {
  return (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE;
}

// Unpacks an entry within the limits. What was unpacked in vain counts too, or many liars would
// cost many times the budget.
Outcome unpack(zip_t* archive, zip_uint64_t index, const zip_stat_t& stat, std::uint64_t all_packed,
               const Limits& limits, std::uint64_t& budget, std::string& out) {
  if (is_protected(stat)) return Outcome::is_protected;
  const std::uint64_t most = std::min(budget, most_of(stat, all_packed, limits));
  Outcome outcome = Outcome::too_large;
  if (!(stat.valid & ZIP_STAT_SIZE) || stat.size <= most)
    outcome = read_entry(archive, index, most, out);
  budget -= std::min<std::uint64_t>(budget, out.size());
  return outcome;
}

}  // namespace

bool is_litter(std::string_view name) {
  std::string plain = text::lower(name);
  std::replace(plain.begin(), plain.end(), '\\', '/');
  const auto parts = text::split(plain, '/');
  for (const auto part : parts)
    if (part == "__macosx" || part == "$recycle.bin" || part == "system volume information" ||
        part.starts_with(".") || part.starts_with("~$"))
      return true;
  const std::string_view last = parts.back();
  return last.starts_with("thumbs.db") || last == "ehthumbs.db" || last == "desktop.ini" ||
         (last.starts_with("~") && last.ends_with(".tmp"));
}

std::vector<UnpackedFile> open_zip(const std::string& name, std::string_view bytes,
                                   const Limits& limits, std::uint64_t& budget,
                                   ProblemList& problems) {
  std::vector<UnpackedFile> files;
  const std::size_t told = problems.size();
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
  const auto holds = [&](const char* part) { return zip_name_locate(archive.get(), part, 0) >= 0; };
  const bool is_office = holds("[Content_Types].xml");
  if ((is_office && !holds("xl/workbook.xml")) || (holds("mimetype") && holds("content.xml"))) {
    leave_out(problems, ProblemKind::not_in_return, name, std::string(kDocumentLeftOut));
    return files;
  }
  if (is_office) {
    leave_out(
        problems, ProblemKind::spreadsheet, name,
        "This is a spreadsheet workbook, not a CSV file. It was left out; save each sheet of the "
        "return as \"CSV UTF-8\" and give those.");
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
    const std::string inside = shown_inside(stat.name);
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
          "return, give its files unpacked.");
    } else {
      files.push_back(std::move(file));
    }
  }
  if (files.empty() && problems.size() == told)
    leave_out(problems, ProblemKind::archive, name,
              "This zip file holds no file that could be read. Put the files of the return into it "
              "and give it again.");
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
  parts.budget_ = std::make_shared<std::uint64_t>(limits.total_bytes);
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

namespace {

tl::unexpected<Error> unpacks_to_too_much(const std::string& name) {
  return fail(ErrorKind::too_large,
              fmt::format("{} unpacks to far more than is read here. Save the sheet you need by "
                          "itself, or as CSV.",
                          name));
}

tl::unexpected<Error> is_damaged_inside(const std::string& name) {
  return fail(ErrorKind::invalid_input, fmt::format("{} is damaged inside. Save it again.", name));
}

}  // namespace

Result<ZipPart> ZipParts::part(const std::string& part) {
  const zip_int64_t index = zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return fail(ErrorKind::not_found, fmt::format("{} lacks a part of it.", name_));
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &stat) != 0)
    return is_damaged_inside(name_);
  if (is_protected(stat))
    return fail(ErrorKind::invalid_input,
                fmt::format("{} is protected by a password. Save it without one.", name_));
  ZipPart out;
  out.name_ = name_;
  out.left_ = most_of(stat, packed_, limits_);
  out.budget_ = budget_;
  out.archive_ = archive_;
  out.entry_ = std::shared_ptr<::zip_file>(
      zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0), [](zip_file_t* entry) {
        if (entry != nullptr) zip_fclose(entry);
      });
  if (!out.entry_) return is_damaged_inside(name_);
  return out;
}

Result<std::size_t> ZipPart::read(char* into, std::size_t most) {
  const zip_int64_t got = zip_fread(entry_.get(), into, most);
  if (got < 0) return is_damaged_inside(name_);
  const auto size = static_cast<std::uint64_t>(got);
  if (size > left_ || size > *budget_) return unpacks_to_too_much(name_);
  left_ -= size;
  *budget_ -= size;
  return static_cast<std::size_t>(size);
}

Result<std::string> ZipParts::read(const std::string& part) {
  auto opened = this->part(part);
  if (!opened) return tl::unexpected(opened.error());
  constexpr std::size_t kChunk = 1 << 18;
  std::string out;
  for (;;) {
    const std::size_t have = out.size();
    out.resize(have + kChunk);
    const auto got = opened->read(out.data() + have, kChunk);
    if (!got) return tl::unexpected(got.error());
    out.resize(have + *got);
    if (*got == 0) return out;
  }
}

}  // namespace homeward::returns
