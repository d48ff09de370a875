#include "service/import_reading.hpp"

#include <algorithm>
#include <tuple>

#include "base/text.hpp"
#include "service/secrets.hpp"

namespace homeward::service {

namespace {

// In XML a row is the n-th element of its kind: "EPISODE REC".
std::string column_of(const returns::Problem& problem) {
  std::string column(problem.column);
  if (problem.unit == "row" || problem.unit == column) return column;
  return std::string(problem.unit) + (column.empty() ? "" : " " + column);
}

// "episodes.csv" or "9 files".
std::string source_name(const std::vector<FileBytes>& files) {
  return files.size() == 1 ? files.front().name
                           : text::plural(static_cast<long long>(files.size()), "file");
}

std::string content_hash(const std::vector<FileBytes>& files) {
  std::string all;
  for (const FileBytes& file : files) all += secrets::sha256_hex(file.bytes);
  return secrets::sha256_hex(all);
}

void put_together(Incoming& incoming) {
  incoming.records.clear();
  incoming.returns.clear();
  ImportSummary& summary = incoming.import.summary;
  summary.collection_years.clear();
  summary.children = summary.episodes = 0;
  incoming.import.problems.clear();
  keep_problems(incoming.reading.problems, incoming.import.problems);
  for (const returns::Return& one : incoming.reading.returns) {
    const returns::Records& records =
        incoming.records.emplace_back(returns::to_records(one, {ImportId{}, incoming.numbers}));
    keep_problems(records.problems, incoming.import.problems);
    LookOverReturn& line = incoming.returns.emplace_back();
    line.collection_year = one.collection_year;
    line.told = one.year_reason;
    line.children = static_cast<std::int64_t>(records.children.size());
    for (const care::ChildRecord& record : records.children)
      line.episodes += static_cast<std::int64_t>(record.episodes.size());
    summary.collection_years.push_back(one.collection_year);
    summary.children += line.children;
    summary.episodes += line.episodes;
  }
}

}  // namespace

void keep_problems(const std::vector<returns::Problem>& from, std::vector<ImportProblem>& into) {
  for (const returns::Problem& problem : from)
    into.push_back({problem.file, problem.row, column_of(problem), problem.found, problem.sentence,
                    std::string(returns::effect_words(problem.effect))});
}

void sort_problems(std::vector<ImportProblem>& problems) {
  std::stable_sort(problems.begin(), problems.end(),
                   [](const ImportProblem& a, const ImportProblem& b) {
                     return std::tie(a.file, a.row, a.column) < std::tie(b.file, b.row, b.column);
                   });
}

std::string with_value(const ImportProblem& problem) {
  std::string sentence = problem.sentence;
  if (const auto at = sentence.find("{}"); at != std::string::npos)
    sentence.replace(at, 2, problem.found.reveal());
  return sentence;
}

Incoming read_incoming(const std::vector<FileBytes>& files, std::optional<int> year,
                       const Settings& settings, Date today, const Progress& progress) {
  std::vector<returns::NamedBytes> bytes;
  for (const FileBytes& file : files) bytes.push_back({file.name, file.bytes});
  returns::Options options;
  options.as_of = today;
  options.collection_year = year;
  options.limits.total_bytes = settings.import_bytes;
  options.limits.rows = static_cast<std::size_t>(settings.import_rows);
  progress(5, "Reading files");
  Incoming incoming;
  incoming.reading = returns::read_return(bytes, options);
  ImportSummary& summary = incoming.import.summary;
  summary.source_name = source_name(files);
  summary.content_hash = content_hash(files);
  for (const returns::Problem& problem : incoming.reading.problems)
    incoming.year_guessed |= problem.kind == returns::ProblemKind::year_guessed;
  for (const returns::Return& one : incoming.reading.returns)
    for (const returns::Table& table : one.tables)
      if (table.present())
        incoming.tables.push_back({table.file(), std::string(table.layout().name),
                                   one.collection_year, static_cast<std::int64_t>(table.size())});
  progress(30, "Putting each child together");
  put_together(incoming);
  return incoming;
}

void take_as_same(Incoming& incoming, const returns::Numbers& numbers) {
  if (numbers.empty()) return;
  incoming.numbers.insert(numbers.begin(), numbers.end());
  put_together(incoming);
}

}  // namespace homeward::service
