#include "service/journal_words.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "care/columns.hpp"
#include "journey/derive.hpp"
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

// What the row is about, from the entry or from the row as it is now: "type" of a milestone,
// "timescale" of a purposeful delay.
template <class T, class Value>
Value about(const JournalEntry& entry, const care::ChildRecord& record, std::string_view column,
            Value T::* member) {
  const auto json = nlohmann::json::parse(
      entry.operation == Operation::remove ? entry.before : entry.after, nullptr, false);
  if (json.is_object() && json.contains(column)) {
    const auto& value = json[std::string(column)];
    if constexpr (std::is_same_v<Value, std::string>) {
      if (value.is_string()) return value.template get<std::string>();
    } else if (value.is_number_integer()) {
      return value.template get<Value>();
    }
  }
  for (const T& row : care::rows_of<T>(record))
    if (row.id == entry.row) return row.*member;
  return Value{};
}

std::string subject_of(const JournalEntry& entry, const care::ChildRecord& record,
                       const journey::Config& config) {
  if (entry.table == care::Table<care::Milestone>::name) {
    const std::string type = about(entry, record, "type", &care::Milestone::type);
    const int nth = about(entry, record, "nth", &care::Milestone::nth);
    if (const auto* known = config.milestone(type))
      return journey::milestone_name(*known, std::max(1, nth));
    return with_spaces(type);
  }
  if (entry.table == care::Table<care::PurposefulDelay>::name) {
    const std::string id = about(entry, record, "timescale", &care::PurposefulDelay::timescale);
    const auto* known = config.timescale(id);
    return known ? known->name : with_spaces(id);
  }
  return {};
}

// Columns that no reader asks for, or that stand in subject_of.
bool passed_over(const std::string& table, std::string_view column) {
  if (column == "version" || column == "care_started_on" || column == "worker_id") return true;
  if (table == care::Table<care::Milestone>::name) return column == "type" || column == "nth";
  return table == care::Table<care::PurposefulDelay>::name && column == "timescale";
}

std::string words_of(const nlohmann::json& value) {
  if (value.is_null()) return "(none)";
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (!value.is_string()) return value.dump();
  const auto text = value.get<std::string>();
  const auto date = Date::parse_iso(text);
  return date ? date->words() : text;
}

}  // namespace

std::string journal_words(const JournalEntry& entry, const care::ChildRecord& record,
                          const journey::Config& config) {
  std::string out = word_of(entry.table);
  if (entry.operation == Operation::update && journal_values(entry, entry.after).empty())
    return out + " confirmed by a later return";
  const std::string subject = subject_of(entry, record, config);
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
  return subject.empty() ? out : out + ": " + subject;
}

std::string journal_values(const JournalEntry& entry, const std::string& side) {
  const auto json = nlohmann::json::parse(side, nullptr, false);
  if (!json.is_object()) return {};
  std::string out;
  for (const auto& [name, value] : json.items()) {
    if (passed_over(entry.table, name)) continue;
    if (!out.empty()) out += "; ";
    out += with_spaces(name) + " " + words_of(value);
  }
  return out;
}

}  // namespace homeward::service
