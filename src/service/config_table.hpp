// One table of a TOML file, read key by key; what is wrong is noted with file, table and key.
#pragma once

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/code.hpp"
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

  // Each gives the value of the key; missing or wrong gives the empty value (wrong ones are noted).
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
  // The index of the text among `names`; notes the choices if it is none of them.
  template <std::size_t N>
  std::optional<std::size_t> one_of(std::string_view key, const std::string_view (&names)[N]) {
    const std::string value = text(key);
    if (value.empty()) return std::nullopt;
    std::string choices;
    for (std::size_t i = 0; i < N; ++i) {
      if (value == names[i]) return i;
      choices += (i == 0 ? "" : ", ") + std::string(names[i]);
    }
    note(key, "\"" + value + "\" is not one of " + choices + ".");
    return std::nullopt;
  }
  // Notes the keys that nobody asked for. Call it last.
  void finish();
  void note(std::string_view key, std::string_view sentence);
  const std::string& where() const { return where_; }

 private:
  const toml::node* get(std::string_view key);
  std::optional<journey::MilestoneRef> parse_ref(std::string_view key, std::string_view value);

  const toml::table& table_;
  std::string where_;
  ConfigProblems& problems_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace homeward::service
