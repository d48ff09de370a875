// Reads one table of Ofsted's list, row by row.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "returns/provider_columns.hpp"
#include "returns/providers.hpp"

namespace homeward::returns {

// Takes rows until the heading has come, and then providers.
class ProviderReader {
 public:
  // `name` is how the table is called in notes; `words` are further ones that may tell its kind,
  // like the tab of a sheet.
  ProviderReader(Providers& into, std::string name, std::string_view words, bool counts_from_1904);

  // False when there is nothing more to read for: no heading where one should be, or too much.
  bool take(std::span<const std::string_view> cells);

  bool found_heading() const { return heading_.has_value(); }
  bool found_too_many() const { return too_many_; }
  // Call once, after the last row.
  void finish();

 private:
  // Something that could not be read: how often, and how it was written the first time.
  struct Unread {
    std::size_t times = 0;
    std::string first;
    void add(std::string_view cell);
  };
  std::string_view cell(std::span<const std::string_view> cells, ProviderColumn column) const;
  std::optional<Code> urn_of(std::string_view cell);
  std::optional<Date> closing_of(std::string_view cell);
  std::string area_of(std::span<const std::string_view> cells);
  void take_title(std::span<const std::string_view> cells);
  void take_kinds(const Provider& provider, std::string_view kind);
  void note(const Unread& unread, std::string_view what, std::string_view so);

  Providers& into_;
  ProviderTable table_;
  bool counts_from_1904_;
  std::optional<ProviderHeading> heading_;
  std::size_t titles_ = 0;
  std::size_t before_;  // how many providers earlier tables had
  bool too_many_ = false;
  std::map<std::string, std::string, std::less<>> areas_;  // by what the cell says
  Unread urns_, shortened_, place_codes_, provider_codes_, closings_, authorities_;
};

}  // namespace homeward::returns
