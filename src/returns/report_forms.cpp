// The plain forms of a report: JSON lines, CSV, text.
#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "returns/csv_cell.hpp"
#include "returns/report.hpp"
#include "returns/year.hpp"

namespace homeward::returns {

namespace {

using rules::Finding;
using rules::Rule;

// Gathers text and hands it on in pieces.
class Pieces {
 public:
  explicit Pieces(const WritePiece& write) : write_(write) { text_.reserve(kPiece + kPiece / 4); }
  ~Pieces() {
    if (!text_.empty()) write_(text_);
  }
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;

  std::string& text() { return text_; }
  void end_line(std::string_view end = "\n") {
    text_ += end;
    if (text_.size() < kPiece) return;
    write_(text_);
    text_.clear();
  }

 private:
  static constexpr std::size_t kPiece = std::size_t{1} << 16;
  const WritePiece& write_;
  std::string text_;
};

void append_number(int number, std::string& out) {
  char digits[16];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
  out.append(digits, end);
}

void append_json_text(std::string_view text, std::string& out) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[static_cast<unsigned char>(c) & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

std::string joined(std::span<const std::string_view> fields) {
  std::string out;
  for (const std::string_view field : fields) {
    if (!out.empty()) out += ' ';
    out += field;
  }
  return out;
}

// What the findings of one rule in the same columns of one table have in common is written once and
// repeated.
struct Common {
  const Rule* rule = nullptr;
  std::string_view table;
  std::span<const std::string_view> fields;
  std::string before, between, after;
  bool is_of(const Told& told) const {
    return rule == told.rule && table.data() == told.table.data() &&
           fields.data() == told.fields.data();
  }
  void begin(const Told& told) {
    rule = told.rule;
    table = told.table;
    fields = told.fields;
    before.clear();
    between.clear();
    after.clear();
  }
};

void json_common(const Told& told, Common& common) {
  common.begin(told);
  common.before = "{\"rule\":";
  append_json_text(told.rule->code, common.before);
  common.before += ",\"table\":";
  append_json_text(told.table, common.before);
  common.before += ",\"row\":";
  common.after = ",\"fields\":[";
  for (const std::string_view field : told.fields) {
    if (common.after.back() != '[') common.after += ',';
    append_json_text(field, common.after);
  }
  common.after += "],\"message\":";
  append_json_text(told.rule->sentence, common.after);
  common.after += '}';
}

void csv_common(const Told& told, Common& common) {
  common.begin(told);
  append_csv_cell(told.rule->code, common.before);
  common.before += ',';
  append_csv_cell(told.table, common.before);
  common.before += ',';
  append_csv_cell(joined(told.fields), common.between);
  common.between += ',';
  common.after = ",";
  append_csv_cell(told.rule->sentence, common.after);
  common.after += ',';
  append_csv_cell(told.rule->remedy, common.after);
}

// Text for a terminal.

constexpr std::size_t kFirstFew = 5;

std::string count(std::size_t number) {
  return text::thousands(static_cast<long long>(number));
}
std::string plural(std::size_t number, std::string_view one, std::string_view many = {}) {
  return text::plural(static_cast<long long>(number), one, many);
}
// "Header row 3, 9; Episodes row 20 and 12 more"
void some_rows(const Report& report, const RuleResult& result, Pieces& out) {
  const auto shown = result.findings.first(std::min(result.findings.size(), kFirstFew));
  std::string_view table;
  std::string& text = out.text();
  text += "      ";
  for (const Finding& finding : shown) {
    const Told told = report.tell(finding);
    if (told.table != table) {
      text += table.empty() ? "" : "; ";
      text += told.table;
      text += " row ";
    } else {
      text += ", ";
    }
    table = told.table;
    append_number(told.row, text);
  }
  if (shown.size() < result.findings.size())
    text += " and " + count(result.findings.size() - shown.size()) + " more";
  out.end_line();
}

void all_rows(const Report& report, const RuleResult& result, Pieces& out) {
  if (!result.rule->remedy.empty()) {
    out.text() += "      What to do: ";
    out.text() += result.rule->remedy;
    out.end_line();
  }
  for (const Finding& finding : result.findings) {
    const Told told = report.tell(finding);
    std::string& text = out.text();
    text += "      ";
    text += told.table;
    text += " row ";
    append_number(told.row, text);
    text += ", child ";
    text += told.child;
    text += ": ";
    report.append_shown(finding, text);
    out.end_line();
  }
}

void rules_of(const Report& report, const std::vector<RuleResult>& results, Severity severity,
              const TextForm& form, Pieces& out) {
  bool first = true;
  for (const RuleResult& result : results) {
    if (result.findings.empty() || result.grade.severity != severity) continue;
    if (std::exchange(first, false)) {
      out.end_line();
      out.text() += severity == Severity::error ? "Errors, to be put right"
                                                : "Queries, to be put right or explained";
      out.end_line();
    }
    std::string line = "  ";
    line += result.rule->code;
    line += ": " + plural(result.findings.size(), "row") + ", " +
            plural(result.children, "child", "children") + ". ";
    line += result.rule->sentence;
    out.text() += line;
    out.end_line();
    if (form.details)
      all_rows(report, result, out);
    else
      some_rows(report, result, out);
  }
}

}  // namespace

void write_findings_json(const Report& report, const WritePiece& write) {
  Pieces out(write);
  Common common;
  for (const Finding& finding : report.checked().findings) {
    const Told told = report.tell(finding);
    if (!common.is_of(told)) json_common(told, common);
    std::string& text = out.text();
    text += common.before;
    append_number(told.row, text);
    text += ",\"child\":";
    append_json_text(told.child, text);
    text += common.after;
    out.end_line();
  }
}

void write_findings_csv(const Report& report, const WritePiece& write) {
  Pieces out(write);
  out.text() += "rule,table,row,child,fields,values,message,what_to_do";
  out.end_line("\r\n");
  Common common;
  std::string values;
  for (const Finding& finding : report.checked().findings) {
    const Told told = report.tell(finding);
    if (!common.is_of(told)) csv_common(told, common);
    std::string& text = out.text();
    text += common.before;
    append_number(told.row, text);
    text += ',';
    append_csv_cell(told.child, text);
    text += ',';
    text += common.between;
    values.clear();
    report.append_shown(finding, values);
    append_csv_cell(values, text);
    text += common.after;
    out.end_line("\r\n");
  }
}

void write_findings_text(const Report& report, const TextForm& form, const WritePiece& write) {
  Pieces out(write);
  const Checked& checked = report.checked();
  const std::vector<RuleResult> results = report.by_rule();
  const ReportCounts counts = report.counts();
  out.text() += "Return of " + year_words(checked.collection_year) + ", " +
                plural(checked.children, "child", "children") + ", checked by " +
                plural(checked.rules.size(), "rule") + " of " + year_words(checked.rules_year) +
                ".";
  out.end_line();
  rules_of(report, results, Severity::error, form, out);
  rules_of(report, results, Severity::query, form, out);
  const auto list = [&](std::string_view heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    out.end_line();
    out.text() += heading;
    out.end_line();
    for (const std::string& line : lines) {
      out.text() += "  " + line;
      out.end_line();
    }
  };
  list("Not run, so nobody knows", not_run_lines(checked));
  list("Run in part", in_part_lines(checked));
  out.end_line();
  if (checked.findings.empty()) {
    out.text() += "Nothing was found by the rules that were run.";
  } else {
    out.text() += plural(counts.errors, "error") + " and " +
                  plural(counts.queries, "query", "queries") + " in the rows of " +
                  plural(counts.children, "child", "children") + ", by " +
                  plural(counts.rules, "rule") + ".";
  }
  if (!checked.not_run.empty())
    out.text() += " " + plural(checked.not_run.size(), "rule") +
                  (checked.not_run.size() == 1 ? " was" : " were") + " not run.";
  out.end_line();
}

}  // namespace homeward::returns
