// Journal entries in words for people: no code, id or column name without its meaning.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "journey/config.hpp"
#include "service/known.hpp"
#include "service/ports.hpp"
#include "service/views.hpp"

namespace homeward::service {

// What the words are looked up in.
struct JournalContext {
  const care::ChildRecord& record;  // as it is now: tells which milestone it was where the entry
                                    // itself does not
  const Known& known;               // names of sibling groups
  const journey::Config& config;    // names of plans, milestones and timescales
  std::map<ImportId, std::string> imports;  // their source_name; one that is not here has a number
  bool places = false;                      // postcodes and URN may be seen
};

// "Milestone changed: First planning meeting", "Episode added" …
std::string journal_words(const JournalEntry& entry, const JournalContext& context);

// One side of the entry (its `before` or `after`) as "held on", "Tue 3 Feb 2026"; "participation:",
// "Came and spoke (PN1)", without what journal_words says. Where the child lives is hidden unless
// the context allows it.
std::vector<JournalValue> journal_values(const JournalEntry& entry, const std::string& side,
                                         const JournalContext& context);

// Who or what wrote the entry, and where the row had come from: "Withdrawn by import 8 (9 files).
// It came with import 7 (9 files), return 2024-25, row 34 of Episodes."
std::string journal_source(const JournalEntry& entry, const JournalContext& context);

}  // namespace homeward::service
