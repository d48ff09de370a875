// The columns of a list of providers, by the names that Ofsted, the DfE and the sector give them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace homeward::returns {

enum class ProviderColumn : std::uint8_t {
  urn,
  place_codes,     // placement types it may be returned with
  provider_codes,  // PLACE_PROVIDER values
  postcode,        // of the setting
  reg_end,         // the day it was closed or deregistered
  la_code,         // ONS code or DfE number of its authority
  la_name,         // the same by name
  kind,            // what kind of provider it is, in words
};
inline constexpr std::size_t kProviderColumnCount = 8;

// Where each column stands in a row of headings.
class ProviderHeading {
 public:
  // Nothing if the row is no heading: one has a URN and at least one other of the columns that tell
  // something of it. Case, spaces, punctuation and what stands in brackets do not count. Where two
  // would do, the one whose name comes first in provider_columns.cpp is taken.
  static std::optional<ProviderHeading> in(std::span<const std::string_view> cells);

  bool has(ProviderColumn column) const { return places_[index(column)] != kNowhere; }
  // The cell of a row; empty where the row or the list has none.
  std::string_view cell(std::span<const std::string_view> cells, ProviderColumn column) const {
    const std::size_t place = places_[index(column)];
    return place < cells.size() ? cells[place] : std::string_view{};
  }

 private:
  static constexpr std::size_t kNowhere = ~std::size_t{0};
  static std::size_t index(ProviderColumn column) { return static_cast<std::size_t>(column); }
  std::array<std::size_t, kProviderColumnCount> places_{};
};

}  // namespace homeward::returns
