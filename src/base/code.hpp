// Code: a short upper-case code of the SSDA903 return ("C2", "CARPL", "XXXXXXX", "SC123456"),
// held in eight bytes so that records stay small and comparisons are one instruction.
// Unknown codes are kept as they came: which codes are valid in which year is data.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace homeward {

class Code {
 public:
  constexpr Code() = default;
  // Compile-time codes: Code("C2"). Longer than eight characters does not compile.
  template <std::size_t N>
    requires(N <= 9)
  consteval Code(const char (&text)[N])
      : packed_(pack({text, N - 1})) {}  // NOLINT(google-explicit-constructor)

  // Trims spaces and upper-cases ASCII letters. Nothing if it is longer than eight characters or
  // holds anything but printable ASCII; an empty text gives the blank code.
  static std::optional<Code> parse(std::string_view text);

  constexpr bool blank() const { return packed_ == 0; }
  constexpr char front() const { return static_cast<char>(packed_ >> 56); }
  std::string text() const;
  constexpr std::uint64_t packed() const { return packed_; }
  constexpr bool starts_with(std::string_view prefix) const {
    for (std::size_t i = 0; i < prefix.size(); ++i)
      if (static_cast<char>(packed_ >> (56 - 8 * i)) != prefix[i]) return false;
    return true;
  }

  constexpr auto operator<=>(const Code&) const = default;

 private:
  static constexpr std::uint64_t pack(std::string_view text) {
    std::uint64_t packed = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
      packed |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << (56 - 8 * i);
    return packed;
  }
  std::uint64_t packed_ = 0;
};

}  // namespace homeward
