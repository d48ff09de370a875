// The record as it was known on a past day: today's rows with the journal undone, newest first.
#pragma once

#include <optional>
#include <span>

#include "care/record.hpp"
#include "service/ports.hpp"

namespace homeward::service {

// Undoes `entries` (newest first, those of this child) on `record`. Nothing if the child itself was
// not known before them. Rows that were removed since come back without their provenance.
std::optional<care::ChildRecord> rewind(care::ChildRecord record,
                                        std::span<const JournalEntry> entries);

// A whole authority: `entries` newest first, of any children.
care::Snapshot rewind(care::Snapshot snapshot, std::span<const JournalEntry> entries);

}  // namespace homeward::service
