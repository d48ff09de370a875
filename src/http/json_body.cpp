#include "http/json_body.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace homeward::http {

Result<JsonBody> JsonBody::read(const Request& request) {
  JsonBody body;
  body.object_ = nlohmann::json::parse(request.body, nullptr, false);
  if (!body.object_.is_object())
    return fail(ErrorKind::invalid_input, "The request must hold one JSON object.");
  return body;
}

const nlohmann::json* JsonBody::find(std::string_view name) {
  asked_.emplace_back(name);
  const auto found = object_.find(name);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

bool JsonBody::has(std::string_view name) const {
  return object_.contains(name);
}

void JsonBody::fault(std::string sentence) {
  faults_.push_back(std::move(sentence));
}

std::string JsonBody::text(std::string_view name, std::size_t longest) {
  if (!has(name)) fault("“" + std::string(name) + "” is missing.");
  return text_or_empty(name, longest);
}

std::string JsonBody::text_or_empty(std::string_view name, std::size_t longest) {
  const auto* field = find(name);
  if (!field) return {};
  if (!field->is_string() || field->get_ref<const std::string&>().size() > longest) {
    fault("“" + std::string(name) + "” must be a text of at most " + std::to_string(longest) +
          " bytes.");
    return {};
  }
  return field->get<std::string>();
}

Date JsonBody::date(std::string_view name) {
  const auto read = date_or_null(name);
  if (!read && (!has(name) || object_.find(name)->is_null()))
    fault("“" + std::string(name) + "” is missing.");
  return read.value_or(Date());
}

std::optional<Date> JsonBody::date_or_null(std::string_view name) {
  const auto* field = find(name);
  if (!field) return std::nullopt;
  const auto read = field->is_string() ? Date::parse_iso(field->get_ref<const std::string&>())
                                       : std::optional<Date>();
  if (!read) fault("“" + std::string(name) + "” must be a date like 2026-02-03.");
  return read;
}

bool JsonBody::flag_or(std::string_view name, bool otherwise) {
  const auto* field = find(name);
  if (!field) return otherwise;
  if (!field->is_boolean()) fault("“" + std::string(name) + "” must be true or false.");
  return field->is_boolean() ? field->get<bool>() : otherwise;
}

std::int64_t JsonBody::number(std::string_view name) {
  const auto* field = find(name);
  if (!field || !field->is_number_integer() || field->get<std::int64_t>() <= 0) {
    fault("“" + std::string(name) + "” must be a number above zero.");
    return 0;
  }
  return field->get<std::int64_t>();
}

Status JsonBody::done() {
  for (const auto& [name, value] : object_.items())
    if (std::find(asked_.begin(), asked_.end(), name) == asked_.end()) {
      faults_.emplace_back("The request holds a field that is not known here.");
      break;
    }
  if (faults_.empty()) return {};
  return fail(ErrorKind::invalid_input, text::join(faults_, " ") + " Nothing was saved.");
}

}  // namespace homeward::http
