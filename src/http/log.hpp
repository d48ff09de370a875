// What the server writes to stderr: never a query, a body, a name or a number of a child.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "http/incident.hpp"

namespace homeward::http {

// `route` is the pattern ("/api/children/{child}"), not the path.
void log_answer(std::string_view method, std::string_view route, int status,
                std::chrono::microseconds took);

// Something went wrong on our side: "7K3-9QF PUT /api/children/{child}: unavailable: The database
// is busy …". `where`: the method and the pattern, or the work that was done.
void log_incident(const Incident& incident, std::string_view where);
// How many were written since the program was started.
std::uint64_t incidents_logged();
// The same of work that no request waits for; the exception in flight, inside a catch block.
void log_error(std::string_view where, const Error& error);
void log_exception(std::string_view where);

void log_line(std::string_view sentence);

// Off in tests.
void log_quietly(bool quiet);

}  // namespace homeward::http
