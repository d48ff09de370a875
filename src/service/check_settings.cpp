#include "service/check_settings.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "service/config_table.hpp"

namespace homeward::service {

namespace {

constexpr std::string_view kFile = "check.toml";
constexpr std::string_view kStandings[] = {"confirmed", "unconfirmed"};

void read_query(ConfigTable& table, returns::RuleGrades& grades) {
  const std::string rule = table.required("rule");
  returns::RuleGrade grade{returns::Severity::query, false};
  table.required("standing");
  if (const auto standing = table.one_of("standing", kStandings)) grade.confirmed = *standing == 0;
  table.required("source");
  table.finish();
  if (!rule.empty() && !grades.emplace(rule, grade).second) table.note("rule", "stands twice.");
}

}  // namespace

Result<CheckSettings> read_check_settings(std::string_view toml_text) {
  ConfigProblems problems;
  const toml::parse_result parsed = toml::parse(toml_text, kFile);
  if (!parsed) {
    problems.add(fmt::format("{}, line {}", kFile, parsed.error().source().begin.line),
                 fmt::format("is not TOML: {}.", parsed.error().description()));
    return problems.error();
  }
  CheckSettings settings;
  ConfigTable file(parsed.table(), std::string(kFile), problems);
  settings.keep_files_days = file.number("keep_files_days").value_or(settings.keep_files_days);
  settings.most_upload_bytes =
      file.large_number("most_upload_bytes").value_or(settings.most_upload_bytes);
  for (std::string& rule : file.texts("not_before_year_end"))
    settings.not_before_year_end.insert(std::move(rule));
  if (const auto* queries = file.list("query")) {
    std::size_t at = 0;
    for (const auto& node : *queries) {
      ConfigTable table(*node.as_table(), fmt::format("{}, query number {}", kFile, ++at),
                        problems);
      read_query(table, settings.grades);
    }
  }
  file.finish();
  if (!problems.none()) return problems.error();
  return settings;
}

Result<CheckSettings> load_check_settings(const std::filesystem::path& folder) {
  std::ifstream in(folder / kFile, std::ios::binary);
  if (!in)
    return fail(ErrorKind::not_found, "“" + folder.string() +
                                          "” holds no check.toml. Name the folder with the "
                                          "configuration by --config.");
  return read_check_settings(std::string(std::istreambuf_iterator<char>(in), {}));
}

}  // namespace homeward::service
