#include "returns/xlsx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "base/text.hpp"
#include "returns/problem.hpp"
#include "returns/xml_scanner.hpp"

namespace homeward::returns {

namespace {

using Kind = XmlScanner::Kind;

constexpr std::size_t kMostSharedTextsARow = 4;
constexpr int kLastRow = 1'000'000'000;
// Of one row: a thousand cells of a sentence each.
constexpr std::size_t kMostRowBytes = 1 << 20;

// "AB12" -> 27; nothing if it does not begin with a column.
std::optional<std::size_t> column_in(std::string_view reference) {
  std::size_t column = 0, letters = 0;
  while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z') {
    if (++letters > 3) return std::nullopt;
    column = column * 26 + static_cast<std::size_t>(reference[letters - 1] - 'A') + 1;
  }
  if (letters == 0) return std::nullopt;
  return column - 1;
}

std::optional<int> whole(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

tl::unexpected<Error> too_large(const std::string& name, std::string_view what) {
  return fail(ErrorKind::too_large, fmt::format("{} {}", name, what));
}

constexpr std::string_view kNoWorkbook =
    "is not a workbook that can be read here. Save it as XLSX or CSV.";
constexpr std::string_view kDamaged = "holds a sheet that is damaged. Save it again, or as CSV.";

std::string_view attribute(XmlScanner& xml, std::string_view wanted, std::string& out) {
  out.clear();
  xml.attributes([&](std::string_view name, std::string_view value) {
    if (name == wanted && out.empty()) out = value;
  });
  return out;
}

// Collects the text of <si> or <is>: one <t>, or one in each <r>; what tells how to pronounce it is
// not text. Feed it every tag and text below the one that opened it, until that one ends.
class RichText {
 public:
  void clear(std::size_t depth) {
    text_.clear();
    depth_ = depth;
    takes_ = in_run_ = false;
  }
  void begin(std::string_view name, std::size_t depth) {
    if (depth == depth_ + 1) in_run_ = name == "r";
    takes_ = name == "t" && (depth == depth_ + 1 || (depth == depth_ + 2 && in_run_));
  }
  void end() { takes_ = false; }
  void take(std::string_view piece, std::size_t most) {
    if (takes_ && text_.size() <= most) text_ += piece.substr(0, most + 1 - text_.size());
  }
  std::string_view text() const { return text_; }

 private:
  std::string text_;
  std::size_t depth_ = 0;
  bool takes_ = false, in_run_ = false;
};

}  // namespace

std::string number_text(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  constexpr double kExact = 1e15;  // up to here every whole number is its own
  if (error != std::errc{} || end != text.data() + text.size() || std::abs(value) >= kExact ||
      value != std::floor(value))
    return std::string(text);
  return fmt::format("{}", static_cast<long long>(value));
}

Limits Workbook::usual_limits() {
  Limits limits;
  limits.file_bytes = 128u << 20;
  limits.total_bytes = 256u << 20;
  limits.rows = 1'048'576;  // more than that no spreadsheet has
  return limits;
}

Result<Workbook> Workbook::open(const std::string& name, std::string_view bytes,
                                const Limits& limits) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    return refuse(name,
                  "is a workbook of the old kind (.xls) or one with a password. Save it as XLSX "
                  "without a password, or as CSV.");
  auto parts = ZipParts::open(name, bytes, limits);
  if (!parts) return tl::unexpected(parts.error());
  Workbook book;
  book.name_ = name;
  book.limits_ = limits;
  book.parts_ = std::move(*parts);
  if (const Status status = book.take_sheets(); !status) return tl::unexpected(status.error());
  if (const Status status = book.take_shared_texts(); !status)
    return tl::unexpected(status.error());
  return book;
}

namespace {

XmlScanner::Source source_of(ZipPart& part) {
  return [&part](char* into, std::size_t most) { return part.read(into, most); };
}

// Where the links of a workbook lead, by their ids.
Result<std::map<std::string, std::string>> links_of(ZipPart part, const std::string& name) {
  std::map<std::string, std::string> out;
  XmlScanner xml(source_of(part));
  for (Kind kind; (kind = xml.next()) != Kind::done;) {
    if (kind == Kind::broken)
      return xml.error() ? refuse(name, kNoWorkbook) : tl::unexpected(xml.error().error());
    if (kind != Kind::begin || xml.name() != "Relationship") continue;
    std::string id, target;
    attribute(xml, "Id", id);
    attribute(xml, "Target", target);
    constexpr std::size_t kMostLinks = 10'000;
    if (out.size() >= kMostLinks) return refuse(name, kNoWorkbook);
    out.try_emplace(std::move(id), std::move(target));
  }
  return out;
}

}  // namespace

