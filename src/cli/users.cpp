#include <cstdio>
#include <iostream>

#include "cli/commands.hpp"
#include "service/secrets.hpp"

namespace homeward::cli {

int user_add(const Place& place, const UserArguments& arguments, const Adapters& adapters) {
  const auto role = service::parse_role(arguments.role);
  if (!role)
    return refuse({ErrorKind::invalid_input,
                   "--role is one of viewer, practitioner, manager, administrator."});
  auto opened = open(place, adapters);
  if (!opened) return refuse(opened.error());
  auto authority = find_authority(*opened->store, place.authority);
  if (!authority) return refuse(authority.error());
  std::string password;
  if (arguments.generate) {
    password = service::secrets::generated_password();
  } else {
    std::fprintf(stderr, "Password (at least 12 characters): ");
    std::getline(std::cin, password);
  }
  auto added = opened->service->add_account(arguments.sign_in_name, arguments.name, password,
                                            authority->id, *role);
  if (!added) return refuse(added.error());
  std::printf("Sign-in name: %s\n", added->sign_in_name.c_str());
  if (arguments.generate) std::printf("Password:     %s\n", password.c_str());
  return 0;
}

int user_list(const Place& place, const Adapters& adapters) {
  auto opened = open(place, adapters);
  if (!opened) return refuse(opened.error());
  auto authority = find_authority(*opened->store, place.authority);
  if (!authority) return refuse(authority.error());
  auto accounts = opened->service->accounts(authority->id);
  if (!accounts) return refuse(accounts.error());
  for (const auto& [account, role] : *accounts)
    std::printf("%-24s %-14s %s%s\n", account.sign_in_name.c_str(),
                std::string(service::role_name(role)).c_str(), account.name.reveal().c_str(),
                account.disabled ? " (disabled)" : "");
  return 0;
}

int user_disable(const Place& place, const std::string& sign_in_name, const Adapters& adapters) {
  auto opened = open(place, adapters);
  if (!opened) return refuse(opened.error());
  auto disabled = opened->service->disable_account(sign_in_name);
  if (!disabled) return refuse(disabled.error());
  std::printf("%s can no longer sign in; open sessions were ended.\n", sign_in_name.c_str());
  return 0;
}

}  // namespace homeward::cli
