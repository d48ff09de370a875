// The parts of a backup: what is in it, moving rows from one database to another, and what differs
// between the two databases. All of it throws DatabaseError.
#pragma once

#include <string>
#include <vector>

#include "service/upkeep.hpp"
#include "store/migrations.hpp"
#include "store/sql.hpp"

namespace homeward::store {

class SqliteConnection;

// Tables of the schema, each after those that its rows name. Without those that each database keeps
// for itself (schema_migration, id_counter).
std::vector<std::string> tables_of(Connection& sqlite);

service::Contents read_contents(Connection& db, const std::vector<std::string>& tables);

// The steps of the schema that this database has; refuses a database with steps that this program
// does not know.
std::vector<Migration> applied_steps(Connection& db);
int last_of(const std::vector<Migration>& steps);

// The content of a backup file that was found whole. Any other file is refused (invalid_input).
struct Verified {
  int schema = 0;
  service::Contents contents;
};
Verified verify_backup(const std::string& file);

// Writes what PostgreSQL holds into an empty SQLite file, and the other way round. The tables of
// the target are made by the source's steps of the schema. Each side is one transaction.
void fill_from_postgres(SqliteConnection& file, Connection& postgres);
void fill_postgres(Connection& postgres, SqliteConnection& file);

// Each of these writes or reads whole files; see service/upkeep.hpp.
service::Contents back_up_sqlite(const std::string& database, const std::string& to);
service::Restored restore_sqlite(const std::string& database, const std::string& from,
                                 bool replace);
service::Contents back_up_postgres(const std::string& url, const std::string& to);
service::Restored restore_postgres(const std::string& url, const std::string& from, bool replace);

}  // namespace homeward::store
