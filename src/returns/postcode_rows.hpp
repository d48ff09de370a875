// The rows of a postcode file as they stand, before they are split into cells.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace homeward::returns::postcode_rows {

inline char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// Also of the no-break space, as UTF-8 or in one byte: no postcode has those bytes.
inline bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\xC2' || c == '\xA0';
}

// Up to eight characters without spaces in one number, where no two postcodes are the same; 0 for
// what is blank or longer. Stops at the end of the cell, and leaves `at` there.
inline std::uint64_t take_postcode(const char*& at, const char* end, char separator = ',') {
  std::uint64_t key = 0;
  std::size_t length = 0;
  for (; at < end; ++at) {
    const char c = *at;
    if (c == separator || c == '\n') break;
    if (is_space(c) || c == '"' || c == '\r' || c == '\0') continue;
    key = key << 8 | static_cast<unsigned char>(upper(c));
    ++length;
  }
  return length <= 8 ? key : 0;
}

inline std::uint64_t key_of(std::string_view postcode) {
  const char* at = postcode.data();
  const char* end = at + postcode.size();
  const std::uint64_t key = take_postcode(at, end);
  return at == end ? key : 0;
}

// The end of the line that begins at or before `at`, without its line feed.
inline const char* line_end(const char* at, const char* end) {
  const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
  return found != nullptr ? static_cast<const char*>(found) : end;
}

// Past the separator after this cell; nothing if the line ends before one.
inline const char* next_cell(const char* at, const char* end, char separator) {
  while (at < end && *at != separator && is_space(*at)) ++at;
  if (at < end && *at == '"') {
    for (++at; at < end && *at != '\n'; ++at) {
      if (*at != '"') continue;
      if (at + 1 == end || at[1] != '"') break;
      ++at;
    }
  }
  while (at < end && *at != separator && *at != '\n') ++at;
  return at < end && *at == separator ? at + 1 : nullptr;
}

// The cell in this column of the line; null if the line ends before it.
inline const char* cell_of(const char* line, const char* end, std::size_t column, char separator) {
  for (; line != nullptr && column > 0; --column) line = next_cell(line, end, separator);
  return line;
}

}  // namespace homeward::returns::postcode_rows
