// The layout of the SSDA903 return as data: tables, columns, and the codes valid in each year.
// Source: docs/ssda903-layout.md, which says what is confirmed (C) and what is not (U).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/code.hpp"

namespace homeward::returns {

enum class TableId : std::uint8_t {
  header,
  episodes,
  reviews,
  uasc,
  oc2,
  oc3,
  ad1,
  placed_adoption,
  prev_perm,
  missing,
  sw_episodes,
  dolo
};
inline constexpr std::size_t kTables = 12;

enum class CellType : std::uint8_t {
  child,
  text,
  date,
  permanence_date,
  code,
  flag,
  number,
  postcode
};

enum class Need : std::uint8_t {
  required,     // every row fills it
  conditional,  // depends on other items
  xml_only,     // the CSV form has no such column; its cells are then blank
};

enum class CodeSet : std::uint8_t {
  none,
  sex,
  ethnicity,
  new_episode,
  legal_status,
  category_of_need,
  placement,
  provider,
  reason_ended,
  placement_change,
  participation,
  sdq_reason,
  in_touch,
  activity,
  accommodation,
  adopters_sex,
  adopters_legal_status,
  adoption_reversed,
  previous_permanence,
  missing,
  worker_change
};

struct ColumnSchema {
  std::string_view name;
  CellType type;
  Need need;
  CodeSet codes = CodeSet::none;
};

struct TableSchema {
  TableId id;
  std::string_view name;         // "Header", "Episodes", … as the validation rules name them
  std::string_view xml_element;  // the element that holds one row
  int first_year;                // the collection year that the table came in; 0 = before 2017
  std::span<const ColumnSchema> columns;
};

// In TableId's order.
std::span<const TableSchema, kTables> schemas();
const TableSchema& schema(TableId id);

struct ValidCode {
  Code code;
  int first_year = 0;  // collection years, both included
  int last_year = 9999;
};

// Empty for CodeSet::none.
std::span<const ValidCode> codes(CodeSet set);
// A blank code and CodeSet::none are not valid.
bool is_valid(CodeSet set, Code code, int collection_year);

// Positions of the columns, for Table::cell. schema_test.cpp holds them to the names.
namespace header {
enum Column : std::uint8_t { child, sex, dob, ethnic, upn, mother, mc_dob, uasc };
}
namespace episodes {
enum Column : std::uint8_t {
  child,
  decom,
  rne,
  ls,
  cin,
  place,
  place_provider,
  dec,
  rec,
  reason_place_change,
  home_post,
  pl_post,
  urn
};
}
namespace reviews {
enum Column : std::uint8_t { child, dob, review, review_code };
}
namespace uasc {
enum Column : std::uint8_t { child, sex, dob, duc };
}
namespace oc2 {
enum Column : std::uint8_t {
  child,
  dob,
  sdq_score,
  sdq_reason,
  convicted,
  health_check,
  immunisations,
  teeth_check,
  health_assessment,
  substance_misuse,
  intervention_received,
  intervention_offered
};
}
namespace oc3 {
enum Column : std::uint8_t { child, dob, in_touch, activ, accom };
}
namespace ad1 {
enum Column : std::uint8_t {
  child,
  dob,
  date_int,
  date_match,
  foster_care,
  nb_adoptr,
  sex_adoptr,
  ls_adoptr
};
}
namespace placed_adoption {
enum Column : std::uint8_t { child, dob, date_placed, date_placed_ceased, reason_placed_ceased };
}
namespace prev_perm {
enum Column : std::uint8_t { child, dob, prev_perm, la_perm, date_perm };
}
namespace missing {
enum Column : std::uint8_t { child, dob, missing, mis_start, mis_end };
}
namespace sw_episodes {
enum Column : std::uint8_t { child, dob, sw_id, sw_decom, sw_dec, sw_reason };
}
namespace dolo {
enum Column : std::uint8_t { child, dob, dolo_start, dolo_end };
}

}  // namespace homeward::returns
