// A CSV file as a table: what the bytes are, which table, and row by row.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/text.hpp"
#include "returns/csv.hpp"
#include "returns/recognise.hpp"

namespace homeward::returns {

namespace {

constexpr std::string_view kSaveAsUtf8 =
    "Open it in the spreadsheet, choose Save As and the type \"CSV UTF-8\", and import it again.";

struct Scan {
  bool nul = false;
  bool beyond_ascii = false;
};

// Upper-cases ASCII letters, eight bytes at a time, and tells what else is in there.
Scan upper_case(std::string& text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = 0x8080808080808080;
  std::uint64_t any_high = 0, any_zero = 0;
  const auto step = [&](std::uint64_t word) {
    const std::uint64_t low = word & ~kHigh;
    const std::uint64_t from_a = low + (0x80 - 'a') * kOnes, beyond_z = low + (0x7f - 'z') * kOnes;
    any_high |= word & kHigh;
    any_zero |= (word - kOnes) & ~word & kHigh;
    return word - ((~word & kHigh & (from_a ^ beyond_z)) >> 2);
  };
  char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    word = step(word);
    std::memcpy(at, &word, 8);
  }
  if (left > 0) {
    std::uint64_t word = 0x2020202020202020;
    std::memcpy(&word, at, left);
    word = step(word);
    std::memcpy(at, &word, left);
  }
  return {any_zero != 0, any_high != 0};
}

int row_of_first_bad_byte(std::string_view text) {
  // The longest prefix, cut at line ends, that is valid; the row after it is the bad one.
  int row = 1;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1);
    if (!text::valid_utf8(text.substr(0, end + 1))) return row;
    text.remove_prefix(end + 1);
    ++row;
  }
  return row;
}

class CsvFile {
 public:
  CsvFile(const std::string& name, std::string text, const Limits& limits, ProblemList& problems)
      : name_(name), text_(std::move(text)), limits_(limits), problems_(problems) {}

