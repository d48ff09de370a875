// The sheets of an XLSX workbook held in memory, as rows of text.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "returns/zip.hpp"

namespace homeward::returns {

// The texts that cells of all sheets share, by number, one after another in one string.
class SharedTexts {
 public:
  void add(std::string_view text) {
    all_ += text;
    ends_.push_back(static_cast<std::uint32_t>(all_.size()));
  }
  std::size_t size() const { return ends_.size(); }
  std::size_t bytes() const { return all_.size(); }
  std::string_view operator[](std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(all_).substr(begin, ends_[i] - begin);
  }

 private:
  std::string all_;
  std::vector<std::uint32_t> ends_;
};

struct SheetRow {
  int row = 0;  // as the spreadsheet shows it
  // From column A on, trimmed; empty where nothing stands. They live until the row is left.
  std::vector<std::string_view> cells;
};

// Reads values only: formulas give what was last calculated, an error is its text ("#REF!"), true
// or false give "".
// Nothing in a workbook is run, nothing outside is fetched, document types are refused. A sheet is
// unpacked and read in pieces, as far as it is asked for.
class Workbook {
 public:
  // Of a workbook: far above a list of every provider, far below what a machine can hold.
  static Limits usual_limits();

  // `bytes` must live as long as this. The sentence of an error begins with `name`.
  static Result<Workbook> open(const std::string& name, std::string_view bytes,
                               const Limits& limits = usual_limits());

  const std::vector<std::string>& sheets() const { return names_; }  // as the tabs are named
  const std::vector<std::string>& hidden_sheets() const { return hidden_; }  // not read
  bool counts_from_1904() const { return counts_from_1904_; }

  // Gives the rows of a sheet one by one, until `use` gives false. Columns beyond limits.columns
  // and texts longer than limits.cell_bytes are left out. An error may come after rows were given.
  Status read(std::size_t sheet, const std::function<bool(const SheetRow&)>& use);

 private:
  Status take_sheets();
  Status take_shared_texts();

  std::string name_;
  Limits limits_;
  ZipParts parts_;
  std::vector<std::string> names_, paths_, hidden_;
  SharedTexts shared_;
  bool counts_from_1904_ = false;
};

// A spreadsheet's number as people see it: "1234567.0" and "1.234567E6" are "1234567"; what is not
// whole, or no number, stays as it is.
std::string number_text(std::string_view text);

}  // namespace homeward::returns
