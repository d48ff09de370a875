// How many files, and so connections, this process may have open.
#pragma once

#include <cstddef>

namespace homeward::http {

// Raises the limit as far as the system lets us, and gives it.
std::size_t allow_open_files();

// The connections that fit under it, beside the database and the files of the program itself.
std::size_t connections_with(std::size_t open_files);

}  // namespace homeward::http
