// Words for the codes of any column of the record. Source: docs/ssda903-layout.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/code.hpp"

namespace homeward::care {

// Words for a code as it stands in a column of the record; table and column are named as in
// columns.hpp. Nothing for a code not in the lists, and for a column that holds no code of a list.
std::optional<std::string> code_words(std::string_view table, std::string_view column, Code code);

}  // namespace homeward::care
