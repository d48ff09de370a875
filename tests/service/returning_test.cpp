// What was imported and is written again is the same return, cell by cell.
#include "service/returning.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/text.hpp"
#include "bench.hpp"
#include "key_of_tests.hpp"
#include "returns/dates.hpp"
#include "returns/source.hpp"
#include "returns/write.hpp"
#include "service/files.hpp"
#include "silent.hpp"
#include "synthetic/as_known.hpp"
#include "synthetic/authority.hpp"

namespace homeward::tests {

using namespace service;
using returns::Table;
using returns::TableId;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

struct Returning : testing::Test {
  Workbench bench{"2026-06-01"};
  AuthorityId authority = bench.add_authority("Northshire");

  std::vector<ImportProblem> import(const Files& files, int year) {
    std::vector<FileBytes> bytes;
    for (const auto& [name, text] : files) bytes.push_back({name, text});
    auto outcome =
        bench.service->import_return(operator_in(authority), std::move(bytes), year, kSilent);
    EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().sentence);
    return outcome ? outcome->problems : std::vector<ImportProblem>{};
  }
  Files written(int year) {
    auto made = make_return(bench.service->store(), authority, year);
    EXPECT_TRUE(made) << (made ? "" : made.error().sentence);
    return made ? made->files : Files{};
  }
};

returns::Return read(const Files& files, int year) {
  std::vector<returns::NamedBytes> named;
  for (const auto& [name, bytes] : files) named.push_back({name, bytes});
  returns::Options options;
  options.as_of = day("2026-06-01");
  options.collection_year = year;
  auto reading = returns::read_return(named, options);
  EXPECT_EQ(reading.returns.size(), 1u);
  return std::move(reading.returns.at(0));
}

using Cells = std::vector<std::string>;

std::vector<Cells> rows_of(const Table& table) {
  std::vector<Cells> out;
  for (std::size_t row = 0; row < table.size(); ++row) {
    out.emplace_back();
    for (std::size_t i = 0; i < table.layout().columns.size(); ++i)
      out.back().emplace_back(table.cell(row, i));
  }
  std::sort(out.begin(), out.end());
  return out;
}

// What a return of the year may hold of the files that came in, row by row: nothing that the
// import said it left out, and nothing that happened in another year (returns/write.hpp).
class Owed {
 public:
  Owed(const returns::Return& sent, const std::vector<ImportProblem>& problems)
      : sent_(sent),
        first_(*Date::of(sent.collection_year - 1, 4, 1)),
        last_(*Date::of(sent.collection_year, 3, 31)) {
    for (const ImportProblem& problem : problems) {
      if (problem.effect == "row left out") rows_left_out_.insert({problem.file, problem.row});
      if (problem.effect == "value left out")
        values_left_out_.insert({problem.file, problem.row, problem.column});
    }
    const Table& episodes = sent[TableId::episodes];
    for (std::size_t i = 0; i < episodes.size(); ++i) {
      const auto cell = [&](std::size_t column) { return episodes.cell(i, column); };
      if (!touches(cell(returns::episodes::decom), cell(returns::episodes::dec))) continue;
      const std::string child(cell(returns::episodes::child));
      in_care_.insert(child);
      if (!cell(returns::episodes::ls).starts_with("V3") &&
          !cell(returns::episodes::ls).starts_with("V4"))
        not_respite_.insert(child);
      if (cell(returns::episodes::rne) == "S" && in_year(cell(returns::episodes::decom)))
        started_.insert(child);
      if (const auto rec = cell(returns::episodes::rec); rec == "E11" || rec == "E12") {
        // Also an adoption order whose date is blank or wrong.
        const auto ended = date(cell(returns::episodes::dec));
        if (!ended || *ended <= last_) adopted_.insert(child);
      }
    }
    for (const Cells& row : rows_of(sent[TableId::oc3])) leavers_.insert(row[0]);
  }

  std::vector<Cells> rows(TableId id) const {
    std::vector<Cells> out;
    const Table& table = sent_[id];
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (rows_left_out_.contains({table.file(), table.row(i)})) continue;
      Cells row;
      for (std::size_t column = 0; column < table.layout().columns.size(); ++column) {
        const std::string name(table.layout().columns[column].name);
        const bool left_out = values_left_out_.contains({table.file(), table.row(i), name});
        row.emplace_back(left_out ? "" : table.cell(i, column));
      }
      // The date of birth of a child is nothing without the mother flag (rule 612).
      if (id == TableId::header && row[returns::header::mother].empty())
        row[returns::header::mc_dob].clear();
      if (keep(id, row)) out.push_back(std::move(row));
    }
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  std::optional<Date> date(std::string_view text) const {
    return returns::parse_return_date(text, sent_.collection_year + 30);
  }
  bool in_year(std::string_view text) const {
    const auto day = date(text);
    return day && first_ <= *day && *day <= last_;
  }
  bool touches(std::string_view from, std::string_view until) const {
    const auto start = date(from), end = date(until);
    return start && *start <= last_ && (!end || *end >= first_);
  }
  // Of an end after the year nothing is known yet: blanks it and what belongs to it.
  void open(Cells& row, std::size_t end, std::initializer_list<std::size_t> with_it) const {
    if (const auto day = date(row[end]); !day || *day <= last_) return;
    row[end].clear();
    for (const std::size_t column : with_it) row[column].clear();
  }

