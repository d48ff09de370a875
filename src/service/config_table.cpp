#include "service/config_table.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace homeward::service {

namespace {

std::optional<int> whole_number(std::string_view text) {
  if (text.empty() || text.size() > 6) return std::nullopt;
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<Unit> unit_in_words(std::string_view words) {
  if (words == "working days" || words == "working day") return Unit::working_days;
  if (words == "days" || words == "day") return Unit::calendar_days;
  if (words == "weeks" || words == "week") return Unit::weeks;
  if (words == "months" || words == "month") return Unit::months;
  return std::nullopt;
}

}  // namespace

void ConfigProblems::add(std::string_view where, std::string_view sentence) {
  sentences_.push_back(fmt::format("{}: {}", where, sentence));
}

tl::unexpected<Error> ConfigProblems::error() const {
  return fail(ErrorKind::invalid_input, text::join(sentences_, "\n"));
}

void ConfigTable::note(std::string_view key, std::string_view sentence) {
  problems_.add(fmt::format("{}, {}", where_, key), sentence);
}

void ConfigTable::note_choices(std::string_view key, std::string_view value,
                               std::span<const std::string_view> choices) {
  note(key, fmt::format("\"{}\" is not one of {}.", value, fmt::join(choices, ", ")));
}

const toml::node* ConfigTable::get(std::string_view key) {
  asked_.emplace(key);
  return table_.get(key);
}

std::string ConfigTable::text(std::string_view key) {
  const auto* node = get(key);
  if (!node) return {};
  if (const auto* value = node->as_string()) return value->get();
  note(key, "must be a text in quotes.");
  return {};
}

std::string ConfigTable::required(std::string_view key) {
  std::string value = text(key);
  if (!table_.contains(key))
    note(key, "is missing.");
  else if (value.empty() && table_.get(key)->is_string())
    note(key, "is empty.");
  return value;
}

bool ConfigTable::flag(std::string_view key, bool otherwise) {
  const auto* node = get(key);
  if (!node) return otherwise;
  if (const auto* value = node->as_boolean()) return value->get();
  note(key, "must be true or false.");
  return otherwise;
}

std::optional<bool> ConfigTable::flag_or_either(std::string_view key) {
  const auto* node = get(key);
  if (!node) return std::nullopt;
  if (const auto* value = node->as_boolean()) return value->get();
  const auto* either = node->as_string();
  if (!either || either->get() != "either") note(key, "must be true, false or \"either\".");
  return std::nullopt;
}

std::optional<int> ConfigTable::number(std::string_view key) {
  const auto* node = get(key);
  if (!node) return std::nullopt;
  const auto* value = node->as_integer();
  if (value && value->get() >= 0 && value->get() <= 100000) return static_cast<int>(value->get());
  note(key, "must be a whole number from 0 to 100000.");
  return std::nullopt;
}

std::optional<std::uint64_t> ConfigTable::large_number(std::string_view key) {
  const auto* node = get(key);
  if (!node) return std::nullopt;
  const auto* value = node->as_integer();
  if (value && value->get() >= 0) return static_cast<std::uint64_t>(value->get());
  note(key, "must be a whole number, not below 0.");
  return std::nullopt;
}

std::optional<Date> ConfigTable::date(std::string_view key) {
  const auto* node = get(key);
  if (!node) return std::nullopt;
  if (const auto* value = node->as_date()) {
    const auto day = Date::of(value->get().year, value->get().month, value->get().day);
    if (day) return day;
  }
  note(key, "must be a date such as 2018-04-01, without quotes.");
  return std::nullopt;
}

std::vector<std::string> ConfigTable::texts(std::string_view key) {
  std::vector<std::string> out;
  const auto* node = get(key);
  if (!node) return out;
  const auto* array = node->as_array();
  if (array)
    for (const auto& one : *array)
      if (const auto* value = one.as_string()) out.push_back(value->get());
  if (!array || out.size() != array->size())
    note(key, "must be a list of texts, such as [\"adoption\", \"other\"].");
  return out;
}

std::vector<Code> ConfigTable::codes(std::string_view key) {
  std::vector<Code> out;
  for (const auto& one : texts(key)) {
    const auto code = Code::parse(one);
    if (code && !code->blank())
      out.push_back(*code);
    else
      note(key, fmt::format("\"{}\" is not a code.", one));
  }
  return out;
}

std::optional<Limit> ConfigTable::limit(std::string_view key) {
  const std::string value = text(key);
  if (value.empty()) return std::nullopt;
  const auto space = value.find(' ');
  const auto amount = whole_number(std::string_view(value).substr(0, space));
  const auto unit = space == std::string::npos
                        ? std::nullopt
                        : unit_in_words(std::string_view(value).substr(space + 1));
  if (amount && *amount > 0 && unit) return Limit{*amount, *unit};
  note(key, fmt::format("\"{}\" is not a length of time: write \"10 working days\", \"7 days\", "
                        "\"6 weeks\" or \"3 months\".",
                        value));
  return std::nullopt;
}

std::optional<journey::MilestoneRef> ConfigTable::parse_ref(std::string_view key,
                                                            std::string_view value) {
  const auto colon = value.find(':');
  journey::MilestoneRef ref;
  ref.type = std::string(value.substr(0, colon));
  if (colon == std::string_view::npos) return ref;
  const auto which = value.substr(colon + 1);
  if (which == "latest" || which == "next") {
    ref.nth = 0;
    return ref;
  }
  if (const auto nth = whole_number(which); nth && *nth > 0) {
    ref.nth = *nth;
    return ref;
  }
  note(key, fmt::format("\"{}\": after the colon stands a number, latest or next.", value));
  return std::nullopt;
}

std::optional<journey::MilestoneRef> ConfigTable::ref(std::string_view key) {
  const std::string value = text(key);
  if (value.empty()) return std::nullopt;
  return parse_ref(key, value);
}

std::vector<journey::MilestoneRef> ConfigTable::refs(std::string_view key) {
  std::vector<journey::MilestoneRef> out;
  for (const auto& one : texts(key))
    if (auto ref = parse_ref(key, one)) out.push_back(std::move(*ref));
  return out;
}

const toml::table* ConfigTable::inner(std::string_view key) {
  const auto* node = get(key);
  if (!node) return nullptr;
  if (const auto* table = node->as_table()) return table;
  note(key, "must be a table.");
  return nullptr;
}

const toml::array* ConfigTable::list(std::string_view key) {
  const auto* node = get(key);
  if (!node) return nullptr;
  const auto* array = node->as_array();
  if (array && array->is_homogeneous(toml::node_type::table)) return array;
  note(key, fmt::format("must be written as [[{}]] tables.", key));
  return nullptr;
}

std::optional<toml::table> parse_config(std::string_view file, std::string_view toml_text,
                                        ConfigProblems& problems) {
  toml::parse_result result = toml::parse(toml_text, file);
  if (result) return std::move(result).table();
  const auto& error = result.error();
  problems.add(fmt::format("{}, line {}", file, error.source().begin.line),
               fmt::format("is not TOML: {}.", error.description()));
  return std::nullopt;
}

void ConfigTable::finish(std::string_view remedy) {
  for (const auto& [key, value] : table_)
    if (asked_.find(key.str()) == asked_.end())
      note(key.str(),
           fmt::format("is not a key that is known here.{}{}", remedy.empty() ? "" : " ", remedy));
}

}  // namespace homeward::service
