#include "http/json_writer.hpp"

#include "base/text.hpp"

namespace homeward::http {
namespace {

// The length of the UTF-8 sequence at the start of `text`, 0 if it is none.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (length == 0 || length > text.size() || !text::valid_utf8(text.substr(0, length))) return 0;
  return length;
}

}  // namespace

void JsonWriter::append_string(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  out_.push_back('"');
  std::size_t plain = 0;  // start of the run that needs no escape
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
      ++i;
      continue;
    }
    if (c >= 0x80) {
      if (const std::size_t length = sequence_length(text.substr(i)); length != 0) {
        i += length;
        continue;
      }
    }
    out_.append(text.substr(plain, i - plain));
    if (c == '"' || c == '\\') {
      out_.push_back('\\');
      out_.push_back(static_cast<char>(c));
    } else if (c == '\n') {
      out_.append("\\n");
    } else if (c >= 0x80) {
      out_.append("\xEF\xBF\xBD");
    } else {
      out_.append("\\u00").push_back(kHex[c >> 4]);
      out_.push_back(kHex[c & 15]);
    }
    plain = ++i;
  }
  out_.append(text.substr(plain)).push_back('"');
}

}  // namespace homeward::http
