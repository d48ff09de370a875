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
  const auto* field = find(name);
  if (!field) return {};
  if (!field->is_string() || text::characters(field->get_ref<const std::string&>()) > longest) {
    fault("“" + std::string(name) + "” must be a text of at most " + std::to_string(longest) +
          " characters.");
    return {};
  }
  return field->get<std::string>();
}

Date JsonBody::date(std::string_view name) {
  const auto edit = date_edit(name);
  if (!has(name) || edit.removes()) fault("“" + std::string(name) + "” is missing.");
  return edit.value().value_or(Date());
}

FieldEdit<std::string> JsonBody::text_edit(std::string_view name) {
  return read_edit(name, "a text");
}

FieldEdit<Date> JsonBody::date_edit(std::string_view name) {
  constexpr std::string_view kWanted = "a date like 2026-02-03";
  const auto asked = read_edit(name, kWanted);
  if (asked.removes()) return FieldEdit<Date>::removed();
  if (!asked.value()) return {};
  if (const auto date = Date::parse_iso(*asked.value())) return *date;
  fault("“" + std::string(name) + "” must be " + std::string(kWanted) + ".");
  return {};
}

FieldEdit<std::string> JsonBody::read_edit(std::string_view name, std::string_view wanted) {
  const auto* field = find(name);
  if (!has(name)) return {};
  if (!field) return FieldEdit<std::string>::removed();
  if (!field->is_string()) {
    fault("“" + std::string(name) + "” must be " + std::string(wanted) + ".");
    return {};
  }
  auto text = field->get<std::string>();
  if (text.empty()) return FieldEdit<std::string>::removed();
  return text;
}

bool JsonBody::flag_or(std::string_view name, bool otherwise) {
  const auto* field = find(name);
  if (!field) return otherwise;
  if (!field->is_boolean()) fault("“" + std::string(name) + "” must be true or false.");
  return field->is_boolean() ? field->get<bool>() : otherwise;
}

std::vector<std::string> JsonBody::words_or_none(std::string_view name) {
  std::vector<std::string> words;
  const auto* field = find(name);
  if (!field) return words;
  const bool right = field->is_array() && field->size() <= 50 &&
                     std::all_of(field->begin(), field->end(),
                                 [](const nlohmann::json& word) { return word.is_string(); });
  if (!right) {
    fault("“" + std::string(name) + "” must be a list of words.");
    return words;
  }
  for (const auto& word : *field) words.push_back(word.get<std::string>());
  return words;
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
