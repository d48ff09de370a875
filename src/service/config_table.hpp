// One table of a TOML file, read key by key; what is wrong is noted with file, table and key.
#pragma once

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/code.hpp"
#include "base/names.hpp"
#include "base/result.hpp"
#include "journey/config.hpp"

namespace homeward::service {

// Collects sentences; one Error holds them all.
class ConfigProblems {
 public:
  void add(std::string_view where, std::string_view sentence);
  bool none() const { return sentences_.empty(); }
  // One sentence a line.
  tl::unexpected<Error> error() const;

 private:
  std::vector<std::string> sentences_;
};

class ConfigTable {
 public:
  // `where` names file and table: `timescales.toml, timescale "first-review"`.
  ConfigTable(const toml::table& table, std::string where, ConfigProblems& problems)
      : table_(table), where_(std::move(where)), problems_(problems) {}

  // Each gives the value of the key. A missing key gives the empty value; a wrong one too, and is
  // noted.
  std::string text(std::string_view key);
  std::string required(std::string_view key);
  bool flag(std::string_view key, bool otherwise);
  std::optional<int> number(std::string_view key);
  std::optional<std::uint64_t> large_number(std::string_view key);  // any that is not negative
  std::optional<Date> date(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  std::vector<Code> codes(std::string_view key);
  std::optional<Limit> limit(std::string_view key);  // "10 working days", "3 months"
  std::optional<journey::MilestoneRef> ref(
      std::string_view key);  // "review", "review:2", "review:latest"
  std::vector<journey::MilestoneRef> refs(std::string_view key);
  const toml::table* inner(std::string_view key);
  const toml::array* list(std::string_view key);
  // The value whose name is the text (base/names.hpp); notes the choices if it is none of them.
  template <class Enum>
  std::optional<Enum> named(std::string_view key) {
    const std::string value = text(key);
    if (value.empty()) return std::nullopt;
    const auto found = parse_name<Enum>(value);
    if (!found) note_choices(key, value, all_names<Enum>);
    return found;
  }
  template <class Enum>
  Enum named(std::string_view key, Enum otherwise) {
    return named<Enum>(key).value_or(otherwise);
  }
  // true, false or "either", which is nothing, as is a missing key.
  std::optional<bool> flag_or_either(std::string_view key);
  // Notes the keys of the table that none of the calls above asked for, each with the sentence
  // `remedy`. Call it last.
  void finish(std::string_view remedy = {});
  void note(std::string_view key, std::string_view sentence);
  void note_choices(std::string_view key, std::string_view value,
                    std::span<const std::string_view> choices);
  const std::string& where() const { return where_; }

 private:
  const toml::node* get(std::string_view key);
  std::optional<journey::MilestoneRef> parse_ref(std::string_view key, std::string_view value);

  const toml::table& table_;
  std::string where_;
  ConfigProblems& problems_;
  std::set<std::string, std::less<>> asked_;
};

// The tables of a file; nothing, with the line noted, if its text is not TOML.
std::optional<toml::table> parse_config(std::string_view file, std::string_view toml_text,
                                        ConfigProblems& problems);

// What `take(ConfigTable& file, ConfigProblems& problems, T& settings)` makes of a file, or one
// error with every problem of it. `settings` begins as T{}, whose values stay for keys that the
// file does not name.
template <class T, class Take>
Result<T> read_config(std::string_view file, std::string_view toml_text, Take take) {
  ConfigProblems problems;
  T settings{};
  if (const auto parsed = parse_config(file, toml_text, problems)) {
    ConfigTable table(*parsed, std::string(file), problems);
    take(table, problems, settings);
    table.finish();
  }
  if (!problems.none()) return problems.error();
  return settings;
}

}  // namespace homeward::service
