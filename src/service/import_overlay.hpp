// Puts the children of a return together with those held, each child once, by number. Private to
// service/.
#pragma once

#include <map>
#include <set>
#include <unordered_set>
#include <utility>
#include <vector>

#include "returns/record.hpp"
#include "service/ports.hpp"

namespace homeward::service {

class Overlay {
 public:
  // `renamed`: identifiers of held children that become others.
  Overlay(std::vector<care::ChildRecord> held, const returns::Numbers& renamed);

  // Call it with the earliest return first. What is left out, withdrawn or missing is told in
  // `problems`.
  void lay(const returns::Records& records, std::vector<ImportProblem>& problems);

  // The changes to be written. New children are tied to their rows by temporary negative ids.
  std::vector<Change> changes();

  struct Absent {
    RowId child;
    PrivateText number;
    int collection_year = 0;
  };
  // Children whom a return that came again does not hold any more, and nobody had settled.
  const std::vector<Absent>& absent() const { return absent_; }

  // Children read: of those held here, and new.
  std::int64_t known() const { return known_; }
  std::int64_t fresh() const { return static_cast<std::int64_t>(read_.size()) - known_; }
  const std::vector<care::ChildRecord>& held_children() const { return held_; }
  std::int64_t held() const { return static_cast<std::int64_t>(held_.size()); }

  // Facts of the files that a later return, already held, contradicts: it stands.
  std::int64_t overtaken() const { return overtaken_; }

 private:
  void note_read(const std::string& number, bool is_held);
  // Gives the places of those who are absent.
  std::set<std::size_t> note_absent(const returns::Records& records,
                                    std::vector<ImportProblem>& problems);
  void sort_again();

  std::vector<care::ChildRecord> held_, after_;  // after_ sorted by number
  std::map<std::string, std::size_t> by_number_;
  std::unordered_set<std::string> read_;
  std::vector<Absent> absent_;
  std::int64_t known_ = 0, overtaken_ = 0;
  bool sorted_ = true;
};

}  // namespace homeward::service
