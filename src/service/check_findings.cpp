#include "service/check_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/text.hpp"
#include "service/secrets.hpp"

namespace homeward::service {

namespace {

using returns::Return;
using returns::Table;
using returns::TableId;
using returns::rules::Finding;

// Which columns, beside the child, tell one row of a table from another.
std::vector<std::size_t> key_columns(TableId table) {
  switch (table) {
    case TableId::episodes:
      return {returns::episodes::decom, returns::episodes::rne};
    case TableId::reviews:
      return {returns::reviews::review};
    case TableId::placed_adoption:
      return {returns::placed_adoption::date_placed};
    case TableId::missing:
      return {returns::missing::missing, returns::missing::mis_start};
    case TableId::sw_episodes:
      return {returns::sw_episodes::sw_id, returns::sw_episodes::sw_decom};
    case TableId::dolo:
      return {returns::dolo::dolo_start};
    default:
      return {};
  }
}

void append_json(std::string_view text, std::string& out) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

std::string cells_of(const Table& table, std::size_t index) {
  std::string json = "{";
  const auto columns = table.layout().columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    // What the CSV form has no column for is not shown as a blank cell of it.
    if (columns[i].need == returns::Need::xml_only && !table.from_xml()) continue;
    if (json.size() > 1) json += ',';
    append_json(columns[i].name, json);
    json += ':';
    append_json(table.cell(index, i), json);
  }
  return json + "}";
}

// A text as it can be stored.
std::string storable(std::string_view text) {
  std::string out(text);
  std::erase(out, '\0');
  return out;
}

class Keeper {
 public:
  Keeper(const returns::Report& report, const Return& now, const Return* last,
         const Fingerprints* before, NewCheck& into)
      : report_(report), now_(now), last_(last), before_(before), into_(into) {
    if (before_)
      for (const Fingerprints::One& one : before_->all) known_.insert(one.fingerprint);
  }

  void keep() {
    keep_tables(now_);
    if (last_) keep_tables(*last_);
    for (const returns::RuleResult& result : report_.by_rule()) keep_rule(result);
    for (const returns::NotRun& one : report_.checked().not_run) {
      CheckRule& rule = into_.rules.emplace_back(words_of(*one.rule));
      rule.state = CheckRule::State::not_run;
      rule.why = one.why;
      ++into_.summary.not_run;
    }
    keep_gone();
  }

 private:
  void keep_tables(const Return& from) {
    for (const Table& table : from.tables)
      if (table.present())
        into_.tables.push_back({storable(table.file()), std::string(table.layout().name),
                                from.collection_year, static_cast<std::int64_t>(table.size())});
  }

  CheckRule words_of(const returns::rules::Rule& from) const {
    CheckRule rule;
    rule.code = from.code;
    rule.sentence = from.sentence;
    rule.remedy = from.remedy;
    rule.reading = from.reading;
    rule.fields = columns_of(from);
    const returns::RuleGrade grade = report_.grade(from);
    rule.query = grade.severity == returns::Severity::query;
    rule.confirmed = grade.confirmed;
    return rule;
  }

  void keep_rule(const returns::RuleResult& result) {
    run_.insert(result.rule->code);
    if (result.findings.empty()) {
      ++into_.summary.passed;
      return;
    }
    CheckRule rule = words_of(*result.rule);
    rule.findings = static_cast<std::int64_t>(result.findings.size());
    rule.children = static_cast<std::int64_t>(result.children);
    for (const Finding& finding : result.findings) {
      CheckFinding& one = into_.findings.emplace_back();
      one.rule = static_cast<std::uint32_t>(into_.rules.size());
      one.row = row_of(finding);
      const returns::Told told = report_.tell(finding);
      one.child = child_of(told.child);
      one.fingerprint = fingerprint(finding, told);
      one.is_new = before_ && !known_.contains(one.fingerprint);
      if (finding.at_fault != returns::rules::kAllCells)
        one.fields = fmt::format("{}", fmt::join(told.fields, " "));
      found_.insert(one.fingerprint);
      CheckChild& child = into_.children[one.child];
      ++(rule.query ? child.queries : child.errors);
      child.new_findings += one.is_new;
      rule.new_findings += one.is_new;
    }
    (rule.query ? into_.summary.queries : into_.summary.errors) += rule.findings;
    into_.summary.new_findings += rule.new_findings;
    into_.rules.push_back(std::move(rule));
  }

