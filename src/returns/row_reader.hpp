// One row of a table as typed values; what cannot be read becomes a problem of that cell.
#pragma once

#include "care/record.hpp"
#include "returns/problem.hpp"
#include "returns/table.hpp"

namespace homeward::returns {

class RowReader {
 public:
  RowReader(const Table& table, int collection_year, ImportId import, ProblemList& problems)
      : table_(table), year_(collection_year), import_(import), problems_(problems) {}

  void go_to(std::size_t index) { index_ = index; }
  std::size_t index() const { return index_; }
  const Table& table() const { return table_; }
  std::string_view cell(std::size_t column) const { return table_.cell(index_, column); }
  // Every cell from `column` on is blank.
  bool blank_from(std::size_t column) const;
  care::Provenance provenance() const;

  // Unreadable: the value is left out. `years_ahead`: how far after the collection year it may lie.
  care::OptionalDate date(std::size_t column, int years_ahead = 0);
  // Unreadable: the value is left out. One that no child or care leaver of the year has is noted.
  care::OptionalDate birth_date(std::size_t column);
  // False if it is blank or unreadable: the row is left out. A date far after the year is noted.
  bool needed_date(std::size_t column, Date& out);
  // False if something unreadable stands there: the row is left out.
  bool end_date(std::size_t column, care::OptionalDate& out);
  // Blank where a spreadsheet has shortened it. A code that is not valid in the year is noted,
  // unless `note` is false.
  Code code(std::size_t column, bool note = true);
  std::optional<bool> flag(std::size_t column);
  std::optional<int> number(std::size_t column, int least, int most);
  Code permanence_date(std::size_t column);
  PrivateText text(std::size_t column) const { return PrivateText(std::string(cell(column))); }
  // What names a pupil or a worker; blank where a spreadsheet has shortened it.
  PrivateText identifier(std::size_t column);

  // A problem of this row, or of one of its cells.
  void note(ProblemKind kind, Effect effect, std::string sentence);
  void note(ProblemKind kind, Effect effect, std::size_t column, std::string sentence);

 private:
  Problem problem(ProblemKind kind, Effect effect, std::string sentence) const;
  // Told, because such a number may stand for many.
  bool is_shortened(std::size_t column);

  const Table& table_;
  int year_;
  ImportId import_;
  ProblemList& problems_;
  std::size_t index_ = 0;
};

}  // namespace homeward::returns
