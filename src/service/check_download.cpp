// What a kept check found, as files for people who work their way down a list.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"
#include "returns/csv_cell.hpp"
#include "returns/report.hpp"
#include "returns/year.hpp"
#include "service/check_workbook.hpp"
#include "service/marking.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"

namespace homeward::service {

namespace {

constexpr std::int64_t kAtATime = 5000;  // findings read from the database

// What stands in the row: in the columns that are at fault ("SEX", "SEX=3"), and beside them in the
// others the rule is about, and those that decide as well or tell the row from the child's others
// ("DECOM=01/05/2025").
struct Cells {
  std::string columns, values, beside;
};

class RowReader {
 public:
  Cells cells_of(const FoundRow& found) {
    const auto row = nlohmann::json::parse(found.row.cells.reveal(), nullptr, false);
    std::vector<std::string_view> shown = text::split(found.fields, ' ');
    Cells cells;
    for (const std::string_view field : shown)
      if (append(row, field, cells.values)) {
        if (!cells.columns.empty()) cells.columns += ' ';
        cells.columns += field;
      }
    for (const auto& columns : {text::split(found.rule.fields, ' '), beside(found)})
      for (const std::string_view column : columns)
        if (std::find(shown.begin(), shown.end(), column) == shown.end()) {
          append(row, column, cells.beside);
          shown.push_back(column);
        }
    return cells;
  }

 private:
  static bool append(const nlohmann::json& row, std::string_view column, std::string& out) {
    const auto cell = row.find(column);
    if (!row.is_object() || cell == row.end() || !cell->is_string()) return false;
    if (!out.empty()) out += ", ";
    out += std::string(column) + "=" + cell->get_ref<const std::string&>();
    return true;
  }

  // As this program's rule of that code tells; none for a rule that it no longer has.
  const std::vector<std::string_view>& beside(const FoundRow& found) {
    auto [at, is_new] = beside_.try_emplace({found.rule.code, found.row.table});
    if (!is_new) return at->second;
    const std::string_view table =
        std::string_view(found.row.table).substr(0, found.row.table.find("_last"));
    for (const returns::rules::Rule* rule : returns::rules::all_rules())
      if (rule->code == found.rule.code)
        for (std::size_t i = 0; i < returns::kTables; ++i)
          if (const auto id = static_cast<returns::TableId>(i); returns::schema(id).name == table)
            at->second = returns::shown_beside(*rule, id);
    return at->second;
  }

  std::map<std::pair<std::string, std::string>, std::vector<std::string_view>> beside_;
};

// Reads all findings of a check, some at a time, until `take` says false.
template <class Take>
Status each_finding(CheckStore& checks, AuthorityId authority, CheckId check, const Take& take) {
  FindingQuery query;
  query.limit = kAtATime;
  query.count = false;
  for (;;) {
    const auto page = checks.findings(authority, check, query);
    if (!page) return tl::unexpected(page.error());
    for (const FoundRow& found : page->findings)
      if (!take(found)) return {};
    if (page->findings.size() < static_cast<std::size_t>(kAtATime)) return {};
    query.after = page->findings.back().id;
  }
}

// Why the finding is accepted; of an error, that it is one all the same. Empty: nobody gave a
// reason.
std::string reason_of(const FoundRow& found) {
  if (!found.accepted) return {};
  return (found.rule.query ? "" : "Accepted here, still an error for the DfE: ") +
         found.accepted->reason;
}

void append_line(const FoundRow& found, const Cells& cells, std::string& out) {
  const std::string row = std::to_string(found.row.row), reason = reason_of(found);
  bool first = true;
  for (const std::string_view cell :
       {std::string_view(found.rule.code), std::string_view(found.row.table), std::string_view(row),
        std::string_view(found.number.reveal()), std::string_view(cells.columns),
        std::string_view(cells.values), std::string_view(cells.beside),
        std::string_view(found.rule.sentence), std::string_view(found.rule.remedy),
        std::string_view(found.rule.query ? "query" : "error"),
        std::string_view(found.is_new ? "new" : ""), std::string_view(reason)}) {
    if (!std::exchange(first, false)) out += ',';
    returns::append_csv_cell(cell, out);
  }
  out += "\r\n";
}

// A check that is carried off, with what stands over it.
struct Marked {
  CheckDetail check;
  std::string marking;
};
Result<Marked> marked(Service& service, const WallClock& clock, const Actor& actor, CheckId id,
                      const std::string& authority) {
  CheckStore& checks = service.store().checks();
  auto check = checks.detail(actor.authority, id);
  if (!check) return tl::unexpected(check.error());
  const auto children = checks.children(actor.authority, id, 0, 1);
  if (!children) return tl::unexpected(children.error());
  const auto by = exported_by(service, clock, actor);
  if (!by) return tl::unexpected(by.error());
  std::int64_t findings = 0;
  for (const CheckRule& rule : check->rules)
    if (rule.state == CheckRule::State::found) findings += rule.findings;
  const CheckSummary& summary = check->summary;
  std::string counted =
      text::plural(findings, "finding") + " (" + text::plural(summary.errors, "error");
  if (summary.accepted_errors > 0)
    counted += ", " + text::thousands(summary.accepted_errors) + " of them accepted here, still " +
               (summary.accepted_errors == 1 ? "an error" : "errors") + " for the DfE";
  counted += ")";
  std::string marking = fmt::format(
      "OFFICIAL-SENSITIVE. {}, check {} of the return for {}: {} about {}, with their numbers and "
      "what the return says of them. {}",
      authority, id.value, returns::year_words(summary.collection_year), counted,
      text::plural(children->total, "child", "children"), *by);
  return Marked{std::move(*check), std::move(marking)};
}

// Whose findings went into a file.
class Carried {
 public:
  void take(const FoundRow& found) {
    ++findings_;
    if (found.child) children_.insert(found.child);
  }
  FindingsFile file(std::string bytes) const {
    return {std::move(bytes), findings_, {children_.begin(), children_.end()}};
  }

