#include "returns/xml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <set>

#include "base/text.hpp"

namespace homeward::returns {

namespace {

using pugi::xml_node;

std::string_view tag_of(const ColumnSchema& column) {
  if (column.type == CellType::child) return "CHILDID";
  return column.name == "PLACE" ? std::string_view("PL") : column.name;
}

// More opening brackets than this would cost more memory than a return is worth.
constexpr std::ptrdiff_t kMostTags = 40'000'000;

class XmlFile {
 public:
  XmlFile(const std::string& name, const Limits& limits, ProblemList& problems)
      : name_(name), limits_(limits), problems_(problems) {}

  std::optional<std::vector<Table>> read(std::string text) {
    if (std::count(text.begin(), text.end(), '<') > kMostTags) {
      leave_out(ProblemKind::too_large,
                "This XML file is larger than a return can be. It was left out.");
      return std::nullopt;
    }
    pugi::xml_document document;
    const auto parsed = document.load_buffer_inplace(text.data(), text.size());
    if (!parsed) {
      leave_out(ProblemKind::markup,
                fmt::format(
                    "This XML file is not well formed: it breaks off or goes wrong near character "
                    "{}. It was left out; export it again.",
                    parsed.offset));
      return std::nullopt;
    }
    const xml_node root = document.document_element();
    if (std::string_view(root.name()) != "EXPSSDA903") {
      leave_out(
          ProblemKind::not_in_return,
          "This XML file is not an SSDA903 return: its outermost element is not EXPSSDA903. It was "
          "left out.");
      return std::nullopt;
    }
    if (too_deep(root)) {
      leave_out(ProblemKind::markup,
                fmt::format("The elements of this XML file lie more than {} deep. It was left out.",
                            limits_.xml_depth));
      return std::nullopt;
    }
    for (const TableSchema& table : schemas()) tables_.emplace_back(table.id);
    for (xml_node child = root.first_child(); child; child = child.next_sibling()) {
      if (child.type() != pugi::node_element) continue;
      if (std::string_view(child.name()) == "CHILD")
        read_child(child);
      else
        pass_over(child);
    }
    return finish();
  }

 private:
  Table& table(TableId id) { return tables_[static_cast<std::size_t>(id)]; }

  void leave_out(ProblemKind kind, std::string sentence) {
    Problem problem;
    problem.kind = kind;
    problem.effect = Effect::file_left_out;
    problem.file = name_;
    problem.sentence = std::move(sentence);
    problems_.add(std::move(problem));
  }

  bool too_deep(const xml_node& root) const {
    std::size_t depth = 0;
    for (xml_node at = root;;) {
      if (const xml_node inner = at.first_child()) {
        at = inner;
        if (++depth > limits_.xml_depth) return true;
        continue;
      }
      while (depth > 0 && !at.next_sibling()) {
        at = at.parent();
        --depth;
      }
      if (depth == 0) return false;
      at = at.next_sibling();
    }
  }

  void pass_over(const xml_node& element) {
    constexpr std::size_t kEnough = 20;
    if (passed_over_.size() < kEnough) passed_over_.insert(std::string(element.name()));
  }

  // Writes the text of the leaf `element` into the row, if a column of `id` has its tag.
  bool take(TableId id, Cell* row, const xml_node& element) {
    const auto columns = schema(id).columns;
    const std::string_view tag = element.name();
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (tag_of(columns[i]) == tag) {
        row[i] = store(id, element.child_value(), columns[i].name);
        return true;
      }
    return false;
  }

  Cell store(TableId id, std::string_view value, std::string_view column) {
    value = text::trim(value);
    if (value.size() > limits_.cell_bytes) {
      Problem problem;
      problem.kind = ProblemKind::cell_too_long;
      problem.effect = Effect::value_left_out;
      problem.file = name_;
      problem.row = ordinal_[static_cast<std::size_t>(id)];
      problem.unit = schema(id).xml_element;
      problem.column = column;
      problem.sentence =
          fmt::format("This value holds more than {} characters. It was left out; shorten it.",
                      limits_.cell_bytes);
      problems_.add(std::move(problem));
      return {};
    }
    std::string& text = table(id).text();
    const Cell cell{static_cast<std::uint32_t>(text.size()),
                    static_cast<std::uint32_t>(value.size())};
    for (const char c : value)
      text.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    return cell;
  }

  Cell* begin_row(TableId id, std::string_view child, std::string_view birth_date) {
    Cell* row = table(id).add_row(ordinal_[static_cast<std::size_t>(id)]);
    row[0] = store(id, child, "CHILD");
    const auto columns = schema(id).columns;
    for (std::size_t i = 1; i < columns.size(); ++i)
      if (columns[i].name == "DOB") row[i] = store(id, birth_date, "DOB");
    return row;
  }

