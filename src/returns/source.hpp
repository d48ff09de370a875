// Reading a return: named bytes in; tables of text and plain-sentence problems out.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "returns/problem.hpp"
#include "returns/table.hpp"

namespace homeward::returns {

// A file and its bytes, which must live through the call. `name` is what people know it by, with
// its folders ("2025/episodes.csv"); it is repeated in problems.
struct NamedBytes {
  std::string name;
  std::string_view bytes;
};

struct Limits {
  std::uint64_t file_bytes = 512u << 20;    // of one file, unpacked; at most 4 GB - 1
  std::uint64_t total_bytes = 1024u << 20;  // of everything, unpacked
  std::uint64_t ratio = 200;                // unpacked to packed, of one entry of a zip
  std::size_t files = 500;                  // files, and entries of all zips
  std::size_t rows = 5'000'000;             // of all tables; a child for six, 10 XML tags for each
  std::size_t columns = 200;
  std::size_t cell_bytes = 4096;
  std::size_t xml_depth = 16;
};

struct Options {
  // Today, or the day for which the files are read. A date after it is not used to tell the year,
  // and its collection year is taken where no date tells one.
  Date as_of;
  // Collection year of the (latest) return. When absent it is told from the dates: see below.
  std::optional<int> collection_year;
  Limits limits;
};

// One delivery for one collection year.
struct Return {
  int collection_year = 0;
  bool year_inferred = false;
  std::string year_reason;  // "2025-26, told by 1 234 of 1 240 dates in episodes.csv"
  std::string folder;       // where its files lay; empty for the top
  std::array<Table, kTables> tables;

  const Table& operator[](TableId id) const { return tables[static_cast<std::size_t>(id)]; }
  Table& operator[](TableId id) { return tables[static_cast<std::size_t>(id)]; }
};

struct Reading {
  std::vector<Return> returns;    // earliest collection year first
  std::vector<Problem> problems;  // by file, row, column
};

// True if what was read as last year's return tells no year, or tells an earlier one: then it is to
// be read again as the return for `year`. A few files may hold no date of their own year.
bool may_be_for(const Reading& previous, int year);

// Files are known by their content: a zip is opened, XML is read, anything else is taken as CSV and
// known by its set of columns, whatever its name.
//
// Which files make one return: those of one folder (a zip is a folder). Where a folder holds the
// same table twice, the names tell whether it is two years: "last", "previous", "prev" or a year in
// a name ("header_last.csv", "Header 2024-25.csv") makes a second return of those files. Otherwise
// the first by name is read and the second reported. A file that is plainly last year's by its
// first or last word ("oc3_last.csv") is so without this year's beside it. An XML file is a return
// by itself. Beside CSV files of the same folder it is passed over if it says the same, and gives
// the tables they lack if it shares none with them; otherwise it is reported and left out, unless
// its name tells another year.
//
// The year, when not given, is the latest collection year not after `as_of` in which at least one
// in fifty of the return's event dates falls; but the year that most dates fall in, if fewer than
// one in ten fall in a later one, or only such of the four months after its end. Dates of a later
// year than the one taken are told. The dates are those of Episodes (DECOM, DEC), else
// of Missing, SWEpisodes, Reviews, AD1 and PlacedAdoption together. Birth dates and DUC do not
// count. A given year is the latest return's; "last" beside it is the year before. Where no date
// tells the year, or few dates tell an earlier one, the year in the name of the folder counts. A
// folder named "last year" or "previous" is the year before the return above or beside it; so is
// the only return below another's folder, unless its dates are many and tell something else.
//
// Nothing readable gives no returns, and problems that say why. Throws only std::bad_alloc.
Reading read_return(const std::vector<NamedBytes>& files, const Options& options);

}  // namespace homeward::returns
