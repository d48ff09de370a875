// Looking after a whole database, for the commands: its schema, backups and restoring one. store/
// implements it for SQLite and PostgreSQL. A backup is one file of one form, whichever database it
// was made from, and can be restored into either.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace homeward::service {

struct SchemaState {
  int last = 0;     // number of the last step applied; 0: there are no tables yet
  int missing = 0;  // steps that this program knows and the database has not
};

// What a database or a backup holds, for people and for comparing one with the other.
struct Contents {
  struct Authority {
    std::string name;
    std::int64_t children = 0, journal_entries = 0, last_sequence = 0;
    bool operator==(const Authority&) const = default;
  };
  struct Table {
    std::string name;
    std::int64_t rows = 0;
    bool operator==(const Table&) const = default;
  };
  std::vector<Authority> authorities;  // in the order of their ids
  std::vector<Table> tables;           // by name; without those that only count
  bool operator==(const Contents&) const = default;
};

struct Backup {
  std::string file;
  std::uint64_t bytes = 0;
  int schema = 0;  // number of its last step
  Contents contents;
};

struct Restored {
  int schema = 0;
  Contents contents;
  std::string kept_as;  // the file or schema that holds what was there before; empty: nothing was
};

class Upkeep {
 public:
  virtual ~Upkeep() = default;

  // `url` as for opening a store; a file must be there (not_found).
  virtual Result<SchemaState> schema(const std::string& url) = 0;

  // Writes a backup of the database as it is at one moment, while others read and write it. `to` is
  // a new file, or a folder, in which the file is named by the time. The file appears only when it
  // is whole: it is written beside its place, read again and compared with the database. Only its
  // owner may read it. Errors: conflict, when the file exists; unavailable.
  virtual Result<Backup> back_up(const std::string& url, const std::string& to) = 0;

  // Puts a backup in the place of the database, after it was read and compared; all sessions are
  // ended. Errors: conflict, when a server has the database open, or it holds an authority and
  // `replace` is false; invalid_input for a file that is not a whole backup. Nothing is changed
  // then.
  virtual Result<Restored> restore(const std::string& url, const std::string& from,
                                   bool replace) = 0;
};

}  // namespace homeward::service
