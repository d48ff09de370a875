// CSV as case systems and spreadsheets write it (RFC 4180, and its usual departures).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "returns/source.hpp"

namespace homeward::returns {

// One row of a CSV text. Cells are slices of the scanner's text as text::plain_cell gives them,
// quotes undone.
struct CsvRow {
  enum class Fault : std::uint8_t { none, open_quote, cell_too_long };
  std::vector<Cell> cells;     // at most limits.columns
  std::size_t cell_count = 0;  // how many there were
  std::size_t filled = 0;      // one past the last that is not blank
  int row = 0;                 // as a spreadsheet shows it: a line break inside quotes adds none
  Fault fault = Fault::none;
  bool guarded = false;         // a guard came off one of its cells (text::plain_cell)
  bool at_end_of_file = false;  // the text ends inside this row, with no line break after it
  bool blank() const { return filled == 0 && fault == Fault::none; }
};

// Reads rows off `text`, which it owns the right to rewrite in place (doubled quotes are undone
// there). A quote that never closes, or not within limits.cell_bytes, or only after what looks like
// rows of the table, is a fault of its row only: reading goes on at the next line. Text of 4 GB or
// more is not supported. `separator` is one ASCII character, no quote and no line break.
class CsvScanner {
 public:
  CsvScanner(std::string& text, std::size_t from, const Limits& limits, char separator = ',')
      : text_(text),
        limits_(limits),
        separator_(separator),
        at_(from),
        done_(from >= text.size()) {}
  // False at the end; `row` is then unchanged.
  bool next(CsvRow& row);
  // How many cells a row has, once the heading has told. A cell with line breaks is not believed
  // if one of its lines has as many.
  void expect(std::size_t cells) { expected_ = cells; }

 private:
  bool ends_cell(char c) const { return c == separator_ || c == '\n' || c == '\r'; }
  std::size_t after_blanks(std::size_t from) const;
  bool opens_guard(std::size_t at) const;
  Cell plain(std::size_t from, std::size_t until, CsvRow& row) const;
  std::size_t quoted(std::size_t open, CsvRow& row, Cell& cell);
  bool swallows_rows(std::size_t open, std::size_t close, std::size_t cells_before) const;
  void add(CsvRow& row, Cell cell) const;
  void skip_line(std::size_t from);

  std::string& text_;
  const Limits& limits_;
  char separator_;
  std::size_t at_;
  int row_ = 0;
  std::size_t expected_ = 0;
  bool done_;
};

// A whole file. If it has more rows than the limit, one row more than the limit is given, which
// tells the caller. Nothing if the file was left out; `problems` then says why. Rows left out are
// told there.
std::optional<Table> read_csv(const std::string& name, std::string text, const Limits& limits,
                              ProblemList& problems);

}  // namespace homeward::returns