  bool keep(TableId id, Cells& row) const {
    const std::string& child = row[0];
    const bool in_care = in_care_.contains(child);
    switch (id) {
      case TableId::header:
        return in_care || leavers_.contains(child);
      case TableId::episodes: {
        using namespace returns::episodes;
        const bool kept = touches(row[decom], row[dec]);
        open(row, dec, {rec, reason_place_change});
        return kept;
      }
      case TableId::reviews:
        return not_respite_.contains(child) && in_year(row[returns::reviews::review]);
      case TableId::uasc:
        open(row, returns::uasc::duc, {});
        return in_care;
      case TableId::oc3:
        return true;
      case TableId::ad1:
        return adopted_.contains(child);
      case TableId::placed_adoption: {
        using namespace returns::placed_adoption;
        const bool kept = in_care && touches(row[date_placed], row[date_placed_ceased]);
        open(row, date_placed_ceased, {reason_placed_ceased});
        return kept;
      }
      case TableId::prev_perm:
        return started_.contains(child);
      case TableId::missing: {
        using namespace returns::missing;
        const bool kept = in_care && touches(row[mis_start], row[mis_end]);
        open(row, mis_end, {});
        return kept;
      }
      case TableId::sw_episodes:
      case TableId::dolo:
        return sent_.collection_year >= returns::schema(id).first_year;
      case TableId::oc2:
        return in_care;
    }
    return false;
  }

  const returns::Return& sent_;
  Date first_, last_;
  std::set<std::pair<std::string, int>> rows_left_out_;
  std::set<std::tuple<std::string, int, std::string>> values_left_out_;
  std::set<std::string> in_care_, not_respite_, started_, adopted_, leavers_;
};

// The first few rows of `a` that `b` lacks, to be read by a person.
std::string missing_from(const std::vector<Cells>& b, const std::vector<Cells>& a) {
  std::vector<Cells> lost;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(lost));
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(lost.size(), 5); ++i)
    out += "\n  " + text::join(lost[i], "|");
  return lost.empty() ? "" : std::to_string(lost.size()) + " rows:" + out;
}

void expect_the_same(const returns::Return& sent, const std::vector<ImportProblem>& problems,
                     const returns::Return& written) {
  const Owed owed(sent, problems);
  for (const returns::TableSchema& table : returns::schemas()) {
    const auto expected = owed.rows(table.id), got = rows_of(written[table.id]);
    EXPECT_EQ(missing_from(got, expected), "") << table.name << ": lost";
    EXPECT_EQ(missing_from(expected, got), "") << table.name << ": came from nowhere";
  }
}

}  // namespace

TEST_F(Returning, ASyntheticReturnComesBackAsItWas) {
  synthetic::Options options;
  options.children = 300;
  options.as_of = day("2026-03-31");
  const auto made =
      synthetic::generate(options, load_settings(HOMEWARD_SOURCE_DIR "/config")->calendar);
  std::vector<care::ChildRecord> known;
  for (const auto& child : made.children)
    known.push_back(synthetic::as_known(child, day("2026-03-31")));
  const Files sent = returns::write_csv(known, 2026);
  EXPECT_THAT(import(sent, 2026), testing::IsEmpty());
  const auto before = read(sent, 2026), after = read(written(2026), 2026);
  for (const returns::TableSchema& table : returns::schemas()) {
    EXPECT_EQ(rows_of(before[table.id]), rows_of(after[table.id])) << table.name;
    const bool may_be_empty = table.id == TableId::uasc || table.id == TableId::dolo;
    EXPECT_TRUE(may_be_empty || !after[table.id].empty()) << table.name << " proves nothing";
  }
}

TEST_F(Returning, AReturnFullOfMistakesLosesOnlyWhatWasToldOrBelongsToAnotherYear) {
  auto files = read_paths({HOMEWARD_SOURCE_DIR "/tests/data/ssda903-fake"}, 1 << 28);
  ASSERT_TRUE(files);
  Files sent;
  for (const FileBytes& file : *files)
    if (file.name.ends_with(".csv")) sent.emplace_back(file.name, file.bytes);
  const auto problems = import(sent, 2018);
  const Files out = written(2018);
  expect_the_same(read(sent, 2018), problems, read(out, 2018));

  authority = bench.add_authority("Southshire");
  import(out, 2018);
  EXPECT_EQ(written(2018), out) << "and once more changes nothing at all";
}

TEST_F(Returning, TheXmlFormSaysTheSame) {
  const Files sent = {
      {"header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,F,01/02/2015,WBRI,UN4,0,\n"},
      {"episodes.csv",
       "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
       "URN\n1,01/06/2025,S,V2,N1,U6,PR1,02/07/2025,X1,CARPL,ME9 0AP,ME9 0AP,1234567\n"
       "1,02/07/2025,P,V2,N1,U4,PR1,,,,ME9 0AP,ME9 0AP,SC123456\n"},
      {"missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\n1,01/02/2015,M,03/07/2025,\n"}};
  import(sent, 2026);
  Files out = written(2026);
  ASSERT_EQ(out.back().first, "ssda903.xml");
  const auto xml = read({out.back()}, 2026);
  out.pop_back();
  const auto csv = read(out, 2026);
  for (const TableId table : {TableId::episodes, TableId::missing}) {
    EXPECT_EQ(rows_of(csv[table]), rows_of(xml[table]));
    EXPECT_EQ(rows_of(csv[table]), rows_of(read(sent, 2026)[table]));
  }
}

TEST_F(Returning, AYearOfWhichNothingIsKnownIsNotAnEmptyReturn) {
  const auto made = make_return(bench.service->store(), authority, 2026);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, ErrorKind::not_found);
}

}  // namespace homeward::tests
