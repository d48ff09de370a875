// After work that took much memory.
#pragma once

namespace homeward::service {

// Gives back to the system what is free: the allocator would keep it, so that the next large work
// stood on top of it.
void give_back_spare_memory();

}  // namespace homeward::service
