// From the rows of a return to children's records.
#pragma once

#include <bitset>
#include <vector>

#include "care/record.hpp"
#include "returns/source.hpp"

namespace homeward::returns {

struct ImportContext {
  ImportId import;  // becomes the provenance of every fact; 0 when it is not known yet
};

// The children of one return.
// By TableId.
using TableSet = std::bitset<kTables>;

struct Records {
  int collection_year = 0;
  // Sorted by number; each record in the order of care::sort_record. Ids and versions are 0.
  std::vector<care::ChildRecord> children;
  // Beside `children`: the tables of which all rows that the return holds for the child are here.
  // Not among them: a table that came with no file, or of which a row was left out, of this child
  // or of nobody knows whom. What is absent from such a table means nothing.
  std::vector<TableSet> whole;
  std::vector<Problem> problems;
};

// Rows that can be used are used:
//  - a row without a child, or without the date that makes it what it is (DECOM, REVIEW, MIS_START,
//    SW_DECOM, DOLO_START), is left out; so is one whose end (DEC, MIS_END, SW_DEC, DOLO_END,
//    DATE_PLACED_CEASED) is written but is no date, because "still open" would be untrue;
//  - any other unreadable value is left out and unknown; blank is unknown, never zero or no;
//  - a code that is not valid in the year is kept and noted; one that does not fit a Code is left
//  out;
//  - of two rows for the same fact (natural_key.hpp) the first is kept;
//  - a child without a row in Header is made all the same; the birth date is taken from the first
//    row that holds one, else unknown;
//  - rows of OC2, AD1, PlacedAdoption and PrevPerm with nothing but CHILD and DOB say nothing and
//    are passed over silently; such a row of OC3 says that the child is a care leaver.
// SEX 1 and 2 become M and F. V3 and V4 episodes are kept.
Records to_records(const Return& from, const ImportContext& context);

}  // namespace homeward::returns
