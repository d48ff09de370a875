// Reads the tags and texts of an XML document one by one, out of bytes that come in pieces: a sheet
// of a workbook is never held whole, nor as a tree.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace homeward::returns {

class XmlScanner {
 public:
  // Writes up to `most` bytes to `into` and gives how many; 0 = there are no more.
  using Source = std::function<Result<std::size_t>(char* into, std::size_t most)>;
  enum class Kind : std::uint8_t {
    begin,  // <name …>; of <name/> an end follows
    end,
    text,  // a piece of text: one text may come as several
    done,
    broken,  // not well-formed, a document type, or one tag or nesting beyond all use: error()
  };

  // UTF-8, or a form of one byte a character whose text is not needed.
  explicit XmlScanner(Source source);

  // Comments and processing instructions are passed over. After `done` or `broken` it stays so.
  Kind next();

  // Of the tag at which next() stopped, without the prefix that some programs write ("x:row").
  std::string_view name() const { return name_; }
  // Calls use(name, value) for each attribute of a `begin`. They live until the next call of next.
  template <class Use>
  void attributes(Use use);
  // The piece of text, entities undone. It lives until the next call of next.
  std::string_view text() const { return text_; }
  // How many tags are open, with the one that begins or ends.
  std::size_t depth() const { return open_.size() + (kind_ == Kind::end ? 1 : 0); }
  // Why it is broken: what the source said, or nothing if it is the XML.
  const Status& error() const { return error_; }

 private:
  bool more();
  Kind stop(Kind kind);
  Kind take_text();
  Kind take_tag();
  bool pass_markup();
  bool pass_until(std::string_view close);
  std::size_t tag_end();
  std::string_view decoded(std::string_view raw, std::string& into);

  Source source_;
  std::string buffer_;
  std::size_t at_ = 0, end_ = 0;  // what is not yet read of the buffer
  bool source_ended_ = false, in_cdata_ = false, end_follows_ = false, any_tag_ = false;
  Kind kind_ = Kind::text;
  std::string_view name_, attributes_, text_;
  std::string decoded_text_;
  std::vector<std::string> open_;
  std::deque<std::string> values_;  // what is told of them stays where it is when one more comes
  Status error_;
};

template <class Use>
void XmlScanner::attributes(Use use) {
  std::string_view rest = attributes_;
  std::size_t count = 0;
  for (;;) {
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return;
    std::size_t begin = 0, name_end = equals;
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (begin < equals && blank(rest[begin])) ++begin;
    while (name_end > begin && blank(rest[name_end - 1])) --name_end;
    std::string_view name = rest.substr(begin, name_end - begin);
    if (const auto colon = name.rfind(':'); colon != std::string_view::npos)
      name.remove_prefix(colon + 1);
    std::size_t open = equals + 1;
    while (open < rest.size() && blank(rest[open])) ++open;
    if (open >= rest.size() || (rest[open] != '"' && rest[open] != '\'')) return;
    const std::size_t close = rest.find(rest[open], open + 1);
    if (close == std::string_view::npos) return;
    const std::string_view raw = rest.substr(open + 1, close - open - 1);
    if (raw.find('&') == std::string_view::npos) {
      use(name, raw);
    } else {
      while (values_.size() <= count) values_.emplace_back();
      use(name, decoded(raw, values_[count]));
    }
    ++count;
    rest.remove_prefix(close + 1);
  }
}

}  // namespace homeward::returns
