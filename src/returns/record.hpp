// From the rows of a return to children's records.
#pragma once

#include <bitset>
#include <map>
#include <string>
#include <vector>

#include "care/record.hpp"
#include "returns/source.hpp"

namespace homeward::returns {

// From one identifier of a child to the identifier that is to be used instead: personal data.
using Numbers = std::map<std::string, std::string, std::less<>>;

struct ImportContext {
  ImportId import;  // becomes the provenance of every fact; 0 when it is not known yet
  Numbers numbers;  // identifiers that are to be taken for others (leading_zeros.hpp)
};

// The children of one return.
// By TableId.
using TableSet = std::bitset<kTables>;

struct Records {
  int collection_year = 0;
  // Sorted by number; each record in the order of care::sort_record. Ids and versions are 0.
  std::vector<care::ChildRecord> children;
  // Beside `children`: for each child, the tables of which we have every row that the return holds
  // about them. A table is not among them if no file came for it, or if a row of it was left out
  // that was about this child or about nobody we can tell. A row that is absent from such a table
  // means nothing.
  std::vector<TableSet> whole;
  std::vector<Problem> problems;
  // Header and Episodes both came, and each of their rows names its child: a child who is not here
  // is not in the return. One file alone does not say so.
  bool names_everyone = false;
};

// Rows that can be used are used:
//  - a row without a child, or without the date that makes it what it is (DECOM, REVIEW, MIS_START,
//    SW_DECOM, DOLO_START), is left out; so is one whose end (DEC, MIS_END, SW_DEC, DOLO_END,
//    DATE_PLACED_CEASED) is written but is no date, because "still open" would be untrue;
//  - any other unreadable value is left out and unknown; blank is unknown, never zero or no;
//  - a code that is not valid in the year is kept and noted; one that does not fit a Code is left
//  out;
//  - of two rows for the same fact (natural_key.hpp) the first is kept; two times missing on one
//    day are two facts, also if the rows say the same;
//  - a child without a row in Header is made all the same; the birth date is taken from the first
//    row that holds one, else unknown;
//  - rows of OC2, AD1, PlacedAdoption and PrevPerm with nothing but CHILD and DOB say nothing and
//    are passed over silently; such a row of OC3 says that the child is a care leaver.
// SEX 1 and 2 become M and F. V3 and V4 episodes are kept.
Records to_records(const Return& from, const ImportContext& context);

}  // namespace homeward::returns