  const Table& table_of(const Finding& finding) const {
    return (finding.last_year ? *last_ : now_)[finding.table];
  }

  std::uint32_t row_of(const Finding& finding) {
    const std::uint64_t key =
        (static_cast<std::uint64_t>(finding.table) * 2 + finding.last_year) << 32 | finding.index;
    const auto [at, is_new] = rows_.try_emplace(key, static_cast<std::uint32_t>(into_.rows.size()));
    if (is_new) {
      const returns::Told told = report_.tell(finding);
      into_.rows.push_back({std::string(told.table), storable(told.file), told.row,
                            PrivateText{cells_of(table_of(finding), finding.index)}});
    }
    return at->second;
  }

  std::uint32_t child_of(std::string_view number) {
    const auto [at, is_new] =
        children_.try_emplace(number, static_cast<std::uint32_t>(into_.children.size()));
    if (is_new) into_.children.push_back({PrivateText{storable(number)}});
    return at->second;
  }

  std::int64_t fingerprint(const Finding& finding, const returns::Told& told) {
    text_.assign(told.rule->code);
    const auto add = [&](std::string_view part) {
      text_ += '\x1f';
      text_ += part;
    };
    add(told.table);
    add(told.child);
    const Table& table = table_of(finding);
    for (const std::size_t column : key_columns(finding.table))
      add(table.cell(finding.index, column));
    text_ += '\x1f';
    report_.append_values(finding, text_);
    return secrets::fingerprint(text_);
  }

  // What the check before found and this one does not. A rule that was not run this time says
  // nothing about it.
  void keep_gone() {
    if (!before_) return;
    into_.summary.previous = before_->check;
    std::vector<std::int64_t> gone(before_->rules.size());
    for (const Fingerprints::One& one : before_->all)
      gone[one.rule] += !found_.contains(one.fingerprint);
    for (std::size_t i = 0; i < gone.size(); ++i) {
      if (gone[i] == 0 || !run_.contains(before_->rules[i].code)) continue;
      CheckRule& rule = into_.rules.emplace_back(before_->rules[i]);
      rule.state = CheckRule::State::gone;
      rule.findings = gone[i];
      rule.children = rule.new_findings = 0;
      into_.summary.gone += gone[i];
    }
  }

  const returns::Report& report_;
  const Return& now_;
  const Return* last_;
  const Fingerprints* before_;
  NewCheck& into_;
  std::unordered_set<std::int64_t> known_, found_;
  std::unordered_set<std::string_view> run_;
  std::unordered_map<std::uint64_t, std::uint32_t> rows_;
  std::unordered_map<std::string_view, std::uint32_t> children_;
  std::string text_;
};

}  // namespace

std::string columns_of(const returns::rules::Rule& rule) {
  std::string columns(rule.fields);
  const auto items = text::split(rule.fields, ' ');
  const auto has = [&](std::string_view name) {
    return std::find(items.begin(), items.end(), name) != items.end();
  };
  if (has("PL_LA") || has("PL_LOCATION") || has("PL_DISTANCE"))
    for (const std::string_view from : {"HOME_POST", "PL_POST"})
      if (!has(from)) columns += " " + std::string(from);
  return columns;
}

void keep_findings(const returns::Report& report, const Return& now, const Return* last,
                   const Fingerprints* before, NewCheck& into) {
  Keeper(report, now, last, before, into).keep();
}

}  // namespace homeward::service
