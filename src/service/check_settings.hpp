// config/check.toml: which rules of the return check are queries, and limits of uploads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "returns/report.hpp"

namespace homeward::service {

struct CheckSettings {
  returns::RuleGrades grades;
  // Rules that a record cannot meet before 31 March: they ask for items of the whole year.
  std::set<std::string, std::less<>> not_before_year_end;
  int keep_files_days = 30;  // then the uploaded files of a check are deleted
  std::uint64_t most_upload_bytes = (std::uint64_t{200} << 20) - 1;
};

// All mistakes at once, as in config_reader.hpp.
Result<CheckSettings> read_check_settings(std::string_view toml_text);

// Reads check.toml in `folder`. not_found: there is none.
Result<CheckSettings> load_check_settings(const std::filesystem::path& folder);

}  // namespace homeward::service
