// What kind of work a request makes, and what is said when there is no answer in time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/routes.hpp"

namespace homeward::http {

// Requests of one kind wait only for others of the same kind.
enum class Work {
  page,     // a file of the pages: nothing waits for it
  read,     // quick, and writes nothing that the answer waits for
  slow,     // a past day, a whole return held to its rules, an export: seconds
  write,    // changes the record
  session,  // signing out, ending sessions, changing authority
  sign_in,  // signing in, changing the password: costs a password hash
  health,   // does the database answer? Behind nothing else
  figures   // of the server itself
};
Work work_of(const Request& request, const Route* route);

// What came of work that was given away.
enum class Outcome {
  done,
  full,       // too many wait already; it was not begun and will not be
  not_begun,  // its time passed while it waited; it will not be begun
  late        // its time passed while it was at work; it goes on, and nobody learns what it gives
};

// What to tell a person about an outcome other than `done`: whether anything was changed, and what
// to do.
std::string_view sentence_of(Work work, Outcome outcome);

}  // namespace homeward::http
