#include "service/policy.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace homeward::service {

namespace {

struct Rule {
  Act act;
  Role least;
  const char* doing;
};

constexpr std::array<Rule, 11> kRules = {{
    {Act::own_account, Role::viewer, "seeing your own account"},
    {Act::own_sessions, Role::viewer, "seeing your own sessions"},
    {Act::look, Role::viewer, "looking at children's records"},
    {Act::see_places, Role::practitioner, "seeing where a child lives"},
    {Act::edit, Role::practitioner, "changing a child's record"},
    {Act::export_data, Role::manager, "carrying a list off as a file"},
    {Act::import_data, Role::manager, "bringing data in"},
    {Act::settle, Role::manager, "settling which of two values counts"},
    {Act::manage_accounts, Role::administrator, "managing accounts"},
    {Act::read_access_log, Role::administrator, "reading the access log"},
    {Act::name_colleagues, Role::practitioner, "reading colleagues' names in full"},
}};

std::optional<Rule> rule_for(Act act, const Access& access) {
  for (Rule rule : kRules) {
    if (rule.act != act) continue;
    if (act == Act::export_data) rule.least = access.export_from;
    if (act == Act::see_places) rule.least = access.see_places_from;
    return rule;
  }
  return std::nullopt;
}

}  // namespace

bool role_allows(Role role, Act act, const Access& access) {
  const auto rule = rule_for(act, access);
  return rule && role >= rule->least;
}

Scope scope_of(const Actor& actor) {
  return {actor.authority};
}

bool may(const Actor& actor, Act act, const Subject& subject, const Access& access) {
  if (actor.must_change_password && act != Act::own_account) return false;
  return actor.authority && scope_of(actor).holds(subject) && role_allows(actor.role, act, access);
}

Status require(const Actor& actor, Act act, const Subject& subject, const Access& access) {
  if (may(actor, act, subject, access)) return {};
  if (actor.must_change_password && act != Act::own_account)
    return fail(ErrorKind::not_allowed,
                "Choose a password of your own first: the one you signed in with was given to you "
                "by somebody else.");
  if (actor.authority && role_allows(actor.role, act, access))
    return fail(ErrorKind::not_found, "There is no such child, or none that you may see.");
  const auto rule = rule_for(act, access);
  return fail(ErrorKind::not_allowed,
              std::string("Your role does not allow ") + (rule ? rule->doing : "this") +
                  ". Ask an administrator of your authority for the role “" +
                  std::string(to_text(rule ? rule->least : Role::administrator)) + "”.");
}

Status require(const Actor& actor, Act act, const Access& access) {
  return require(actor, act, Subject{actor.authority, {}}, access);
}

SharedKnown visible_to(const Actor& actor, SharedKnown known) {
  const AuthorityId authority = known->authority.id;
  const auto hidden = [&](const SharedRecord& record) {
    return !may(actor, Act::look, {authority, record->child.child});
  };
  if (std::none_of(known->children.begin(), known->children.end(), hidden)) return known;
  Known left = *known;
  std::erase_if(left.children, hidden);
  auto position = std::make_shared<std::unordered_map<ChildId, std::size_t>>();
  for (const SharedRecord& record : left.children)
    position->emplace(record->child.child, position->size());
  left.position = std::move(position);
  return std::make_shared<const Known>(std::move(left));
}

}  // namespace homeward::service
