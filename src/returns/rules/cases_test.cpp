#include "returns/rules/cases_test.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>

#include "base/text.hpp"
#include "returns/check.hpp"
#include "returns/csv.hpp"
#include "returns/report.hpp"

namespace homeward::returns::rules {

namespace testing {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, int line, const std::string& why) {
  throw std::runtime_error(fmt::format("{}:{}: {}", file.string(), line, why));
}

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> out;
  for (const std::string_view part : text::split(line, '|')) out.emplace_back(text::trim(part));
  return out;
}

std::string sorted_words(std::string_view words) {
  std::set<std::string_view> sorted;
  for (const std::string_view word : text::split(words, ' '))
    if (!word.empty()) sorted.insert(word);
  return text::join(std::vector<std::string>(sorted.begin(), sorted.end()), " ");
}

}  // namespace

std::vector<Case> read_cases(const std::string& path) {
  const std::filesystem::path file = path;
  std::ifstream in(file);
  std::vector<Case> cases;
  std::string rule, raw;
  for (int number = 1; std::getline(in, raw); ++number) {
    const std::string_view line = text::trim(raw);
    if (line.empty() || line.front() == '#') continue;
    const auto after = [&](std::string_view word) {
      return std::string(text::trim(line.substr(word.size())));
    };
    if (line.starts_with("rule ")) {
      rule = after("rule ");
    } else if (line.starts_with("case ")) {
      Case next;
      next.rule = rule;
      next.name = after("case ");
      next.file = file.filename().string();
      next.line = number;
      cases.push_back(std::move(next));
    } else if (cases.empty()) {
      refuse(file, number, "a case must begin first");
    } else if (line.find('|') != std::string_view::npos) {
      std::vector<std::string> cells = cells_of(line);
      const std::string first = cells.front();
      cells.erase(cells.begin());
      if (first.empty() || first.front() == '!') {
        if (cases.back().tables.empty()) refuse(file, number, "a row before its table");
        CaseTable& table = cases.back().tables.back();
        if (cells.size() > table.columns.size()) refuse(file, number, "more cells than columns");
        cells.resize(table.columns.size());
        const bool fails = !first.empty();
        table.rows.push_back(
            {number, fails, fails ? sorted_words(first.substr(1)) : "", std::move(cells)});
      } else {
        cases.back().tables.push_back({first, std::move(cells), {}});
      }
    } else if (line.starts_with("year ")) {
      cases.back().year = std::stoi(after("year "));
    } else if (line.starts_with("rules ")) {
      cases.back().rules = std::stoi(after("rules "));
    } else if (line.starts_with("authority ")) {
      cases.back().authority = after("authority ");
    } else if (line.starts_with("without ")) {
      cases.back().without.push_back(after("without "));
    } else if (line == "xml") {
      cases.back().xml = true;
    } else if (line == "not run") {
      cases.back().not_run = true;
    } else {
      refuse(file, number, "this line says nothing known");
    }
  }
  return cases;
}

}  // namespace testing

namespace {

using testing::Case;
using testing::CaseTable;

constexpr std::string_view kLast = "_last";

struct Given {
  Return now, last;
  std::optional<Postcodes> postcodes;
  std::optional<Providers> providers;
};

void add_rows(Return& to, const CaseTable& from, std::string_view name) {
  for (const TableSchema& layout : schemas()) {
    if (layout.name != name) continue;
    Table& table = to[layout.id];
    for (const auto& row : from.rows) {
      // The line of the case stands for the row of the file.
      std::vector<Cell> cells(layout.columns.size());
      for (std::size_t i = 0; i < from.columns.size(); ++i) {
        std::size_t column = 0;
        while (column < layout.columns.size() && layout.columns[column].name != from.columns[i])
          ++column;
        if (column == layout.columns.size())
          throw std::runtime_error(
              fmt::format("line {}: {} has no column {}", row.line, name, from.columns[i]));
        const std::string value = text::upper(row.cells[i]);
        cells[column] = {static_cast<std::uint32_t>(table.text().size()),
                         static_cast<std::uint32_t>(value.size())};
        table.text() += value;
      }
      std::copy(cells.begin(), cells.end(), table.add_row(row.line));
    }
    return;
  }
  throw std::runtime_error("there is no table " + std::string(name));
}

std::string as_csv(const CaseTable& table) {
  std::string out = text::join(table.columns, ",") + "\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      out += (i ? ",\"" : "\"") + row.cells[i] + "\"";
    out += "\n";
  }
  return out;
}

