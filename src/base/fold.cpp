#include "base/fold.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "base/text.hpp"

namespace homeward::text {

namespace {

struct Letter {
  char16_t letter, small, mark;
};
constexpr Letter kLetters[] = {
#include "base/letters.inc"
};

// Letters without an accent that people write with others.
struct Written {
  char16_t letter;
  const char* as;
};
constexpr Written kWritten[] = {
    {u'ß', "ss"}, {u'æ', "ae"}, {u'œ', "oe"}, {u'ø', "o"}, {u'đ', "d"}, {u'ð', "d"},
    {u'þ', "th"}, {u'ħ', "h"},  {u'ı', "i"},  {u'ł', "l"}, {u'ŋ', "n"}, {u'ŧ', "t"},
    {u'ĸ', "k"},  {u'ſ', "s"},  {u'ƒ', "f"},  {u'ə', "e"}, {u'ς', "σ"}, {u'ɓ', "b"},
    {u'ɗ', "d"},  {u'ƙ', "k"},  {u'ɖ', "d"},  {u'ɛ', "e"}, {u'ɔ', "o"},
};

bool is_mark(char32_t c) {
  return (c >= 0x300 && c <= 0x36f) || (c >= 0x1ab0 && c <= 0x1aff) ||
         (c >= 0x1dc0 && c <= 0x1dff) || (c >= 0x20d0 && c <= 0x20ff) ||
         (c >= 0xfe20 && c <= 0xfe2f);
}
bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == U'`' || c == 0xb4 || (c >= 0x2b9 && c <= 0x2bf) || c == 0x2c8 ||
         c == 0x2ca || c == 0x2cb || c == 0x55a || c == 0x5f3 || (c >= 0x2018 && c <= 0x201b) ||
         c == 0x2032 || c == 0x2035 || c == 0xa78c || c == 0xff07;
}
bool is_dash(char32_t c) {
  return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2043 || c == 0x2212 || c == 0xfe58 ||
         c == 0xfe63 || c == 0xff0d;
}
bool is_blank(char32_t c) {
  return c == U' ' || (c >= 9 && c <= 13) || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
         c == 0x3000;
}
bool is_stop(char32_t c) {  // what stands between the parts of a name
  return c == U',' || c == U'.' || c == U';' || c == 0xff0c || c == 0xff0e;
}

// The character at `at`, which moves behind it. A byte that is no UTF-8 is given as 0xDC00 + byte,
// which append() writes as that byte again.
char32_t next(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return byte(at++);
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
  if (more == 0 || at + more >= text.size() || !valid_utf8(text.substr(at, more + 1)))
    return 0xDC00u + byte(at++);
  char32_t c = first & (0x3Fu >> more);
  for (std::size_t i = 1; i <= more; ++i) c = (c << 6) | (byte(at + i) & 0x3Fu);
  at += more + 1;
  return c;
}

void append(char32_t c, std::string& out) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c >= 0xDC80 && c <= 0xDCFF) return put(c - 0xDC00);
  if (c < 0x800) {
    put(0xC0 | (c >> 6));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
  }
  put(0x80 | (c & 0x3F));
}

const Letter* letter_of(char32_t c) {
  const auto* at = std::lower_bound(
      std::begin(kLetters), std::end(kLetters), c,
      [](const Letter& one, char32_t value) { return static_cast<char32_t>(one.letter) < value; });
  return at != std::end(kLetters) && at->letter == c ? at : nullptr;
}

// A small letter and its marks, in an order of their own so that any order is the same.
struct Taken {
  char32_t letter = 0;
  std::vector<char32_t> marks;
};
void take_apart(char32_t c, Taken& taken) {
  if (c >= U'A' && c <= U'Z') c += 32;
  if (c >= 0xff21 && c <= 0xff3a) c = c - 0xff21 + U'a';  // full width
  if ((c >= 0xff41 && c <= 0xff5a) || (c >= 0xff10 && c <= 0xff19)) c -= 0xfee0;
  while (const Letter* known = letter_of(c)) {
    if (known->mark != 0) taken.marks.push_back(known->mark);
    c = known->small;
  }
  taken.letter = c;
}

bool is_unseen(char32_t c) {
  std::string one;
  append(c, one);
  return c >= 0x80 && invisible_at_start(one) == one.size();
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  const auto put = [&](auto&& what) {
    if (gap && !out.empty()) out += ' ';
    gap = false;
    out += what;
  };
  if (is_ascii(text)) {  // most names
    for (const char c : text) {
      const auto wide = static_cast<char32_t>(static_cast<unsigned char>(c));
      if (is_blank(wide) || is_dash(wide) || is_stop(wide))
        gap = true;
      else if (!is_apostrophe(wide) && wide > 0x20 && wide != 0x7f)
        put(wide >= U'A' && wide <= U'Z' ? static_cast<char>(c + 32) : c);
    }
    return out;
  }
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next(text, at);
    if (is_blank(c) || is_dash(c) || is_stop(c)) {
      gap = true;
      continue;
    }
    if (is_apostrophe(c) || is_mark(c) || is_unseen(c) || c < 0x20) continue;
    Taken taken;
    take_apart(c, taken);
    const auto* written =
        std::find_if(std::begin(kWritten), std::end(kWritten),
                     [&](const Written& one) { return one.letter == taken.letter; });
    std::string piece;
    if (written != std::end(kWritten))
      piece = written->as;
    else
      append(taken.letter, piece);
    put(piece);
  }
  return out;
}

std::string same_name(std::string_view text) {
  std::string out;
  bool gap = false;
  std::vector<char32_t> marks;
  const auto put_marks = [&] {
    std::sort(marks.begin(), marks.end());
    for (const char32_t mark : marks) append(mark, out);
    marks.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next(text, at);
    if (is_mark(c)) {
      marks.push_back(c);
      continue;
    }
    if (!is_blank(c) && (is_unseen(c) || c < 0x20)) continue;
    put_marks();
    if (is_blank(c)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    Taken taken;
    take_apart(is_apostrophe(c) ? U'\'' : is_dash(c) ? U'-' : c, taken);
    append(taken.letter, out);
    marks = std::move(taken.marks);
  }
  put_marks();
  return out;
}

}  // namespace homeward::text
