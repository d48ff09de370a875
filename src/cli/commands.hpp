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
  std::string authority;  // DfE number or name; empty: the only one there is
};

struct Opened {
  std::shared_ptr<service::Store> store;
  std::unique_ptr<service::Service> service;
};

// Opens the database and reads the configuration. Refuses a database file that is not there (a
// mistyped name would otherwise give an empty one), and a database whose schema is not that of this
// program: only `serve` and `migrate` bring it up to date.
Result<Opened> open(const Place& place, const Adapters& adapters);
// The same, but makes the database and its tables where there is none.
Result<Opened> open_or_make(const Place& place, const Adapters& adapters);
// The same as open(), with the schema brought up to date.
Result<Opened> open_up_to_date(const Place& place, const Adapters& adapters);

// The authority a command means: by number or name, or the only one there is.
Result<care::Authority> find_authority(service::Store& store, const std::string& wanted);

// Prints the sentence to stderr and gives 2.
int refuse(const Error& error);

// A line on a terminal that is written over: "Reading files  42%". Silent when stderr is not a
// terminal.
service::Progress progress_line();
void end_progress();

struct ImportArguments {
  std::vector<std::string> paths;
  std::optional<int> year;
  std::string new_authority;  // made when the database holds none of that name
  bool dry_run = false;       // only say what it would do
  std::string leading_zeros;  // "same" or "different"; empty: not answered
  bool unknown_children = false, old_year = false;  // answers to what stands out
};
int import_return(const Place& place, const ImportArguments& arguments, const Adapters& adapters);

struct UndoArguments {
  std::int64_t import = 0;
  bool yes = false;  // without a question
};
int undo_import(const Place& place, const UndoArguments& arguments, const Adapters& adapters);

// The look-over of an import, for a terminal.
void print_look_over(const service::LookOver& look_over);
// Each question of the look-over that is not answered, and the option that answers it.
void print_questions(const service::LookOver& look_over);
// "episodes.csv, row 214, column DEC: 31/02/2025 is not a date …", one line each, in the order
// given. Where the same thing is wrong in many rows of one column, the first ten are printed and
// one line at the end names the others.
void print_problems(const std::vector<service::ImportProblem>& problems, std::string_view indent,
                    std::FILE* to);

struct CheckArguments {
  std::string path, previous;
  std::optional<int> year;  // told from the dates if not given
  int rules = 0;            // 0: the rules of the return's own year
  std::string postcodes;
  std::vector<std::string> providers;  // files of Ofsted's list
  std::string own_area;                // ONS code; empty: told from the homes' postcodes
  std::string format = "text";         // text, json, csv or xlsx
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

// `backups`: the folder of the backup that is made before the schema is brought up to date; empty:
// beside the database.
int serve(const Place& place, const ServeOptions& options, const std::string& backups,
          const Adapters& adapters);
int migrate(const Place& place, const std::string& backups, const Adapters& adapters);

// `to`: a new file, or a folder; empty: beside the database.
int back_up(const Place& place, const std::string& to, const Adapters& adapters);
struct RestoreArguments {
  std::string from;
  bool replace = false;
};
int restore(const Place& place, const RestoreArguments& arguments, const Adapters& adapters);
// Says where the backup is. Nothing to do for a database that is new or up to date.
Status back_up_before_migrating(const Place& place, const std::string& to,
                                const Adapters& adapters);

struct UserArguments {
  std::string sign_in_name, person, role = "practitioner";
  std::string number;                  // of a worker, as the return gives it
  bool nobody = false;                 // instead of a number
  bool generate = false;               // a password is made and printed; otherwise it is asked for
  bool password_stays = false;         // of a synthetic authority: need not be changed
  bool yes = false;                    // without a question
  bool no_administrator_left = false;  // also the last one of an authority
};
int user_add(const Place& place, const UserArguments& arguments, const Adapters& adapters);
int user_password(const Place& place, const UserArguments& arguments, const Adapters& adapters);
int user_role(const Place& place, const UserArguments& arguments, const Adapters& adapters);
int user_worker(const Place& place, const UserArguments& arguments, const Adapters& adapters);
int user_revoke(const Place& place, const UserArguments& arguments, const Adapters& adapters);
int user_disable(const Place& place, const UserArguments& arguments, const Adapters& adapters);
int user_enable(const Place& place, const UserArguments& arguments, const Adapters& adapters);
int user_unlock(const Place& place, const UserArguments& arguments, const Adapters& adapters);
int user_list(const Place& place, const Adapters& adapters);

}  // namespace homeward::cli
