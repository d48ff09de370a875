#include "returns/xml_scanner.hpp"

#include <charconv>
#include <cstring>

namespace homeward::returns {

namespace {

constexpr std::size_t kBuffer = 256 << 10;  // a longer tag is of no use here
constexpr std::size_t kMostOpen = 64;
constexpr std::size_t kLongestEntity = 12;  // &#x0010FFFF;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void append_utf8(std::uint32_t code, std::string& out) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | code >> 18);
    out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

// "amp" and "#38" as what they stand for; false if it is none that XML itself knows.
bool append_entity(std::string_view name, std::string& out) {
  constexpr std::pair<std::string_view, char> kNamed[] = {
      {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [known, c] : kNamed)
    if (name == known) {
      out += c;
      return true;
    }
  if (!name.starts_with('#')) return false;
  name.remove_prefix(1);
  const bool hex = name.starts_with('x');
  if (hex) name.remove_prefix(1);
  std::uint32_t code = 0;
  const auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
  if (error != std::errc{} || end != name.data() + name.size()) return false;
  append_utf8(code, out);
  return true;
}

}  // namespace

XmlScanner::XmlScanner(Source source) : source_(std::move(source)), buffer_(kBuffer, '\0') {}

// Brings further bytes behind those that are not yet read. False if there are none, or no room.
bool XmlScanner::more() {
  if (source_ended_) return false;
  if (at_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
    end_ -= at_;
    at_ = 0;
  }
  if (end_ == buffer_.size()) return false;
  const auto got = source_(buffer_.data() + end_, buffer_.size() - end_);
  if (!got) error_ = tl::unexpected(got.error());
  if (!got || *got == 0) {
    source_ended_ = true;
    return false;
  }
  end_ += *got;
  return true;
}

XmlScanner::Kind XmlScanner::stop(Kind kind) {
  source_ended_ = true;
  at_ = end_ = 0;
  open_.clear();
  end_follows_ = in_cdata_ = false;
  return kind_ = error_ ? kind : Kind::broken;
}

XmlScanner::Kind XmlScanner::next() {
  if (kind_ == Kind::done || kind_ == Kind::broken) return kind_;
  if (end_follows_) {
    end_follows_ = false;
    open_.pop_back();
    return kind_ = Kind::end;
  }
  for (;;) {
    if (at_ == end_ && !more())
      return stop(open_.empty() && any_tag_ && !in_cdata_ ? Kind::done : Kind::broken);
    if (in_cdata_ || buffer_[at_] != '<') {
      const Kind kind = take_text();
      if (kind == Kind::broken) return stop(kind);
      if (!text_.empty() && !open_.empty()) return kind_ = kind;
      continue;
    }
    if (end_ - at_ < 2 && !more()) return stop(Kind::broken);
    if (buffer_[at_ + 1] != '!' && buffer_[at_ + 1] != '?') return take_tag();
    if (!pass_markup()) return stop(Kind::broken);
  }
}

// Text up to the next tag, or to the end of what is at hand.
XmlScanner::Kind XmlScanner::take_text() {
  const char* const from = buffer_.data() + at_;
  const std::size_t size = end_ - at_;
  if (in_cdata_) {
    const std::string_view rest(from, size);
    const std::size_t close = rest.find("]]>");
    if (close != std::string_view::npos) {
      text_ = rest.substr(0, close);
      at_ += close + 3;
      in_cdata_ = false;
      return Kind::text;
    }
    if (size <= 2) {
      text_ = {};
      return more() ? Kind::text : Kind::broken;
    }
    text_ = rest.substr(0, size - 2);
    at_ += size - 2;
    return Kind::text;
  }
  const void* const tag = std::memchr(from, '<', size);
  std::size_t length =
      tag != nullptr ? static_cast<std::size_t>(static_cast<const char*>(tag) - from) : size;
  if (tag == nullptr && !source_ended_) {
    // An entity may go on in the next piece.
    const std::string_view piece(from, length);
    const std::size_t amp = piece.rfind('&');
    if (amp != std::string_view::npos && length - amp < kLongestEntity &&
        piece.find(';', amp) == std::string_view::npos) {
      if (amp == 0) {
        text_ = {};
        more();
        return Kind::text;
      }
      length = amp;
    }
  }
  const std::string_view raw(from, length);
  at_ += length;
  text_ = std::memchr(raw.data(), '&', raw.size()) != nullptr ? decoded(raw, decoded_text_) : raw;
  return Kind::text;
}

// The place behind the tag that begins at at_; 0 if it does not end. '>' may stand inside quotes.
std::size_t XmlScanner::tag_end() {
  std::size_t from = at_ + 1;
  for (;;) {
    while (from < end_) {
      const char c = buffer_[from++];
      if (c == '>') return from;
      if (c != '"' && c != '\'') continue;
      const void* close = std::memchr(buffer_.data() + from, c, end_ - from);
      if (close == nullptr) {
        --from;
        break;
      }
      from = static_cast<std::size_t>(static_cast<const char*>(close) - buffer_.data()) + 1;
    }
    const std::size_t read = from - at_;
    if (!more()) return 0;
    from = at_ + read;
  }
}

XmlScanner::Kind XmlScanner::take_tag() {
  const std::size_t end = tag_end();
  if (end == 0) return stop(Kind::broken);
  std::string_view tag(buffer_.data() + at_ + 1, end - at_ - 2);
  at_ = end;
  const bool closes = tag.starts_with('/');
  if (closes) tag.remove_prefix(1);
  const bool is_empty = !closes && tag.ends_with('/');
  if (is_empty) tag.remove_suffix(1);
  std::size_t name_end = 0;
  while (name_end < tag.size() && !is_blank(tag[name_end])) ++name_end;
  const std::string_view whole = tag.substr(0, name_end);
  name_ = whole.substr(whole.rfind(':') + 1);  // npos + 1 = 0
  attributes_ = tag.substr(name_end);
  if (name_.empty()) return stop(Kind::broken);
  if (closes) {
    if (open_.empty() || open_.back() != whole) return stop(Kind::broken);
    open_.pop_back();
    return kind_ = Kind::end;
  }
  if (open_.size() >= kMostOpen || (open_.empty() && any_tag_)) return stop(Kind::broken);
  any_tag_ = true;
  open_.emplace_back(whole);
  end_follows_ = is_empty;
  return kind_ = Kind::begin;
}

// Past a comment or a processing instruction, or into a CDATA. False for anything else.
bool XmlScanner::pass_markup() {
  constexpr std::string_view kCdata = "<![CDATA[";
  while (end_ - at_ < kCdata.size() && more()) {
  }
  const std::string_view rest(buffer_.data() + at_, end_ - at_);
  if (rest.starts_with("<?")) return pass_until("?>");
  if (rest.starts_with("<!--")) {
    at_ += 4;  // <!--> is no comment
    return pass_until("-->");
  }
  if (!rest.starts_with(kCdata) || open_.empty()) return false;
  at_ += kCdata.size();
  return in_cdata_ = true;
}

bool XmlScanner::pass_until(std::string_view close) {
  for (;;) {
    const std::size_t found = std::string_view(buffer_.data() + at_, end_ - at_).find(close);
    if (found != std::string_view::npos) {
      at_ += found + close.size();
      return true;
    }
    if (end_ - at_ >= close.size()) at_ = end_ - (close.size() - 1);
    if (!more()) return false;
  }
}

std::string_view XmlScanner::decoded(std::string_view raw, std::string& into) {
  into.clear();
  while (!raw.empty()) {
    const std::size_t amp = std::min(raw.find('&'), raw.size());
    into += raw.substr(0, amp);
    raw.remove_prefix(amp);
    if (raw.empty()) break;
    const std::size_t semicolon = raw.substr(0, kLongestEntity).find(';');
    if (semicolon == std::string_view::npos || !append_entity(raw.substr(1, semicolon - 1), into)) {
      into += '&';
      raw.remove_prefix(1);
    } else {
      raw.remove_prefix(semicolon + 1);
    }
  }
  return into;
}

}  // namespace homeward::returns
