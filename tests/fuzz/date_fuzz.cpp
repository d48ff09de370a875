#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "returns/dates.hpp"

// A date that is read can be written in both forms and read again as the same day; a two-digit
// year never lies after the year given.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace homeward;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto date = returns::parse_return_date(text, 2026)) {
    if (returns::parse_return_date(date->british(), 2026) != date) std::abort();
    if (returns::parse_return_date(date->iso(), 2026) != date) std::abort();
  }
  if (const auto code = returns::parse_permanence_date(text, 2026))
    if (code->text().size() != 8) std::abort();
  return 0;
}
