// The record as it was known on a past day: today's rows with the journal undone, newest first.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "care/record.hpp"
#include "service/ports.hpp"

namespace homeward::service {

// Undoes `entries` (newest first, all of this child) on `record`. Nothing if the child was not
// known before them. Rows that were removed since come back as they were, with their provenance.
std::optional<care::ChildRecord> rewind(care::ChildRecord record,
                                        std::span<const JournalEntry> entries);

// A whole authority: `entries` newest first, of any children.
care::Snapshot rewind(care::Snapshot snapshot, std::vector<JournalEntry> entries);

}  // namespace homeward::service
