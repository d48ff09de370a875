// The return of an authority without errors checks clean; each error put in is found at its place.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>

#include "returns/check.hpp"
#include "returns/dates.hpp"
#include "returns/write.hpp"
#include "synthetic/as_known.hpp"
#include "synthetic/testing_test.hpp"

namespace homeward::synthetic {
namespace {

using returns::Checked;
using returns::Return;
using testing::day;
using Files = std::vector<std::pair<std::string, std::string>>;

// Rules that ask a question rather than find an error (config/check.toml).
const std::set<std::string_view> kQueries{"186",  "197B", "205D",     "207",      "231",
                                          "232",  "454",  "582",      "630",      "709",
                                          "1001", "1002", "SW10STG2", "SW11aSTG2"};

Files write(const SyntheticAuthority& authority, int year) {
  std::vector<care::ChildRecord> known;
  for (const care::ChildRecord& record : authority.children)
    known.push_back(as_known(record, *Date::of(year, 3, 31)));
  return returns::write_csv(known, year);
}

returns::Reading read_files(const Files& files, int year) {
  std::vector<returns::NamedBytes> named;
  for (const auto& [name, bytes] : files) named.push_back({name, bytes});
  returns::Options options;
  options.as_of = day("2026-07-15");
  options.collection_year = year;
  return returns::read_return(named, options);
}

struct Pair {
  returns::Reading now, last;
  Checked checked;
  const Return& this_year() const { return now.returns.at(0); }
};

Pair check_pair(const Files& files, const SyntheticAuthority& authority, int year) {
  Pair out;
  out.now = read_files(files, year);
  out.last = read_files(write(authority, year - 1), year - 1);
  out.checked = returns::check(out.this_year(), &out.last.returns.at(0), {});
  return out;
}

std::string place(const Pair& pair, const returns::rules::Finding& finding) {
  const returns::Table& table = pair.this_year()[finding.table];
  return std::string(table.layout().name) + " row " + std::to_string(table.row(finding.index));
}

TEST(CheckOfASyntheticReturn, IsCleanApartFromQueriesInEveryYear) {
  const SyntheticAuthority authority = generate(testing::options(1200, 11), testing::calendar());
  for (const int year : {2023, 2024, 2025, 2026}) {
    const Pair pair = check_pair(write(authority, year), authority, year);
    std::map<std::string_view, int> errors;
    std::map<std::string_view, std::string> example;
    for (const auto& finding : pair.checked.findings) {
      const auto* rule = pair.checked.rules[finding.rule];
      if (kQueries.contains(rule->code)) continue;
      if (errors[rule->code]++ == 0)
        example[rule->code] = place(pair, finding) + ": " + std::string(rule->sentence);
    }
    for (const auto& [code, count] : errors)
      ADD_FAILURE() << year << ", rule " << code << ": " << count << ", first at " << example[code];
    EXPECT_GT(pair.checked.children, 1200u);
  }
}

// The rule that must find an error of the record.
std::string_view rule_for(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::ends_before_start:
      return "356";
    case ErrorKind::overlapping_episodes:
      return "501";
    case ErrorKind::review_code_missing:
      return "167";
    case ErrorKind::code_not_in_list:
      return "144";
    case ErrorKind::need_changes_in_care:
      return "504";
    case ErrorKind::end_without_reason:
      return "148";
    case ErrorKind::missing_ends_before_start:
      return "567";
    case ErrorKind::born_after_entry:
      return "302";
    default:
      return {};
  }
}

// True if the error can be seen in this year's return: it holds the child's episode before too, or
// the first episode after all.
bool visible(const Return& from, const InjectedError& error, int row) {
  if (error.kind == ErrorKind::end_without_reason) {
    // An episode that ends after 31 March is open in the return.
    const returns::Table& episodes = from[returns::TableId::episodes];
    for (std::size_t i = 0; i < episodes.size(); ++i)
      if (episodes.row(i) == row) return !episodes.cell(i, returns::episodes::dec).empty();
  }
  if (error.kind != ErrorKind::overlapping_episodes &&
      error.kind != ErrorKind::need_changes_in_care && error.kind != ErrorKind::born_after_entry)
    return true;
  const returns::Table& table = from[returns::TableId::episodes];
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table.cell(i, 0) != error.child.reveal()) continue;
    if (error.kind != ErrorKind::born_after_entry) return table.row(i) < row;
    const auto began = returns::parse_return_date(table.cell(i, returns::episodes::decom), 2026);
    return began && *began < *error.row_date;
  }
  return false;
}

