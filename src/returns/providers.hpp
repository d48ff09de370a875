// Ofsted's list of settings and agencies, by their number (URN).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/code.hpp"
#include "base/date.hpp"
#include "base/result.hpp"
#include "returns/postcodes.hpp"

namespace homeward::returns {

struct Provider {
  Code urn;
  std::vector<Code> place_codes;     // placement types it may be returned with; empty = not told
  std::vector<Code> provider_codes;  // PLACE_PROVIDER values; empty = not told
  std::string postcode;              // plain (postcodes.hpp); empty = not told
  std::string area;                  // of its authority, as PostcodePlace::area; empty = not told
  std::optional<Date> closed_on;     // deregistered; nothing = open, or not told

  // Adds what another row says about the same provider: the codes of both, closed when the later
  // one is. Where the rows contradict each other, or only one of two tables says something, it
  // counts as not told.
  void join(const Provider& other);

  bool closing_told = false;  // nothing in closed_on then means open
  bool place_codes_unsure = false, provider_codes_unsure = false, postcode_unsure = false,
       area_unsure = false;
};

// One table of the list: a CSV file, or a sheet of a workbook.
struct ProviderTable {
  // The columns that rules ask for; each may be there or not.
  enum Column : std::uint8_t { place_codes, provider_codes, postcode, reg_end, area };
  static constexpr std::size_t kColumns = 5;

  std::string name;         // "ofsted.xlsx, sheet “Providers”"
  std::size_t numbers = 0;  // different URNs in it
  bool has[kColumns] = {};
  // Which kinds of settings it lists. Both false: nothing in it tells.
  bool lists_supported = false, lists_others = false;
  bool any_open = false;   // some number in it is not closed
  bool any_again = false;  // some number in it stands in another table too
};

class Providers {
 public:
  // A CSV or XLSX file (told by its bytes) with the columns URN and some of: placement codes
  // (PLACE_CODES), provider codes (PROVIDER_CODES), postcode (POSTCODE), date of closure (REG_END),
  // authority (LA_CODE_INFERRED, or by its name: "Local authority"); in any order and case, also
  // under the other names listed in provider_columns.cpp; other columns are passed over. The
  // heading may stand below a few lines of title. Codes are separated by anything, "U1-U6" are six;
  // what is no code of the return is not told. URNs are text: "0012345" stays, a number of a
  // spreadsheet loses its ".0". Every sheet with such columns is read. Rows of one URN are joined:
  // codes of all, closed when the last one is.
  // Errors: no URN column or nothing beside it; not readable; empty.
  static Result<Providers> read(const std::string& name, std::string_view bytes);

  // Joins another file of the list: children's homes and supported accommodation come as two.
  void add(Providers other);

  // Gives every provider whose authority the list does not tell the one in which its postcode lies.
  void take_areas(const Postcodes& postcodes);

  bool areas_by_postcode() const { return areas_by_postcode_; }

  const Provider* find(Code urn) const;
  std::size_t size() const { return list_.size(); }
  const std::vector<ProviderTable>& tables() const { return tables_; }
  bool tells(ProviderTable::Column column) const;  // some table has it, or take_areas made it up
  // Whether supported accommodation is on the list at all, and whether anything else is. Where
  // neither codes nor words tell, a list is taken as one of the other settings. But beside a list
  // that gives placement codes, a list of other numbers without codes is taken as one of supported
  // accommodation, and a note says so.
  bool lists_supported() const { return lists_supported_; }
  bool lists_others() const { return lists_others_; }
  // Some URNs came as "1.23457E+06" and are lost, so a URN that is not found may be on the list
  // after all.
  bool has_shortened_urns() const { return shortened_; }
  // What was assumed or could not be read, in plain sentences that begin with the file's name.
  const std::vector<std::string>& notes() const { return notes_; }
  void add_note(std::string sentence) { notes_.push_back(std::move(sentence)); }

 private:
  friend class ProviderReader;
  std::size_t join(const Provider& provider);  // gives where it stands in list_
  void tell_kinds();

  std::vector<Provider> list_;
  std::unordered_map<std::uint64_t, std::size_t> by_urn_;
  std::vector<ProviderTable> tables_;
  std::vector<std::string> notes_;
  bool lists_supported_ = false, lists_others_ = false;
  bool shortened_ = false, areas_by_postcode_ = false;
};

}  // namespace homeward::returns