  std::optional<Table> read() {
    if (!is_text()) return std::nullopt;
    CsvScanner scanner(text_, starts_with_bom() ? 3 : 0, limits_);
    CsvRow row;
    do {
      if (!scanner.next(row)) {
        leave_out(ProblemKind::empty_file, "This file is empty. It was left out; export it again.");
        return std::nullopt;
      }
    } while (row.blank());
    if (!take_heading(row)) return std::nullopt;
    Table table(recognition_.table->id);
    table.set_file(name_, false);
    table.reserve(std::min<std::size_t>(
        static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n')) + 1, limits_.rows));
    while (scanner.next(row)) {
      if (row.blank()) continue;
      if (!usable(row)) {
        table.row_left_out();
        continue;
      }
      if (table.size() >= limits_.rows) {
        leave_out(
            ProblemKind::too_large,
            fmt::format("This file has more than {} rows, the most that are read at once. It was "
                        "left out.",
                        limits_.rows));
        return std::nullopt;
      }
      Cell* cells = table.add_row(row.row);
      for (std::size_t i = 0; i < places_.size(); ++i)
        if (places_[i] != kNowhere) cells[places_[i]] = row.cells[i];
    }
    table.text() = std::move(text_);
    return table;
  }

 private:
  static constexpr std::size_t kNowhere = ~std::size_t{0};

  void add(ProblemKind kind, Effect effect, int row, std::string sentence, std::string found = {}) {
    Problem problem;
    problem.kind = kind;
    problem.effect = effect;
    problem.file = name_;
    problem.row = row;
    problem.found = PrivateText(std::move(found));
    problem.sentence = std::move(sentence);
    problems_.add(std::move(problem));
  }
  void leave_out(ProblemKind kind, std::string sentence, int row = 0) {
    add(kind, Effect::file_left_out, row, std::move(sentence));
  }
  bool starts_with_bom() const { return text_.compare(0, 3, "\xEF\xBB\xBF") == 0; }

  bool is_text() {
    if (text::trim(text_).empty() && text_.find('\0') == std::string::npos) {
      leave_out(ProblemKind::empty_file, "This file is empty. It was left out; export it again.");
      return false;
    }
    if (text_.compare(0, 2, "\xFF\xFE") == 0 || text_.compare(0, 2, "\xFE\xFF") == 0) {
      leave_out(ProblemKind::wrong_encoding,
                fmt::format(
                    "This file is saved as Unicode text (UTF-16), not as CSV. It was left out. {}",
                    kSaveAsUtf8));
      return false;
    }
    const Scan scan = upper_case(text_);
    if (scan.nul) {
      leave_out(
          ProblemKind::not_text,
          "This file holds bytes that are not text, so it is not a CSV file, or it was damaged "
          "on its way. It was left out; export it again.");
      return false;
    }
    if (scan.beyond_ascii && !text::valid_utf8(text_)) {
      leave_out(
          ProblemKind::wrong_encoding,
          fmt::format("This file is not saved as UTF-8: this is the first row with a character "
                      "that cannot be read. The file was left out. {}",
                      kSaveAsUtf8),
          row_of_first_bad_byte(text_));
      return false;
    }
    return true;
  }

  bool take_heading(const CsvRow& row) {
    std::vector<std::string_view> headings;
    for (const Cell& cell : row.cells)
      headings.push_back(std::string_view(text_).substr(cell.at, cell.size));
    if (row.cell_count > limits_.columns) {
      leave_out(ProblemKind::too_large,
                fmt::format("This file has {} columns; more than {} are not read. It was left out.",
                            row.cell_count, limits_.columns));
      return false;
    }
    recognition_ = recognise(headings);
    if (recognition_.table == nullptr) {
      const bool other_separator =
          headings.size() == 1 && headings[0].find_first_of(";\t|") != std::string_view::npos;
      leave_out(
          ProblemKind::not_in_return,
          other_separator
              ? "This file separates its columns with something other than commas. It was left "
                "out; export it as CSV (comma separated)."
              : "This is not a file of the return: the column names in its first row are not "
                "those of any table. It was left out.");
      return false;
    }
    const std::string_view table = recognition_.table->name;
    if (!recognition_.repeated.empty()) {
      leave_out(
          ProblemKind::repeated_columns,
          fmt::format("This looks like the {} file but has the column {} twice. It was left out; "
                      "take one of the two away.",
                      table, recognition_.repeated.front()));
      return false;
    }
    if (!recognition_.missing.empty()) {
      leave_out(
          ProblemKind::missing_columns,
          fmt::format("This looks like the {} file but has no column {}. It was left out; add {} "
                      "(the cells may be blank) or export the file again.",
                      table, fmt::join(recognition_.missing, ", "),
                      recognition_.missing.size() == 1 ? "the column" : "the columns"));
      return false;
    }
    if (!recognition_.extra.empty())
      add(ProblemKind::extra_columns, Effect::noted, 0,
          fmt::format(
              "This is the {} file with columns that the return does not have ({{}}). They were "
              "not read.",
              table),
          text::join(recognition_.extra, ", "));
    for (const auto& place : recognition_.place) places_.push_back(place.value_or(kNowhere));
    return true;
  }

  bool usable(const CsvRow& row) {
    if (row.fault == CsvRow::Fault::open_quote) {
      add(row.at_end_of_file ? ProblemKind::cut_short : ProblemKind::cell_too_long,
          Effect::row_left_out, row.row,
          "A quotation mark opens in this row and never closes. The row was left out. If it is the "
          "last "
          "row, the file may have been cut short: export it again.");
      return false;
    }
    if (row.fault == CsvRow::Fault::cell_too_long) {
      add(ProblemKind::cell_too_long, Effect::row_left_out, row.row,
          fmt::format(
              "A cell in this row holds more than {} characters. The row was left out; shorten "
              "it.",
              limits_.cell_bytes));
      return false;
    }
    const std::size_t wanted = places_.size();
    // A row may end in more commas than the heading, as spreadsheets write them.
    if (row.cell_count >= wanted && row.filled <= wanted) return true;
    if (row.cell_count < wanted && row.at_end_of_file) {
      add(ProblemKind::cut_short, Effect::row_left_out, row.row,
          fmt::format(
              "The file ends in the middle of this row, after {} of {} columns: it may have been "
              "cut short. The row was left out; export the file again.",
              row.cell_count, wanted));
      return false;
    }
    add(ProblemKind::ragged_row, Effect::row_left_out, row.row,
        fmt::format(
            "This row has {} where the heading has {}. The row was left out; correct it in the "
            "case system or here.",
            text::plural(static_cast<long long>(row.cell_count), "cell"), wanted));
    return false;
  }

  const std::string& name_;
  std::string text_;
  const Limits& limits_;
  ProblemList& problems_;
  Recognition recognition_;
  std::vector<std::size_t> places_;
};

}  // namespace

std::optional<Table> read_csv(const std::string& name, std::string text, const Limits& limits,
                              ProblemList& problems) {
  return CsvFile(name, std::move(text), limits, problems).read();
}

}  // namespace homeward::returns
