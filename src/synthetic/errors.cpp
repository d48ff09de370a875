#include "synthetic/errors.hpp"

#include <array>

#include "synthetic/world.hpp"

namespace homeward::synthetic {

namespace {

constexpr std::array<std::string_view, kErrorKinds> kNames{"ends_before_start",
                                                           "overlapping_episodes",
                                                           "review_code_missing",
                                                           "code_not_in_list",
                                                           "need_changes_in_care",
                                                           "end_without_reason",
                                                           "missing_ends_before_start",
                                                           "born_after_entry",
                                                           "date_cut",
                                                           "date_impossible",
                                                           "birth_date_differs",
                                                           "row_short",
                                                           "row_twice"};

constexpr int kInRecords = 8;  // the kinds before date_cut

// The place of an episode that has one before and one after it in the same period; 0 if there is
// none.
std::size_t middle_episode(const care::ChildRecord& record, Random& random) {
  if (record.episodes.size() < 3) return 0;
  const std::size_t i =
      1 + static_cast<std::size_t>(random.below(static_cast<int>(record.episodes.size()) - 2));
  const bool inside = record.episodes[i].reason_for_new_episode != "S" &&
                      record.episodes[i + 1].reason_for_new_episode != "S";
  return inside ? i : 0;
}

// False if this record offers no place for the kind.
bool put_in(ErrorKind kind, care::ChildRecord& record, Random& random, InjectedError& error) {
  const auto at = [&](std::string_view table, std::string_view column, care::OptionalDate date) {
    error.table = table;
    error.column = column;
    error.row_date = date;
    return true;
  };
  const std::size_t i = middle_episode(record, random);
  switch (kind) {
    case ErrorKind::ends_before_start:
      if (i == 0) return false;
      record.episodes[i].ended_on = record.episodes[i].started_on - random.between(1, 9);
      return at("Episodes", "DEC", record.episodes[i].started_on);
    case ErrorKind::overlapping_episodes:
      if (i == 0 || record.episodes[i].started_on - record.episodes[i - 1].started_on < 12)
        return false;
      record.episodes[i].started_on = record.episodes[i].started_on - random.between(2, 9);
      return at("Episodes", "DECOM", record.episodes[i].started_on);
    case ErrorKind::review_code_missing: {
      if (record.reviews.empty()) return false;
      care::Review& row = record.reviews.back();
      row.participation = Code{};
      return at("Reviews", "REVIEW_CODE", row.held_on);
    }
    case ErrorKind::code_not_in_list:
      if (i == 0) return false;
      record.episodes[i].legal_status = Code("Q9");
      return at("Episodes", "LS", record.episodes[i].started_on);
    case ErrorKind::need_changes_in_care:
      if (i == 0) return false;
      record.episodes[i].category_of_need =
          record.episodes[i].category_of_need == "N7" ? Code("N6") : Code("N7");
      return at("Episodes", "CIN", record.episodes[i].started_on);
    case ErrorKind::end_without_reason:
      if (i == 0) return false;
      record.episodes[i].reason_ended = Code{};
      return at("Episodes", "REC", record.episodes[i].started_on);
    case ErrorKind::missing_ends_before_start: {
      if (record.missing_periods.empty() || !record.missing_periods.back().ended_on) return false;
      care::MissingPeriod& row = record.missing_periods.back();
      row.ended_on = row.started_on - random.between(1, 5);
      return at("Missing", "MIS_END", row.started_on);
    }
    case ErrorKind::born_after_entry:
      if (record.episodes.empty()) return false;
      record.child.born_on = record.episodes.front().started_on + random.between(3, 25);
      return at("Header", "DOB", record.child.born_on);
    default:
      return false;
  }
}

}  // namespace

std::string_view error_name(ErrorKind kind) {
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<InjectedError> spoil(std::vector<care::ChildRecord>& children, std::uint64_t seed,
                                 int per_ten_thousand) {
  std::vector<InjectedError> errors;
  Random random(seed, static_cast<std::uint64_t>(Stream::errors), 0);
  int turn = 0;
  for (care::ChildRecord& record : children) {
    if (random.below(10'000) >= per_ten_thousand) continue;
    for (int tries = 0; tries < kInRecords; ++tries) {
      InjectedError error;
      error.kind = static_cast<ErrorKind>(turn++ % kInRecords);
      error.child = record.child.number;
      if (!put_in(error.kind, record, random, error)) continue;
      errors.push_back(std::move(error));
      break;
    }
  }
  return errors;
}

}  // namespace homeward::synthetic
