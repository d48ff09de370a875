#include "service/check_workbook.hpp"

#include <fmt/format.h>
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

constexpr Heading kRuleHeadings[] = {{"Rule", 11},           {"What must hold", 90},
                                     {"Error or query", 14}, {"Findings", 10},
                                     {"Children", 10},       {"Run", 8},
                                     {"Why not", 60}};
constexpr Heading kFindings[] = {
    {"Rule", 11},       {"Error or query", 14},  {"Child", 14},
    {"File", 22},       {"Table", 18},           {"Row", 8},
    {"Columns", 26},    {"Values", 40},          {"What must hold", 90},
    {"What to do", 60}, {"Accepted because", 40}};

// A sheet filled row by row: the library keeps no more than one in memory.
class Sheet {
 public:
  Sheet(lxw_workbook* book, const char* name, const std::string& marking,
        std::span<const Heading> headings, std::size_t rows, lxw_format* bold)
      : sheet_(workbook_add_worksheet(book, name)) {
    for (std::size_t i = 0; i < headings.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet_, column, column, headings[i].width, nullptr);
    }
    if (!marking.empty()) {
      write(marking);
      worksheet_set_header(sheet_, "&COFFICIAL-SENSITIVE");
      next_row();
    }
    worksheet_freeze_panes(sheet_, row_ + 1, 0);
    worksheet_autofilter(sheet_, row_, 0, row_ + static_cast<lxw_row_t>(rows),
                         static_cast<lxw_col_t>(headings.size() - 1));
    for (const Heading& heading : headings)
      worksheet_write_string(sheet_, row_, column_++, heading.title, bold);
  }

  void next_row() {
    ++row_;
    column_ = 0;
  }
  void write(std::string_view text) {
    text_ = text::fit_for_xml(text);
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

std::string_view severity_word(bool query) {
  return returns::severity_word(query ? returns::Severity::query : returns::Severity::error);
}

void write_rules(const SheetContent& content, std::size_t left_out, Sheet& sheet) {
  for (const SheetRule& rule : content.rules) {
    sheet.next_row();
    sheet.write(rule.code);
    sheet.write(rule.sentence);
    sheet.write(severity_word(rule.query));
    if (rule.run) {
      sheet.write(rule.findings);
      sheet.write(rule.children);
      sheet.write("run");
      continue;
    }
    sheet.write("");  // nothing is known, which is not the same as 0
    sheet.write("");
    sheet.write("not run");
    sheet.write(rule.why);
  }
  if (left_out == 0) return;
  sheet.next_row();
  sheet.next_row();
  sheet.write("");
  sheet.write("Another " + text::plural(static_cast<long long>(left_out), "finding") +
              " did not fit on the sheet Findings; the CSV form holds all of them.");
}

void write_finding(const SheetFinding& finding, bool acceptances, Sheet& sheet) {
  sheet.next_row();
  sheet.write(finding.code);
  sheet.write(severity_word(finding.query));
  sheet.write(finding.child);
  sheet.write(finding.file);
  sheet.write(finding.table);
  sheet.write(finding.row);
  sheet.write(finding.columns);
  sheet.write(finding.values);
  sheet.write(finding.sentence);
  sheet.write(finding.remedy);
  if (acceptances) sheet.write(finding.accepted);
}

tl::unexpected<Error> no_room() {
  return fail(ErrorKind::unavailable,
              "The workbook could not be made: there is no room for it. Free some disk space, or "
              "take the CSV form.");
}

}  // namespace

Result<std::string> check_workbook(const SheetContent& content, std::size_t most_rows) {
  const MemoryFile file;
  if (!file.open()) return no_room();
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* book = workbook_new_opt(file.path().c_str(), &options);
  if (book == nullptr) return no_room();
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);

  const std::size_t shown =
      std::min(content.findings, most_rows - static_cast<std::size_t>(!content.marking.empty()));
  Sheet rules(book, "Rules", content.marking, kRuleHeadings, content.rules.size(), bold);
  write_rules(content, content.findings - shown, rules);
  Sheet rows(book, "Findings", content.marking,
             std::span(kFindings).first(std::size(kFindings) - !content.acceptances), shown, bold);
  std::size_t written = 0;
  const Status told =
      shown == 0 ? Status() : content.each_finding([&](const SheetFinding& finding) {
        write_finding(finding, content.acceptances, rows);
        return ++written < shown;
      });
  // The library frees the workbook only when it is closed.
  const bool closed = workbook_close(book) == LXW_NO_ERROR;
  if (!told) return tl::unexpected(told.error());
  if (!closed || !rules.written() || !rows.written()) return no_room();
  std::string bytes = file.bytes();
  if (bytes.empty()) return no_room();
  return bytes;
}

Result<std::string> check_workbook(const returns::Report& report, std::size_t most_rows) {
  const auto results = report.by_rule();
  SheetContent content;
  for (const RuleResult& result : results)
    content.rules.push_back({result.rule->code,
                             result.rule->sentence,
                             result.grade.severity == returns::Severity::query,
                             true,
                             result.findings.size(),
                             result.children,
                             {}});
  for (const returns::NotRun& one : report.checked().not_run)
    content.rules.push_back({one.rule->code, one.rule->sentence,
                             report.grade(*one.rule).severity == returns::Severity::query, false, 0,
                             0, one.why});
  content.findings = report.checked().findings.size();
  content.each_finding = [&](const auto& take) -> Status {
    std::string values;
    for (const RuleResult& result : results)
      for (const auto& finding : result.findings) {
        const returns::Told told = report.tell(finding);
        values.clear();
        report.append_shown(finding, values);
        const std::string columns = fmt::format("{}", fmt::join(told.fields, " "));
        if (!take({told.rule->code,
                   result.grade.severity == returns::Severity::query,
                   told.child,
                   told.file,
                   told.table,
                   static_cast<std::size_t>(told.row),
                   columns,
                   values,
                   told.rule->sentence,
                   told.rule->remedy,
                   {}}))
          return {};
      }
    return {};
  };
  return check_workbook(content, most_rows);
}

}  // namespace homeward::service
