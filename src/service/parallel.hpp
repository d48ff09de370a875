// The machine's cores, for work that the pure rooms cut into pieces.
#pragma once

#include "returns/check.hpp"

namespace homeward::service {

// Runs the tasks on the calling thread and on others, at most as many as the machine has cores.
// What a task throws is thrown on, once all have ended.
returns::Parallel on_all_cores();

}  // namespace homeward::service
