// Facts as JSON objects of their columns (care/columns.hpp): the journal's before and after.
#pragma once

#include <nlohmann/json.hpp>

#include "base/result.hpp"
#include "care/columns.hpp"

namespace homeward::service {

// Every column that is set (blank, empty and unknown ones are left out), plus "version".
nlohmann::json to_json(const care::Fact& fact);

// Only the columns in which the two differ: their values in `side`, null where unset there, plus
// its version. Both must be rows of one table.
nlohmann::json changed_columns(const care::Fact& side, const care::Fact& other);

// Puts the columns named in `json` into `fact` (null unsets); columns it does not name stay.
void put_columns(care::Fact& fact, const nlohmann::json& json);

// An empty row of the table of that name; nothing for an unknown table.
std::optional<care::Fact> empty_fact(std::string_view table);

const care::Stored& stored(const care::Fact& fact);
care::Stored& stored(care::Fact& fact);
std::string_view table_name(const care::Fact& fact);

}  // namespace homeward::service
