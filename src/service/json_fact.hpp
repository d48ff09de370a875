// Facts as JSON objects of their columns (care/columns.hpp): the journal's before and after.
#pragma once

#include <nlohmann/json.hpp>

#include "base/date.hpp"
#include "base/result.hpp"
#include "care/columns.hpp"

namespace homeward::service {

// Every column that is set (blank, empty and unknown ones are left out), plus "version" and, unless
// it was entered here by hand, "from": {"source", "import", "row", "year"}, numbers that are 0 left
// out.
nlohmann::json to_json(const care::Fact& fact);

// Only the columns in which the two differ: their values in `side`, null where unset there, plus
// its version, and "from" if they came from different places (null for by hand). Both must be rows
// of one table.
nlohmann::json changed_columns(const care::Fact& side, const care::Fact& other);

// Puts the columns, the version and the provenance that `json` names into `fact` (null unsets);
// what it does not name stays.
void put_columns(care::Fact& fact, const nlohmann::json& json);

// Rows that the journal told before there were courses named the start of their period of care in
// the place of a course ("care_started_on"; a settlement in the last part of its "subject", which
// also held type and nth). The start that `json` names; nothing if it names none. put_columns
// leaves the course of such a row as it is.
std::optional<Date> named_start(const nlohmann::json& json);

// What "from" in `json` says; nothing where it has none.
std::optional<care::Provenance> provenance_in(const nlohmann::json& json);

// An empty row of the table of that name; nothing for an unknown table.
std::optional<care::Fact> empty_fact(std::string_view table);

const care::Stored& stored(const care::Fact& fact);
care::Stored& stored(care::Fact& fact);
std::string_view table_name(const care::Fact& fact);

}  // namespace homeward::service