Given give(const Case& c) {
  Given out;
  out.now.collection_year = c.year;
  out.last.collection_year = c.year - 1;
  for (const TableSchema& layout : schemas()) {
    const auto given = [&](const std::string& name) {
      return std::find(c.without.begin(), c.without.end(), name) == c.without.end();
    };
    out.now[layout.id] = Table(layout.id);
    out.last[layout.id] = Table(layout.id);
    const std::string name(layout.name);
    if (given(name)) out.now[layout.id].set_file(name, c.xml);
    if (given(name + std::string(kLast))) out.last[layout.id].set_file(name, c.xml);
  }
  for (const CaseTable& table : c.tables) {
    const std::string_view name = table.name;
    if (name == "Postcodes") {
      std::vector<std::string> wanted;
      for (const auto& row : table.rows) wanted.push_back(plain_postcode(row.cells.at(0)));
      std::sort(wanted.begin(), wanted.end());
      out.postcodes = Postcodes::read("postcodes.csv", as_csv(table), wanted).value();
    } else if (name == "Providers") {
      out.providers = Providers::read("providers.csv", as_csv(table)).value();
    } else if (name.ends_with(kLast)) {
      add_rows(out.last, table, name.substr(0, name.size() - kLast.size()));
    } else {
      add_rows(out.now, table, name);
    }
  }
  return out;
}

std::string place(std::string_view table, bool last, int line) {
  return fmt::format("line {} ({}{})", line, table, last ? kLast : "");
}

class OneCase : public ::testing::Test {
 public:
  explicit OneCase(const Case& c) : case_(c) {}
  void TestBody() override {
    const Given given = give(case_);
    CheckOptions options;
    options.rules = case_.rules;
    options.own_area = case_.authority;
    if (given.postcodes) options.postcodes = &*given.postcodes;
    if (given.providers) options.providers = &*given.providers;
    const Checked checked = check(given.now, &given.last, options);
    for (const NotRun& each : checked.not_run)
      if (each.rule->code == case_.rule && !case_.not_run) FAIL() << "was not run: " << each.why;
    const bool was_run = std::any_of(checked.rules.begin(), checked.rules.end(),
                                     [&](const Rule* r) { return r->code == case_.rule; });
    ASSERT_NE(was_run, case_.not_run)
        << "the rule " << (was_run ? "was run" : "is not in force or does not exist");
    std::set<std::string> found, expected;
    std::map<std::string, std::string> at_fault;  // by place
    const Report report(checked, given.now, &given.last, {});
    for (const Finding& each : checked.findings) {
      if (checked.rules[each.rule]->code != case_.rule) continue;
      const Table& table = (each.last_year ? given.last : given.now)[each.table];
      const std::string at = place(table.layout().name, each.last_year, table.row(each.index));
      found.insert(at);
      std::vector<std::string> fields;
      for (const std::string_view field : report.tell(each).fields) fields.emplace_back(field);
      EXPECT_FALSE(fields.empty()) << at << ": nothing is at fault";
      at_fault[at] = testing::sorted_words(text::join(fields, " "));
    }
    for (const CaseTable& table : case_.tables)
      for (const auto& row : table.rows)
        if (row.fails) {
          const bool last = std::string_view(table.name).ends_with(kLast);
          const std::string at =
              place(last ? std::string_view(table.name).substr(0, table.name.size() - kLast.size())
                         : std::string_view(table.name),
                    last, row.line);
          expected.insert(at);
          if (!row.at_fault.empty()) {
            EXPECT_EQ(at_fault[at], row.at_fault) << case_.file << ":" << row.line;
          }
        }
    EXPECT_EQ(found, expected) << case_.file << ":" << case_.line;
  }

 private:
  Case case_;
};

std::vector<Case> all_cases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(HOMEWARD_SOURCE_DIR "/tests/rules"))
    if (entry.path().extension() == ".rule") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Case> out;
  for (const auto& file : files)
    for (Case& c : testing::read_cases(file)) out.push_back(std::move(c));
  return out;
}

