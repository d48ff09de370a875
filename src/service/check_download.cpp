// What a kept check found, as files for people who work their way down a list.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "returns/csv_cell.hpp"
#include "service/check_workbook.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"

namespace homeward::service {

namespace {

constexpr std::int64_t kAtATime = 5000;  // findings read from the database

// The columns of the row that the rule is about, and what stands in them: "SEX", "SEX=3".
struct Cells {
  std::string columns, values;
};
Cells failing_cells(const FoundRow& found) {
  const auto fields = text::split(found.rule.fields, ' ');
  const auto row = nlohmann::json::parse(found.row.cells.reveal(), nullptr, false);
  Cells cells;
  for (const std::string_view field : fields) {
    const auto cell = row.find(field);
    if (!row.is_object() || cell == row.end() || !cell->is_string()) continue;
    if (!cells.columns.empty()) {
      cells.columns += ' ';
      cells.values += ", ";
    }
    cells.columns += field;
    cells.values += std::string(field) + "=" + cell->get_ref<const std::string&>();
  }
  return cells;
}

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

void append_line(const FoundRow& found, std::string& out) {
  const Cells cells = failing_cells(found);
  const std::string row = std::to_string(found.row.row);
  bool first = true;
  for (const std::string_view cell :
       {std::string_view(found.rule.code), std::string_view(found.row.table), std::string_view(row),
        std::string_view(found.number.reveal()), std::string_view(cells.columns),
        std::string_view(cells.values), std::string_view(found.rule.sentence),
        std::string_view(found.rule.remedy), std::string_view(found.rule.query ? "query" : "error"),
        std::string_view(found.is_new ? "new" : ""),
        std::string_view(found.accepted ? std::string_view(found.accepted->reason) : "")}) {
    if (!std::exchange(first, false)) out += ',';
    returns::append_csv_cell(cell, out);
  }
  out += "\r\n";
}

}  // namespace

Result<std::string> Service::return_check_csv(const Actor& actor, CheckId check) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  std::string out =
      "rule,table,row,child,fields,values,message,what_to_do,severity,new,accepted_because\r\n";
  const Status told =
      each_finding(rooms_->store->checks(), actor.authority, check, [&](const FoundRow& found) {
        append_line(found, out);
        return true;
      });
  if (!told) return tl::unexpected(told.error());
  return out;
}

Result<std::string> Service::return_check_workbook(const Actor& actor, CheckId check) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  CheckStore& checks = rooms_->store->checks();
  const auto detail = checks.detail(actor.authority, check);
  if (!detail) return tl::unexpected(detail.error());
  SheetContent content;
  content.acceptances = true;
  for (const CheckRule& rule : detail->rules) {
    if (rule.state == CheckRule::State::gone) continue;
    const bool run = rule.state == CheckRule::State::found;
    content.rules.push_back({rule.code, rule.sentence, rule.query, run,
                             static_cast<std::size_t>(rule.findings),
                             static_cast<std::size_t>(rule.children), rule.why});
    content.findings += run ? static_cast<std::size_t>(rule.findings) : 0;
  }
  content.each_finding = [&](const auto& take) {
    return each_finding(checks, actor.authority, check, [&](const FoundRow& found) {
      const Cells cells = failing_cells(found);
      return take({found.rule.code, found.rule.query, found.number.reveal(), found.row.file,
                   found.row.table, static_cast<std::size_t>(found.row.row), cells.columns,
                   cells.values, found.rule.sentence, found.rule.remedy,
                   found.accepted ? std::string_view(found.accepted->reason) : ""});
    });
  };
  return check_workbook(content);
}

}  // namespace homeward::service