  // One element that is one row: EPISODE, AREVIEW, AMISSING, PERMANENCE, AD_PLACED, OC2.
  void read_row(TableId id, const xml_node& element, std::string_view child,
                std::string_view birth_date) {
    ++ordinal_[static_cast<std::size_t>(id)];
    if (!element.first_child()) return;
    Cell* row = begin_row(id, child, birth_date);
    for (xml_node leaf = element.first_child(); leaf; leaf = leaf.next_sibling())
      if (leaf.type() == pugi::node_element && !take(id, row, leaf)) pass_over(leaf);
  }

  // A row of a table whose items stand flat in HEADER; only if one of `telling` is filled.
  void read_flat(TableId id, const xml_node& header, std::initializer_list<const char*> telling,
                 std::string_view child, std::string_view birth_date) {
    ordinal_[static_cast<std::size_t>(id)] = ordinal_[static_cast<std::size_t>(TableId::header)];
    if (std::none_of(telling.begin(), telling.end(),
                     [&](const char* tag) { return !text::trim(header.child_value(tag)).empty(); }))
      return;
    Cell* row = begin_row(id, child, birth_date);
    for (xml_node leaf = header.first_child(); leaf; leaf = leaf.next_sibling())
      if (leaf.type() == pugi::node_element) take(id, row, leaf);
  }

  void read_child(const xml_node& element) {
    ++ordinal_[static_cast<std::size_t>(TableId::header)];
    const xml_node header = element.child("HEADER");
    const std::string_view child = header.child_value("CHILDID"),
                           birth_date = header.child_value("DOB");
    if (header) {
      Cell* row = begin_row(TableId::header, child, birth_date);
      for (xml_node leaf = header.first_child(); leaf; leaf = leaf.next_sibling())
        if (leaf.type() == pugi::node_element) read_header_part(row, leaf, child, birth_date);
    }
    if (text::trim(header.child_value("UASC")) == "1")
      read_flat(TableId::uasc, header, {"UASC"}, child, birth_date);
    else
      read_flat(TableId::uasc, header, {"DUC"}, child, birth_date);
    read_flat(TableId::oc3, header, {"IN_TOUCH", "ACTIV", "ACCOM"}, child, birth_date);
    read_flat(TableId::ad1, header,
              {"DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"},
              child, birth_date);
    for (xml_node part = element.first_child(); part; part = part.next_sibling()) {
      if (part.type() != pugi::node_element) continue;
      const std::string_view tag = part.name();
      if (tag == "EPISODE")
        read_row(TableId::episodes, part, child, birth_date);
      else if (tag != "HEADER")
        pass_over(part);
    }
  }

  void read_header_part(Cell* header_row, const xml_node& part, std::string_view child,
                        std::string_view birth_date) {
    const std::string_view tag = part.name();
    for (const TableId id : {TableId::reviews, TableId::missing, TableId::prev_perm,
                             TableId::placed_adoption, TableId::oc2})
      if (tag == schema(id).xml_element) return read_row(id, part, child, birth_date);
    if (take(TableId::header, header_row, part)) return;
    for (const TableId id : {TableId::uasc, TableId::oc3, TableId::ad1})
      for (const ColumnSchema& column : schema(id).columns)
        if (tag == column.name) return;  // read by read_flat
    pass_over(part);
  }

  std::vector<Table> finish() {
    if (!passed_over_.empty()) {
      Problem problem;
      problem.kind = ProblemKind::extra_columns;
      problem.file = name_;
      problem.found = PrivateText(
          text::join(std::vector<std::string>(passed_over_.begin(), passed_over_.end()), ", "));
      problem.sentence =
          "This return holds elements that are not known here ({}). They were not read.";
      problems_.add(std::move(problem));
    }
    std::vector<Table> held;
    for (Table& table : tables_) {
      const bool always = table.id() == TableId::header || table.id() == TableId::episodes;
      if (table.empty() && !always) continue;
      table.set_file(name_, true);
      held.push_back(std::move(table));
    }
    return held;
  }

  const std::string& name_;
  const Limits& limits_;
  ProblemList& problems_;
  std::vector<Table> tables_;
  std::array<int, kTables> ordinal_{};  // of the element being read, for each table
  std::set<std::string> passed_over_;
};

}  // namespace

std::optional<std::vector<Table>> read_xml(const std::string& name, std::string text,
                                           const Limits& limits, ProblemList& problems) {
  return XmlFile(name, limits, problems).read(std::move(text));
}

}  // namespace homeward::returns
