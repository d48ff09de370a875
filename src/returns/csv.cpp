#include "returns/csv.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace homeward::returns {

namespace {

bool is_blank_in_line(char c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}
// What nearly every cell begins and ends with.
bool is_plain(char c) {
  return c > '\'' && c < 0x7f && c != '=';
}

}  // namespace

std::size_t CsvScanner::after_blanks(std::size_t from) const {
  const std::string_view text = text_;
  while (from < text.size() && !is_plain(text[from]) && !ends_cell(text[from])) {
    const std::size_t blank = text::invisible_at_start(text.substr(from, 3));
    if (blank == 0) break;
    from += blank;
  }
  return from;
}

Cell CsvScanner::plain(std::size_t from, std::size_t until, CsvRow& row) const {
  if (from < until && (!is_plain(text_[from]) || !is_plain(text_[until - 1]))) {
    const auto whole = text::trim(std::string_view(text_).substr(from, until - from));
    const auto cell = text::plain_cell(whole);
    row.guarded |= cell.size() < whole.size();
    from = static_cast<std::size_t>(cell.data() - text_.data());
    until = from + cell.size();
  }
  return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(until - from)};
}

// ="0009401", where a separator may stand inside; not =""0009401"", whose quotes hold nothing.
bool CsvScanner::opens_guard(std::size_t at) const {
  const std::string_view begin = std::string_view(text_).substr(at, 4);
  return begin.starts_with("=\"") && (!begin.starts_with("=\"\"") || begin == "=\"\"\"");
}

void CsvScanner::add(CsvRow& row, Cell cell) const {
  ++row.cell_count;
  if (cell.size > 0) row.filled = row.cell_count;
  if (cell.size > limits_.cell_bytes) row.fault = CsvRow::Fault::cell_too_long;
  if (row.cells.size() < limits_.columns) row.cells.push_back(cell);
}

void CsvScanner::skip_line(std::size_t from) {
  at_ = std::min(text_.find_first_of("\r\n", from), text_.size());
  if (at_ < text_.size() && text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n')
    ++at_;
  if (at_ < text_.size()) ++at_;
  done_ = at_ >= text_.size();
}

// A quotation mark that somebody typed opens a cell that the next one closes, rows later. Between
// the two stand whole rows, and of the last one as many cells as stand before this cell; or the
// closing one stands in the midst of a cell.
bool CsvScanner::swallows_rows(std::size_t open, std::size_t close,
                               std::size_t cells_before) const {
  const std::string_view within = std::string_view(text_).substr(open + 1, close - open - 1);
  std::size_t line = within.find_first_of("\r\n");
  if (line == std::string_view::npos) return false;
  std::size_t after = close + 1;
  while (after < text_.size() && is_blank_in_line(text_[after])) ++after;
  if (after < text_.size() && !ends_cell(text_[after])) return true;
  constexpr std::size_t kFewest = 2;  // separators: a sentence may hold one
  while (line != std::string_view::npos) {
    const std::size_t next = within.find_first_of("\r\n", line + 1);
    const auto one = within.substr(line + 1, next == std::string_view::npos ? next : next - line);
    const auto separators =
        static_cast<std::size_t>(std::count(one.begin(), one.end(), separator_));
    const std::size_t as_a_row =
        next == std::string_view::npos ? cells_before : std::max<std::size_t>(expected_, 1) - 1;
    if (separators >= std::max(kFewest, as_a_row)) return true;
    line = next;
  }
  return false;
}

// `open` is the opening quote. Gives the end of the cell (its delimiter, or the end of the text).
std::size_t CsvScanner::quoted(std::size_t open, CsvRow& row, Cell& cell) {
  const std::size_t size = text_.size();
  const std::size_t furthest = std::min<std::size_t>(size, open + 2 * limits_.cell_bytes + 2);
  std::size_t close = open + 1;
  bool doubled = false;
  for (;; ++close) {
    if (close >= furthest) {
      row.fault = CsvRow::Fault::open_quote;
      row.at_end_of_file = furthest == size;
      return size;
    }
    if (text_[close] != '"') continue;
    if (close + 1 >= size || text_[close + 1] != '"') break;
    doubled = true;
    ++close;
  }
  if (swallows_rows(open, close, row.cell_count)) {
    row.fault = CsvRow::Fault::open_quote;
    return size;
  }
  std::size_t end = close + 1;
  while (end < size && !ends_cell(text_[end])) ++end;
  std::size_t until = close;
  if (doubled) {
    until = open + 1;
    for (std::size_t from = open + 1; from < close; ++from) {
      if (text_[from] == '"') ++from;
      text_[until++] = text_[from];
    }
  }
  // Text after the closing quote ("abc"def) is kept, as spreadsheets keep it.
  for (std::size_t from = close + 1; from < end; ++from)
    if (until != close || !is_blank_in_line(text_[from])) text_[until++] = text_[from];
  cell = plain(open + 1, until, row);
  return end;
}

bool CsvScanner::next(CsvRow& row) {
  if (done_) return false;
  row.cells.clear();
  row.cell_count = row.filled = 0;
  row.fault = CsvRow::Fault::none;
  row.at_end_of_file = row.guarded = false;
  row.row = ++row_;
  const std::size_t size = text_.size(), start = at_;
  const char highest = std::max(separator_, '\r');
  for (;;) {
    const std::size_t begin = after_blanks(at_);
    Cell cell;
    std::size_t end = begin;
    const bool guarded = opens_guard(begin);
    row.guarded |= guarded;
    if (guarded || (begin < size && text_[begin] == '"')) {
      end = quoted(begin + (guarded ? 1 : 0), row, cell);
      if (row.fault == CsvRow::Fault::open_quote) {
        skip_line(start);
        return true;
      }
    } else {
      // Every delimiter is at or below `highest`, and nearly every other character above it.
      while (end < size && (text_[end] > highest || !ends_cell(text_[end]))) ++end;
      cell = plain(begin, end, row);
    }
    add(row, cell);
    if (end >= size) {
      row.at_end_of_file = done_ = true;
      at_ = size;
      return true;
    }
    at_ = end + 1;
    if (text_[end] == separator_) continue;
    if (text_[end] == '\r' && at_ < size && text_[at_] == '\n') ++at_;
    done_ = at_ >= size;
    return true;
  }
}

}  // namespace homeward::returns
