#include "store/journal_json.hpp"

#include <fmt/format.h>

#include <charconv>

namespace homeward::store {
namespace {

void append_quoted(std::string& to, std::string_view text) {
  to += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      to += '\\';
      to += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      to += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      to += c;
    }
  }
  to += '"';
}

}  // namespace

void append_json(std::string& to, const std::string& value) {
  append_quoted(to, value);
}
void append_json(std::string& to, const PrivateText& value) {
  append_quoted(to, value.reveal());
}
void append_json(std::string& to, Date value) {
  to += '"';
  to += value.iso();
  to += '"';
}
void append_json(std::string& to, Code value) {
  append_quoted(to, value.text());
}
void append_json(std::string& to, bool value) {
  to += value ? "true" : "false";
}
void append_json(std::string& to, std::int64_t value) {
  char digits[24];
  to.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}
void append_json(std::string& to, care::Source value) {
  append_quoted(to, to_text(value));
}

void append_json(std::string& to, const care::Provenance& from) {
  if (from == care::Provenance{}) {
    to += "null";
    return;
  }
  to += '{';
  append_name(to, "source");
  append_json(to, from.source);
  const auto append_number = [&](std::string_view name, std::int64_t value) {
    if (value == 0) return;
    append_name(to, name);
    append_json(to, value);
  };
  append_number("import", from.import.value);
  append_number("row", from.row);
  append_number("year", from.collection_year);
  to += '}';
}

}  // namespace homeward::store
