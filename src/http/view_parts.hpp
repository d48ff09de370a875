// Parts of views that more than one page shows.
#pragma once

#include <vector>

#include "http/json_writer.hpp"
#include "service/views.hpp"

namespace homeward::http {

// Without what an edit needs, unless they may edit.
void write_cell(JsonWriter& out, const service::Cell& cell, bool may_edit);
void write_delay(JsonWriter& out, const service::HeldDelay& delay);
void write_conflicts(JsonWriter& out, const std::vector<service::ConflictView>& conflicts);
void write_unplaced(JsonWriter& out, const std::vector<service::UnplacedView>& unplaced);

}  // namespace homeward::http
