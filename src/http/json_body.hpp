// Reading a JSON object that somebody sent: every fault is told in one sentence that names the
// field and never repeats its value.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/field_edit.hpp"
#include "base/result.hpp"
#include "http/message.hpp"

namespace homeward::http {

class JsonBody {
 public:
  // invalid_input unless the body is one JSON object.
  static Result<JsonBody> read(const Request& request);

  // Each notes a fault if the field is not what is asked and then gives an empty value. `longest`
  // counts characters.
  std::string text(std::string_view name, std::size_t longest);  // must be there
  Date date(std::string_view name);                              // must be there
  std::int64_t number(std::string_view name);                    // an id: above zero
  bool flag_or(std::string_view name, bool otherwise);           // absent or null: otherwise
  // A field of something that is held already: absent leaves it as it is, null or "" removes it.
  // How long a text may be is the service's to say.
  FieldEdit<std::string> text_edit(std::string_view name);
  FieldEdit<Date> date_edit(std::string_view name);
  // A list of short words; absent or null: none.
  std::vector<std::string> words_or_none(std::string_view name);
  bool has(std::string_view name) const;
  void fault(std::string sentence);

  // invalid_input with all faults, among them fields that nobody asked for.
  Status done();

 private:
  const nlohmann::json* find(std::string_view name);
  FieldEdit<std::string> read_edit(std::string_view name, std::string_view wanted);
  nlohmann::json object_;
  std::vector<std::string> asked_, faults_;
};

}  // namespace homeward::http
