#include "store/open.hpp"

#include "store/postgres/postgres_store.hpp"
#include "store/sql_store.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace homeward::store {

namespace {

Result<std::unique_ptr<service::Store>> open(const std::string& url, SqliteStore::Missing missing) {
  const auto begins = [&](std::string_view with) { return url.rfind(with, 0) == 0; };
  try {
    if (begins("sqlite:") && url.size() > 7)
      return std::make_unique<SqliteStore>(url.substr(7), missing);
    if (begins("postgres://") || begins("postgresql://"))
      return std::make_unique<PostgresStore>(url);
  } catch (...) {
    return tl::unexpected<Error>(error_in_flight());
  }
  return fail(ErrorKind::invalid_input,
              "The database must be given as sqlite:FILE or postgres://USER@HOST/NAME.");
}

}  // namespace

Result<std::unique_ptr<service::Store>> open(const std::string& url) {
  return open(url, SqliteStore::Missing::refused);
}

Result<std::unique_ptr<service::Store>> open_or_make(const std::string& url) {
  return open(url, SqliteStore::Missing::made);
}

}  // namespace homeward::store
