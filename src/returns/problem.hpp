// What was wrong with a return, in the user's own cells and rows, all at once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/private.hpp"
#include "base/result.hpp"

namespace homeward::returns {

enum class ProblemKind : std::uint8_t {
  // about a file
  empty_file,
  not_text,
  wrong_encoding,
  spreadsheet,
  archive,
  too_large,
  markup,
  not_in_return,
  missing_columns,
  extra_columns,
  repeated_columns,
  layout_assumed,
  second_file,
  wrong_year,
  year_guessed,
  // about a row
  ragged_row,
  cut_short,
  cell_too_long,
  no_child,
  not_an_identifier,
  repeated_row,
  unknown_child,
  // about a value
  not_a_date,
  missing_value,
  not_a_code,
  not_a_flag,
  not_a_number,
  dates_out_of_order,
  implausible_date,
  // about laying one return over what is held (`found` is the child's number)
  withdrawn,
  absent,
  overtaken,
  // about the list itself
  not_listed
};

enum class Effect : std::uint8_t { noted, value_left_out, row_left_out, file_left_out };

struct Problem {
  ProblemKind kind = ProblemKind::not_in_return;
  Effect effect = Effect::noted;
  std::string file;  // as it was named; empty when it concerns the return as a whole
  int row = 0;       // as a spreadsheet shows it (heading is 1); 0 = the file as a whole
  std::string_view unit = "row";  // "row", or in XML the element ("EPISODE"); a static text
  std::string_view column;        // "DEC"; empty = the whole row; a static text
  PrivateText found;              // the value as found, if the sentence speaks of it
  std::string sentence;  // what is wrong, what was done, what to do. "{}" stands for `found`.
                         // Holds no personal data.
};

// For the person who imports: "episodes.csv, row 214, column DEC: 31/02/2025 is not a date. The row
// was left out; correct it in the case system or here."
std::string to_line(const Problem& problem);

// For a log: the same, with "the value" where `found` would stand.
std::string to_log_line(const Problem& problem);

// The sentence alone, with "the value" where `found` would stand: what may be kept beside `found`.
std::string sentence_without_value(const Problem& problem);

// "noted", "value left out", "row left out", "file left out".
std::string_view effect_words(Effect effect);

// The error of a file that cannot be read at all (invalid_input): its name, then `what`, "holds no
// postcodes."
tl::unexpected<Error> refuse(const std::string& file, std::string_view what);

// Stable order: file, row, column.
void sort_problems(std::vector<Problem>& problems);

struct ProblemCount {
  std::string file;
  std::string_view column;
  ProblemKind kind;
  Effect effect;
  std::size_t count = 0;
  int first_row = 0;
  std::string sentence;  // of the first one, with "the value" for what was found
};

// One entry for each file, kind, effect and column, the most frequent first.
std::vector<ProblemCount> summarise(const std::vector<Problem>& problems);

// Collects problems, and stops listing (never reading) at a number that no person would read, so
// that a hostile file cannot fill the memory. The last problem then tells how many more there were.
class ProblemList {
 public:
  static constexpr std::size_t kMostListed = 200'000;
  explicit ProblemList(std::size_t most = kMostListed) : most_(most) {}

  void add(Problem problem);
  std::size_t size() const { return problems_.size() + unlisted_; }
  std::vector<Problem> take();  // sorted

 private:
  std::vector<Problem> problems_;
  std::size_t most_;
  std::size_t unlisted_ = 0;
};

}  // namespace homeward::returns
