#include "returns/sorted_postcodes.hpp"

#include <algorithm>

#include "returns/postcode_rows.hpp"

namespace homeward::returns {

using namespace postcode_rows;

std::optional<SortedPostcodes> SortedPostcodes::in(std::string_view rows, std::size_t column,
                                                   char separator) {
  SortedPostcodes out;
  out.begin_ = rows.data();
  out.end_ = rows.data() + rows.size();
  out.column_ = column;
  out.separator_ = separator;
  for (const Order order : {Order::by_outward_code, Order::by_letters}) {
    out.order_ = order;
    if (out.take_samples()) return out;
  }
  return std::nullopt;
}

bool SortedPostcodes::take_samples() {
  constexpr std::size_t kSamples = 512;
  samples_.clear();
  const auto size = static_cast<std::size_t>(end_ - begin_);
  for (std::size_t i = 0; i < kSamples; ++i) {
    const char* const line = i == 0 ? begin_ : line_from(begin_ + size / kSamples * i);
    if (line == end_) break;
    const std::uint64_t rank = rank_of(line);
    if (!samples_.empty() && rank < samples_.back().rank) return false;
    samples_.push_back({rank, line});
  }
  return true;
}

std::uint64_t SortedPostcodes::rank(std::uint64_t key) const {
  // The key has its last letter in the lowest byte; short ones are moved up to where they begin.
  std::uint64_t inward = 0;
  if (order_ == Order::by_outward_code) {
    constexpr std::uint64_t kThreeLetters = 0xFFFFFF;
    inward = key & kThreeLetters;
    key >>= 24;
  }
  if (key != 0)
    while (key >> 56 == 0) key <<= 8;
  return key | inward;  // of four letters and three there is room for both
}

std::uint64_t SortedPostcodes::rank_of(const char* line) const {
  const char* cell = cell_of(line, end_, column_, separator_);
  return cell == nullptr ? 0 : rank(take_postcode(cell, end_, separator_));
}

// The first line that begins behind `at`.
const char* SortedPostcodes::line_from(const char* at) const {
  const char* const feed = line_end(at, end_);
  return feed == end_ ? end_ : feed + 1;
}

std::string_view SortedPostcodes::find(std::uint64_t rank) const {
  // The last sample before it, and the first that is not.
  const auto next =
      std::lower_bound(samples_.begin(), samples_.end(), rank,
                       [](const Sample& one, std::uint64_t r) { return one.rank < r; });
  const char* low = next == samples_.begin() ? begin_ : (next - 1)->line;
  const char* high = next == samples_.end() ? end_ : next->line;
  constexpr std::ptrdiff_t kFewRows = 512;
  while (high - low > kFewRows) {
    const char* const middle = line_from(low + (high - low) / 2);
    if (middle >= high) break;
    if (rank_of(middle) < rank)
      low = middle;
    else
      high = middle;
  }
  for (const char* line = low; line != end_; line = line_from(line)) {
    const std::uint64_t here = rank_of(line);
    if (here == rank) return {line, static_cast<std::size_t>(line_end(line, end_) - line)};
    if (here > rank) break;
  }
  return {};
}

}  // namespace homeward::returns
