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

namespace homeward::returns {

struct Provider {
  Code urn;
  std::vector<Code> place_codes;     // placement types it may be returned with; empty = not told
  std::vector<Code> provider_codes;  // PLACE_PROVIDER values; empty = not told
  std::string postcode;              // plain (postcodes.hpp); empty = not told
  std::string area;                  // of its authority, as PostcodePlace::area; empty = not told
  std::optional<Date> closed_on;     // deregistered; nothing = open, or not told
};

class Providers {
 public:
  // A CSV or XLSX file (told by its bytes) with the columns URN, PLACE_CODES, PROVIDER_CODES,
  // POSTCODE, REG_END, LA_CODE_INFERRED; in any order and case, also under the other names listed
  // in providers.cpp; other columns are passed over. The heading may stand below a few lines of
  // title. Lists of codes are separated by "," or "/" (spaces do not count). URNs are text:
  // "0012345" stays, a number of a spreadsheet loses its ".0". Of several sheets the first with
  // such columns is read. Rows of one URN are joined: codes of all, closed when the last one is.
  // Errors: no URN column or nothing beside it; not readable; empty.
  static Result<Providers> read(const std::string& name, std::string_view bytes);

  const Provider* find(Code urn) const;
  std::size_t size() const { return list_.size(); }
  // Which of the columns named above the file does not have, and so tells of no provider.
  const std::vector<std::string_view>& columns_not_there() const { return not_there_; }

 private:
  friend class ProviderReader;
  std::vector<Provider> list_;
  std::unordered_map<std::uint64_t, std::size_t> by_urn_;
  std::vector<std::string_view> not_there_;
};

}  // namespace homeward::returns
