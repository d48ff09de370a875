// One table of a return: text cells, dense, with the rows a spreadsheet shows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "returns/schema.hpp"

namespace homeward::returns {

// A slice of the table's text.
struct Cell {
  std::uint32_t at = 0;
  std::uint32_t size = 0;
};

// Cells stand as they were written, but trimmed of white space and with ASCII letters upper-cased
// (the case of a code or an identifier carries no meaning in the return). A blank cell is empty.
// Views that cell() gives live as long as the table stays where it is.
class Table {
 public:
  Table() = default;
  explicit Table(TableId id) : id_(id), width_(schema(id).columns.size()) {}

  TableId id() const { return id_; }
  const TableSchema& layout() const { return schema(id_); }
  bool present() const { return !file_.empty(); }  // a file held this table, with rows or without
  const std::string& file() const { return file_; }
  bool from_xml() const { return from_xml_; }
  // What to call a row in a problem: "row", or in XML the element.
  std::string_view unit() const { return from_xml_ ? layout().xml_element : "row"; }

  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  std::string_view cell(std::size_t index, std::size_t column) const {
    const Cell& cell = cells_[index * width_ + column];
    return std::string_view(text_).substr(cell.at, cell.size);
  }
  // In CSV the row as a spreadsheet shows it (heading is 1); in XML which element of its kind.
  int row(std::size_t index) const { return rows_[index]; }

  // False if rows of the file could not be read at all: what is absent here may yet be in the
  // return.
  bool whole() const { return whole_; }

  // Filling. `text` of a CSV table is the whole file; an XML table's grows with each value.
  void set_file(std::string name, bool from_xml) {
    file_ = std::move(name);
    from_xml_ = from_xml;
  }
  void reserve(std::size_t rows) {
    cells_.reserve(rows * width_);
    rows_.reserve(rows);
  }
  void row_left_out() { whole_ = false; }
  std::string& text() { return text_; }
  // A new row of blank cells; write them through the pointer before the next call.
  Cell* add_row(int row) {
    rows_.push_back(row);
    cells_.resize(cells_.size() + width_);
    return cells_.data() + (cells_.size() - width_);
  }

 private:
  TableId id_ = TableId::header;
  bool from_xml_ = false;
  bool whole_ = true;
  std::size_t width_ = 0;
  std::string file_;
  std::string text_;
  std::vector<Cell> cells_;
  std::vector<std::int32_t> rows_;
};

}  // namespace homeward::returns
