// Reading a JSON object that somebody sent: every fault is told in one sentence that names the
// field and never repeats its value.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/result.hpp"
#include "http/message.hpp"

namespace homeward::http {

class JsonBody {
 public:
  // invalid_input unless the body is one JSON object.
  static Result<JsonBody> read(const Request& request);

  // Each notes a fault if the field is not what is asked and then gives an empty value.
  std::string text(std::string_view name, std::size_t longest);           // must be there
  std::string text_or_empty(std::string_view name, std::size_t longest);  // absent or null: ""
  Date date(std::string_view name);
  std::optional<Date> date_or_null(std::string_view name);  // absent or null: nothing
  std::int64_t number(std::string_view name);               // an id: above zero
  bool flag_or(std::string_view name, bool otherwise);      // absent or null: otherwise
  bool has(std::string_view name) const;
  void fault(std::string sentence);

  // invalid_input with all faults, among them fields that nobody asked for.
  Status done();

 private:
  const nlohmann::json* find(std::string_view name);
  nlohmann::json object_;
  std::vector<std::string> asked_, faults_;
};

}  // namespace homeward::http
