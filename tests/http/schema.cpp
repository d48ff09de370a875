#include "schema.hpp"

#include <yaml.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include "base/date.hpp"

namespace homeward::tests {

using nlohmann::json;

namespace {

json scalar(const yaml_node_t& node) {
  const std::string text(reinterpret_cast<const char*>(node.data.scalar.value),
                         node.data.scalar.length);
  if (node.data.scalar.style != YAML_PLAIN_SCALAR_STYLE) return text;
  if (text == "null" || text == "~" || text.empty()) return nullptr;
  if (text == "true") return true;
  if (text == "false") return false;
  if (text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos)
    return std::stoi(text);
  return text;
}

json node_json(yaml_document_t& document, int index) {
  const yaml_node_t& node = *yaml_document_get_node(&document, index);
  if (node.type == YAML_SCALAR_NODE) return scalar(node);
  if (node.type == YAML_SEQUENCE_NODE) {
    json list = json::array();
    for (auto* item = node.data.sequence.items.start; item < node.data.sequence.items.top; ++item)
      list.push_back(node_json(document, *item));
    return list;
  }
  json object = json::object();
  for (auto* pair = node.data.mapping.pairs.start; pair < node.data.mapping.pairs.top; ++pair) {
    const yaml_node_t& key = *yaml_document_get_node(&document, pair->key);
    const std::string name(reinterpret_cast<const char*>(key.data.scalar.value));
    if (object.contains(name)) throw std::runtime_error("given twice: " + name);
    object[name] = node_json(document, pair->value);
  }
  return object;
}

bool is_type(const json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "boolean") return value.is_boolean();
  if (type == "null") return value.is_null();
  throw std::runtime_error("a type the checker does not know: " + type);
}

bool is_any_type(const json& value, const json& type) {
  if (type.is_string()) return is_type(value, type);
  return std::any_of(type.begin(), type.end(),
                     [&](const json& one) { return is_type(value, one); });
}

void check_object(const json& value, const json& schema, const json& document,
                  const std::string& where, std::vector<std::string>& found) {
  const json properties = schema.value("properties", json::object());
  for (const json& name : schema.value("required", json::array()))
    if (!value.contains(name.get<std::string>()))
      found.push_back(where + " lacks " + name.get<std::string>());
  const json others = schema.value("additionalProperties", json(true));
  for (const auto& [name, part] : value.items()) {
    std::vector<std::string> more;
    if (properties.contains(name))
      more = misfits(part, properties[name], document, where + "." + name);
    else if (others.is_object())
      more = misfits(part, others, document, where + "." + name);
    else if (others == false)
      more = {where + " has " + name + ", which is not documented"};
    found.insert(found.end(), more.begin(), more.end());
  }
}

}  // namespace

json read_yaml(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) throw std::runtime_error("cannot open " + path);
  yaml_parser_t parser;
  yaml_document_t document;
  yaml_parser_initialize(&parser);
  yaml_parser_set_input_file(&parser, file);
  const bool read = yaml_parser_load(&parser, &document) != 0;
  const std::string problem = parser.problem ? parser.problem : "";
  const auto line = parser.problem_mark.line + 1;
  yaml_parser_delete(&parser);
  std::fclose(file);
  if (!read) throw std::runtime_error(path + ", line " + std::to_string(line) + ": " + problem);
  json root = node_json(document, 1);
  yaml_document_delete(&document);
  return root;
}

std::vector<std::string> misfits(const json& value, const json& schema, const json& document,
                                 const std::string& where) {
  static const std::vector<std::string> kKnown = {
      "$ref",  "type",  "enum",        "format",   "properties", "required", "additionalProperties",
      "items", "allOf", "description", "examples", "minimum",    "maximum",  "maxLength"};
  for (const auto& [name, part] : schema.items())
    if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end())
      throw std::runtime_error("the checker does not know " + name + " at " + where);
  if (schema.contains("$ref"))
    return misfits(value,
                   document.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1))),
                   document, where);
  std::vector<std::string> found;
  for (const json& part : schema.value("allOf", json::array())) {
    const auto more = misfits(value, part, document, where);
    found.insert(found.end(), more.begin(), more.end());
  }
  if (schema.contains("type") && !is_any_type(value, schema["type"]))
    return {where + " is " + value.type_name() + ", documented as " + schema["type"].dump()};
  if (schema.contains("enum") &&
      std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
    found.push_back(where + " is none of the documented values");
  if (schema.value("format", "") == "date" && value.is_string() &&
      !Date::parse_iso(value.get<std::string>()))
    found.push_back(where + " is not a date");
  if (value.is_object()) check_object(value, schema, document, where, found);
  if (value.is_array() && schema.contains("items"))
    for (std::size_t i = 0; i < value.size(); ++i) {
      const auto more =
          misfits(value[i], schema["items"], document, where + "[" + std::to_string(i) + "]");
      found.insert(found.end(), more.begin(), more.end());
    }
  return found;
}

}  // namespace homeward::tests
