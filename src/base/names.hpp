// The names of an enumeration's values in JSON, SQL and TOML: one list, beside the enumeration, in
// the namespace of the enumeration and in the order of its values:
//
//   enum class Kind { statutory, local };
//   constexpr auto names_of(Kind) { return named<Kind>("statutory", "local"); }
//
// A value without a name, or a name without a value, does not compile. Only for enumerations that
// begin at 0 and leave no number out.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace homeward {

namespace detail {

// Compilers write "Kind::local" for a value that has an enumerator and "(Kind)2" for one without.
template <auto Value>
consteval bool has_enumerator() {
  const std::string_view text = __PRETTY_FUNCTION__;
  const auto at = text.rfind(')');
  return at + 1 >= text.size() || text[at + 1] < '0' || text[at + 1] > '9';
}

}  // namespace detail

template <class Enum, class... Text>
consteval auto named(Text... names) {
  constexpr auto kCount = sizeof...(Text);
  static_assert(detail::has_enumerator<static_cast<Enum>(kCount - 1)>(),
                "there are more names than values");
  static_assert(!detail::has_enumerator<static_cast<Enum>(kCount)>(), "a value has no name");
  return std::array<std::string_view, kCount>{names...};
}

// Every name, in the order of the values.
template <class Enum>
inline constexpr auto all_names = names_of(Enum{});

template <class Enum>
constexpr std::string_view to_text(Enum value) {
  return all_names<Enum>[static_cast<std::size_t>(value)];
}

// Nothing for a text that is none of the names (capitals count).
template <class Enum>
constexpr std::optional<Enum> parse_name(std::string_view text) {
  for (std::size_t i = 0; i < all_names<Enum>.size(); ++i)
    if (all_names<Enum>[i] == text) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace homeward
