#include "returns/report.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "returns/dates.hpp"

namespace homeward::returns {

namespace {

using rules::Finding;
using rules::Rule;

// Longer than anything a person wrote into a cell on purpose.
constexpr std::size_t kMostOfAValue = 120;

constexpr std::string_view kLast = "_last";
constexpr std::string_view kDerived[] = {"PL_LA", "PL_LOCATION", "PL_DISTANCE"};

// The days by which a person tells one row of a child from another.
std::string_view days_of_row(TableId table) {
  switch (table) {
    case TableId::episodes:
      return "DECOM DEC";
    case TableId::reviews:
      return "REVIEW";
    case TableId::placed_adoption:
      return "DATE_PLACED";
    case TableId::missing:
      return "MIS_START MIS_END";
    case TableId::sw_episodes:
      return "SW_DECOM SW_DEC";
    case TableId::dolo:
      return "DOLO_START DOLO_END";
    default:
      return {};
  }
}

std::vector<std::string_view> words_of_fields(std::string_view fields) {
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

std::size_t column_of(const TableSchema& layout, std::string_view name) {
  const auto found = std::find_if(layout.columns.begin(), layout.columns.end(),
                                  [&](const ColumnSchema& one) { return one.name == name; });
  return static_cast<std::size_t>(found - layout.columns.begin());
}

int steps_to(std::string_view word) {
  return word == "before" ? -1 : word == "next" ? 1 : 0;
}

const TableSchema& table_called(std::string_view name) {
  return *std::find_if(schemas().begin(), schemas().end(),
                       [&](const TableSchema& one) { return one.name == name; });
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

std::vector<std::string_view> shown_beside(const Rule& rule, TableId table) {
  std::vector<std::string_view> shown;
  const auto columns = schema(table).columns;
  for (const std::string_view more : {rule.beside, days_of_row(table)})
    for (const std::string_view item : words_of_fields(more))
      if (std::any_of(columns.begin(), columns.end(),
                      [&](const ColumnSchema& one) { return one.name == item; }) &&
          std::find(shown.begin(), shown.end(), item) == shown.end())
        shown.push_back(item);
  return shown;
}

struct Report::Columns {
  std::string table;                     // "Episodes_last"
  std::vector<std::string_view> fields;  // as told where all are at fault
  rules::Cells cells = 0;                // those fields
  std::map<rules::Cells, std::vector<std::string_view>> some_fields;  // as told where these are
  std::vector<std::pair<std::string_view, std::size_t>> values;
  std::vector<std::pair<std::string_view, std::size_t>> beside;  // shown after them
  struct Elsewhere {
    TableId table;
    bool last_year;
    std::size_t column;
    std::string_view where, name;  // "Header" "DOB", "last year's" "LS", "episode before" "LS"
    int steps = 0;                 // of an episode: so many further on among the child's episodes
  };
  std::vector<Elsewhere> elsewhere;  // in another row of the child
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

Report::Columns& Report::columns(const Finding& finding) const {
  const std::size_t at =
      (finding.rule * kTables + static_cast<std::size_t>(finding.table)) * 2 + finding.last_year;
  if (columns_[at]) return *columns_[at];
  auto made = std::make_unique<Columns>();
  const TableSchema& layout = schema(finding.table);
  made->table = std::string(layout.name) + (finding.last_year ? "_last" : "");
  const auto column = [&](std::string_view name) { return column_of(layout, name); };
  const std::vector<std::string_view> items = words_of_fields(checked_.rules[finding.rule]->fields);
  bool derived = false;
  for (const std::string_view item : items) {
    derived |= std::find(std::begin(kDerived), std::end(kDerived), item) != std::end(kDerived);
    if (column(item) == layout.columns.size()) continue;
    made->fields.push_back(item);
    made->cells |= rules::cells(column(item));
    made->values.emplace_back(item, column(item));
  }
  if (derived && finding.table == TableId::episodes)
    for (const std::size_t from : {episodes::home_post, episodes::pl_post})
      if (const auto name = layout.columns[from].name;
          std::find(items.begin(), items.end(), name) == items.end())
        made->values.emplace_back(name, from);
  for (const std::string_view item : words_of_fields(checked_.rules[finding.rule]->beside)) {
    const auto dot = item.find('.');
    if (dot == item.npos) continue;
    const std::string_view name = item.substr(dot + 1);
    if (const int steps = steps_to(item.substr(0, dot)); steps != 0) {
      if (finding.table == TableId::episodes && !finding.last_year)
        made->elsewhere.push_back({TableId::episodes, false, column(name),
                                   steps < 0 ? "episode before" : "next episode", name, steps});
      continue;
    }
    const bool last_year = item.substr(0, dot).ends_with(kLast);
    const TableSchema& other = table_called(item.substr(0, dot - (last_year ? kLast.size() : 0)));
    if (other.id != finding.table || last_year != finding.last_year)
      made->elsewhere.push_back({other.id, last_year, column_of(other, name),
                                 last_year ? "last year's" : other.name, name});
  }
  for (const std::string_view item : shown_beside(*checked_.rules[finding.rule], finding.table)) {
    const std::size_t index = column(item);
    const auto same = [&](const auto& shown) { return shown.second == index; };
    if (std::none_of(made->values.begin(), made->values.end(), same))
      made->beside.emplace_back(item, index);
  }
  if (made->fields.empty()) made->fields = items;
  columns_[at] = std::move(made);
  return *columns_[at];
}

std::span<const std::string_view> Report::fields_at_fault(const Finding& finding) const {
  Columns& told = columns(finding);
  const rules::Cells at_fault = told.cells & finding.at_fault;
  if (at_fault == told.cells) return told.fields;
  auto [at, is_new] = told.some_fields.try_emplace(at_fault);
  if (is_new)
    for (const auto& [name, column] : told.values)
      if (at_fault & rules::cells(column)) at->second.push_back(name);
  return at->second;
}

Told Report::tell(const Finding& finding) const {
  const Columns& told = columns(finding);
  const Table& rows = table(finding);
  const int row = rows.from_xml() ? static_cast<int>(finding.index) + 2 : rows.row(finding.index);
  return {checked_.rules[finding.rule], told.table, rows.file(), row, rows.cell(finding.index, 0),
          fields_at_fault(finding)};
}

void Report::append_cells(const Finding& finding,
                          std::span<const std::pair<std::string_view, std::size_t>> columns,
                          rules::Cells of, bool only_there, std::size_t from,
                          std::string& out) const {
  const Table& rows = table(finding);
  const auto layout = schema(finding.table).columns;
  for (const auto& [name, column] : columns) {
    if (!(of & rules::cells(column))) continue;
    if (only_there && layout[column].need == Need::xml_only && !rows.from_xml()) continue;
    if (out.size() != from) out += ", ";
    out += name;
    out += '=';
    append_cut(rows.cell(finding.index, column), out);
  }
}

void Report::append_values(const Finding& finding, std::string& out) const {
  append_cells(finding, columns(finding).values, rules::kAllCells, false, out.size(), out);
}

void Report::append_shown(const Finding& finding, std::string& out) const {
  const Columns& told = columns(finding);
  const std::size_t from = out.size();
  append_cells(finding, told.values, finding.at_fault, true, from, out);
  append_cells(finding, told.values, ~finding.at_fault, true, from, out);
  append_cells(finding, told.beside, rules::kAllCells, true, from, out);
  append_elsewhere(finding, from, out);
}

void Report::append_elsewhere(const Finding& finding, std::size_t from, std::string& out) const {
  std::string_view where;
  for (const Columns::Elsewhere& other : columns(finding).elsewhere) {
    if (other.last_year && last_ == nullptr) continue;
    const std::string_view child = table(finding).cell(finding.index, 0);
    const auto row = other.steps != 0 ? episode_beside(child, finding.index, other.steps)
                                      : row_of_child(other.table, other.last_year, child);
    if (!row) continue;
    if (std::exchange(where, other.where) == other.where) {
      out += ", ";
    } else {
      if (out.size() != from) out += "; ";
      out += other.where;
      out += ' ';
    }
    out += other.name;
    out += '=';
    append_cut((other.last_year ? *last_ : now_)[other.table].cell(*row, other.column), out);
  }
}

std::optional<std::uint32_t> Report::row_of_child(TableId table, bool last_year,
                                                  std::string_view child) const {
  const RowsOfChildren& rows = rows_of_children(table, last_year);
  const auto at = rows.find(child);
  return at == rows.end() ? std::nullopt : std::optional(at->second);
}

// In the order of the rules: by DECOM, then as in the file, those without one last.
std::optional<std::uint32_t> Report::episode_beside(std::string_view child, std::uint32_t row,
                                                    int steps) const {
  const Table& from = now_[TableId::episodes];
  if (episodes_of_children_.empty()) {
    const auto began = [&](std::uint32_t at) {
      return parse_return_date(from.cell(at, episodes::decom), now_.collection_year);
    };
    const auto began_first = [&](std::uint32_t a, std::uint32_t b) {
      const auto first = began(a), second = began(b);
      return first && (!second || *first < *second);
    };
    for (std::uint32_t i = 0; i < from.size(); ++i)
      episodes_of_children_[from.cell(i, 0)].push_back(i);
    for (auto& [number, rows] : episodes_of_children_)
      std::stable_sort(rows.begin(), rows.end(), began_first);
  }
  const std::vector<std::uint32_t>& rows = episodes_of_children_[child];
  const auto at = std::find(rows.begin(), rows.end(), row) - rows.begin() + steps;
  if (at < 0 || static_cast<std::size_t>(at) >= rows.size()) return std::nullopt;
  return rows[static_cast<std::size_t>(at)];
}

// Of the episodes the latest, which the rules hold this year's first against; of other tables the
// first row of the child.
const Report::RowsOfChildren& Report::rows_of_children(TableId id, bool last_year) const {
  auto& made = rows_of_children_[static_cast<std::size_t>(id) * 2 + last_year];
  if (made) return *made;
  made = std::make_unique<RowsOfChildren>();
  const Return& all = last_year ? *last_ : now_;
  const Table& from = all[id];
  const auto began = [&](std::uint32_t row) {
    return parse_return_date(from.cell(row, episodes::decom), all.collection_year);
  };
  for (std::uint32_t i = 0; i < from.size(); ++i) {
    const auto [at, is_new] = made->try_emplace(from.cell(i, 0), i);
    if (!is_new && id == TableId::episodes && began(i) >= began(at->second)) at->second = i;
  }
  return *made;
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

namespace {

std::vector<std::string> lines_of(const std::vector<NotRun>& rules) {
  // In the order in which the reasons first come.
  std::vector<std::pair<std::string_view, std::vector<std::string>>> reasons;
  for (const NotRun& one : rules) {
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

}  // namespace

std::vector<std::string> not_run_lines(const Checked& checked) {
  return lines_of(checked.not_run);
}

std::vector<std::string> in_part_lines(const Checked& checked) {
  return lines_of(checked.in_part);
}

}  // namespace homeward::returns
