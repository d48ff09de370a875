#include "service/import_overlay.hpp"

#include <algorithm>
#include <unordered_map>

#include "care/columns.hpp"
#include "care/periods.hpp"
#include "returns/amend.hpp"
#include "returns/year.hpp"
#include "service/diff.hpp"
#include "service/import_reading.hpp"

namespace homeward::service {

Overlay::Overlay(std::vector<care::ChildRecord> held, const returns::Numbers& renamed)
    : held_(std::move(held)), after_(held_), sorted_(false) {
  for (care::ChildRecord& record : after_)
    if (const auto other = renamed.find(record.child.number.reveal()); other != renamed.end())
      record.child.number = PrivateText(other->second);
  sort_again();
}

void Overlay::lay(const returns::Records& records, std::vector<ImportProblem>& problems) {
  keep_problems(returns::absentees(after_, records), problems);
  const auto absent = note_absent(records, problems);
  for (std::size_t i = 0; i < records.children.size(); ++i) {
    const care::ChildRecord& from = records.children[i];
    const auto [at, is_new] = by_number_.try_emplace(from.child.number.reveal(), after_.size());
    if (is_new) {
      care::ChildRecord fresh;
      fresh.child = from.child;
      after_.push_back(std::move(fresh));
      sorted_ = false;
    }
    care::ChildRecord& into = after_[at->second];
    note_read(at->first, static_cast<bool>(into.child.id));
    if (!absent.contains(at->second))
      std::erase_if(into.absences, [&](const care::Absence& absence) {
        return absence.year == records.collection_year;
      });
    const auto notices = returns::amend(into, from, records.collection_year, records.whole[i]);
    overtaken_ += std::count_if(notices.begin(), notices.end(), [](const returns::Problem& one) {
      return one.kind == returns::ProblemKind::overtaken;
    });
    keep_problems(notices, problems);
  }
  sort_again();
}

void Overlay::note_read(const std::string& number, bool is_held) {
  if (read_.insert(number).second) known_ += is_held;
}

std::set<std::size_t> Overlay::note_absent(const returns::Records& records,
                                           std::vector<ImportProblem>& problems) {
  const auto is_there = [&](const care::ChildRecord& record) {
    return std::ranges::binary_search(
        records.children, record.child.number, {},
        [](const care::ChildRecord& one) -> const PrivateText& { return one.child.number; });
  };
  std::set<std::size_t> absent;
  std::vector<returns::Problem> notes;
  for (const std::size_t place : returns::no_longer_there(after_, records)) {
    absent.insert(place);
    care::ChildRecord& record = after_[place];
    const auto noted =
        std::find_if(record.absences.begin(), record.absences.end(),
                     [&](const care::Absence& one) { return one.year == records.collection_year; });
    const bool is_noted = noted != record.absences.end();
    if (is_noted && !noted->outcome.empty()) continue;
    absent_.push_back({record.child.id, record.child.number, records.collection_year});
    returns::Problem& note = notes.emplace_back();
    note.kind = returns::ProblemKind::absent;
    note.found = record.child.number;
    const std::string year = returns::year_words(records.collection_year);
    note.sentence = "Child {} " +
                    (is_there(record) ? "had episodes in the last import of the return for " +
                                            year + " and has none in this one."
                                      : "was in the last import of the return for " + year +
                                            " and is not in this one.") +
                    " The record was kept as it was; say on the Data page whether what that return "
                    "said is withdrawn or stays.";
    if (is_noted) continue;
    care::Absence& absence = record.absences.emplace_back();
    absence.year = records.collection_year;
    absence.provenance = {care::Source::return_file, ImportId{}, 0, records.collection_year};
  }
  keep_problems(notes, problems);
  return absent;
}

std::vector<Change> Overlay::changes() {
  std::unordered_map<RowId, const care::ChildRecord*> before;
  for (const care::ChildRecord& record : held_) before[record.child.id] = &record;
  std::vector<Change> out;
  std::int64_t next = 0;
  for (care::ChildRecord& record : after_) {
    const auto found = before.find(record.child.id);
    if (found == before.end()) {
      --next;
      record.child.id = RowId{next};
      record.child.child = ChildId{next};
    }
    care::for_each_row_table([&]<class T>() {
      for (T& row : care::rows_of<T>(record)) row.child = record.child.child;
    });
    const care::ChildRecord* held = found == before.end() ? nullptr : found->second;
    auto changes = diff(held, record);
    if (!changes.empty() && !record.courses.empty()) {
      care::refresh_courses(record, care::told_courses(record.episodes));
      changes = diff(held, record);
    }
    std::move(changes.begin(), changes.end(), std::back_inserter(out));
  }
  return out;
}

void Overlay::sort_again() {
  if (sorted_) return;
  std::sort(after_.begin(), after_.end(), [](const auto& a, const auto& b) {
    return a.child.number.reveal() < b.child.number.reveal();
  });
  by_number_.clear();
  for (std::size_t i = 0; i < after_.size(); ++i) by_number_[after_[i].child.number.reveal()] = i;
  sorted_ = true;
}

}  // namespace homeward::service
