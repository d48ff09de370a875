// As JSON: what an import would do, what undoing one would do, and which children are absent.
#pragma once

#include <string>
#include <vector>

#include "service/service.hpp"

namespace homeward::http {

std::string to_json(const service::HeldLookOver& held);
std::string to_json(const service::UndoPlan& plan);
std::string to_json(const std::vector<service::AbsenceView>& absences);

// "same_children", "different_children"; nothing for another word.
std::optional<service::LeadingZeros> parse_leading_zeros(std::string_view word);

}  // namespace homeward::http