Status Workbook::take_sheets() {
  if (!parts_.has("xl/workbook.xml") || !parts_.has("xl/_rels/workbook.xml.rels"))
    return refuse(name_, kNoWorkbook);
  auto links_part = parts_.part("xl/_rels/workbook.xml.rels");
  if (!links_part) return tl::unexpected(links_part.error());
  auto links = links_of(std::move(*links_part), name_);
  if (!links) return tl::unexpected(links.error());

  auto part = parts_.part("xl/workbook.xml");
  if (!part) return tl::unexpected(part.error());
  XmlScanner xml(source_of(*part));
  std::string value;
  for (Kind kind; (kind = xml.next()) != Kind::done;) {
    if (kind == Kind::broken)
      return xml.error() ? refuse(name_, kNoWorkbook) : tl::unexpected(xml.error().error());
    if (kind != Kind::begin) continue;
    if (xml.name() == "workbookPr") {
      attribute(xml, "date1904", value);
      counts_from_1904_ = value == "1" || value == "true";
    }
    if (xml.name() != "sheet" || xml.depth() != 3) continue;
    const auto link = links->find(std::string(attribute(xml, "id", value)));
    if (link == links->end()) continue;
    if (names_.size() >= limits_.files) return refuse(name_, kNoWorkbook);
    // A target is told from xl/, or with a leading slash from the top.
    const std::string& target = link->second;
    paths_.push_back(target.starts_with('/') ? target.substr(1) : "xl/" + target);
    attribute(xml, "name", value);
    names_.push_back(text::valid_utf8(value) ? value : "?");
    const std::string_view state = attribute(xml, "state", value);
    if (state != "hidden" && state != "veryHidden") continue;
    // Whoever gives a workbook means what they see of it.
    hidden_.push_back(std::move(names_.back()));
    names_.pop_back();
    paths_.pop_back();
  }
  if (names_.empty()) return refuse(name_, kNoWorkbook);
  return {};
}

Status Workbook::take_shared_texts() {
  constexpr const char* kPart = "xl/sharedStrings.xml";
  if (!parts_.has(kPart)) return {};
  auto part = parts_.part(kPart);
  if (!part) return tl::unexpected(part.error());
  XmlScanner xml(source_of(*part));
  RichText text;
  for (Kind kind; (kind = xml.next()) != Kind::done;) {
    if (kind == Kind::broken)
      return xml.error() ? refuse(name_, kDamaged) : tl::unexpected(xml.error().error());
    if (kind == Kind::text) {
      text.take(xml.text(), limits_.cell_bytes);
    } else if (kind == Kind::begin) {
      if (xml.depth() == 2)
        text.clear(2);
      else
        text.begin(xml.name(), xml.depth());
    } else {
      text.end();
      if (xml.depth() != 2 || xml.name() != "si") continue;
      if (shared_.size() / kMostSharedTextsARow >= limits_.rows)
        return too_large(name_,
                         "holds far more texts than a list of providers. Give the sheet you "
                         "need by itself, or as CSV.");
      shared_.add(text.text());
    }
  }
  return {};
}

namespace {

// Makes rows out of the tags of a sheet.
class RowMaker {
 public:
  RowMaker(XmlScanner& xml, const SharedTexts& shared, const Limits& limits)
      : xml_(xml), shared_(shared), limits_(limits) {}

  // Reads up to the end of the next row. Nothing at the end of the rows.
  Result<const SheetRow*> next() {
    for (Kind kind; (kind = xml_.next()) != Kind::done;) {
      const std::size_t depth = xml_.depth();
      if (kind == Kind::broken)
        return tl::unexpected(xml_.error() ? Error{} : xml_.error().error());
      if (kind == Kind::text) {
        take_text();
      } else if (kind == Kind::begin) {
        if (depth == 2) in_data_ = xml_.name() == "sheetData";
        if (!in_data_) continue;
        if (depth == 3 && xml_.name() == "row") begin_row();
        if (depth == 4) begin_cell(xml_.name() == "c");
        if (depth > 4 && in_cell_) begin_inside(depth);
      } else {
        if (depth == 2 && in_data_) return nullptr;
        if (!in_data_) continue;
        takes_value_ = false;
        rich_.end();
        if (depth == 4 && in_cell_) end_cell();
        if (depth == 3 && xml_.name() == "row") return &finished_row();
      }
    }
    return nullptr;
  }

