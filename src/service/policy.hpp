// Who may do what: one table, deny by default.
#pragma once

#include <string>

#include "base/result.hpp"
#include "service/known.hpp"
#include "service/service.hpp"

namespace homeward::service {

enum class Act {
  own_account,  // the one thing allowed while a first password is still to be changed
  own_sessions,
  look,
  see_places,  // home and placement postcodes, URN
  edit,
  export_data,
  import_data,
  settle,
  manage_accounts,
  read_access_log,
  name_colleagues
};

// Whom an act concerns.
struct Subject {
  AuthorityId authority;
  ChildId child;  // 0: nobody in particular: a list, an import, the accounts of the authority
};

// Whose records somebody may see at all: today everybody's in the authority they work in. A team's
// children, a sealed record, a conflict of interest find their place here. Two people of one scope
// see the same lists, so whatever is kept of a list for several people is kept by scope.
struct Scope {
  AuthorityId authority;
  bool operator==(const Scope&) const = default;

  bool holds(const Subject& subject) const { return subject.authority == authority; }
  // In words that differ when two scopes do.
  std::string name() const { return std::to_string(authority.value); }
};
Scope scope_of(const Actor& actor);

// The one decision: may this person do this, to this subject? For reads, writes, exports, search,
// counts and live changes alike. `access` decides what is left to the authority; use
// Service::allowed() where one is at hand.
bool may(const Actor& actor, Act act, const Subject& subject, const Access& access = {});

// not_allowed with a sentence that says which role is needed; not_found for a subject that this
// person may not see, as if it were not there. The subject is the authority if none is named.
Status require(const Actor& actor, Act act, const Subject& subject, const Access& access = {});
Status require(const Actor& actor, Act act, const Access& access = {});

// The records that this person may see: these, or what is left of them.
SharedKnown visible_to(const Actor& actor, SharedKnown known);

// Does a role allow it, whoever it concerns?
bool role_allows(Role role, Act act, const Access& access = {});

}  // namespace homeward::service
