// Reads bytes as one file of a return, all the way to records and lines, and checks what must hold
// of any input.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "returns/amend.hpp"

namespace homeward::fuzz {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline void read_as(const char* name, const std::uint8_t* data, std::size_t size) {
  returns::Options options;
  options.as_of = *Date::of(2026, 6, 1);
  options.limits.file_bytes = options.limits.total_bytes = 8 << 20;
  options.limits.cell_bytes = 256;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const returns::Reading reading = returns::read_return({{name, bytes}}, options);
  for (const returns::Problem& problem : reading.problems)
    require(!returns::to_line(problem).empty());
  for (const returns::Return& each : reading.returns) {
    for (const returns::Table& table : each.tables)
      for (std::size_t row = 0; row < table.size(); ++row) {
        require(table.row(row) > 0);
        for (std::size_t column = 0; column < table.layout().columns.size(); ++column)
          require(table.cell(row, column).size() <= options.limits.cell_bytes);
      }
    returns::Records records = returns::to_records(each, {});
    require(records.children.size() == records.whole.size());
    for (const returns::Problem& problem : records.problems)
      require(!returns::to_log_line(problem).empty());
    // The same return twice is the same as once.
    const std::size_t children = records.children.size();
    returns::Records again = returns::to_records(each, {});
    std::vector<returns::Records> both;
    both.push_back(std::move(records));
    both.push_back(std::move(again));
    require(returns::merge(std::move(both)).children.size() == children);
  }
}

}  // namespace homeward::fuzz
