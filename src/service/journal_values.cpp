// The values of a journal entry: each column by its name for people, each code by its meaning.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "care/code_words.hpp"
#include "care/columns.hpp"
#include "returns/year.hpp"
#include "service/journal_words.hpp"

namespace homeward::service {

namespace {

using Json = nlohmann::json;

// Columns that no reader asks for, or that stand in journal_words' subject.
bool passed_over(std::string_view table, std::string_view column) {
  if (column == "version" || column == "from" || column == "care_started_on" ||
      column == "course_id" || column == "worker_id")
    return true;
  if (table == care::Table<care::Course>::name) return column == "kind";
  if (table == care::Table<care::Milestone>::name) return column == "type" || column == "nth";
  if (table == care::Table<care::Settlement>::name)
    return column == "type" || column == "nth" || column == "subject";
  return table == care::Table<care::PurposefulDelay>::name && column == "timescale";
}

struct ColumnWords {
  std::string_view table, column, words;  // table "": any
};
constexpr ColumnWords kColumnWords[] = {
    {"child", "upn", "unique pupil number"},
    {"child", "is_mother", "has a child of her own"},
    {"child", "first_child_born_on", "own first child born on"},
    {"child", "is_uasc", "unaccompanied asylum-seeking child"},
    {"child", "uasc_ceased_on", "no longer an unaccompanied asylum-seeking child from"},
    {"child", "sibling_group_id", "sibling group"},
    {"episode", "urn", "Ofsted number (URN)"},
    {"adoption", "by_foster_carer", "adopted by a foster carer"},
    {"adoption", "adopters", "number of adopters"},
    {"previous_permanence", "type", "permanence before this care"},
    {"previous_permanence", "authority", "arranged by"},
    {"missing_period", "type", "missing or away"},
    {"health_outcome", "sdq_score", "SDQ score"},
    {"health_outcome", "sdq_reason", "reason for no SDQ score"},
    {"worker_spell", "reason", "reason for the change of worker"},
    {"course", "removed_on", "its entries removed on"},
    {"plan", "type", "plan"},
    {"plan", "parallel", "runs beside the main plan"},
    {"settlement", "imported_value", "imported date"},
    {"settlement", "entered_value", "entered date"},
    {"settlement", "counts", "which date counts"},
    {"", "year", "return"},
};

std::string name_of(std::string_view table, const std::string& column) {
  for (const ColumnWords& known : kColumnWords)
    if ((known.table.empty() || known.table == table) && known.column == column)
      return std::string(known.words);
  std::string words = column;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

// DDMMYYYY, in which ZZ and ZZZZ stand for unknown parts.
std::string permanence_date_words(const std::string& text) {
  if (text.size() != 8) return text;
  const std::string day = text.substr(0, 2), month = text.substr(2, 2), year = text.substr(4);
  if (year == "ZZZZ") return "date not known";
  const auto first = Date::parse_iso(year + "-" + (month == "ZZ" ? "01" : month) + "-" +
                                     (day == "ZZ" ? "01" : day));
  if (!first) return text;
  if (month == "ZZ") return year + ", day and month not known";
  if (day != "ZZ") return first->words();
  const std::string words = first->words();  // "Tue 1 Feb 2026"
  return words.substr(words.find(' ', 4) + 1) + ", day not known";
}

// What the value of that column stands for; nothing for a value that speaks for itself.
std::optional<std::string> meaning(std::string_view table, const std::string& column,
                                   const Json& value, const JournalContext& context) {
  if (table == care::Table<care::Child>::name && column == "sibling_group_id" &&
      value.is_number_integer()) {
    const auto id = SiblingGroupId{value.get<std::int64_t>()};
    const auto* group = context.known.sibling_group(id);
    return group && !group->label.empty() ? group->label : fmt::format("Group {}", id.value);
  }
  if (table == care::Table<care::Course>::name && column == "part_of" &&
      value.is_number_integer()) {
    for (const care::Course& course : context.record.courses)
      if (course.id.value == value.get<std::int64_t>())
        return course.kind + " from " + course.started_on.words();
    return "a course no longer held";
  }
  if (column == "year" && value.is_number_integer()) return returns::year_words(value.get<int>());
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  if (table == care::Table<care::Plan>::name && column == "type") {
    const auto* plan = context.config.plan(text);
    return plan ? std::optional(plan->name) : std::nullopt;
  }
  if (table == care::Table<care::Settlement>::name && column == "counts")
    return text == "hand" ? "the entered one" : "the imported one";
  if (table == care::Table<care::PreviousPermanence>::name && column == "ordered_on")
    return permanence_date_words(text);
  if (const auto code = Code::parse(text))
    if (auto words = care::code_words(table, column, *code)) return *words + " (" + text + ")";
  return std::nullopt;
}

// "held on", "Tue 3 Feb 2026"; "participation:", "Came and spoke (PN1)".
JournalValue value_said(std::string_view table, const std::string& column, const Json& value,
                        const JournalContext& context) {
  const std::string name = name_of(table, column);
  if (value.is_null()) return {name + ":", "none", ""};
  if (const auto words = meaning(table, column, value, context)) return {name + ":", *words, ""};
  if (value.is_boolean()) return {name + ":", value.get<bool>() ? "yes" : "no", ""};
  if (!value.is_string()) return {name + ":", value.dump(), ""};
  const auto& text = value.get_ref<const std::string&>();
  if (const auto date = Date::parse_iso(text))
    return {name + (name.ends_with(" on") || name.ends_with(" from") ? "" : ":"), date->words(),
            ""};
  return {name + ":", text, ""};
}

// What of a person a column tells, so that pages can hide it on a projector. A column not named
// here tells nothing of who it is.
std::string_view kind_of(std::string_view table, std::string_view column) {
  if (column == "given_name" || column == "family_name") return "name";
  if (column == "born_on" || column == "first_child_born_on") return "birth";
  if (column == "upn" || column == "number") return "number";
  if (column == "home_postcode" || column == "placement_postcode" || column == "urn")
    return "place";
  if (column == "note") return "note";
  if (column == "reason" && table == care::Table<care::PurposefulDelay>::name) return "note";
  return "";
}

}  // namespace

std::vector<JournalValue> journal_values(const JournalEntry& entry, const std::string& side,
                                         const JournalContext& context) {
  const auto json = Json::parse(side, nullptr, false);
  if (!json.is_object()) return {};
  std::vector<JournalValue> out;
  for (const auto& [column, value] : json.items()) {
    if (passed_over(entry.table, column)) continue;
    JournalValue& one = out.emplace_back(value_said(entry.table, column, value, context));
    one.kind = kind_of(entry.table, column);
    if (one.kind != "place" || context.places || value.is_null()) continue;
    one.value = column == "urn" ? "(URN hidden)" : "(postcode hidden)";
    one.kind = "hidden";
  }
  return out;
}

}  // namespace homeward::service
