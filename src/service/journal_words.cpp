#include "service/journal_words.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "care/columns.hpp"
#include "service/json_fact.hpp"

namespace homeward::service {

namespace {

std::string with_spaces(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string word_of(const std::string& table) {
  std::string word = with_spaces(table);
  care::for_each_row_table([&]<class T>() {
    if (care::Table<T>::name == table) word = care::Table<T>::word;
  });
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z')
    word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

}  // namespace

std::string journal_words(const JournalEntry& entry) {
  std::string out = word_of(entry.table);
  if (entry.operation == Operation::update && journal_values(entry.after).empty())
    return out + " confirmed by a later return";
  switch (entry.operation) {
    case Operation::insert:
      out += " added";
      break;
    case Operation::update:
      out += " changed";
      break;
    case Operation::remove:
      out += " removed";
      break;
  }
  const auto json = nlohmann::json::parse(
      entry.operation == Operation::remove ? entry.before : entry.after, nullptr, false);
  if (json.is_object() && json.contains("type") && json["type"].is_string())
    out += ": " + with_spaces(json["type"].get<std::string>());
  return out;
}

std::string journal_values(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return {};
  std::string out;
  for (const auto& [name, value] : json.items()) {
    if (name == "version" || name == "care_started_on" || name == "worker_id") continue;
    if (!out.empty()) out += "; ";
    out += with_spaces(name) + " ";
    if (value.is_null())
      out += "(none)";
    else if (value.is_string())
      out += value.get<std::string>();
    else if (value.is_boolean())
      out += value.get<bool>() ? "yes" : "no";
    else
      out += value.dump();
  }
  return out;
}

}  // namespace homeward::service
