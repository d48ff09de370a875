// Parts of views that more than one page shows.
#pragma once

#include <vector>

#include "http/json_writer.hpp"
#include "service/views.hpp"

namespace homeward::http {

void write_cell(JsonWriter& out, const service::Cell& cell);
void write_conflicts(JsonWriter& out, const std::vector<service::ConflictView>& conflicts);

}  // namespace homeward::http
