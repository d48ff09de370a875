// Where a SQLite database lies: who has it open, and whether the file of that name is still the one
// that was opened. SQLite itself goes on with a file that was moved away or replaced, and what it
// then writes is lost, or ruins the file that took the place.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <string>

namespace homeward::store {

class SqlitePlace {
 public:
  enum class Use {
    shared,  // of everything that reads and writes the database
    alone,   // of what puts another file in its place
  };

  // Takes the lock beside the file (FILE.lock), and holds it while this lives. Throws DatabaseError
  // when somebody else's use forbids this one. In a folder that cannot be written there is no lock:
  // nothing can take the file's place there either.
  SqlitePlace(const std::string& file, Use use);
  ~SqlitePlace();
  SqlitePlace(const SqlitePlace&) = delete;
  SqlitePlace& operator=(const SqlitePlace&) = delete;

  // The file and its write-ahead log are open now: these are the ones from here on.
  void opened();
  // False from the first time that the name of either file was found gone or given to another file.
  bool holds();
  // True if somebody else has made a write-ahead log of their own for the very same file.
  bool log_is_anothers() const;
  // Removes the write-ahead log and the shared memory that were opened, if they still lie beside
  // the database's name: they would be taken for those of the file that has the name now.
  void clear_log();

 private:
  struct File {
    dev_t device = 0;
    ino_t number = 0;
    bool operator==(const File&) const = default;
  };
  static bool find(const std::string& path, File& file, int& error);
  static bool is_there(const std::string& path, const File& file);
  void wait_for_lock(Use use);
  void tell_others();
  void agree_with_others() const;

  const std::string file_, log_, memory_;
  int lock_ = -1;
  bool first_ = false;  // nobody else had it open
  File opened_file_, opened_log_, opened_memory_;
  std::atomic<bool> moved_{false};
};

}  // namespace homeward::store
