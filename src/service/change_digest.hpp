// A short text made from a set of changes, to tell whether what would be written now is what a
// person has seen.
#pragma once

#include <span>
#include <string>

#include "service/ports.hpp"

namespace homeward::service {

// Made from the rows' content, ids, provenance and order; nothing in it is secret.
// Courses are left out: they tell no fact, and a first entry that somebody makes meanwhile changes
// nothing of an import.
std::string digest_of(std::span<const Change> changes);

}  // namespace homeward::service
