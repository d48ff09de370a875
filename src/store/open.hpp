// Opens a database by its URL; main.cpp is the only caller outside tests.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "service/ports.hpp"

namespace homeward::store {

// "sqlite:FILE", "sqlite::memory:" (tests), "postgres://…" or "postgresql://…". Does not migrate.
// invalid_input for another URL, not_found for a file that is not there, unavailable if the
// database cannot be reached; the sentence never holds the URL's password.
Result<std::unique_ptr<service::Store>> open(const std::string& url);
// The same, but makes the file if it is not there.
Result<std::unique_ptr<service::Store>> open_or_make(const std::string& url);

}  // namespace homeward::store
