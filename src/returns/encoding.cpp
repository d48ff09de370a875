#include "returns/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/text.hpp"
#include "returns/encoding_tables.hpp"

namespace homeward::returns {

namespace {

enum class Form : std::uint8_t { utf8, utf16_little, utf16_big, utf32_little, utf32_big, bytes };

struct Encoding {
  Form form = Form::utf8;
  const char16_t* table = nullptr;  // of Form::bytes
};

struct Named {
  std::string_view name;  // lower case, letters and digits only
  Encoding encoding;
};

constexpr std::array kNamed{
    Named{"utf8", {Form::utf8}},
    Named{"usascii", {Form::utf8}},
    Named{"ascii", {Form::utf8}},
    Named{"iso646us", {Form::utf8}},
    Named{"utf16", {Form::utf16_big}},  // without a mark: see with_zeros
    Named{"utf16le", {Form::utf16_little}},
    Named{"utf16be", {Form::utf16_big}},
    Named{"ucs2", {Form::utf16_big}},
    Named{"iso10646ucs2", {Form::utf16_big}},
    Named{"unicode", {Form::utf16_little}},
    Named{"utf32", {Form::utf32_big}},
    Named{"utf32le", {Form::utf32_little}},
    Named{"utf32be", {Form::utf32_big}},
    Named{"windows1252", {Form::bytes, tables::kWindows1252}},
    Named{"cp1252", {Form::bytes, tables::kWindows1252}},
    Named{"ansi", {Form::bytes, tables::kWindows1252}},
    Named{"iso88591", {Form::bytes, tables::kWindows1252}},  // as the web reads it
    Named{"latin1", {Form::bytes, tables::kWindows1252}},
    Named{"l1", {Form::bytes, tables::kWindows1252}},
    Named{"iso885915", {Form::bytes, tables::kLatin9}},
    Named{"latin9", {Form::bytes, tables::kLatin9}},
    Named{"iso88592", {Form::bytes, tables::kLatin2}},
    Named{"latin2", {Form::bytes, tables::kLatin2}},
    Named{"windows1250", {Form::bytes, tables::kWindows1250}},
    Named{"cp1250", {Form::bytes, tables::kWindows1250}},
    Named{"windows1251", {Form::bytes, tables::kWindows1251}},
    Named{"cp1251", {Form::bytes, tables::kWindows1251}},
    Named{"windows1254", {Form::bytes, tables::kWindows1254}},
    Named{"cp1254", {Form::bytes, tables::kWindows1254}},
    Named{"iso88599", {Form::bytes, tables::kWindows1254}},
    Named{"windows1257", {Form::bytes, tables::kWindows1257}},
    Named{"cp1257", {Form::bytes, tables::kWindows1257}},
    Named{"macintosh", {Form::bytes, tables::kMacRoman}},
    Named{"macroman", {Form::bytes, tables::kMacRoman}},
    Named{"xmacroman", {Form::bytes, tables::kMacRoman}},
    Named{"ibm437", {Form::bytes, tables::kDos437}},
    Named{"cp437", {Form::bytes, tables::kDos437}},
    Named{"ibm850", {Form::bytes, tables::kDos850}},
    Named{"cp850", {Form::bytes, tables::kDos850}},
};

std::optional<Encoding> named(std::string_view declared) {
  std::string name;
  for (const char c : text::lower(declared))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) name.push_back(c);
  const auto* found = std::find_if(kNamed.begin(), kNamed.end(),
                                   [&](const Named& each) { return each.name == name; });
  return found == kNamed.end() ? std::nullopt : std::optional(found->encoding);
}

// Takes the mark away.
std::optional<Encoding> by_mark(std::string_view& bytes) {
  using namespace std::string_view_literals;
  static constexpr std::array<std::pair<std::string_view, Form>, 5> kMarks{
      {{"\xFF\xFE\0\0"sv, Form::utf32_little},
       {"\0\0\xFE\xFF"sv, Form::utf32_big},
       {"\xFF\xFE"sv, Form::utf16_little},
       {"\xFE\xFF"sv, Form::utf16_big},
       {"\xEF\xBB\xBF"sv, Form::utf8}}};
  for (const auto& [mark, form] : kMarks) {
    if (!bytes.starts_with(mark)) continue;
    bytes.remove_prefix(mark.size());
    return Encoding{form};
  }
  return std::nullopt;
}

// Every file of a return begins with characters of ASCII, so UTF-16 and UTF-32 show by their zeros.
std::optional<Encoding> by_zeros(std::string_view bytes) {
  if (bytes.size() < 4) return std::nullopt;
  unsigned zeros = 0;
  for (std::size_t i = 0; i < 4; ++i) zeros = zeros * 2 + (bytes[i] == '\0' ? 1 : 0);
  switch (zeros) {
    case 0b0101:
      return Encoding{Form::utf16_little};
    case 0b1010:
      return Encoding{Form::utf16_big};
    case 0b0111:
      return Encoding{Form::utf32_little};
    case 0b1110:
      return Encoding{Form::utf32_big};
    default:
      return std::nullopt;
  }
}

void append_character(std::string& out, char32_t c) {
  const auto add = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) return add(c);
  if (c < 0x800) {
    add(0xC0 | (c >> 6));
  } else if (c < 0x10000) {
    add(0xE0 | (c >> 12));
    add(0x80 | ((c >> 6) & 0x3F));
  } else {
    add(0xF0 | (c >> 18));
    add(0x80 | ((c >> 12) & 0x3F));
    add(0x80 | ((c >> 6) & 0x3F));
  }
  add(0x80 | (c & 0x3F));
}

