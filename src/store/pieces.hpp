// Files are kept in pieces, each a row of its own, so that no statement holds a whole one.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "store/sql.hpp"

namespace homeward::store {

constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

// f(nth, bytes) for each piece, from 1; not called for an empty file.
template <class F>
void for_each_piece(std::string_view bytes, F&& f) {
  for (std::size_t at = 0; at < bytes.size(); at += kPieceBytes)
    f(static_cast<std::int64_t>(at / kPieceBytes + 1), bytes.substr(at, kPieceBytes));
}

// The bytes of a column of the present row, which PostgreSQL tells as "\x0aff".
std::string bytes_in(const Statement& row, int column, Dialect dialect);

}  // namespace homeward::store
