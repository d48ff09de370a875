#include "returns/csv.hpp"

#include <algorithm>

namespace homeward::returns {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}
bool ends_cell(char c) {
  return c == ',' || c == '\n' || c == '\r';
}

Cell trimmed(const std::string& text, std::size_t from, std::size_t until) {
  while (until > from &&
         (is_blank(text[until - 1]) || text[until - 1] == '\n' || text[until - 1] == '\r'))
    --until;
  while (from < until && (is_blank(text[from]) || text[from] == '\n' || text[from] == '\r')) ++from;
  return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(until - from)};
}

}  // namespace

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
    if (until != close || !is_blank(text_[from])) text_[until++] = text_[from];
  cell = trimmed(text_, open + 1, until);
  return end;
}

bool CsvScanner::next(CsvRow& row) {
  if (done_) return false;
  row.cells.clear();
  row.cell_count = row.filled = 0;
  row.fault = CsvRow::Fault::none;
  row.at_end_of_file = false;
  row.row = ++row_;
  const std::size_t size = text_.size(), start = at_;
  for (;;) {
    std::size_t begin = at_;
    while (begin < size && is_blank(text_[begin])) ++begin;
    Cell cell;
    std::size_t end = begin;
    if (begin < size && text_[begin] == '"') {
      end = quoted(begin, row, cell);
      if (row.fault == CsvRow::Fault::open_quote) {
        skip_line(start);
        return true;
      }
    } else {
      // Every delimiter is at or below the comma, and nearly every other character above it.
      while (end < size && (text_[end] > ',' || !ends_cell(text_[end]))) ++end;
      std::size_t until = end;
      while (until > begin && is_blank(text_[until - 1])) --until;
      cell = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(until - begin)};
    }
    add(row, cell);
    if (end >= size) {
      row.at_end_of_file = done_ = true;
      at_ = size;
      return true;
    }
    at_ = end + 1;
    if (text_[end] == ',') continue;
    if (text_[end] == '\r' && at_ < size && text_[at_] == '\n') ++at_;
    done_ = at_ >= size;
    return true;
  }
}

}  // namespace homeward::returns
