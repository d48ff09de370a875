// What a check found, told in the file's own tables, rows and columns; and its plain forms.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "returns/check.hpp"

namespace homeward::returns {

// An error must be put right; a query may be right and is then explained to the DfE.
enum class Severity : std::uint8_t { error, query };
std::string_view severity_word(Severity severity);  // "error", "query"

struct RuleGrade {
  Severity severity = Severity::error;
  bool confirmed = false;  // a source names this rule as the one or the other
};

// By rule code. A rule that is not among them is an error, unconfirmed.
using RuleGrades = std::map<std::string, RuleGrade, std::less<>>;

// One finding. The views live as long as the report and what it was made from.
struct Told {
  const rules::Rule* rule;
  std::string_view table;  // "Header", "Episodes_last"
  std::string_view file;   // as it was named
  int row;                 // as a spreadsheet shows it; of XML, as it would show the table's CSV
  std::string_view child;
  // Of the rule's items that are columns of this table those at fault in this row, in the rule's
  // order; if none is a column (PL_LA is derived), the rule's items as they are.
  std::span<const std::string_view> fields;
};

// The columns of a row of that table that a finding of the rule shows after those the rule is
// about: what also decides (Rule::beside), and the dates that tell this row from the child's
// others. Some of them may be among those the rule is about.
std::vector<std::string_view> shown_beside(const rules::Rule& rule, TableId table);

// One rule that was run, and what it found.
struct RuleResult {
  const rules::Rule* rule;
  RuleGrade grade;
  std::span<const rules::Finding> findings;
  std::size_t children = 0;  // with a finding of this rule
};

struct ReportCounts {
  std::size_t errors = 0, queries = 0;  // findings
  std::size_t rules = 0;                // with a finding
  std::size_t children = 0;             // with a finding
};

class Report {
 public:
  // All but the grades must outlive the report, and stay where they are.
  Report(const Checked& checked, const Return& now, const Return* last, const RuleGrades& grades);
  ~Report();
  Report(const Report&) = delete;
  Report& operator=(const Report&) = delete;

  const Checked& checked() const { return checked_; }
  RuleGrade grade(const rules::Rule& rule) const;
  Told tell(const rules::Finding& finding) const;
  // "SEX=3, DOB=": what stands in the columns that the rule is about, at fault or not; of a derived
  // item what it is derived from ("HOME_POST=…, PL_POST=…"). A blank cell has nothing after the
  // "=". A value longer than people write is cut.
  void append_values(const rules::Finding& finding, std::string& out) const;
  // The same for people, those at fault first; after those values, what stands in Rule::beside and
  // in the dates that tell this row from the child's others ("REC=X1, DECOM=01/05/2025,
  // DEC=01/06/2025"); then what decides in another row of the child ("; Header DOB=03/02/2010",
  // "; last year's LS=C2", "; episode before LS=C2").
  void append_shown(const rules::Finding& finding, std::string& out) const;

  // Every rule that was run, in order, also those without findings.
  std::vector<RuleResult> by_rule() const;
  ReportCounts counts() const;

 private:
  struct Columns;
  Columns& columns(const rules::Finding& finding) const;
  std::span<const std::string_view> fields_at_fault(const rules::Finding& finding) const;
  const Table& table(const rules::Finding& finding) const;
  // `from`: where the text of the finding begins. `of`: only these. `only_there`: without the
  // columns that the form in which the table came does not have.
  void append_cells(const rules::Finding& finding,
                    std::span<const std::pair<std::string_view, std::size_t>> columns,
                    rules::Cells of, bool only_there, std::size_t from, std::string& out) const;
  // `from`: where the text of the finding begins.
  void append_elsewhere(const rules::Finding& finding, std::size_t from, std::string& out) const;
  using RowsOfChildren = std::unordered_map<std::string_view, std::uint32_t>;
  const RowsOfChildren& rows_of_children(TableId table, bool last_year) const;
  std::optional<std::uint32_t> row_of_child(TableId table, bool last_year,
                                            std::string_view child) const;
  // The child's episode so many steps further on than that row of this year's.
  std::optional<std::uint32_t> episode_beside(std::string_view child, std::uint32_t row,
                                              int steps) const;

  const Checked& checked_;
  const Return& now_;
  const Return* last_;
  std::vector<RuleGrade> grades_;  // of each rule that was run
  RuleGrades all_grades_;
  mutable std::vector<std::unique_ptr<Columns>> columns_;  // by rule and table, made when asked for
  // By table and year, the row of each child that is shown beside a finding in another table.
  mutable std::array<std::unique_ptr<RowsOfChildren>, 2 * kTables> rows_of_children_;
  mutable std::unordered_map<std::string_view, std::vector<std::uint32_t>> episodes_of_children_;
};

// Takes the next piece of the text, some 64 KB at a time.
using WritePiece = std::function<void(std::string_view)>;

// The contract of the command line (docs/architecture.md, section 6): one object a line,
// {"rule":"101","table":"Header","row":3,"child":"566910","fields":["SEX"],"message":"…"},
// by rule, table and row.
void write_findings_json(const Report& report, const WritePiece& write);

// RFC 4180, with CRLF: rule,table,row,child,fields,values,message,what_to_do. A cell that a
// spreadsheet would take for a formula has a "'" before it.
void write_findings_csv(const Report& report, const WritePiece& write);

// For a terminal: the counts, each rule that found something (errors before queries), what was not
// run and why. Of each rule the first few rows, or with `details` all of them with their values and
// what to do.
struct TextForm {
  bool details = false;
};
void write_findings_text(const Report& report, const TextForm& form, const WritePiece& write);

// "It needs last year's return, which was not given. (3 rules: 109, 120, 503A)": one line for each
// reason that rules in force were not run. Empty if all were.
std::vector<std::string> not_run_lines(const Checked& checked);
// The same of the rules that were run in part.
std::vector<std::string> in_part_lines(const Checked& checked);

}  // namespace homeward::returns
