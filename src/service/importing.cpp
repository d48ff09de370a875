// Bringing a return in: read, lay over what is held, write what differs. One transaction.
#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.hpp"
#include "care/columns.hpp"
#include "care/periods.hpp"
#include "returns/amend.hpp"
#include "returns/record.hpp"
#include "returns/source.hpp"
#include "service/diff.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"
#include "service/secrets.hpp"

namespace homeward::service {

namespace {

// In XML a row is the n-th element of its kind: "EPISODE REC".
std::string column_of(const returns::Problem& problem) {
  std::string column(problem.column);
  if (problem.unit == "row") return column;
  return std::string(problem.unit) + (column.empty() ? "" : " " + column);
}

void keep_problems(const std::vector<returns::Problem>& from, std::vector<ImportProblem>& into) {
  for (const returns::Problem& problem : from)
    into.push_back({problem.file, problem.row, column_of(problem), problem.found, problem.sentence,
                    std::string(returns::effect_words(problem.effect))});
}

// In the order of the files, rows and columns, whatever step found them.
void sort_problems(std::vector<ImportProblem>& problems) {
  std::stable_sort(problems.begin(), problems.end(),
                   [](const ImportProblem& a, const ImportProblem& b) {
                     return std::tie(a.file, a.row, a.column) < std::tie(b.file, b.row, b.column);
                   });
}

std::string with_value(std::string sentence, const PrivateText& found) {
  if (const auto at = sentence.find("{}"); at != std::string::npos)
    sentence.replace(at, 2, found.reveal());
  return sentence;
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

// The children of a return laid over those held: each once, by number.
class Overlay {
 public:
  explicit Overlay(std::vector<care::ChildRecord> held) : held_(std::move(held)) {
    std::sort(held_.begin(), held_.end(), [](const auto& a, const auto& b) {
      return a.child.number.reveal() < b.child.number.reveal();
    });
    after_ = held_;
    for (std::size_t i = 0; i < held_.size(); ++i) by_number_[held_[i].child.number.reveal()] = i;
  }

  void lay(const returns::Records& records, std::vector<ImportProblem>& problems) {
    keep_problems(returns::absentees(after_, records), problems);
    for (std::size_t i = 0; i < records.children.size(); ++i) {
      const care::ChildRecord& from = records.children[i];
      const auto [at, is_new] = by_number_.try_emplace(from.child.number.reveal(), after_.size());
      if (is_new) {
        care::ChildRecord fresh;
        fresh.child = from.child;
        after_.push_back(std::move(fresh));
        sorted_ = false;
      }
      keep_problems(
          returns::amend(after_[at->second], from, records.collection_year, records.whole[i]),
          problems);
    }
    sort_again();
  }

  // What must be written. New children are tied to their rows by temporary negative ids.
  std::vector<Change> changes() {
    std::map<std::string, const care::ChildRecord*> before;
    for (const care::ChildRecord& record : held_) before[record.child.number.reveal()] = &record;
    std::vector<Change> out;
    std::int64_t next = 0;
    for (care::ChildRecord& record : after_) {
      const auto found = before.find(record.child.number.reveal());
      if (found == before.end()) {
        --next;
        record.child.id = RowId{next};
        record.child.child = ChildId{next};
      }
      care::for_each_row_table([&]<class T>() {
        for (T& row : care::rows_of<T>(record)) row.child = record.child.child;
      });
      auto changes = diff(found == before.end() ? nullptr : found->second, record);
      std::move(changes.begin(), changes.end(), std::back_inserter(out));
    }
    return out;
  }

 private:
  void sort_again() {
    if (sorted_) return;
    std::sort(after_.begin(), after_.end(), [](const auto& a, const auto& b) {
      return a.child.number.reveal() < b.child.number.reveal();
    });
    by_number_.clear();
    for (std::size_t i = 0; i < after_.size(); ++i) by_number_[after_[i].child.number.reveal()] = i;
    sorted_ = true;
  }

  std::vector<care::ChildRecord> held_, after_;
  std::map<std::string, std::size_t> by_number_;
  bool sorted_ = true;
};

std::string outcome_sentence(const ImportSummary& summary) {
  const std::int64_t touched = summary.added + summary.changed + summary.withdrawn;
  std::string out = text::plural(summary.children, "child", "children") + " and " +
                    text::plural(summary.episodes, "episode") + " read. ";
  out += touched == 0 ? "Nothing new: all of it was known already."
                      : text::thousands(summary.added) + " facts added, " +
                            text::thousands(summary.changed) + " changed, " +
                            text::thousands(summary.withdrawn) + " withdrawn.";
  if (summary.problems > 0) out += " " + text::plural(summary.problems, "problem") + " to look at.";
  return out;
}

// What a reading gives, ready to be laid over the record.
struct Incoming {
  ImportRecord import;
  std::vector<returns::Records> records;
};

Incoming read(const std::vector<FileBytes>& files, std::optional<int> year,
              const Settings& settings, Date today, const Progress& progress) {
  std::vector<returns::NamedBytes> bytes;
  for (const FileBytes& file : files) bytes.push_back({file.name, file.bytes});
  returns::Options options;
  options.as_of = today;
  options.collection_year = year;
  options.limits.total_bytes = std::min(options.limits.total_bytes, settings.import_bytes);
  options.limits.rows =
      static_cast<std::size_t>(std::min<std::uint64_t>(options.limits.rows, settings.import_rows));
  progress(5, "Reading files");
  const returns::Reading reading = returns::read_return(bytes, options);
  Incoming incoming;
  ImportSummary& summary = incoming.import.summary;
  summary.source_name = source_name(files);
  summary.content_hash = content_hash(files);
  keep_problems(reading.problems, incoming.import.problems);
  for (const returns::Return& one : reading.returns) {
    progress(30, "Putting each child together");
    summary.collection_years.push_back(one.collection_year);
    incoming.records.push_back(returns::to_records(one, {}));
    returns::Records& records = incoming.records.back();
    keep_problems(records.problems, incoming.import.problems);
    summary.children += static_cast<std::int64_t>(records.children.size());
    for (const care::ChildRecord& record : records.children)
      summary.episodes += static_cast<std::int64_t>(record.episodes.size());
  }
  return incoming;
}

}  // namespace

Result<ImportOutcome> Service::import_return(const Actor& actor, std::vector<FileBytes> files,
                                             std::optional<int> year, const Progress& progress) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  if (files.empty()) return fail(ErrorKind::invalid_input, "No file was given. Choose one.");
  Incoming incoming = read(files, year, rooms_->settings, rooms_->clock->today(), progress);
  files.clear();
  ImportRecord& import = incoming.import;
  ImportSummary& summary = import.summary;
  summary.by = actor.account;
  ImportOutcome outcome;
  const auto finish = [&] {
    outcome.summary = summary;
    outcome.problems = std::move(import.problems);
    for (ImportProblem& problem : outcome.problems)
      problem.sentence = with_value(std::move(problem.sentence), problem.found);
    progress(100, "Done");
    return outcome;
  };