// The row in which an error of the record stands in the return; 0 if the year does not hold it.
int row_of(const Return& from, const InjectedError& error) {
  for (const returns::Table& table : from.tables) {
    if (table.layout().name != error.table) continue;
    std::size_t dated = 0;
    for (const std::string_view column : {"DECOM", "REVIEW", "MIS_START", "DOB"})
      for (std::size_t i = 0; i < table.layout().columns.size() && dated == 0; ++i)
        if (table.layout().columns[i].name == column) dated = i;
    if (table.id() == returns::TableId::reviews) dated = returns::reviews::review;
    if (table.id() == returns::TableId::missing) dated = returns::missing::mis_start;
    for (std::size_t i = 0; i < table.size(); ++i)
      if (table.cell(i, 0) == error.child.reveal() &&
          table.cell(i, dated) == error.row_date->british())
        return table.row(i);
  }
  return 0;
}

TEST(CheckOfASpoiltReturn, FindsEachErrorOfTheRecordAtItsPlace) {
  Options options = testing::options(2500, 5);
  options.error_rate = 0.2;
  const SyntheticAuthority authority = generate(options, testing::calendar());
  // As the case system holds it, errors and all, on the day of the return.
  const Files files = returns::write_csv(authority.children, 2026);
  const Pair pair = check_pair(files, authority, 2026);
  std::set<std::pair<std::string_view, std::string>> found;
  for (const auto& finding : pair.checked.findings)
    found.insert({pair.checked.rules[finding.rule]->code, place(pair, finding)});
  std::map<ErrorKind, int> seen;
  for (const InjectedError& error : authority.errors) {
    const int row = row_of(pair.this_year(), error);
    if (row == 0 || !visible(pair.this_year(), error, row)) continue;  // of an earlier year
    const std::string_view rule = rule_for(error.kind);
    ASSERT_FALSE(rule.empty()) << error_name(error.kind);
    EXPECT_TRUE(found.contains({rule, error.table + " row " + std::to_string(row)}))
        << error_name(error.kind) << " in " << error.table << " row " << row;
    ++seen[error.kind];
  }
  EXPECT_EQ(seen.size(), 8u) << "each kind is there";
}

TEST(CheckOfASpoiltReturn, FindsEachErrorOfTheFilesAtItsPlace) {
  const SyntheticAuthority authority = generate(testing::options(800, 3), testing::calendar());
  Files files = write(authority, 2026);
  const auto errors = spoil_csv(files, 9, 60);
  const Pair pair = check_pair(files, authority, 2026);
  std::set<int> kinds;
  for (const InjectedError& error : errors) {
    const std::string at = error.table + " row " + std::to_string(error.row);
    kinds.insert(static_cast<int>(error.kind));
    if (error.kind == ErrorKind::row_long) {
      EXPECT_TRUE(std::any_of(pair.now.problems.begin(), pair.now.problems.end(),
                              [&](const returns::Problem& p) { return p.row == error.row; }))
          << "a row with a cell too many, " << at;
      continue;
    }
    const std::string_view column =
        error.kind == ErrorKind::row_twice ? std::string_view("CHILD") : error.column;
    const bool found = std::any_of(
        pair.checked.findings.begin(), pair.checked.findings.end(), [&](const auto& finding) {
          const std::string_view fields = pair.checked.rules[finding.rule]->fields;
          return place(pair, finding) == at && !finding.last_year &&
                 fields.find(column) != std::string_view::npos;
        });
    EXPECT_TRUE(found) << error_name(error.kind) << ", " << at << " " << error.column;
  }
  EXPECT_EQ(kinds.size(), 5u);
}

}  // namespace
}  // namespace homeward::synthetic
