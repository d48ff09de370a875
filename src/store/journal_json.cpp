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
  to += value == care::Source::hand          ? "\"hand\""
        : value == care::Source::return_file ? "\"return_file\""
                                             : "\"extract\"";
}

}  // namespace homeward::store
