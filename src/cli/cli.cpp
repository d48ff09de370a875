#include "cli/cli.hpp"

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"

namespace homeward::cli {

namespace {

void add_place(CLI::App* command, Place& place) {
  command->add_option("--db", place.db, "sqlite:FILE or postgres://…")
      ->envname("HOMEWARD_DB")
      ->capture_default_str();
  command->add_option("--config", place.config, "folder with the configuration")
      ->envname("HOMEWARD_CONFIG")
      ->capture_default_str();
  command->add_option("--authority", place.authority,
                      "the authority, by name or DfE number (needed where there are several)");
}

// "127.0.0.1:8080", ":8080" or "8080".
std::optional<std::string> parse_listen(const std::string& text, ServeOptions& options) {
  const auto colon = text.rfind(':');
  const std::string port = colon == std::string::npos ? text : text.substr(colon + 1);
  if (colon != std::string::npos && colon > 0) options.address = text.substr(0, colon);
  int number = -1;
  if (!port.empty() && port.size() <= 5 &&
      port.find_first_not_of("0123456789") == std::string::npos)
    number = std::stoi(port);
  if (number < 0 || number > 65535)
    return "--listen takes an address and a port, like 127.0.0.1:8080.";
  options.port = static_cast<unsigned short>(number);
  return std::nullopt;
}

CLI::App* add_check(CLI::App& app, Place& place, CheckArguments& arguments) {
  auto* command = app.add_subcommand(
      "check",
      "Check a return by the validation rules of its year. Nothing is imported and no database is "
      "opened. The result is 0 when nothing was found, 1 when something was, 2 when it could not "
      "be checked.");
  command
      ->add_option("path", arguments.path,
                   "the return: a folder, a zip or an XML file; last year's may lie beside it")
      ->required();
  command->add_option("--previous", arguments.previous,
                      "last year's return, which many rules compare with");
  command->add_option("--year", arguments.year, "collection year: 2026 ends on 31 March 2026")
      ->check(CLI::Range(1850, 2150));
  command->add_option("--rules", arguments.rules, "run another year's rules (those of --year)")
      ->check(CLI::Range(1850, 2150));
  command->add_option("--postcodes", arguments.postcodes,
                      "where postcodes lie: the ONS Postcode Directory (CSV)");
  command->add_option("--providers", arguments.providers,
                      "Ofsted's list of homes and agencies (CSV or XLSX)");
  command->add_option("--authority", arguments.own_area,
                      "ONS code of the authority, like E10000016 (told from the postcodes of the "
                      "children's homes)");
  command->add_option("--format", arguments.format, "text, json, csv or xlsx")
      ->check(CLI::IsMember({"text", "json", "csv", "xlsx"}))
      ->capture_default_str();
  command->add_flag("--details", arguments.details,
                    "in the text, every row with its values and what to do");
  command->add_option("--out", arguments.out, "write the result into this file");
  command->add_flag("--timing", arguments.timing,
                    "say how long each part took and how much memory was used");
  command->add_option("--config", place.config, "folder with the configuration")
      ->envname("HOMEWARD_CONFIG")
      ->capture_default_str();
  return command;
}

}  // namespace

int run(int argc, const char* const* argv, const Adapters& adapters) {
  CLI::App app{
      "Homeward follows every child from the day they come into care to a permanent home."};
  app.require_subcommand(1);
  Place place{"sqlite:homeward.db", "config", ""};
  int code = 0;

  ServeOptions serve_options;
  std::string listen = "127.0.0.1:8080";
  serve_options.web_folder = "web/dist";
  auto* serve_command = app.add_subcommand("serve", "Serve the pages");
  add_place(serve_command, place);
  serve_command->add_option("--listen", listen, "address and port")->capture_default_str();
  serve_command->add_option("--web", serve_options.web_folder, "folder with the built pages")
      ->envname("HOMEWARD_WEB")
      ->capture_default_str();
  serve_command->add_option("--origin", serve_options.public_origin,
                            "where people reach it, behind a proxy: https://homeward.example");
  serve_command->callback([&] {
    if (const auto wrong = parse_listen(listen, serve_options))
      code = refuse({ErrorKind::invalid_input, *wrong});
    else
      code = serve(place, serve_options, adapters);
  });

  DemoArguments demo_arguments;
  auto* demo_command =
      app.add_subcommand("demo", "Make a synthetic authority: no real child in it");
  demo_command->add_option("--db", place.db, "sqlite:FILE or postgres://…")->envname("HOMEWARD_DB");
  demo_command->add_option("--config", place.config)->envname("HOMEWARD_CONFIG");
  demo_command->add_option("--children", demo_arguments.children, "children in care today")
      ->check(CLI::Range(1, 200'000))
      ->capture_default_str();
  demo_command->add_option("--authority", demo_arguments.authority, "its name")
      ->capture_default_str();
  demo_command->add_option("--seed", demo_arguments.seed, "same seed, same bytes")
      ->capture_default_str();
  demo_command->add_option("--as-of", demo_arguments.as_of,
                           "its last day, like 2026-03-31 (today)");
  demo_command->add_option("--years", demo_arguments.history_years, "years of history")
      ->check(CLI::Range(1, 30))
      ->capture_default_str();
  demo_command->add_option("--out", demo_arguments.out,
                           "write its SSDA903 return into this folder instead of a database");
  demo_command->add_option("--year", demo_arguments.year,
                           "collection year of that return, ending 31 March");
  demo_command->add_option("--errors", demo_arguments.error_rate,
                           "share of children with an injected error in the return, 0 to 1");
  demo_command->add_flag("--sign-in", demo_arguments.sign_in,
                         "also make an account with a generated password, and print it");
  demo_command->callback([&] { code = demo(place, demo_arguments, adapters); });

  ImportArguments import_arguments;
  auto* import_command =
      app.add_subcommand("import", "Bring in a return: a folder, a zip or an XML file");
  add_place(import_command, place);
  import_command->add_option("path", import_arguments.paths, "files or folders")->required();
  import_command->add_option("--year", import_arguments.year, "collection year ending 31 March")
      ->check(CLI::Range(1980, 2100));
  import_command->add_option("--new-authority", import_arguments.new_authority,
                             "name of the authority to make, where the database holds none");
  import_command->callback([&] { code = import_return(place, import_arguments, adapters); });

  CheckArguments check_arguments;
  auto* check_command = add_check(app, place, check_arguments);
  check_command->callback([&] { code = check(place, check_arguments); });

  ReturnArguments return_arguments;
  auto* return_command = app.add_subcommand(
      "return",
      "Write the SSDA903 return of a collection year from what the database holds: the CSV "
      "files, and the same as one XML file (which has no place for social workers). Files that are "
      "there already are kept, and the command refuses.");
  add_place(return_command, place);
  return_command
      ->add_option("--year", return_arguments.year,
                   "collection year, named by the 31 March it ends on")
      ->required()
      ->check(CLI::Range(1980, 2100));
  return_command->add_option("--out", return_arguments.out, "folder for the files")->required();
  return_command->add_flag("--force", return_arguments.force,
                           "also write over files that are there");
  return_command->callback([&] { code = write_return(place, return_arguments, adapters); });

  auto* migrate_command = app.add_subcommand("migrate", "Bring the database's schema up to date");
  add_place(migrate_command, place);
  migrate_command->callback([&] { code = migrate(place, adapters); });

  auto* user_command = app.add_subcommand("user", "Accounts");
  user_command->require_subcommand(1);
  UserArguments user_arguments;
  auto* add_command =
      user_command->add_subcommand("add", "Add an account, or give it a new password");
  add_place(add_command, place);
  add_command->add_option("sign-in-name", user_arguments.sign_in_name)->required();
  add_command->add_option("--name", user_arguments.name, "the person's name")->required();
  add_command
      ->add_option("--role", user_arguments.role, "viewer, practitioner, manager or administrator")
      ->capture_default_str();
  add_command->add_flag("--generate", user_arguments.generate,
                        "make a password and print it (otherwise it is read from standard input)");
  add_command->callback([&] { code = user_add(place, user_arguments, adapters); });
  auto* list_command = user_command->add_subcommand("list", "List accounts");
  add_place(list_command, place);
  list_command->callback([&] { code = user_list(place, adapters); });
  std::string disabled;
  auto* disable_command =
      user_command->add_subcommand("disable", "Disable an account and end its sessions");
  add_place(disable_command, place);
  disable_command->add_option("sign-in-name", disabled)->required();
  disable_command->callback([&] { code = user_disable(place, disabled, adapters); });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return code;
}

}  // namespace homeward::cli
