// Who may do what: one table, deny by default.
#pragma once

#include "base/result.hpp"
#include "service/service.hpp"

namespace homeward::service {

enum class Act { look, edit, import_data, settle, manage_accounts, read_access_log };

bool may(Role role, Act act);

// not_allowed with a sentence that says which role is needed.
Status require(const Actor& actor, Act act);

}  // namespace homeward::service
