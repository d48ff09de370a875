// Journal entries in words, for people.
#pragma once

#include <string>

#include "journey/config.hpp"
#include "service/ports.hpp"

namespace homeward::service {

// "Milestone changed: First planning meeting", "Episode added" … The record, as it is
// now, tells which milestone it was where the entry itself does not.
std::string journal_words(const JournalEntry& entry, const care::ChildRecord& record,
                          const journey::Config& config);

// One side of the entry (its `before` or `after`) as "held on Tue 3 Feb 2026; participation PN1",
// without what journal_words says. "" for no values.
std::string journal_values(const JournalEntry& entry, const std::string& side);

}  // namespace homeward::service
