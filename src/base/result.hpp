// Result<T>: a value, or an Error that a person can act on. No exceptions cross a room's border.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace homeward {

// What kind of failure it is; http and cli turn it into a status or an exit code.
enum class ErrorKind {
  invalid_input,  // the caller's data is wrong; the sentence says where and what to do
  not_found,      // no such thing, or none that this person may see
  not_allowed,    // signed in, but not permitted
  not_signed_in,  // no session, or it has ended
  conflict,       // somebody changed it first
  too_large,      // over a limit; the sentence names the limit
  too_many,       // asked too often (sign-in lock-out)
  unavailable,    // the outside world failed: disk full, database away
};

// `sentence` is plain English for the person in front of the screen: what happened, what was
// kept, what to do. It never holds personal data (it may reach a log): script/check-layers refuses
// code that reveals a Private while it makes one.
struct Error {
  ErrorKind kind = ErrorKind::invalid_input;
  std::string sentence;
};

template <class T>
using Result = tl::expected<T, Error>;

using Status = Result<void>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string sentence) {
  return tl::unexpected<Error>(Error{kind, std::move(sentence)});
}

}  // namespace homeward
