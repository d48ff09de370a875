#include "returns/xml_refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace homeward::returns {

namespace {

constexpr std::string_view kDoctype =
    "Line {} of this XML file declares a document type (DOCTYPE), which a return does not have. "
    "The file was left out; export it again without it.";
constexpr std::string_view kEntity =
    "Line {} of this XML file holds a reference to an entity (such as &name;), so what was meant "
    "cannot be told. The file was left out; export it again with the value itself in its place.";
constexpr std::string_view kCharacter =
    "Line {} of this XML file holds a control character, which XML forbids. The file was left out; "
    "correct the value in the case system and export it again.";

bool is_forbidden(std::uint32_t code) {
  return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') ||
         (code >= 0xD800 && code < 0xE000) || code == 0xFFFE || code == 0xFFFF || code > 0x10FFFF;
}

bool is_in_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == ':' || c == '.' || c == '-' || c == '#' || static_cast<unsigned char>(c) >= 0x80;
}

// "amp" and "#38": why a reference with this name is refused; nothing if it is one that XML knows.
std::optional<std::string_view> refusal(std::string_view name) {
  for (const std::string_view known : {"amp", "lt", "gt", "quot", "apos"})
    if (name == known) return std::nullopt;
  if (!name.starts_with('#')) return kEntity;
  name.remove_prefix(1);
  const bool hex = name.starts_with('x');
  if (hex) name.remove_prefix(1);
  std::uint32_t code = 0;
  const char* const last = name.data() + name.size();
  const auto [end, error] = std::from_chars(last - name.size(), last, code, hex ? 16 : 10);
  if (end != last || error == std::errc::invalid_argument) return kEntity;
  if (error != std::errc{} || is_forbidden(code)) return kCharacter;
  return std::nullopt;
}

std::string said(std::string_view sentence, std::string_view text, std::size_t at) {
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<long>(at), '\n');
  return fmt::format(fmt::runtime(sentence), line);
}

}  // namespace

std::optional<std::string> why_xml_is_refused(std::string_view text) {
  std::string_view inside_until;  // of a comment, a CDATA section or an instruction; empty outside
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x20 && is_forbidden(static_cast<unsigned char>(c)))
      return said(kCharacter, text, at);
    if (!inside_until.empty()) {
      if (c == '>' && text.substr(0, at + 1).ends_with(inside_until)) inside_until = {};
      continue;
    }
    const std::string_view rest = text.substr(at);
    if (c == '<' && rest.size() > 1 && (rest[1] == '!' || rest[1] == '?')) {
      if (rest.starts_with("<?"))
        inside_until = "?>";
      else if (rest.starts_with("<!--"))
        inside_until = "-->";
      else if (rest.starts_with("<![CDATA["))
        inside_until = "]]>";
      else
        return said(kDoctype, text, at);
      at += rest.starts_with("<!--") ? 3 : 1;  // <!--> is no comment
    } else if (c == '&') {
      std::size_t end = 1;
      while (end < rest.size() && is_in_name(rest[end])) ++end;
      if (end == 1 || end == rest.size() || rest[end] != ';') continue;
      if (const auto why = refusal(rest.substr(1, end - 1))) return said(*why, text, at);
      at += end;
    }
  }
  return std::nullopt;
}

}  // namespace homeward::returns
