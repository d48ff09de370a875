// What the door writes to stderr: never a query, a body, a name or a number of a child.
#pragma once

#include <chrono>
#include <string_view>

namespace homeward::http {

// `route` is the pattern ("/api/children/{child}"), not the path.
void log_answer(std::string_view method, std::string_view route, int status,
                std::chrono::microseconds took);

// Something threw that should not have; what it said may hold data and is not written.
void log_failure(std::string_view where);

void log_line(std::string_view sentence);

// Off in tests.
void log_quietly(bool quiet);

}  // namespace homeward::http
