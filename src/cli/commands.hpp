// The commands, each in its own file; cli.cpp knows their arguments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/cli.hpp"

namespace homeward::cli {

// What every command that opens a database needs.
struct Place {
  std::string db;         // "sqlite:FILE" or "postgres://…"
  std::string config;     // folder
  std::string authority;  // DFE number or name; empty: the only one
};

struct Opened {
  std::shared_ptr<service::Store> store;
  std::unique_ptr<service::Service> service;
};

// Opens the database, brings its schema up to date and reads the configuration.
Result<Opened> open(const Place& place, const Adapters& adapters);

// The authority a command means: by number or name, or the only one there is.
Result<care::Authority> find_authority(service::Store& store, const std::string& wanted);

// Prints the sentence to stderr and gives 2.
int refuse(const Error& error);

// A line on a terminal that is written over: "Reading files  42%". Silent when stderr is no
// terminal.
service::Progress progress_line();
void end_progress();

struct ImportArguments {
  std::vector<std::string> paths;
  std::optional<int> year;
  std::string new_authority;  // made when the database holds none
};
int import_return(const Place& place, const ImportArguments& arguments, const Adapters& adapters);

struct CheckArguments {
  std::string path, previous;
  std::optional<int> year;  // told from the dates if not given
  int rules = 0;            // 0: the rules of the return's own year
  std::string postcodes, providers;
  std::string own_area;         // ONS code; empty: told from the homes' postcodes
  std::string format = "text";  // text, json, csv or xlsx
  bool details = false;
  bool timing = false;  // say on stderr how long each part took
  std::string out;      // empty: standard output
};
int check(const Place& place, const CheckArguments& arguments);

struct ReturnArguments {
  int year = 0;
  std::string out;
  bool force = false;  // also over files that are there
};
int write_return(const Place& place, const ReturnArguments& arguments, const Adapters& adapters);

struct DemoArguments {
  int children = 300;
  std::string authority = "Synthshire";
  std::uint64_t seed = 1;
  std::string as_of;  // ISO; empty: today
  std::string out;    // a folder for the return instead of a database
  int year = 0;       // collection year of the return; 0: the last one complete
  int history_years = 10;
  double error_rate = 0;
  bool sign_in = false;  // make an account with a generated password and print it
};
int demo(const Place& place, const DemoArguments& arguments, const Adapters& adapters);

int serve(const Place& place, const ServeOptions& options, const Adapters& adapters);
int migrate(const Place& place, const Adapters& adapters);

struct UserArguments {
  std::string sign_in_name, name, role = "practitioner";
  bool generate = false;  // a password is made and printed; otherwise read from standard input
};
int user_add(const Place& place, const UserArguments& arguments, const Adapters& adapters);
int user_list(const Place& place, const Adapters& adapters);
int user_disable(const Place& place, const std::string& sign_in_name, const Adapters& adapters);

}  // namespace homeward::cli
