// A CSV file as a table: what the bytes are, which table, and row by row.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/text.hpp"
#include "returns/cells.hpp"
#include "returns/csv.hpp"
#include "returns/csv_layout.hpp"
#include "returns/encoding.hpp"
#include "returns/whole_cell.hpp"

namespace homeward::returns {

namespace {

constexpr std::string_view kSaveAsUtf8 =
    "open it in the spreadsheet, choose Save As and the type \"CSV UTF-8\", and give it here "
    "again.";

// Upper-cases ASCII letters, eight bytes at a time; false if there is a NUL among the bytes.
bool upper_case(std::string& text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = 0x8080808080808080;
  std::uint64_t any_zero = 0;
  const auto step = [&](std::uint64_t word) {
    const std::uint64_t low = word & ~kHigh;
    const std::uint64_t from_a = low + (0x80 - 'a') * kOnes, beyond_z = low + (0x7f - 'z') * kOnes;
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
  return any_zero == 0;
}

int row_of(std::string_view text, std::size_t at) {
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

class CsvFile {
 public:
  CsvFile(const std::string& name, const Limits& limits, ProblemList& problems)
      : name_(name), limits_(limits), problems_(problems) {}

  std::optional<Table> read(std::string bytes) {
    if (!take_text(std::move(bytes))) return std::nullopt;
    layout_ = find_layout(text_, limits_);
    if (!take_heading()) return std::nullopt;
    CsvScanner scanner(text_, layout_.from, limits_, layout_.separator);
    CsvRow row;
    do scanner.next(row);
    while (row.row < layout_.heading_row);
    scanner.expect(layout_.heading_cells);
    Table table(layout_.recognition.table->id);
    table.set_file(name_, false);
    table.reserve(std::min<std::size_t>(
        static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n')) + 1,
        limits_.rows + 1));
    while (scanner.next(row)) {
      if (row.blank()) continue;
      if (!usable(row)) {
        table.row_left_out();
        continue;
      }
      if (table.size() > limits_.rows) break;
      take_row(row, table);
    }
    note_short_rows();
    note_guards();
    table.text() = std::move(text_);
    return table;
  }

 private:
  static constexpr std::size_t kNowhere = ~std::size_t{0};

  void add(ProblemKind kind, Effect effect, int row, std::string sentence, std::string found = {},
           std::string_view column = {}) {
    Problem problem;
    problem.kind = kind;
    problem.effect = effect;
    problem.file = name_;
    problem.row = row;
    problem.column = column;
    problem.found = PrivateText(std::move(found));
    problem.sentence = std::move(sentence);
    problems_.add(std::move(problem));
  }
  void leave_out(ProblemKind kind, std::string sentence, int row = 0) {
    add(kind, Effect::file_left_out, row, std::move(sentence));
  }
  bool take_text(std::string bytes) {
    auto decoded = decode(std::move(bytes));
    text_ = std::move(decoded->text);
    unreadable_ = decoded->unreadable;
    if (text::trim(text_).empty()) {
      leave_out(ProblemKind::empty_file, "This file is empty. It was left out; export it again.");
      return false;
    }
    if (!upper_case(text_)) {
      leave_out(
          ProblemKind::not_text,
          "This file holds bytes that are not text, so it is not a CSV file, or it was damaged "
          "on its way. It was left out; export it again.");
      return false;
    }
    assumed_ = decoded->assumed;
    if (!assumed_.empty()) first_assumed_row_ = row_of(text_, decoded->first_assumed);
    return true;
  }

  bool take_heading() {
    const Recognition& found = layout_.recognition;
    if (layout_.heading_row == 0) {
      leave_out(ProblemKind::empty_file, "This file is empty. It was left out; export it again.");
      return false;
    }
    if (layout_.heading_cells > limits_.columns) {
      leave_out(ProblemKind::too_large,
                fmt::format("This file has {} columns; more than {} are not read. It was left out.",
                            layout_.heading_cells, limits_.columns));
      return false;
    }
    if (found.table == nullptr) {
      leave_out(ProblemKind::not_in_return,
                "This is not a file of the return: none of its first rows holds the column names "
                "of a table. It was left out.");
      return false;
    }
    const std::string_view table = found.table->name;
    if (!found.repeated.empty()) {
      leave_out(
          ProblemKind::repeated_columns,
          fmt::format("This looks like the {} file but has the column {} twice. It was left out; "
                      "take one of the two away.",
                      table, found.repeated.front()));
      return false;
    }
    if (!found.missing.empty()) {
      leave_out(
          ProblemKind::missing_columns,
          fmt::format("This looks like the {} file but has no column {}. It was left out; add {} "
                      "(the cells may be blank) or export the file again.",
                      table, fmt::join(found.missing, ", "),
                      found.missing.size() == 1 ? "the column" : "the columns"));
      return false;
    }
    if (!found.extra.empty())
      add(ProblemKind::extra_columns, Effect::noted, 0,
          fmt::format(
              "This is the {} file with columns that the return does not have ({{}}). They were "
              "not read.",
              table),
          text::join(found.extra, ", "));
    note_assumed_encoding();
    note_assumed_layout();
    for (const auto& place : found.place) places_.push_back(place.value_or(kNowhere));
    return true;
  }

  void note_assumed_encoding() {
    if (assumed_.empty()) return;
    add(ProblemKind::wrong_encoding, Effect::noted, first_assumed_row_,
        fmt::format("This file is not saved as UTF-8: this is the first row with a letter that "
                    "shows it. The file was read as {}, the usual encoding of Windows. If letters "
                    "with accents came out wrong, {}",
                    assumed_, kSaveAsUtf8));
  }

  void note_assumed_layout() {
    if (!layout_.separator_told)
      add(ProblemKind::layout_assumed, Effect::noted, 0,
          fmt::format("The cells of this file are separated by {}, not by commas. They were read "
                      "so. If cells came out wrong, export it as CSV (comma separated).",
                      separator_words(layout_.separator)));
    if (layout_.rows_above > 0)
      add(ProblemKind::layout_assumed, Effect::noted, layout_.heading_row,
          fmt::format("The headings were found in this row. What stands above them ({}) was not "
                      "read.",
                      text::plural(static_cast<long long>(layout_.rows_above), "row")));
  }

  void take_row(const CsvRow& row, Table& table) {
    if (row.guarded && first_guarded_row_ == 0) first_guarded_row_ = row.row;
    std::string_view child;
    for (std::size_t i = 0; i < row.cells.size() && i < places_.size(); ++i)
      if (places_[i] == 0) child = whole_number(view(row.cells[i]));
    if (const auto why = why_no_identifier(child); !why.empty()) {
      add(ProblemKind::not_an_identifier, Effect::row_left_out, row.row, std::string(why),
          std::string(child), "CHILD");
      return table.row_left_out();
    }
    if (looks_like_a_remark(row, child)) {
      add(ProblemKind::not_an_identifier, Effect::row_left_out, row.row,
          "This row holds nothing but {}, which looks like a remark beside the table and not like "
          "a child. It was left out.",
          std::string(child), "CHILD");
      return table.row_left_out();
    }
    Cell* cells = table.add_row(row.row);
    for (std::size_t i = 0; i < row.cells.size() && i < places_.size(); ++i) {
      if (places_[i] == kNowhere) continue;
      Cell& cell = cells[places_[i]] = row.cells[i];
      const std::string_view text = view(cell);
      cell.size = static_cast<std::uint32_t>(whole_number(text).size());
      if (unreadable_ && text.find(kUnreadable) != std::string_view::npos)
        add(ProblemKind::wrong_encoding, Effect::noted, row.row,
            "{} holds a character that cannot be read. Correct it, or export the file again as "
            "UTF-8.",
            std::string(text), table.layout().columns[places_[i]].name);
    }
  }

  // "Total: 25", "End of report": more than a word, and all else is blank.
  bool looks_like_a_remark(const CsvRow& row, std::string_view child) const {
    return child.find_first_of(" :") != std::string_view::npos &&
           std::count_if(row.cells.begin(), row.cells.end(),
                         [](const Cell& cell) { return cell.size > 0; }) == 1;
  }

  bool usable(const CsvRow& row) {
    if (row.fault == CsvRow::Fault::open_quote) {
      add(ProblemKind::ragged_row, Effect::row_left_out, row.row,
          "A quotation mark opens in this row and is not closed in it. The row was left out; "
          "correct it in the case system or here.");
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
    // Or in fewer: spreadsheets leave the commas of blank last cells away. A line with one cell
    // alone says nothing of a child ("End of report").
    if (row.cell_count < wanted && row.cell_count > 1) {
      // Where rows end early anyhow, a last cell that nothing can be told of is no sign of a cut.
      const bool whole = !row.at_end_of_file || ends_whole(row) ||
                         (short_rows_ > 0 && !ends_in_what_shows_a_cut(row));
      if (whole && row.at_end_of_file && short_rows_ == 0) {
        add(ProblemKind::ragged_row, Effect::noted, row.row,
            fmt::format("The file ends in this row, after {} of {} columns. The cells that are "
                        "missing were read as blank; if the file was cut short, export it again.",
                        row.cell_count, wanted));
        return true;
      }
      if (whole) {
        if (short_rows_++ == 0) first_short_row_ = row.row;
        return true;
      }
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

  bool ends_whole(const CsvRow& row) const {
    const std::size_t last = row.cell_count - 1;
    if (last >= row.cells.size() || places_[last] == kNowhere) return false;
    return is_whole_cell(layout_.recognition.table->columns[places_[last]], view(row.cells[last]));
  }

  bool ends_in_what_shows_a_cut(const CsvRow& row) const {
    const std::size_t last = row.cell_count - 1;
    if (last >= row.cells.size() || places_[last] == kNowhere) return false;
    const CellType type = layout_.recognition.table->columns[places_[last]].type;
    return type != CellType::child && type != CellType::text && type != CellType::number;
  }

  void note_short_rows() {
    if (short_rows_ == 0) return;
    add(ProblemKind::ragged_row, Effect::noted, first_short_row_,
        short_rows_ == 1
            ? "This row ends before the last columns. The cells that are missing were read as "
              "blank."
            : fmt::format("This row and {} more end before the last columns. The cells that are "
                          "missing were read as blank.",
                          text::thousands(static_cast<long long>(short_rows_) - 1)));
  }

  void note_guards() {
    if (first_guarded_row_ == 0) return;
    add(ProblemKind::layout_assumed, Effect::noted, first_guarded_row_,
        "This is the first row with a cell that is guarded against spreadsheets, as =\"0009401\" "
        "or '0009401. Such cells were read without their guard, as 0009401.");
  }

  std::string_view view(const Cell& cell) const {
    return std::string_view(text_).substr(cell.at, cell.size);
  }

  const std::string& name_;
  std::string text_;
  bool unreadable_ = false;
  std::string_view assumed_;  // the encoding, of static text
  int first_assumed_row_ = 0;
  const Limits& limits_;
  ProblemList& problems_;
  CsvLayout layout_;
  std::vector<std::size_t> places_;  // of each heading, its column in the table
  std::size_t short_rows_ = 0;
  int first_short_row_ = 0, first_guarded_row_ = 0;
};

}  // namespace

std::optional<Table> read_csv(const std::string& name, std::string text, const Limits& limits,
                              ProblemList& problems) {
  return CsvFile(name, limits, problems).read(std::move(text));
}

}  // namespace homeward::returns