 private:
  enum class Type : std::uint8_t { number, shared, inline_text, text, none };

  static Type type_of(std::string_view name) {
    if (name == "s") return Type::shared;
    if (name == "inlineStr") return Type::inline_text;
    if (name == "str" || name == "d" || name == "e") return Type::text;
    if (name == "b") return Type::none;
    return Type::number;
  }

  void begin_row() {
    std::string number;
    row_.row = whole(attribute(xml_, "r", number)).value_or(row_.row < kLastRow ? row_.row + 1 : 0);
    made_.clear();
    places_.clear();
    next_column_ = width_ = 0;
  }

  void begin_cell(bool is_cell) {
    in_cell_ = is_cell;
    if (!is_cell) return;
    std::optional<std::size_t> column;
    type_ = Type::number;
    xml_.attributes([&](std::string_view name, std::string_view value) {
      if (name == "r") column = column_in(value);
      if (name == "t") type_ = type_of(value);
    });
    column_ = column.value_or(next_column_);
    next_column_ = column_ + 1;
    wanted_ = column_ < limits_.columns && type_ != Type::none;
    value_.clear();
    rich_.clear(5);
    has_value_ = false;
  }

  void begin_inside(std::size_t depth) {
    if (depth == 5) {
      in_rich_ = xml_.name() == "is";
      takes_value_ = wanted_ && !has_value_ && xml_.name() == "v";
      has_value_ |= takes_value_;
    } else if (in_rich_) {
      rich_.begin(xml_.name(), depth);
    }
  }

  void take_text() {
    if (!in_cell_ || !wanted_) return;
    if (takes_value_ && value_.size() <= limits_.cell_bytes)
      value_ += xml_.text().substr(0, limits_.cell_bytes + 1 - value_.size());
    else if (in_rich_ && type_ == Type::inline_text)
      rich_.take(xml_.text(), limits_.cell_bytes);
  }

  void end_cell() {
    in_cell_ = in_rich_ = false;
    if (!wanted_) return;
    std::string_view text;
    std::string number;
    switch (type_) {
      case Type::shared:
        if (const auto index = whole(value_);
            index && static_cast<std::size_t>(*index) < shared_.size())
          text = shared_[static_cast<std::size_t>(*index)];
        break;
      case Type::inline_text:
        text = rich_.text();
        break;
      case Type::number:
        text = number = number_text(text::trim(value_));
        break;
      default:
        text = value_;
    }
    text = text::trim(text);
    std::string plain;
    if (text.find_first_of("\xC2\xE2\xEF") != std::string_view::npos) {
      plain = text;
      text::plain_blanks(plain);
      text = plain;
    }
    if (text.empty() || text.size() > limits_.cell_bytes ||
        made_.size() + text.size() > kMostRowBytes)
      return;
    places_.push_back({column_, made_.size(), text.size()});
    made_ += text;
    width_ = std::max(width_, column_ + 1);
  }

  const SheetRow& finished_row() {
    row_.cells.assign(width_, {});
    for (const Place& place : places_)
      row_.cells[place.column] = std::string_view(made_).substr(place.at, place.size);
    return row_;
  }

  struct Place {
    std::size_t column, at, size;
  };
  XmlScanner& xml_;
  const SharedTexts& shared_;
  const Limits& limits_;
  SheetRow row_;
  std::string made_, value_;
  std::vector<Place> places_;
  RichText rich_;
  Type type_ = Type::none;
  std::size_t column_ = 0, next_column_ = 0, width_ = 0;
  bool in_data_ = false, in_cell_ = false, in_rich_ = false, wanted_ = false;
  bool takes_value_ = false, has_value_ = false;
};

}  // namespace

Status Workbook::read(std::size_t sheet, const std::function<bool(const SheetRow&)>& use) {
  auto part = parts_.part(paths_.at(sheet));
  if (!part) return tl::unexpected(part.error());
  XmlScanner xml(source_of(*part));
  RowMaker rows(xml, shared_, limits_);
  for (std::size_t count = 0;; ++count) {
    const auto row = rows.next();
    if (!row) return xml.error() ? refuse(name_, kDamaged) : tl::unexpected(row.error());
    if (*row == nullptr) return {};
    if (count >= limits_.rows)
      return too_large(name_, "holds more rows than a spreadsheet can have. Save it again.");
    if (!use(**row)) return {};
  }
}

}  // namespace homeward::returns