constexpr char32_t kNothing = 0xFFFD;

bool is_surrogate(char32_t c) {
  return c >= 0xD800 && c <= 0xDFFF;
}

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : bytes_(bytes) { out_.text.reserve(bytes.size()); }

  Decoded units(std::size_t size, bool little) {
    std::size_t at = 0;
    for (; at + size <= bytes_.size(); at += size) {
      char32_t c = unit(at, size, little);
      const bool first_of_two = size == 2 && c >= 0xD800 && c <= 0xDBFF;
      if (first_of_two && at + 2 * size <= bytes_.size()) {
        const char32_t second = unit(at + size, size, little);
        if (second >= 0xDC00 && second <= 0xDFFF) {
          c = 0x10000 + ((c - 0xD800) << 10) + (second - 0xDC00);
          at += size;
        }
      }
      add(c > 0x10FFFF || is_surrogate(c) ? kNothing : c);
    }
    if (at < bytes_.size()) add(kNothing);
    return std::move(out_);
  }

  Decoded by_table(const char16_t* table) {
    for (const char byte : bytes_) add_byte(byte, table);
    return std::move(out_);
  }

  // As UTF-8; bytes that are not UTF-8 are read by the table of Windows-1252.
  Decoded mixed() {
    std::size_t at = 0;
    while (at < bytes_.size()) {
      const std::size_t size = good_at(at);
      if (size > 0) {
        out_.text.append(bytes_.substr(at, size));
        at += size;
        continue;
      }
      if (out_.assumed.empty()) {
        out_.assumed = "Windows-1252";
        out_.first_assumed = out_.text.size();
      }
      add_byte(bytes_[at++], tables::kWindows1252);
    }
    return std::move(out_);
  }

 private:
  char32_t unit(std::size_t at, std::size_t size, bool little) const {
    char32_t c = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t place = little ? size - 1 - i : i;
      c = (c << 8) | static_cast<unsigned char>(bytes_[at + place]);
    }
    return c;
  }
  void add(char32_t c) {
    out_.unreadable |= c == kNothing;
    append_character(out_.text, c);
  }
  void add_byte(char byte, const char16_t* table) {
    const auto value = static_cast<unsigned char>(byte);
    add(value < 0x80 ? value : table[value - 0x80]);
  }
  std::size_t good_at(std::size_t at) const {
    const auto lead = static_cast<unsigned char>(bytes_[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return at + size <= bytes_.size() && text::valid_utf8(bytes_.substr(at, size)) ? size : 0;
  }

  std::string_view bytes_;
  Decoded out_;
};

// MS-DOS ends a text with Ctrl-Z, and may fill the last block with zeros behind it.
void cut_at_last_ctrl_z(std::string& text) {
  const auto last = text.find_last_not_of(std::string_view("\x1A\0\r\n ", 5));
  const auto end = text.find('\x1A', last == std::string::npos ? 0 : last + 1);
  if (end != std::string::npos) text.resize(end);
}

Decoded decoded(std::string bytes, std::size_t from, Encoding encoding) {
  const std::string_view rest = std::string_view(bytes).substr(from);
  switch (encoding.form) {
    case Form::utf16_little:
    case Form::utf16_big:
      return Decoder(rest).units(2, encoding.form == Form::utf16_little);
    case Form::utf32_little:
    case Form::utf32_big:
      return Decoder(rest).units(4, encoding.form == Form::utf32_little);
    case Form::bytes:
      return Decoder(rest).by_table(encoding.table);
    case Form::utf8:
      break;
  }
  if (!text::valid_utf8(rest)) return Decoder(rest).mixed();
  Decoded out;
  bytes.erase(0, from);
  out.text = std::move(bytes);
  return out;
}

// Whether all letters of this UTF-8 are of Europe's languages that use Latin ones (to U+017F), and
// all other characters beyond ASCII the quotation marks, dashes and blanks that go with them. Such
// pairs of bytes are no letters that follow each other in any other encoding ("Ã«" for "ë").
bool is_as_people_write(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    const auto lead = static_cast<unsigned char>(utf8[at]);
    if (lead <= 0xC5) continue;  // ASCII, what follows a lead, or the lead of such a letter
    const std::string_view one = utf8.substr(at, 3);
    if (!one.starts_with("\xE2\x80") && one != "\xE2\x82\xAC" && one != "\xE2\x81\xA0" &&
        one != "\xEF\xBB\xBF")
      return false;
  }
  return true;
}

}  // namespace

