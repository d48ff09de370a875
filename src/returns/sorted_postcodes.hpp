// Finds postcodes in a file that is sorted by them, by bisection.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace homeward::returns {

class SortedPostcodes {
 public:
  // `rows` are those below the heading, `column` is where the postcode stands among the
  // cells, which `separator` separates. Nothing if a few
  // hundred of them do not stand in order; between those the order is not looked at, so that what
  // find() does not find may still be there. `rows` must live as long as this.
  static std::optional<SortedPostcodes> in(std::string_view rows, std::size_t column,
                                           char separator);

  // What a postcode counts for in the order of this file. `key` as postcode_rows::key_of gives it.
  std::uint64_t rank(std::uint64_t key) const;
  // The first row with a postcode of this rank, without its line feed; empty: not found.
  std::string_view find(std::uint64_t rank) const;

 private:
  // With "AB1 0AA" before "AB10 1AA", as the Directory has them, or letter by letter.
  enum class Order : std::uint8_t { by_outward_code, by_letters };
  struct Sample {
    std::uint64_t rank;
    const char* line;
  };
  std::uint64_t rank_of(const char* line) const;
  const char* line_from(const char* at) const;
  bool take_samples();

  const char *begin_ = nullptr, *end_ = nullptr;
  std::size_t column_ = 0;
  char separator_ = ',';
  Order order_ = Order::by_outward_code;
  std::vector<Sample> samples_;
};

}  // namespace homeward::returns
