// What several handlers read and answer alike.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"

namespace homeward::http {

// A count in the query: `otherwise` without one, nothing when it is no number or above `most`.
std::optional<int> count_of(const Request& request, const char* name, int otherwise, int most);

// "2026"; nothing unless it is a year from 1981 to 2199.
std::optional<int> collection_year(std::string_view text);

// 202 with the job and where to ask for it, or the problem.
Response job_started(const Result<std::string>& job);

}  // namespace homeward::http
