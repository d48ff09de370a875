#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <optional>

namespace homeward::text {

namespace {

bool is_invisible(char32_t c) {
  if (c <= 0x20) return true;
  if (c < 0x2000)
    return (c >= 0x7f && c <= 0xa0) || c == 0xad || c == 0x34f || c == 0x61c || c == 0x1680 ||
           (c >= 0x180b && c <= 0x180e);
  return c <= 0x200f || (c >= 0x2028 && c <= 0x202f) || (c >= 0x205f && c <= 0x206f) ||
         c == 0x2800 || c == 0x3000 || c == 0x3164 || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff ||
         (c >= 0xfff0 && c <= 0xfffb);
}

// The character of one to three bytes that `text` is, and nothing more; none is invisible.
bool is_one_invisible(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto tail = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  switch (text.size()) {
    case 1:
      return byte(0) < 0x80 && is_invisible(byte(0));
    case 2:
      return (byte(0) & 0xE0) == 0xC0 && byte(0) >= 0xC2 && follows(1) &&
             is_invisible(static_cast<char32_t>((byte(0) & 0x1F) << 6) | tail(1));
    case 3: {
      if ((byte(0) & 0xF0) != 0xE0 || !follows(1) || !follows(2)) return false;
      const char32_t c = static_cast<char32_t>((byte(0) & 0x0F) << 12) | (tail(1) << 6) | tail(2);
      return c >= 0x800 && is_invisible(c);
    }
    default:
      return false;
  }
}

bool is_plain(char c) {  // what nearly every text begins and ends with
  return c > ' ' && c < 0x7f;
}

std::size_t invisible_at_end(std::string_view text) {
  for (std::size_t size = 1; size <= 3 && size <= text.size(); ++size)
    if (is_one_invisible(text.substr(text.size() - size))) return size;
  return 0;
}

}  // namespace

std::size_t invisible_at_start(std::string_view text) {
  if (text.empty() || is_plain(text.front())) return 0;
  for (std::size_t size = 1; size <= 3 && size <= text.size(); ++size)
    if (is_one_invisible(text.substr(0, size))) return size;
  return 0;
}

bool plain_blanks(std::string& text, std::size_t from) {
  struct Odd {
    std::string_view bytes;
    bool is_blank;
  };
  static constexpr Odd kOdd[] = {
      {"\xC2\xA0", true},      {"\xC2\xAD", false},     {"\xE2\x80\x87", true},
      {"\xE2\x80\xAF", true},  {"\xE2\x80\x8B", false}, {"\xE2\x81\xA0", false},
      {"\xEF\xBB\xBF", false},
  };
  // Most texts hold nothing but ASCII, and then three quick looks are enough.
  std::size_t first = std::string::npos;
  for (const char lead : {'\xC2', '\xE2', '\xEF'}) first = std::min(first, text.find(lead, from));
  if (first == std::string::npos) return false;
  std::size_t until = first;
  for (std::size_t at = first; at < text.size();) {
    const std::string_view rest = std::string_view(text).substr(at, 3);
    const auto* odd = std::find_if(std::begin(kOdd), std::end(kOdd),
                                   [&](const Odd& each) { return rest.starts_with(each.bytes); });
    if (odd == std::end(kOdd)) {
      text[until++] = text[at++];
      continue;
    }
    if (odd->is_blank) text[until++] = ' ';
    at += odd->bytes.size();
  }
  const bool changed = until < text.size();
  text.resize(until);
  return changed;
}

std::string_view trim(std::string_view text) {
  while (const std::size_t size = invisible_at_start(text)) text.remove_prefix(size);
  while (!text.empty() && !is_plain(text.back())) {
    const std::size_t size = invisible_at_end(text);
    if (size == 0) break;
    text.remove_suffix(size);
  }
  return text;
}

namespace {

bool is_between(std::string_view text, char first, char last) {
  return text.size() >= 2 && text.front() == first && text.back() == last;
}

// A formula that is a value and nothing else: ="0009401", =T("0009401"), =0009401, also with blanks
// between. Quotes are left around the value.
std::optional<std::string_view> formula_value(std::string_view cell) {
  if (!cell.starts_with('=')) return std::nullopt;
  std::string_view value = trim(cell.substr(1));
  const bool is_text = value.starts_with('T') || value.starts_with('t');
  if (is_text) {
    value = trim(value.substr(1));
    if (!is_between(value, '(', ')')) return std::nullopt;
    value = trim(value.substr(1, value.size() - 2));
  }
  if (is_between(value, '"', '"')) return value;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (is_text || value.empty() || !std::all_of(value.begin(), value.end(), is_digit))
    return std::nullopt;
  return value;
}

}  // namespace

std::string_view plain_cell(std::string_view cell) {
  // The straight apostrophe, and those that word processors and phones make of it.
  constexpr std::string_view kApostrophes[] = {"'", "\xE2\x80\x98", "\xE2\x80\x99"};
  for (;;) {
    cell = trim(cell);
    if (const auto value = formula_value(cell)) {
      cell = *value;
      continue;
    }
    if (is_between(cell, '"', '"')) {
      cell = cell.substr(1, cell.size() - 2);
      continue;
    }
    const auto* guard = std::find_if(std::begin(kApostrophes), std::end(kApostrophes),
                                     [&](std::string_view each) { return cell.starts_with(each); });
    if (guard == std::end(kApostrophes)) return cell;
    cell.remove_prefix(guard->size());
    for (const std::string_view each : kApostrophes)
      if (cell.ends_with(each)) {
        cell.remove_suffix(each.size());
        break;
      }
  }
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

bool valid_utf8(std::string_view bytes) {
  const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* end = p + bytes.size();
  while (p < end) {
    for (std::uint64_t eight; end - p >= 8; p += 8) {  // most texts are ASCII for long stretches
      std::memcpy(&eight, p, 8);
      if ((eight & 0x8080808080808080) != 0) break;
    }
    if (p < end && *p < 0x80) {
      ++p;
      continue;
    }
    if (p == end) break;
    const int extra = (*p >= 0xC2 && *p <= 0xDF)   ? 1
                      : (*p >= 0xE0 && *p <= 0xEF) ? 2
                      : (*p >= 0xF0 && *p <= 0xF4) ? 3
                                                   : 0;
    if (extra == 0 || end - p <= extra) return false;
    // The first continuation byte excludes overlong forms, surrogates and code points over 10FFFF.
    const unsigned char low = *p == 0xE0 ? 0xA0 : *p == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = *p == 0xED ? 0x9F : *p == 0xF4 ? 0x8F : 0xBF;
    if (p[1] < low || p[1] > high) return false;
    for (int i = 2; i <= extra; ++i)
      if ((p[i] & 0xC0) != 0x80) return false;
    p += extra + 1;
  }
  return true;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;  // not a continuation byte
  }));
}

std::string fit_for_xml(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::string_view one = text.substr(0, size);
    const bool fits = one.size() == size && valid_utf8(one) &&
                      (lead >= 0x20 || lead == '\t' || lead == '\n' || lead == '\r') &&
                      one != "\xEF\xBF\xBE" && one != "\xEF\xBF\xBF";
    out.append(fits ? one : "\xEF\xBF\xBD");
    text.remove_prefix(fits ? size : 1);
    // The rest of a character that does not fit goes with it.
    while (!fits && !text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0) == 0x80)
      text.remove_prefix(1);
  }
  return out;
}

std::string shown_name(std::string_view name) {
  constexpr std::size_t kLongest = 300;
  std::string out = fit_for_xml(name);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '_';
  if (out.size() <= kLongest) return out;
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  out.resize(end);
  return out;
}

std::string thousands(long long number) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return number < 0 ? "-" + digits : digits;
}

std::string plural(long long count, std::string_view one, std::string_view many) {
  if (count == 1 || count == -1) return fmt::format("{} {}", count, one);
  return many.empty() ? fmt::format("{} {}s", thousands(count), one)
                      : fmt::format("{} {}", thousands(count), many);
}

}  // namespace homeward::text