 private:
  std::int64_t findings_ = 0;
  std::set<ChildId> children_;
};

}  // namespace

Result<FindingsFile> Service::return_check_csv(const Actor& actor, CheckId check) {
  if (auto may = allowed(actor, Act::export_data); !may) return tl::unexpected(may.error());
  auto known = rooms_->known(actor);
  if (!known) return tl::unexpected(known.error());
  const auto over = marked(*this, *rooms_->clock, actor, check, (*known)->authority.name);
  if (!over) return tl::unexpected(over.error());
  Carried carried;
  RowReader reader;
  std::string out = "\uFEFF";  // so that spreadsheets read it as UTF-8
  returns::append_csv_cell(over->marking, out);
  out +=
      "\r\nrule,table,row,child,fields,values,beside,message,what_to_do,severity,new,"
      "accepted_because\r\n";
  const Status told =
      each_finding(rooms_->store->checks(), actor.authority, check, [&](const FoundRow& found) {
        append_line(found, reader.cells_of(found), out);
        carried.take(found);
        return true;
      });
  if (!told) return tl::unexpected(told.error());
  return carried.file(std::move(out));
}

Result<FindingsFile> Service::return_check_workbook(const Actor& actor, CheckId check) {
  if (auto may = allowed(actor, Act::export_data); !may) return tl::unexpected(may.error());
  auto known = rooms_->known(actor);
  if (!known) return tl::unexpected(known.error());
  const auto over = marked(*this, *rooms_->clock, actor, check, (*known)->authority.name);
  if (!over) return tl::unexpected(over.error());
  Carried carried;
  RowReader reader;
  SheetContent content;
  content.marking = over->marking;
  content.acceptances = true;
  for (const CheckRule& rule : over->check.rules) {
    if (rule.state == CheckRule::State::gone) continue;
    const bool run = rule.state == CheckRule::State::found;
    content.rules.push_back({rule.code, rule.sentence, rule.query, run,
                             static_cast<std::size_t>(rule.findings),
                             static_cast<std::size_t>(rule.children), rule.why});
    content.findings += run ? static_cast<std::size_t>(rule.findings) : 0;
  }
  content.each_finding = [&](const auto& take) {
    return each_finding(
        rooms_->store->checks(), actor.authority, check, [&](const FoundRow& found) {
          Cells cells = reader.cells_of(found);
          if (!cells.values.empty() && !cells.beside.empty()) cells.values += ", ";
          cells.values += cells.beside;
          carried.take(found);
          const std::string reason = reason_of(found);
          return take({found.rule.code, found.rule.query, found.number.reveal(), found.row.file,
                       found.row.table, static_cast<std::size_t>(found.row.row), cells.columns,
                       cells.values, found.rule.sentence, found.rule.remedy, reason});
        });
  };
  auto workbook = check_workbook(content);
  if (!workbook) return tl::unexpected(workbook.error());
  return carried.file(std::move(*workbook));
}

}  // namespace homeward::service
