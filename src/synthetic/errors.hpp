// Errors put in on purpose, each at a known place, so that a check can be held to finding them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "care/record.hpp"

namespace homeward::synthetic {

enum class ErrorKind : std::uint8_t {
  // In the record, so in every return written from it.
  ends_before_start,          // Episodes DEC before DECOM
  overlapping_episodes,       // Episodes DECOM before the DEC of the one before
  review_code_missing,        // Reviews REVIEW_CODE blank
  code_not_in_list,           // Episodes LS "Q9"
  need_changes_in_care,       // Episodes CIN differs inside a period of care
  end_without_reason,         // Episodes DEC without REC
  missing_ends_before_start,  // Missing MIS_END before MIS_START
  born_after_entry,           // Header DOB after the first DECOM
  // Only in the text of a file (spoil_csv).
  date_cut,            // "31/03/20"-like: the last characters of a date are lost
  date_impossible,     // 31/02
  birth_date_differs,  // DOB in one file differs from Header
  row_long,            // a row has a cell more than the heading
  row_twice,           // a Header row comes twice
};
inline constexpr int kErrorKinds = 13;

std::string_view error_name(ErrorKind kind);  // "ends_before_start"

struct InjectedError {
  ErrorKind kind{};
  PrivateText child;   // the authority's number
  std::string table;   // as the return names it: "Episodes"
  std::string column;  // "DEC"; empty when it is about the whole row
  care::OptionalDate
      row_date;  // in a record: the date that the row is known by (DECOM, REVIEW …), as spoilt
  std::int32_t row = 0;  // in a file: as a spreadsheet shows it, heading is 1; 0 in a record
};

// Puts one error into so many of every ten thousand children (of those whose record has a place for
// the kind of error whose turn it is). Records stay sorted by the dates they had before. Only rows
// with Source::return_file are changed.
std::vector<InjectedError> spoil(std::vector<care::ChildRecord>& children, std::uint64_t seed,
                                 int per_ten_thousand);

// The same per ten thousand rows, for the text of a return that returns::write_csv wrote. A row
// that comes twice is put at the end of its file (InjectedError::row is that of the second).
std::vector<InjectedError> spoil_csv(std::vector<std::pair<std::string, std::string>>& files,
                                     std::uint64_t seed, int per_ten_thousand);

}  // namespace homeward::synthetic