  if (summary.children == 0) {
    summary.at = rooms_->clock->now();
    summary.state = ImportState::refused;
    summary.problems = static_cast<std::int64_t>(import.problems.size());
    summary.sentence = "Nothing was brought in: no child could be read from " +
                       summary.source_name + ". The problems say what to do.";
    auto kept = rooms_->store->save_refused_import(actor.authority, import);
    if (!kept) return tl::unexpected(kept.error());
    summary.id = *kept;
    return finish();
  }

  const std::lock_guard one_at_a_time(rooms_->importing);
  const std::vector<ImportProblem> problems_of_reading = import.problems;
  // A hand edit in the moment between reading and writing makes us look again.
  for (int attempt = 0;; ++attempt) {
    progress(50, "Comparing with what is held");
    auto snapshot = rooms_->store->snapshot(actor.authority);
    if (!snapshot) return tl::unexpected(snapshot.error());
    import.problems = problems_of_reading;
    Overlay overlay(std::move(snapshot->children));
    for (const returns::Records& records : incoming.records) overlay.lay(records, import.problems);
    sort_problems(import.problems);
    ChangeSet set;
    set.authority = actor.authority;
    set.by = actor.account;
    set.at = summary.at = rooms_->clock->now();
    set.changes = overlay.changes();
    summary.problems = static_cast<std::int64_t>(import.problems.size());
    summary.added = summary.changed = summary.withdrawn = 0;
    for (const Change& change : set.changes) {
      summary.added += change.operation() == Operation::insert;
      summary.changed += change.operation() == Operation::update && !is_confirmation(change);
      summary.withdrawn += change.operation() == Operation::remove;
    }
    outcome.nothing_new = set.changes.empty();
    summary.sentence = outcome_sentence(summary);
    set.import = import;
    progress(70, "Writing");
    auto applied = rooms_->write(set);
    if (applied) {
      summary.id = applied->import;
      return finish();
    }
    if (applied.error().kind != ErrorKind::conflict || attempt == 2)
      return tl::unexpected(applied.error());
  }
}

Result<std::vector<ImportSummary>> Service::imports(const Actor& actor, int limit) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  return rooms_->store->imports(actor.authority, std::clamp(limit, 1, 500));
}

Result<std::vector<ImportProblem>> Service::import_problems(const Actor& actor, ImportId import,
                                                            int offset, int limit) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  auto problems = rooms_->store->import_problems(actor.authority, import, std::max(offset, 0),
                                                 std::clamp(limit, 1, 1000));
  if (!problems) return problems;
  for (ImportProblem& problem : *problems)
    problem.sentence = with_value(std::move(problem.sentence), problem.found);
  return problems;
}

}  // namespace homeward::service
