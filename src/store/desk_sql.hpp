// Everything outside the children's records: authorities, imports and the access log. All of it
// throws DatabaseError and runs inside an open transaction.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "service/ports.hpp"
#include "store/sql.hpp"

namespace homeward::store {

care::Authority save_authority(Connection& db, care::Authority authority);

std::vector<service::ImportSummary> read_imports(Connection& db, AuthorityId authority, int limit);
std::optional<service::ImportSummary> read_import(Connection& db, AuthorityId authority,
                                                  ImportId import);
std::optional<service::ImportSummary> read_import_of_job(Connection& db, AuthorityId authority,
                                                         std::string_view job);
std::vector<service::ImportProblem> read_import_problems(Connection& db, AuthorityId authority,
                                                         ImportId import, int offset, int limit);

void log_look(Connection& db, const service::Look& look);
// Newest first.
std::vector<service::Look> read_looks(Connection& db, AuthorityId authority,
                                      std::optional<ChildId> child, int limit);

}  // namespace homeward::store
