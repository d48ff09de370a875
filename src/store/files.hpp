// Files that hold a whole database: named by the time, and either complete or not there.
#pragma once

#include <string>

namespace homeward::store {

// "20260203-101112", now, in UTC: sorts as time does.
std::string file_stamp();

// not_found, unless there is such a file.
void require_file(const std::string& file);

// When it returns, everything that was written to the file, or to the names in the folder, is on
// the disk. Throws DatabaseError.
void sync_to_disk(const std::string& path);

// Gives a complete file its name, replacing a file that has it. On the disk when it returns. Throws
// DatabaseError.
void rename_to(const std::string& from, const std::string& to);

// The folder of a file; "." of a plain name.
std::string folder_of(const std::string& file);

}  // namespace homeward::store
