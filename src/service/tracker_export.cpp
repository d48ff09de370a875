// A tracker carried off as a file: marked, and dates as dates.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "returns/csv_cell.hpp"
#include "service/marking.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"

namespace homeward::service {

namespace {

class Lines {
 public:
  void cell(std::string_view text) {
    if (!first_) out_ += ',';
    first_ = false;
    returns::append_csv_cell(text, out_);
  }
  void date(const std::optional<Date>& day) { cell(day ? day->iso() : ""); }
  void number(const std::optional<int>& count) { cell(count ? std::to_string(*count) : ""); }
  void end_line() {
    out_ += "\r\n";
    first_ = true;
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_ = "\uFEFF";  // so that spreadsheets read it as UTF-8
  bool first_ = true;
};

bool is_dated(const TrackerColumnView& column) {
  return column.show == "clock" || column.show == "milestone";
}

template <class List, class Id>
std::string name_in(const List& list, const Id& id) {
  for (const auto& one : list)
    if (one.id == id) return one.name;
  return {};
}

std::string plans_of(const TrackerRow& row, const journey::Config& config) {
  if (!row.plan) return "None agreed";
  std::string words = name_in(config.plans, *row.plan);
  for (const std::string& also : row.parallel_plans)
    words += ", also " + name_in(config.plans, also);
  return words;
}

void write_headings(const std::vector<const TrackerColumnView*>& columns, Lines& lines) {
  for (const TrackerColumnView* column : columns) {
    lines.cell(column->title);
    if (column->show == "child") lines.cell("Number");
    if (column->show == "stage") lines.cell(column->title + ": days");
    if (column->show == "next_step") {
      lines.cell(column->title + ": who");
      lines.cell(column->title + ": due");
    }
    if (is_dated(*column))
      for (const char* what : {": planned", ": due", ": happened"})
        lines.cell(column->title + what);
  }
  lines.end_line();
}

void write_name(const TrackerRow& row, bool discreet, Lines& lines) {
  const std::string name(text::trim(row.given_name + " " + row.family_name));
  lines.cell(discreet ? row.initials : name);
  lines.cell(row.number);
}

void write_dated(const TrackerRow& row, const std::string& column, Lines& lines) {
  const auto found = std::find_if(row.cells.begin(), row.cells.end(),
                                  [&](const auto& cell) { return cell.first == column; });
  const Cell cell = found == row.cells.end() ? Cell{} : found->second;
  lines.cell(cell.words);
  lines.date(cell.planned_on);
  lines.date(cell.due_on);
  lines.date(cell.happened_on);
}

void write_cell(const TrackerRow& row, const TrackerColumnView& column, const TrackerView& view,
                const journey::Config& config, bool discreet, Lines& lines) {
  const std::string& show = column.show;
  if (show == "child") return write_name(row, discreet, lines);
  if (is_dated(column)) return write_dated(row, column.id, lines);
  if (show == "age") return lines.cell(row.age.value_or("not known"));
  if (show == "in_care_days") return lines.number(row.in_care_days);
  if (show == "waiting_days") return lines.number(row.waiting_days);
  if (show == "worker")
    return lines.cell(row.worker ? name_in(view.workers, *row.worker) : "No worker");
  if (show == "team") {
    for (const care::Team& team : view.teams)
      if (row.team && team.id.value == *row.team) return lines.cell(team.name);
    return lines.cell("No team");
  }
  if (show == "stage") {
    lines.cell(row.stage ? name_in(config.stages, *row.stage) : "Not known");
    return lines.number(row.stage_days);
  }
  if (show == "plan") return lines.cell(plans_of(row, config));
  if (show == "legal_status") return lines.cell(row.legal_status);
  if (show == "placement") return lines.cell(row.placement);
  if (show == "moves") return lines.number(row.moves_12_months);
  if (show == "next_step") {
    const NextStepView step = row.next_step.value_or(NextStepView{});
    lines.cell(row.next_step ? step.what : "Nothing due");
    lines.cell(step.who);
    return lines.date(step.due_on);
  }
  lines.cell("");
}

Result<std::vector<const TrackerColumnView*>> chosen_columns(
    const TrackerView& view, const std::vector<std::string>& wanted) {
  std::vector<const TrackerColumnView*> columns;
  if (wanted.empty()) {
    for (const TrackerColumnView& column : view.columns)
      if (!column.hidden) columns.push_back(&column);
    return columns;
  }
  for (const std::string& id : wanted) {
    const auto found = std::find_if(view.columns.begin(), view.columns.end(),
                                    [&](const auto& column) { return column.id == id; });
    if (found == view.columns.end())
      return fail(ErrorKind::invalid_input, "The tracker has no such column. Load the page again.");
    columns.push_back(&*found);
  }
  return columns;
}

}  // namespace

Result<TrackerExport> Service::tracker_export(const Actor& actor, std::string_view id,
                                              const ExportQuery& query) {
  if (auto may = allowed(actor, Act::export_data); !may) return tl::unexpected(may.error());
  const auto view = tracker(actor, id, query.as_of);
  if (!view) return tl::unexpected(view.error());
  const auto columns = chosen_columns(**view, query.columns);
  if (!columns) return tl::unexpected(columns.error());
  const auto looking = rooms_->look(actor, query.as_of);
  if (!looking) return tl::unexpected(looking.error());
  const auto by = exported_by(*this, *rooms_->clock, actor);
  if (!by) return tl::unexpected(by.error());

  std::vector<const TrackerRow*> rows;
  std::vector<ChildId> children;
  for (const TrackerRow& row : (*view)->rows)
    if (!query.fits || query.fits(row)) {
      rows.push_back(&row);
      children.push_back(row.child);
    }
  const std::string counted =
      text::plural(static_cast<long long>(rows.size()), "child", "children");
  const std::string filters = query.filters.empty() ? "" : ", " + text::join(query.filters, ", ");
  Lines lines;
  lines.cell(fmt::format("OFFICIAL-SENSITIVE. {}, {}, as {} {}: {}{}. {}",
                         looking->known->authority.name, (*view)->name,
                         (*view)->known_on ? "known on" : "of", (*view)->as_of.words(), counted,
                         filters, *by));
  lines.end_line();
  write_headings(*columns, lines);
  for (const TrackerRow* row : rows) {
    for (const TrackerColumnView* column : *columns)
      write_cell(*row, *column, **view, rooms_->settings.config, query.discreet, lines);
    lines.end_line();
  }
  return TrackerExport{fmt::format("OFFICIAL-SENSITIVE-{}-{}{}.csv", id, (*view)->as_of.iso(),
                                   query.filters.empty() ? "" : "-filtered"),
                       lines.take(), std::move(children)};
}

}  // namespace homeward::service
