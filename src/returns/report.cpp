#include "returns/report.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"

namespace homeward::returns {

namespace {

using rules::Finding;
using rules::Rule;

// Longer than anything a person wrote into a cell on purpose.
constexpr std::size_t kMostOfAValue = 120;

constexpr std::string_view kDerived[] = {"PL_LA", "PL_LOCATION", "PL_DISTANCE"};

std::vector<std::string_view> words(std::string_view fields) {
  std::vector<std::string_view> out;
  for (const std::string_view word : text::split(fields, ' '))
    if (!word.empty()) out.push_back(word);
  return out;
}

void append_cut(std::string_view value, std::string& out) {
  if (value.size() <= kMostOfAValue) {
    out += value;
    return;
  }
  std::size_t end = kMostOfAValue;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  out += value.substr(0, end);
  out += "…";
}

// Counts different children, in one return or the other.
class ChildCounter {
 public:
  void add(std::string_view child, std::uint32_t group) {
    const auto [at, is_new] = last_group_.try_emplace(child, group);
    if (!is_new && at->second == group) return;
    at->second = group;
    ++in_group_;
  }
  std::size_t next_group() { return std::exchange(in_group_, 0); }
  std::size_t all() const { return last_group_.size(); }

 private:
  std::unordered_map<std::string_view, std::uint32_t> last_group_;
  std::size_t in_group_ = 0;
};

}  // namespace

struct Report::Columns {
  std::string table;                     // "Episodes_last"
  std::vector<std::string_view> fields;  // as told
  std::vector<std::pair<std::string_view, std::size_t>> values;
};

std::string_view severity_word(Severity severity) {
  return severity == Severity::error ? "error" : "query";
}

Report::Report(const Checked& checked, const Return& now, const Return* last,
               const RuleGrades& grades)
    : checked_(checked), now_(now), last_(last), all_grades_(grades) {
  for (const Rule* rule : checked.rules) grades_.push_back(grade(*rule));
  columns_.resize(checked.rules.size() * 2 * kTables);
}

Report::~Report() = default;

RuleGrade Report::grade(const Rule& rule) const {
  const auto at = all_grades_.find(rule.code);
  return at == all_grades_.end() ? RuleGrade{} : at->second;
}

const Table& Report::table(const Finding& finding) const {
  return (finding.last_year ? *last_ : now_)[finding.table];
}

const Report::Columns& Report::columns(const Finding& finding) const {
  const std::size_t at =
      (finding.rule * kTables + static_cast<std::size_t>(finding.table)) * 2 + finding.last_year;
  if (columns_[at]) return *columns_[at];
  auto made = std::make_unique<Columns>();
  const TableSchema& layout = schema(finding.table);
  made->table = std::string(layout.name) + (finding.last_year ? "_last" : "");
  const auto column = [&](std::string_view name) {
    const auto found = std::find_if(layout.columns.begin(), layout.columns.end(),
                                    [&](const ColumnSchema& one) { return one.name == name; });
    return static_cast<std::size_t>(found - layout.columns.begin());
  };
  const std::vector<std::string_view> items = words(checked_.rules[finding.rule]->fields);
  bool derived = false;
  for (const std::string_view item : items) {
    derived |= std::find(std::begin(kDerived), std::end(kDerived), item) != std::end(kDerived);
    if (column(item) == layout.columns.size()) continue;
    made->fields.push_back(item);
    made->values.emplace_back(item, column(item));
  }
  if (derived && finding.table == TableId::episodes)
    for (const std::size_t from : {episodes::home_post, episodes::pl_post})
      if (const auto name = layout.columns[from].name;
          std::find(items.begin(), items.end(), name) == items.end())
        made->values.emplace_back(name, from);
  if (made->fields.empty()) made->fields = items;
  columns_[at] = std::move(made);
  return *columns_[at];
}

Told Report::tell(const Finding& finding) const {
  const Columns& told = columns(finding);
  const Table& rows = table(finding);
  const int row = rows.from_xml() ? static_cast<int>(finding.index) + 2 : rows.row(finding.index);
  return {checked_.rules[finding.rule], told.table, rows.file(), row,
          rows.cell(finding.index, 0),  told.fields};
}

void Report::append_values(const Finding& finding, std::string& out) const {
  const Table& rows = table(finding);
  bool first = true;
  for (const auto& [name, column] : columns(finding).values) {
    if (!std::exchange(first, false)) out += ", ";
    out += name;
    out += '=';
    append_cut(rows.cell(finding.index, column), out);
  }
}

std::vector<RuleResult> Report::by_rule() const {
  std::vector<RuleResult> out;
  const std::span<const Finding> all = checked_.findings;
  ChildCounter children;
  std::size_t from = 0;
  for (std::size_t i = 0; i < checked_.rules.size(); ++i) {
    std::size_t end = from;
    for (; end < all.size() && all[end].rule == i; ++end)
      children.add(table(all[end]).cell(all[end].index, 0), static_cast<std::uint32_t>(i));
    out.push_back(
        {checked_.rules[i], grades_[i], all.subspan(from, end - from), children.next_group()});
    from = end;
  }
  return out;
}

ReportCounts Report::counts() const {
  ReportCounts out;
  ChildCounter children;
  for (const Finding& finding : checked_.findings)
    children.add(table(finding).cell(finding.index, 0), 0);
  out.children = children.all();
  for (const RuleResult& result : by_rule()) {
    out.rules += !result.findings.empty();
    (result.grade.severity == Severity::error ? out.errors : out.queries) += result.findings.size();
  }
  return out;
}

std::vector<std::string> not_run_lines(const Checked& checked) {
  // In the order in which the reasons first come.
  std::vector<std::pair<std::string_view, std::vector<std::string>>> reasons;
  for (const NotRun& one : checked.not_run) {
    auto at = std::find_if(reasons.begin(), reasons.end(),
                           [&](const auto& reason) { return reason.first == one.why; });
    if (at == reasons.end()) at = reasons.insert(at, {one.why, {}});
    at->second.emplace_back(one.rule->code);
  }
  std::vector<std::string> out;
  for (const auto& [why, codes] : reasons)
    out.push_back(std::string(why) + " (" +
                  text::plural(static_cast<long long>(codes.size()), "rule") + ": " +
                  text::join(codes, ", ") + ")");
  return out;
}

}  // namespace homeward::returns
