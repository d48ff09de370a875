#include "returns/row_reader.hpp"

#include <fmt/format.h>

#include <charconv>

#include "returns/cells.hpp"
#include "returns/dates.hpp"
#include "returns/year.hpp"

namespace homeward::returns {

namespace {
constexpr std::string_view kRowOut = "The row was left out; correct it in the case system or here.";
constexpr std::string_view kKept = "It was kept as it is; correct it in the case system or here.";
constexpr std::string_view kValueOut =
    "The value was left out; correct it in the case system or here.";
}  // namespace

Problem RowReader::problem(ProblemKind kind, Effect effect, std::string sentence) const {
  Problem problem;
  problem.kind = kind;
  problem.effect = effect;
  problem.file = table_.file();
  problem.row = table_.row(index_);
  problem.unit = table_.unit();
  problem.sentence = std::move(sentence);
  return problem;
}

void RowReader::note(ProblemKind kind, Effect effect, std::string sentence) {
  problems_.add(problem(kind, effect, std::move(sentence)));
}

void RowReader::note(ProblemKind kind, Effect effect, std::size_t column, std::string sentence) {
  Problem made = problem(kind, effect, std::move(sentence));
  made.column = table_.layout().columns[column].name;
  made.found = text(column);
  problems_.add(std::move(made));
}

bool RowReader::blank_from(std::size_t column) const {
  for (; column < table_.layout().columns.size(); ++column)
    if (!cell(column).empty()) return false;
  return true;
}

care::Provenance RowReader::provenance() const {
  care::Provenance provenance;
  provenance.source = care::Source::return_file;
  provenance.import = import_;
  provenance.row = table_.row(index_);
  provenance.collection_year = year_;
  return provenance;
}

care::OptionalDate RowReader::date(std::size_t column, int years_ahead) {
  if (cell(column).empty()) return std::nullopt;
  const auto read = parse_return_date(cell(column), year_ + years_ahead);
  if (!read)
    note(ProblemKind::not_a_date, Effect::value_left_out, column,
         fmt::format("{{}} {} {}", why_no_date(cell(column)), kValueOut));
  return read;
}

care::OptionalDate RowReader::birth_date(std::size_t column) {
  constexpr int kOldest = 30;  // care leavers are followed up to the age of 25
  const auto read = date(column);
  if (read && (*read > year_end(year_) || *read < add_months(year_start(year_), -12 * kOldest)))
    note(ProblemKind::implausible_date, Effect::noted, column,
         fmt::format("{{}} cannot be the date of birth of a child or a care leaver of {}. {}",
                     year_words(year_), kKept));
  return read;
}

bool RowReader::needed_date(std::size_t column, Date& out) {
  if (cell(column).empty()) {
    note(ProblemKind::missing_value, Effect::row_left_out, column,
         fmt::format("The date is missing. {}", kRowOut));
    return false;
  }
  care::OptionalDate read;
  if (!end_date(column, read)) return false;
  out = *read;
  return true;
}

bool RowReader::end_date(std::size_t column, care::OptionalDate& out) {
  if (cell(column).empty()) return true;
  out = parse_return_date(cell(column), year_);
  if (!out)
    note(ProblemKind::not_a_date, Effect::row_left_out, column,
         fmt::format("{{}} {} {}", why_no_date(cell(column)), kRowOut));
  else if (*out > add_months(year_end(year_), 12))
    note(ProblemKind::implausible_date, Effect::noted, column,
         fmt::format("{{}} is more than a year after the end of {}. {}", year_words(year_), kKept));
  return out.has_value();
}

Code RowReader::code(std::size_t column, bool note_invalid) {
  if (is_shortened(column)) return {};
  const auto read = Code::parse(cell(column));
  if (!read) {
    note(ProblemKind::not_a_code, Effect::value_left_out, column,
         fmt::format("{{}} cannot be a code of the return. {}", kValueOut));
    return {};
  }
  const CodeSet set = table_.layout().columns[column].codes;
  if (note_invalid && !read->blank() && set != CodeSet::none && !is_valid(set, *read, year_))
    note(ProblemKind::not_a_code, Effect::noted, column,
         fmt::format("{{}} is not one of this column's codes for {}. It was kept as it is; correct "
                     "it in the "
                     "case system or here.",
                     year_words(year_)));
  return *read;
}

std::optional<bool> RowReader::flag(std::size_t column) {
  const auto text = cell(column);
  if (text.empty()) return std::nullopt;
  if (text == "1" || text == "0") return text == "1";
  note(ProblemKind::not_a_flag, Effect::value_left_out, column,
       fmt::format("{{}} is neither 1 (yes) nor 0 (no). {}", kValueOut));
  return std::nullopt;
}

std::optional<int> RowReader::number(std::size_t column, int least, int most) {
  const auto text = cell(column);
  if (text.empty()) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size() && value >= least && value <= most)
    return value;
  note(ProblemKind::not_a_number, Effect::value_left_out, column,
       fmt::format("{{}} is not a number from {} to {}. {}", least, most, kValueOut));
  return std::nullopt;
}

bool RowReader::is_shortened(std::size_t column) {
  if (!is_shortened_number(cell(column))) return false;
  note(ProblemKind::not_an_identifier, Effect::value_left_out, column,
       "{} is a number that a spreadsheet has shortened, not an identifier: it may stand for many. "
       "The value was left out. Export the file again and give it here without opening it in a "
       "spreadsheet, or give the column the format Text there first.");
  return true;
}

PrivateText RowReader::identifier(std::size_t column) {
  return is_shortened(column) ? PrivateText() : text(column);
}

Code RowReader::permanence_date(std::size_t column) {
  if (cell(column).empty()) return {};
  const auto read = parse_permanence_date(cell(column), year_);
  if (!read)
    note(ProblemKind::not_a_date, Effect::value_left_out, column,
         fmt::format("{{}} is not a date, not even with zz for the parts that are not known. {}",
                     kValueOut));
  return read.value_or(Code{});
}

}  // namespace homeward::returns
