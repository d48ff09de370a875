// Journal entries in words, for people.
#pragma once

#include <string>

#include "service/ports.hpp"

namespace homeward::service {

// "Milestone added: permanency planning meeting 1", "Episode changed" …
std::string journal_words(const JournalEntry& entry);

// The columns of one side as "held on 2026-02-03; participation PN1". "" for no values.
std::string journal_values(const std::string& json);

}  // namespace homeward::service
