#include "returns/xlsx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <deque>
#include <pugixml.hpp>
#include <unordered_map>

#include "base/text.hpp"

namespace homeward::returns {

namespace {

using pugi::xml_node;

// More opening brackets than this in one part would cost more memory than a list is worth.
constexpr std::ptrdiff_t kMostTags = 16'000'000;

// Without the prefix that some programs write: "x:row" -> "row".
std::string_view local(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

xml_node child(const xml_node& parent, std::string_view name) {
  for (xml_node at = parent.first_child(); at; at = at.next_sibling())
    if (local(at.name()) == name) return at;
  return {};
}

std::string_view attribute(const xml_node& node, std::string_view name) {
  for (auto at = node.first_attribute(); at; at = at.next_attribute())
    if (local(at.name()) == name) return at.value();
  return {};
}

// The text of <si> or <is>: one <t>, or one in each <r>; what tells how to pronounce it is not
// text.
std::string joined_text(const xml_node& node) {
  std::string out;
  for (xml_node at = node.first_child(); at; at = at.next_sibling()) {
    if (local(at.name()) == "t") out += at.child_value();
    if (local(at.name()) == "r") out += child(at, "t").child_value();
  }
  return out;
}

// "AB12" -> 27; nothing if it does not begin with a column.
std::optional<std::size_t> column_of(std::string_view reference) {
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

bool load(pugi::xml_document& document, std::string& xml) {
  return std::count(xml.begin(), xml.end(), '<') <= kMostTags &&
         document.load_buffer_inplace(xml.data(), xml.size());
}

tl::unexpected<Error> refuse(const std::string& name, std::string_view what) {
  return fail(ErrorKind::invalid_input, fmt::format("{} {}", name, what));
}

constexpr std::string_view kNoWorkbook =
    "is not a workbook that can be read here. Save it as XLSX or CSV.";
constexpr std::string_view kDamaged =
    "holds a sheet that is damaged or far too large. Save it again, or as CSV.";

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

Status Workbook::take_sheets() {
  if (!parts_.has("xl/workbook.xml") || !parts_.has("xl/_rels/workbook.xml.rels"))
    return refuse(name_, kNoWorkbook);
  auto book_xml = parts_.read("xl/workbook.xml");
  if (!book_xml) return tl::unexpected(book_xml.error());
  auto links_xml = parts_.read("xl/_rels/workbook.xml.rels");
  if (!links_xml) return tl::unexpected(links_xml.error());
  pugi::xml_document book, links;
  if (!load(book, *book_xml) || !load(links, *links_xml)) return refuse(name_, kNoWorkbook);

  const xml_node root = book.document_element();
  const std::string_view from_1904 = attribute(child(root, "workbookPr"), "date1904");
  counts_from_1904_ = from_1904 == "1" || from_1904 == "true";
  std::unordered_map<std::string_view, std::string_view> targets;  // by the id of the link
  const xml_node all_links = links.document_element();
  for (xml_node link = all_links.first_child(); link; link = link.next_sibling())
    targets.try_emplace(attribute(link, "Id"), attribute(link, "Target"));
  const xml_node sheets = child(root, "sheets");
  for (xml_node sheet = sheets.first_child(); sheet; sheet = sheet.next_sibling()) {
    const auto link = targets.find(attribute(sheet, "id"));
    if (local(sheet.name()) != "sheet" || link == targets.end()) continue;
    if (names_.size() >= limits_.files) return refuse(name_, kNoWorkbook);
    // A target is told from xl/, or with a leading slash from the top.
    const std::string target(link->second);
    paths_.push_back(target.starts_with('/') ? target.substr(1) : "xl/" + target);
    names_.emplace_back(attribute(sheet, "name"));
  }
  if (names_.empty()) return refuse(name_, kNoWorkbook);
  return {};
}

Status Workbook::take_shared_texts() {
  constexpr const char* kPart = "xl/sharedStrings.xml";
  if (!parts_.has(kPart)) return {};
  auto xml = parts_.read(kPart);
  if (!xml) return tl::unexpected(xml.error());
  pugi::xml_document document;
  if (!load(document, *xml)) return refuse(name_, kDamaged);
  const xml_node root = document.document_element();
  for (xml_node text = root.first_child(); text; text = text.next_sibling())
    if (local(text.name()) == "si") shared_.push_back(joined_text(text));
  return {};
}

Status Workbook::read(std::size_t sheet, const std::function<bool(const SheetRow&)>& use) {
  auto xml = parts_.read(paths_.at(sheet));
  if (!xml) return tl::unexpected(xml.error());
  pugi::xml_document document;
  if (!load(document, *xml)) return refuse(name_, kDamaged);

  SheetRow row;
  std::deque<std::string> made;  // texts of the row that stand nowhere as they are shown
  const auto text_of = [&](const xml_node& cell) -> std::string_view {
    const std::string_view type = attribute(cell, "t");
    const std::string_view value = child(cell, "v").child_value();
    if (type == "s") {
      const auto index = whole(value);
      return index && static_cast<std::size_t>(*index) < shared_.size()
                 ? std::string_view(shared_[static_cast<std::size_t>(*index)])
                 : std::string_view{};
    }
    if (type == "inlineStr") return made.emplace_back(joined_text(child(cell, "is")));
    if (type == "str" || type == "d") return value;
    if (type == "b" || type == "e") return {};
    return made.emplace_back(number_text(text::trim(value)));
  };

  const xml_node data = child(document.document_element(), "sheetData");
  for (xml_node at = data.first_child(); at; at = at.next_sibling()) {
    if (local(at.name()) != "row") continue;
    row.row = whole(attribute(at, "r")).value_or(row.row < kMostTags ? row.row + 1 : 0);
    row.cells.clear();
    made.clear();
    std::size_t next = 0;
    for (xml_node cell = at.first_child(); cell; cell = cell.next_sibling()) {
      if (local(cell.name()) != "c") continue;
      const std::size_t column = column_of(attribute(cell, "r")).value_or(next);
      next = column + 1;
      if (column >= limits_.columns) continue;
      const std::string_view text = text::trim(text_of(cell));
      if (text.empty() || text.size() > limits_.cell_bytes) continue;
      if (row.cells.size() <= column) row.cells.resize(column + 1);
      row.cells[column] = text;
    }
    if (!use(row)) return {};
  }
  return {};
}

}  // namespace homeward::returns
