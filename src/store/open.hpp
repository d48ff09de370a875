// Opens a database by its URL; main.cpp is the only caller outside tests.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "service/ports.hpp"

namespace homeward::store {

// "sqlite:FILE" (made if it is not there), "sqlite::memory:" (tests), "postgres://…" or
// "postgresql://…". Does not migrate. invalid_input for another URL, unavailable if it cannot be
// reached; the sentence never holds the URL's password.
Result<std::unique_ptr<service::Store>> open(const std::string& url);

}  // namespace homeward::store
