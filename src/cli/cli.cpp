#include "cli/cli.hpp"

#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <cstdlib>

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

void add_backups(CLI::App* command, std::string& folder) {
  command
      ->add_option("--backups", folder,
                   "folder of the backup that is made before the schema is brought up to date "
                   "(beside the database, or here)")
      ->envname("HOMEWARD_BACKUPS");
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
      "opened. The exit code is 0 when nothing was found, 1 when something was, 2 when it could "
      "not "
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
  command
      ->add_option("--providers", arguments.providers,
                   "Ofsted's list of homes and agencies (CSV or XLSX); a second --providers takes "
                   "that of supported accommodation")
      ->type_name("FILE")
      ->type_size(1)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
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

constexpr const char* kPasswordSeen =
    "The password in --db can be read by everybody on this machine (ps shows it). Give the address "
    "of the database in the environment variable HOMEWARD_DB instead.";

// The command whose --db holds a password; arguments stand in the list of processes for all to see.
std::optional<std::string> password_in_arguments(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    std::string_view url = argv[i];
    if (url == "--db" && i + 1 < argc)
      url = argv[i + 1];
    else if (url.starts_with("--db="))
      url.remove_prefix(5);
    else
      continue;
    if (!url.starts_with("postgres")) continue;
    const auto begin = url.find("://");
    const std::string_view rest = begin == std::string_view::npos ? url : url.substr(begin + 3);
    const std::string_view host = rest.substr(0, rest.find('/'));
    const auto at = host.rfind('@');
    const bool in_host = at != std::string_view::npos && host.substr(0, at).find(':') < at;
    if (in_host || rest.find("password=") != std::string_view::npos) return std::string(argv[1]);
  }
  return std::nullopt;
}

using UserCommand = int (*)(const Place&, const UserArguments&, const Adapters&);

void add_user(CLI::App& app, Place& place, UserArguments& arguments, int& code,
              const Adapters& adapters) {
  auto* user = app.add_subcommand("user", "Accounts: who may sign in, and as what");
  user->require_subcommand(1);
  const auto add = [&](const char* name, const char* what, UserCommand run) {
    auto* command = user->add_subcommand(name, what);
    add_place(command, place);
    command->add_option("sign-in-name", arguments.sign_in_name)->required();
    command->callback(
        [&place, &arguments, &code, &adapters, run] { code = run(place, arguments, adapters); });
    return command;
  };
  const auto takes_role = [&](CLI::App* command) {
    return command->add_option("--role", arguments.role,
                               "viewer, practitioner, manager or administrator");
  };
  const auto takes_password = [&](CLI::App* command) {
    command->add_flag("--generate", arguments.generate,
                      "make a password and print it (otherwise it is asked for, or read from a "
                      "pipe)");
    command->add_flag(
        "--password-stays", arguments.password_stays,
        "for a synthetic authority: the password need not be changed at the first sign-in");
  };
  const auto asks = [&](CLI::App* command) {
    command->add_flag("--yes", arguments.yes, "also if other authorities are concerned");
  };
  const auto may_be_last = [&](CLI::App* command) {
    command->add_flag("--no-administrator-left", arguments.no_administrator_left,
                      "also of the last administrator of an authority who can sign in");
    return command;
  };
  auto* added = add("add", "Add an account; one that exists is never touched", user_add);
  added->add_option("--name", arguments.person, "the person's name")->required();
  takes_role(added)->capture_default_str();
  takes_password(added);
  auto* password = add("password",
                       "Give a new first password, to be changed at the next sign-in; ends the "
                       "sessions",
                       user_password);
  takes_password(password);
  asks(password);
  auto* role =
      add("role", "Give an account another role, or a role in another authority", user_role);
  takes_role(role)->required();
  asks(may_be_last(role));
  auto* worker = add("worker",
                     "Say which worker of the authority's children the person is, so that “My "
                     "children” and “My team” stand on the trackers",
                     user_worker);
  auto* number =
      worker->add_option("--number", arguments.number, "the worker's number, SW_ID in the return");
  worker->add_flag("--nobody", arguments.nobody, "the person is no worker")->excludes(number);
  may_be_last(add("revoke", "Take an account's role in one authority away", user_revoke));
  asks(may_be_last(add("disable", "Disable an account and end its sessions", user_disable)));
  asks(add("enable", "Let a disabled account sign in again", user_enable));
  add("unlock", "Forget the wrong tries that lock a sign-in name", user_unlock);
  auto* list = user->add_subcommand("list", "List the accounts of an authority");
  add_place(list, place);
  list->callback([&place, &code, &adapters] { code = user_list(place, adapters); });
}

}  // namespace

