// The bytes of a file as UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace homeward::returns {

struct Decoded {
  // Valid UTF-8, without byte order mark and what follows a last Ctrl-Z, its blanks plain
  // (text::plain_blanks).
  std::string text;
  // The name of the encoding that was assumed, when the bytes are not UTF-8 and neither a mark nor
  // a declaration says what they are: "Windows-1252"; or when a declaration names another one, and
  // the bytes are UTF-8 all the same: "UTF-8". Empty if nothing was assumed.
  std::string_view assumed;
  std::size_t first_assumed = 0;  // where in `text` the first letter read by assumption stands
  bool unreadable = false;        // `text` holds U+FFFD where bytes stand for nothing
};

// A byte order mark decides; without one `declared` (the encoding that an XML text declares, in
// either case); without that the bytes: UTF-16 by its zeros, or UTF-8. Anything else is read as
// UTF-8 in which single bytes that do not fit are Windows-1252 (also if UTF-8 is declared). Bytes
// with letters beyond ASCII that are UTF-8 throughout, of Latin letters and the marks that go with
// them, are that, whatever is declared: no other text comes out so by chance. Nothing if `declared`
// is not known here.
std::optional<Decoded> decode(std::string bytes, std::string_view declared = {});

// What the first line of an XML text declares; empty if it declares nothing.
std::string declared_encoding(std::string_view xml);

// U+FFFD, which stands where a character could not be read.
inline constexpr std::string_view kUnreadable = "\xEF\xBF\xBD";

}  // namespace homeward::returns