std::optional<Decoded> decode(std::string bytes, std::string_view declared) {
  std::string_view rest = bytes;
  std::optional<Encoding> encoding = by_mark(rest);
  if (!encoding) encoding = by_zeros(rest);
  if (!encoding && !declared.empty()) {
    encoding = named(declared);
    if (!encoding) return std::nullopt;
    // Bytes without zeros are no UTF-16, whatever they say of themselves.
    if (encoding->form != Form::bytes) encoding = Encoding{};
  }
  const std::size_t from = bytes.size() - rest.size();
  const auto beyond_ascii = std::find_if(
      rest.begin(), rest.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const bool is_utf8 = encoding && encoding->form == Form::bytes && beyond_ascii != rest.end() &&
                       text::valid_utf8(rest) && is_as_people_write(rest);
  const auto first = static_cast<std::size_t>(beyond_ascii - rest.begin());
  if (is_utf8) encoding = Encoding{};
  Decoded out = decoded(std::move(bytes), from, encoding.value_or(Encoding{}));
  if (is_utf8) {
    out.assumed = "UTF-8";
    out.first_assumed = first;
  }
  if (out.assumed.empty()) {
    text::plain_blanks(out.text);
  } else {  // the place stays the same one
    std::string behind = out.text.substr(out.first_assumed);
    out.text.resize(out.first_assumed);
    text::plain_blanks(out.text);
    text::plain_blanks(behind);
    out.first_assumed = out.text.size();
    out.text += behind;
  }
  cut_at_last_ctrl_z(out.text);
  return out;
}

std::string declared_encoding(std::string_view xml) {
  std::string head;  // without the zeros of UTF-16
  for (const char c : xml.substr(0, 400))
    if (c != '\0') head.push_back(c);
  const auto begin = head.find("<?xml");
  if (begin == std::string::npos) return {};
  const std::string_view line =
      std::string_view(head).substr(begin, head.find("?>", begin) - begin);
  auto at = line.find("encoding");
  if (at == std::string_view::npos) return {};
  at = line.find_first_of("'\"", at);
  if (at == std::string_view::npos) return {};
  return std::string(text::trim(line.substr(at + 1, line.find(line[at], at + 1) - at - 1)));
}

}  // namespace homeward::returns
