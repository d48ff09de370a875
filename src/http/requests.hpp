// Reading and answering that several handlers share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"
#include "service/service.hpp"

namespace homeward::http {

// A count in the query: `otherwise` without one, nothing when it is no number or above `most`.
std::optional<int> count_of(const Request& request, const char* name, int otherwise, int most);

// "2026"; nothing unless it is a year from 1981 to 2199.
std::optional<int> collection_year(std::string_view text);

// The as_of of the query: nothing means today.
Result<std::optional<Date>> as_of(const Request& request);
// " as known on Wed 11 Feb 2026", for the access log; empty for today.
std::string known_on(const std::optional<Date>& day);

// 404.
Response no_such_child();

// The address that a request comes from, and the devices that its cookies name.
service::Caller caller_of(const Request& request);

// A file to keep, with its name, or the problem.
Response attachment(Result<std::string> bytes, std::string type, const std::string& name);

// Files of an upload as they are kept until a job takes them.
std::vector<service::KeptFile> kept(std::vector<service::FileBytes> files, bool previous);

// 202 with the job and where to ask for it, or the problem.
Response job_started(const Result<std::string>& job);

}  // namespace homeward::http
