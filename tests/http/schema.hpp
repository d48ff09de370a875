// docs/openapi.yaml, and whether an answer is what it says.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace homeward::tests {

// A YAML file as JSON (core schema: null, true, false, whole numbers; everything else a text).
// An error and its line stand in the exception.
nlohmann::json read_yaml(const std::string& path);

// Where and how `value` is not what `schema` says; empty when it is. Knows $ref (into `document`),
// type, enum, format date, properties, required, additionalProperties, items and allOf: what our
// document uses, and throws for anything else.
std::vector<std::string> misfits(const nlohmann::json& value, const nlohmann::json& schema,
                                 const nlohmann::json& document, const std::string& where = "$");

}  // namespace homeward::tests
