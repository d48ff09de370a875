#include "service/check_settings.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "service/config_table.hpp"

namespace homeward::service {

namespace {

constexpr std::string_view kCheckFile = "check.toml";

enum class Ground { confirmed, unconfirmed };
constexpr auto names_of(Ground) {
  return named<Ground>("confirmed", "unconfirmed");
}

void read_query(ConfigTable& table, returns::RuleGrades& grades) {
  const std::string rule = table.required("rule");
  returns::RuleGrade grade{returns::Severity::query, false};
  table.required("standing");
  grade.confirmed = table.named("standing", Ground::unconfirmed) == Ground::confirmed;
  table.required("because");
  if (table.text("source").empty() && grade.confirmed)
    table.note("source",
               "is missing: name where it was read (docs/sources.md), or make it standing = "
               "\"unconfirmed\".");
  table.finish();
  if (!rule.empty() && !grades.emplace(rule, grade).second) table.note("rule", "stands twice.");
}

}  // namespace

Result<CheckSettings> read_check_settings(std::string_view toml_text) {
  return read_config<CheckSettings>(
      kCheckFile, toml_text,
      [](ConfigTable& file, ConfigProblems& problems, CheckSettings& settings) {
        settings.keep_files_days =
            file.number("keep_files_days").value_or(settings.keep_files_days);
        settings.most_upload_bytes =
            file.large_number("most_upload_bytes").value_or(settings.most_upload_bytes);
        for (std::string& rule : file.texts("not_before_year_end"))
          settings.not_before_year_end.insert(std::move(rule));
        if (const auto* queries = file.list("query")) {
          std::size_t at = 0;
          for (const auto& node : *queries) {
            ConfigTable table(*node.as_table(),
                              fmt::format("{}, query number {}", kCheckFile, ++at), problems);
            read_query(table, settings.grades);
          }
        }
      });
}

Result<CheckSettings> load_check_settings(const std::filesystem::path& folder) {
  std::ifstream in(folder / kCheckFile, std::ios::binary);
  if (!in)
    return fail(ErrorKind::not_found, "“" + folder.string() +
                                          "” holds no check.toml. Name the folder with the "
                                          "configuration by --config.");
  return read_check_settings(std::string(std::istreambuf_iterator<char>(in), {}));
}

}  // namespace homeward::service
