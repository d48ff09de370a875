// What a command asks of the person at the terminal.
#pragma once

#include <string>

#include "base/result.hpp"

namespace homeward::cli {

// A password that is typed twice and not shown; from a pipe it is its first line. not_found
// (nothing was typed) and invalid_input (the two differ) in a plain sentence.
Result<std::string> read_new_password();

// "y" or "yes" to the question. From a pipe nothing is asked and the answer is no.
bool agreed(const char* question);

}  // namespace homeward::cli
