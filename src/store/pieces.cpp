#include "store/pieces.hpp"

namespace homeward::store {

std::string bytes_in(const Statement& row, int column, Dialect dialect) {
  std::string_view text = row.text(column);
  if (dialect == Dialect::sqlite) return std::string(text);
  const auto digit = [](char c) {
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;  // PostgreSQL wrote it: no other characters
  };
  std::string bytes;
  text.remove_prefix(std::min<std::size_t>(2, text.size()));
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    bytes += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
  return bytes;
}

}  // namespace homeward::store