// Before main, so that every case is a test of its own: --gtest_filter='Rule_101.*'.
[[maybe_unused]] const bool kRegistered = [] {
  for (const Case& c : all_cases())
    ::testing::RegisterTest(("Rule_" + c.rule).c_str(), c.name.c_str(), nullptr, nullptr,
                            c.file.c_str(), c.line, [c] { return new OneCase(c); });
  return true;
}();

// A column of some table of the return ("DOB"), or of the one that is named ("Header_last.DOB").
bool is_item(std::string_view name) {
  std::string_view only;
  if (const auto dot = name.find('.'); dot != name.npos) {
    only = name.substr(0, dot);
    name.remove_prefix(dot + 1);
    if (only == "before" || only == "next") only = "Episodes";
    if (only.ends_with(kLast)) only.remove_suffix(kLast.size());
  }
  for (std::size_t table = 0; table < kTables; ++table)
    for (const ColumnSchema& column : schema(static_cast<TableId>(table)).columns)
      if (column.name == name && (only.empty() || only == schema(static_cast<TableId>(table)).name))
        return true;
  return false;
}

struct Listed {
  std::string sentence, fields;
  std::set<int> years;
};

std::map<std::string, Listed> listed_rules() {
  std::ifstream in(HOMEWARD_SOURCE_DIR "/tests/data/ssda903-rules.csv");
  std::string text((std::istreambuf_iterator<char>(in)), {});
  const Limits limits;
  CsvScanner scanner(text, 0, limits);
  CsvRow row;
  scanner.next(row);
  std::map<std::string, Listed> out;
  while (scanner.next(row)) {
    if (row.blank()) continue;
    const auto cell = [&](std::size_t i) {
      return text.substr(row.cells[i].at, row.cells[i].size);
    };
    Listed& each = out[cell(0)];
    each.sentence = cell(1);
    each.fields = cell(2);
    const std::string years = cell(3);  // split gives views into it
    for (const std::string_view year : text::split(years, ' '))
      if (!year.empty()) each.years.insert(std::stoi(std::string(year)) + 1);
  }
  return out;
}

TEST(AllRules, StandAsTheListOfCodesStatesThem) {
  const auto listed = listed_rules();
  ASSERT_EQ(listed.size(), 337u);
  std::map<std::string, const Rule*> ours;
  for (const Rule* rule : all_rules())
    EXPECT_TRUE(ours.emplace(rule->code, rule).second) << rule->code << " stands twice";
  for (const auto& [code, each] : listed) {
    const auto at = ours.find(code);
    if (at == ours.end()) {
      ADD_FAILURE() << code << " is missing: " << each.sentence;
      continue;
    }
    const Rule& rule = *at->second;
    EXPECT_EQ(rule.listed.empty() ? rule.sentence : rule.listed, each.sentence) << code;
    EXPECT_NE(rule.sentence, rule.listed) << code;
    EXPECT_EQ(rule.fields, each.fields) << code;
    EXPECT_FALSE(rule.remedy.empty()) << code;
    const auto fields = text::split(rule.fields, ' ');
    for (const std::string_view item : text::split(rule.beside, ' '))
      EXPECT_TRUE(item.empty() ||
                  (is_item(item) && std::find(fields.begin(), fields.end(), item) == fields.end()))
          << code << " shows " << item;
    EXPECT_NE(rule.check == nullptr, rule.whole == nullptr) << code;
    for (int year = 2023; year <= 2027; ++year)
      EXPECT_EQ(rule.years.in(year), each.years.contains(year)) << code << " in " << year;
    ours.erase(at);
  }
  for (const auto& [code, rule] : ours) ADD_FAILURE() << code << " is not a code of the list";
}

TEST(AllRules, HaveACaseThatFailsAndOneThatPasses) {
  std::set<std::string> failing, passing;
  for (const Case& c : all_cases())
    for (const CaseTable& table : c.tables)
      for (const auto& row : table.rows) (row.fails ? failing : passing).insert(c.rule);
  for (const Rule* rule : all_rules()) {
    if (rule->years.first > rule->years.last) continue;  // never in force
    // 411 compares two items that both come from one postcode: no return can fail it.
    if (rule->code != "411") {
      EXPECT_TRUE(failing.contains(std::string(rule->code)))
          << rule->code << " has no failing case";
    }
    EXPECT_TRUE(passing.contains(std::string(rule->code))) << rule->code << " has no passing case";
  }
}

}  // namespace

}  // namespace homeward::returns::rules