int run(int argc, const char* const* argv, const Adapters& adapters) {
  // What a command writes holds personal data: for its owner alone.
  ::umask(077);
  CLI::App app{
      "Homeward follows every child from the day they come into care to a permanent home."};
  app.require_subcommand(1);
  Place place{"sqlite:homeward.db", "config", ""};
  int code = 0;
  std::string backups;

  ServeOptions serve_options;
  std::string listen = "127.0.0.1:8080";
  serve_options.web_folder = "web/dist";
  auto* serve_command = app.add_subcommand("serve", "Serve the pages");
  add_place(serve_command, place);
  add_backups(serve_command, backups);
  serve_command->add_option("--listen", listen, "address and port")->capture_default_str();
  serve_command->add_option("--web", serve_options.web_folder, "folder with the built pages")
      ->envname("HOMEWARD_WEB")
      ->capture_default_str();
  serve_command->add_option("--origin", serve_options.public_origin,
                            "where people reach it, behind a proxy: https://homeward.example");
  serve_command->add_flag("--behind-proxy", serve_options.behind_proxy,
                          "a proxy stands before it: take the address of who asks from the last "
                          "entry of X-Forwarded-For");
  serve_command->add_option(
      "--metrics-from", serve_options.metrics_from,
      "an address whose programs may read /metrics; those of this machine may, and whoever sends "
      "the token that the environment variable HOMEWARD_METRICS_TOKEN holds");
  serve_command
      ->add_option("--upload-speed", serve_options.upload_bytes_a_second,
                   "least bytes a second of an upload, over a minute; a slower one is ended")
      ->check(CLI::Range(0, 100'000'000))
      ->capture_default_str();
  serve_command
      ->add_option("--upload-megabytes", serve_options.upload_megabytes,
                   "the largest upload; what is read of it has limits in config/limits.toml")
      ->check(CLI::Range(1, 4000))
      ->capture_default_str();
  serve_command->callback([&] {
    if (const char* token = std::getenv("HOMEWARD_METRICS_TOKEN"))
      serve_options.metrics_token = token;
    if (const auto wrong = parse_listen(listen, serve_options))
      code = refuse({ErrorKind::invalid_input, *wrong});
    else
      code = serve(place, serve_options, backups, adapters);
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
  auto* import_command = app.add_subcommand(
      "import",
      "Bring in a return: a folder, a zip or an XML file. The exit code is 0 when all of it could "
      "be "
      "used, 1 when there are problems to look at or a question to answer first (nothing is then "
      "written), 2 when it could not be imported.");
  add_place(import_command, place);
  import_command->add_option("path", import_arguments.paths, "files or folders");
  import_command->add_option("--year", import_arguments.year, "collection year ending 31 March")
      ->check(CLI::Range(1980, 2100));
  import_command->add_option("--new-authority", import_arguments.new_authority,
                             "name of the authority to make, where the database holds none");
  import_command->add_flag("--dry-run", import_arguments.dry_run,
                           "only say what it would do; nothing is written");
  import_command
      ->add_option("--leading-zeros", import_arguments.leading_zeros,
                   "identifiers that differ by leading zeros alone are the same children, or "
                   "different ones")
      ->check(CLI::IsMember({"same", "different"}));
  import_command->add_flag("--unknown-children", import_arguments.unknown_children,
                           "import although none or few of the children are known here, or most of "
                           "the last import's are missing");
  import_command->add_flag(
      "--other-year", import_arguments.old_year,
      "import although the return is neither for the present collection year nor for the last");
  UndoArguments undo_arguments;
  auto* undo_option = import_command->add_option("--undo", undo_arguments.import,
                                                 "undo the whole import with this number");
  undo_option->check(CLI::PositiveNumber);
  import_command->add_flag("--yes", undo_arguments.yes, "undo without a question");
  import_command->callback([&] {
    if (undo_arguments.import > 0 && !import_arguments.paths.empty())
      code = refuse({ErrorKind::invalid_input,
                     "--undo takes no files. Undo first, then import in a second command."});
    else if (undo_arguments.import > 0)
      code = undo_import(place, undo_arguments, adapters);
    else if (import_arguments.paths.empty())
      code = refuse({ErrorKind::invalid_input, "Name the files or folders to import."});
    else
      code = import_return(place, import_arguments, adapters);
  });

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

  auto* migrate_command = app.add_subcommand(
      "migrate",
      "Bring the database's schema up to date, after a backup; makes a new database where there is "
      "none");
  add_place(migrate_command, place);
  add_backups(migrate_command, backups);
  migrate_command->callback([&] { code = migrate(place, backups, adapters); });

  std::string backup_to;
  auto* backup_command = app.add_subcommand(
      "backup",
      "Write a backup of the whole database into one file, while the server goes on, and compare "
      "it "
      "with the database. It holds personal data of every child: keep it as safe as the database.");
  add_place(backup_command, place);
  backup_command->add_option("--to", backup_to,
                             "a new file, or a folder (beside the database, or here)");
  backup_command->callback([&] { code = back_up(place, backup_to, adapters); });

  RestoreArguments restore_arguments;
  auto* restore_command = app.add_subcommand("restore",
                                             "Put a backup in the place of the database. The "
                                             "server must be stopped. What was there is kept "
                                             "beside it.");
  add_place(restore_command, place);
  restore_command->add_option("--from", restore_arguments.from, "the file of the backup")
      ->required();
  restore_command->add_flag("--replace", restore_arguments.replace,
                            "also where the database holds an authority");
  restore_command->callback([&] { code = restore(place, restore_arguments, adapters); });

  UserArguments user_arguments;
  add_user(app, place, user_arguments, code, adapters);

  if (const auto seen = password_in_arguments(argc, argv)) {
    if (*seen == "serve") return refuse({ErrorKind::invalid_input, kPasswordSeen});
    std::fprintf(stderr, "homeward: %s\n", kPasswordSeen);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return code;
}

}  // namespace homeward::cli
