#include "synthetic/errors.hpp"

#include <algorithm>
#include <array>
#include <optional>

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
                                                           "row_long",
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

namespace {

struct Csv {
  std::string_view file, table;
};
constexpr std::array<Csv, 12> kCsvs{{{"header.csv", "Header"},
                                     {"episodes.csv", "Episodes"},
                                     {"reviews.csv", "Reviews"},
                                     {"uasc.csv", "UASC"},
                                     {"oc2.csv", "OC2"},
                                     {"oc3.csv", "OC3"},
                                     {"ad1.csv", "AD1"},
                                     {"placed_adoption.csv", "PlacedAdoption"},
                                     {"prev_perm.csv", "PrevPerm"},
                                     {"missing.csv", "Missing"},
                                     {"sw_episodes.csv", "SWEpisodes"},
                                     {"dolo.csv", "DoLo"}}};

using Cells = std::vector<std::string>;

// The files are our own: no quotes, lines end in CRLF.
std::vector<Cells> parse(const std::string& bytes) {
  std::vector<Cells> rows;
  for (std::size_t from = 0; from < bytes.size();) {
    const std::size_t end = std::min(bytes.find("\r\n", from), bytes.size());
    Cells cells(1);
    for (std::size_t i = from; i < end; ++i) {
      if (bytes[i] == ',')
        cells.emplace_back();
      else
        cells.back() += bytes[i];
    }
    rows.push_back(std::move(cells));
    from = end + 2;
  }
  return rows;
}

std::string text_of(const std::vector<Cells>& rows) {
  std::string bytes;
  for (const Cells& cells : rows) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) bytes += ',';
      bytes += cells[i];
    }
    bytes += "\r\n";
  }
  return bytes;
}

bool is_date(const std::string& cell) {
  return cell.size() == 10 && cell[2] == '/' && cell[5] == '/' && cell[0] != 'z';
}

// The column to spoil in a row of that table for that kind; nothing if it offers no place.
std::optional<std::size_t> place_in(ErrorKind kind, std::string_view table, const Cells& heading,
                                    const Cells& row, Random& random) {
  if (kind == ErrorKind::row_twice)
    return table == "Header" ? std::optional<std::size_t>(0) : std::nullopt;
  if (kind == ErrorKind::row_long)
    return row.size() > 3 ? std::optional<std::size_t>(0) : std::nullopt;
  std::vector<std::size_t> places;
  for (std::size_t i = 1; i < row.size(); ++i) {
    const bool birth = heading[i] == "DOB";
    // No rule of the return compares the birth dates of these two tables.
    const bool compared = table != "Header" && table != "SWEpisodes" && table != "DoLo";
    const bool wanted = kind == ErrorKind::birth_date_differs ? birth && compared : !birth;
    if (wanted && is_date(row[i])) places.push_back(i);
  }
  if (places.empty()) return std::nullopt;
  return random.one_of(places);
}

}  // namespace

std::vector<InjectedError> spoil_csv(std::vector<std::pair<std::string, std::string>>& files,
                                     std::uint64_t seed, int per_ten_thousand) {
  std::vector<InjectedError> errors;
  Random random(seed, static_cast<std::uint64_t>(Stream::file_errors), 0);
  int turn = 0;
  for (auto& file : files) {
    const std::string& name = file.first;
    std::string& bytes = file.second;
    const auto known =
        std::find_if(kCsvs.begin(), kCsvs.end(), [&](const Csv& csv) { return csv.file == name; });
    if (known == kCsvs.end()) continue;
    std::vector<Cells> rows = parse(bytes);
    std::vector<Cells> twice;
    const std::size_t last = rows.size();
    for (std::size_t i = 1; i < last; ++i) {
      if (random.below(10'000) >= per_ten_thousand) continue;
      for (int tries = 0; tries < kErrorKinds - kInRecords; ++tries) {
        const auto kind = static_cast<ErrorKind>(kInRecords + turn++ % (kErrorKinds - kInRecords));
        const auto column = place_in(kind, known->table, rows[0], rows[i], random);
        if (!column) continue;
        InjectedError error;
        error.kind = kind;
        error.child = PrivateText(rows[i][0]);
        error.table = known->table;
        error.row = static_cast<std::int32_t>(i) + 1;
        std::string& cell = rows[i][*column];
        if (*column > 0) error.column = rows[0][*column];
        if (kind == ErrorKind::date_cut)
          cell.resize(static_cast<std::size_t>(random.between(4, 7)));
        if (kind == ErrorKind::date_impossible) cell.replace(0, 5, "31/02");
        if (kind == ErrorKind::birth_date_differs)
          cell.replace(6, 4, cell.substr(6, 4) == "1999" ? "1998" : "1999");
        if (kind == ErrorKind::row_long) rows[i].push_back("1");
        if (kind == ErrorKind::row_twice) {
          error.row = static_cast<std::int32_t>(last + twice.size()) + 1;
          twice.push_back(rows[i]);
        }
        errors.push_back(std::move(error));
        break;
      }
    }
    rows.insert(rows.end(), twice.begin(), twice.end());
    bytes = text_of(rows);
  }
  return errors;
}

}  // namespace homeward::synthetic
