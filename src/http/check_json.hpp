// Checks of returns as JSON: field for field the shapes of docs/openapi.yaml.
#pragma once

#include "service/service.hpp"

namespace homeward::http {

// For initials of accounts and for days, which only the service can give.
using AccountWords = service::Service&;

std::string to_json(const std::vector<service::CheckSummary>& checks, AccountWords words);
std::string to_json(const service::CheckDetail& detail, AccountWords words);
std::string to_json(const service::FindingPage& page, AccountWords words);
std::string to_json(const service::FoundChildren& page);
std::string to_json(const service::RecordCheck& check);
std::string to_json(const service::ChildFindings& found);

}  // namespace homeward::http
