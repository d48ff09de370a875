#include "service/policy.hpp"

#include <array>
#include <string>

namespace homeward::service {

namespace {

struct Rule {
  Act act;
  Role least;
  const char* doing;
};

constexpr std::array<Rule, 6> kRules = {{
    {Act::look, Role::viewer, "looking at children's records"},
    {Act::edit, Role::practitioner, "changing a child's record"},
    {Act::import_data, Role::manager, "bringing data in"},
    {Act::settle, Role::manager, "settling which of two values counts"},
    {Act::manage_accounts, Role::administrator, "managing accounts"},
    {Act::read_access_log, Role::administrator, "reading the access log"},
}};

const Rule* rule_for(Act act) {
  for (const Rule& rule : kRules)
    if (rule.act == act) return &rule;
  return nullptr;
}

}  // namespace

std::string_view role_name(Role role) {
  switch (role) {
    case Role::viewer:
      return "viewer";
    case Role::practitioner:
      return "practitioner";
    case Role::manager:
      return "manager";
    case Role::administrator:
      return "administrator";
  }
  return "viewer";
}

std::optional<Role> parse_role(std::string_view name) {
  for (const Role role : {Role::viewer, Role::practitioner, Role::manager, Role::administrator})
    if (role_name(role) == name) return role;
  return std::nullopt;
}

bool may(Role role, Act act) {
  const Rule* rule = rule_for(act);
  return rule && role >= rule->least;
}

Status require(const Actor& actor, Act act) {
  if (actor.authority && may(actor.role, act)) return {};
  const Rule* rule = rule_for(act);
  return fail(ErrorKind::not_allowed,
              std::string("Your role does not allow ") + (rule ? rule->doing : "this") +
                  ". Ask an administrator of your authority for the role “" +
                  std::string(role_name(rule ? rule->least : Role::administrator)) + "”.");
}

}  // namespace homeward::service
