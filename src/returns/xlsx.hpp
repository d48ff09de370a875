// The sheets of an XLSX workbook held in memory, as rows of text.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "returns/zip.hpp"

namespace homeward::returns {

struct SheetRow {
  int row = 0;  // as the spreadsheet shows it
  // From column A on, trimmed; empty where nothing stands. They live until the row is left.
  std::vector<std::string_view> cells;
};

// Reads values only: formulas give what was last calculated, errors and true or false give "".
// Nothing in a workbook is run, nothing outside is fetched, document types are not processed.
class Workbook {
 public:
  // Of a workbook; smaller than those of a return, because its parts are held as trees.
  static Limits usual_limits();

  // `bytes` must live as long as this. The sentence of an error begins with `name`.
  static Result<Workbook> open(const std::string& name, std::string_view bytes,
                               const Limits& limits = usual_limits());

  const std::vector<std::string>& sheets() const { return names_; }  // as the tabs are named
  bool counts_from_1904() const { return counts_from_1904_; }

  // Gives the rows of a sheet one by one, until `use` gives false. Columns beyond limits.columns
  // and texts longer than limits.cell_bytes are left out.
  Status read(std::size_t sheet, const std::function<bool(const SheetRow&)>& use);

 private:
  Status take_sheets();
  Status take_shared_texts();

  std::string name_;
  Limits limits_;
  ZipParts parts_;
  std::vector<std::string> names_, paths_;
  std::vector<std::string> shared_;
  bool counts_from_1904_ = false;
};

// A spreadsheet's number as people see it: "1234567.0" and "1.234567E6" are "1234567"; what is not
// whole, or no number, stays as it is.
std::string number_text(std::string_view text);

}  // namespace homeward::returns
