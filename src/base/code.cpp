#include "base/code.hpp"

#include "base/text.hpp"

namespace homeward {

std::optional<Code> Code::parse(std::string_view text) {
  const auto trimmed = text::trim(text);
  if (trimmed.size() > 8) return std::nullopt;
  std::uint64_t packed = 0;
  for (std::size_t i = 0; i < trimmed.size(); ++i) {
    char c = trimmed[i];
    if (c < 0x21 || c > 0x7e) return std::nullopt;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    packed |= static_cast<std::uint64_t>(static_cast<unsigned char>(c)) << (56 - 8 * i);
  }
  Code code;
  code.packed_ = packed;
  return code;
}

std::string Code::text() const {
  std::string out;
  for (int shift = 56; shift >= 0; shift -= 8) {
    const char c = static_cast<char>(packed_ >> shift);
    if (c == 0) break;
    out.push_back(c);
  }
  return out;
}

}  // namespace homeward
