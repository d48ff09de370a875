#include "service/check_workbook.hpp"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>

#include "base/text.hpp"

namespace homeward::service {

namespace {

using returns::RuleResult;

// Memory that has a path ("/proc/self/fd/7"), since the library writes to a path only.
class MemoryFile {
 public:
  MemoryFile() : file_(memfd_create("check.xlsx", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (file_ >= 0) close(file_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  bool open() const { return file_ >= 0; }
  std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }
  std::string bytes() const {
    struct stat about{};
    std::string out;
    if (fstat(file_, &about) != 0) return out;
    out.resize(static_cast<std::size_t>(about.st_size));
    std::size_t at = 0;
    while (at < out.size()) {
      const ssize_t got = pread(file_, out.data() + at, out.size() - at, static_cast<off_t>(at));
      if (got <= 0) return {};
      at += static_cast<std::size_t>(got);
    }
    return out;
  }

 private:
  int file_;
};

struct Heading {
  const char* title;
  double width;  // in letters, as Excel counts it
};

constexpr Heading kRules[] = {{"Rule", 11},     {"What must hold", 90}, {"Error or query", 14},
                              {"Findings", 10}, {"Children", 10},       {"Run", 8},
                              {"Why not", 60}};
constexpr Heading kFindings[] = {{"Rule", 11},      {"Error or query", 14}, {"Child", 14},
                                 {"File", 22},      {"Table", 18},          {"Row", 8},
                                 {"Columns", 26},   {"Values", 40},         {"What must hold", 90},
                                 {"What to do", 60}};

// A sheet filled row by row: the library keeps no more than one in memory.
class Sheet {
 public:
  template <std::size_t N>
  Sheet(lxw_workbook* book, const char* name, const Heading (&headings)[N], std::size_t rows,
        lxw_format* bold)
      : sheet_(workbook_add_worksheet(book, name)) {
    for (std::size_t i = 0; i < N; ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet_, column, column, headings[i].width, nullptr);
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(rows), N - 1);
    for (const Heading& heading : headings)
      worksheet_write_string(sheet_, 0, column_++, heading.title, bold);
  }

  void next_row() {
    ++row_;
    column_ = 0;
  }
  void write(std::string_view text) {
    text_.assign(text);
    if (!text_.empty()) note(worksheet_write_string(sheet_, row_, column_, text_.c_str(), nullptr));
    ++column_;
  }
  void write(std::size_t number) {
    note(worksheet_write_number(sheet_, row_, column_++, static_cast<double>(number), nullptr));
  }
  bool written() const { return written_; }

 private:
  void note(lxw_error error) { written_ = written_ && error == LXW_NO_ERROR; }

  lxw_worksheet* sheet_;
  lxw_row_t row_ = 0;
  lxw_col_t column_ = 0;
  std::string text_;
  bool written_ = true;
};

std::string joined(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

void write_rules(const returns::Report& report, const std::vector<RuleResult>& results,
                 std::size_t left_out, Sheet& sheet) {
  for (const RuleResult& result : results) {
    sheet.next_row();
    sheet.write(result.rule->code);
    sheet.write(result.rule->sentence);
    sheet.write(returns::severity_word(result.grade.severity));
    sheet.write(result.findings.size());
    sheet.write(result.children);
    sheet.write("run");
  }
  for (const returns::NotRun& one : report.checked().not_run) {
    sheet.next_row();
    sheet.write(one.rule->code);
    sheet.write(one.rule->sentence);
    sheet.write(returns::severity_word(report.grade(*one.rule).severity));
    sheet.write("");  // nothing is known, which is not the same as 0
    sheet.write("");
    sheet.write("not run");
    sheet.write(one.why);
  }
  if (left_out == 0) return;
  sheet.next_row();
  sheet.next_row();
  sheet.write("");
  sheet.write("Another " + text::plural(static_cast<long long>(left_out), "finding") +
              " did not fit on the sheet Findings; the CSV form holds all of them.");
}

void write_findings(const returns::Report& report, const std::vector<RuleResult>& results,
                    std::size_t most, Sheet& sheet) {
  std::string values;
  for (const RuleResult& result : results)
    for (const auto& finding : result.findings) {
      if (most-- == 0) return;
      const returns::Told told = report.tell(finding);
      values.clear();
      report.append_values(finding, values);
      sheet.next_row();
      sheet.write(told.rule->code);
      sheet.write(returns::severity_word(result.grade.severity));
      sheet.write(told.child);
      sheet.write(told.file);
      sheet.write(told.table);
      sheet.write(static_cast<std::size_t>(told.row));
      sheet.write(joined(told.fields));
      sheet.write(values);
      sheet.write(told.rule->sentence);
      sheet.write(told.rule->remedy);
    }
}

}  // namespace

Result<std::string> check_workbook(const returns::Report& report, std::size_t most_rows) {
  const auto no_room = [] {
    return fail(ErrorKind::unavailable,
                "The workbook could not be made: there is no room for it. Free some disk space, or "
                "take the CSV form.");
  };
  const MemoryFile file;
  if (!file.open()) return no_room();
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* book = workbook_new_opt(file.path().c_str(), &options);
  if (book == nullptr) return no_room();
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);

  const auto results = report.by_rule();
  const std::size_t findings = report.checked().findings.size();
  const std::size_t shown = std::min(findings, most_rows);
  Sheet rules(book, "Rules", kRules, results.size() + report.checked().not_run.size(), bold);
  write_rules(report, results, findings - shown, rules);
  Sheet rows(book, "Findings", kFindings, shown, bold);
  write_findings(report, results, shown, rows);
  if (workbook_close(book) != LXW_NO_ERROR || !rules.written() || !rows.written()) return no_room();
  std::string bytes = file.bytes();
  if (bytes.empty()) return no_room();
  return bytes;
}

}  // namespace homeward::service
