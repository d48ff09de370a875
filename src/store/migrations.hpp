// The schema, in numbered steps that are compiled in. A step is never edited once released: a
// database remembers the checksum of each step applied to it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "store/sql.hpp"

namespace homeward::store {

struct Migration {
  int number = 0;  // 1, 2, 3 …
  std::string_view name;
  std::string_view text;  // with @names; see migrations.cpp
};

std::span<const Migration> migrations();

// The step as this database is given it.
std::string migration_sql(const Migration& migration, Dialect dialect);

// FNV-1a (64 bit, hex) of migration_sql: notices an edited step, not an attacker.
std::string checksum(std::string_view text);

// Applies the missing ones. Call inside one exclusive transaction. Refuses (DatabaseError,
// unavailable) a database whose steps have other checksums or that knows more steps than `steps`.
void migrate(Connection& db, std::span<const Migration> steps, std::string_view now);

}  // namespace homeward::store
