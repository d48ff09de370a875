#include "returns/xml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <set>

#include "base/text.hpp"
#include "returns/cells.hpp"
#include "returns/encoding.hpp"
#include "returns/xml_refusal.hpp"

namespace homeward::returns {

namespace {

using pugi::xml_node;

// CHILDID is CHILD, and PL is PLACE, which some tools write out.
bool has_tag(const ColumnSchema& column, std::string_view tag) {
  if (column.type == CellType::child) return tag == "CHILDID";
  return tag == column.name || (tag == "PL" && column.name == "PLACE");
}

// The form is older than these tables.
bool has_place_for(TableId table) {
  return table != TableId::sw_episodes && table != TableId::dolo;
}

// Tags of one XML file for each row of the limit: its tree is held in memory, and an element that
// is none of the return's costs as much as one that is.
constexpr std::size_t kTagsOfARow = 10;

class XmlFile {
 public:
  XmlFile(const std::string& name, const Limits& limits, ProblemList& problems)
      : name_(name), limits_(limits), problems_(problems) {}

  std::optional<std::vector<Table>> read(std::string bytes) {
    const std::string declared = declared_encoding(bytes);
    auto decoded = decode(std::move(bytes), declared);
    if (!decoded) {
      leave_out(ProblemKind::wrong_encoding,
                "This XML file says that it is written in an encoding that is not known here. It "
                "was left out; export it again as UTF-8.");
      return std::nullopt;
    }
    unreadable_ = decoded->unreadable;
    std::string text = std::move(decoded->text);
    if (!decoded->assumed.empty()) note_assumed(text, *decoded);
    const std::size_t most_tags = limits_.rows * kTagsOfARow;
    if (std::count(text.begin(), text.end(), '<') > static_cast<std::ptrdiff_t>(most_tags)) {
      leave_out(ProblemKind::too_large,
                fmt::format("This XML file holds more than {} tags, the most that are read at "
                            "once. It was left out; give the CSV files of the return, or ask "
                            "whoever runs Homeward to raise the limit.",
                            text::thousands(static_cast<long long>(most_tags))));
      return std::nullopt;
    }
    if (auto why = why_xml_is_refused(text)) {
      leave_out(ProblemKind::markup, std::move(*why));
      return std::nullopt;
    }
    pugi::xml_document document;
    const auto parsed = document.load_buffer_inplace(text.data(), text.size(), pugi::parse_default,
                                                     pugi::encoding_utf8);
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
                fmt::format(
                    "The elements of this XML file are nested more than {} deep. It was left out.",
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

  // In which CHILD the first letter stands that the encoding given does not explain.
  void note_assumed(std::string_view text, const Decoded& decoded) {
    Problem problem;
    problem.kind = ProblemKind::wrong_encoding;
    problem.file = name_;
    problem.unit = schema(TableId::header).xml_element;
    for (auto at = text.find("<CHILD>"); at < decoded.first_assumed;
         at = text.find("<CHILD>", at + 1))
      ++problem.row;
    problem.sentence = fmt::format(
        "This file is not written in the encoding that it {}: this is where the first letter "
        "stands that shows it. The file was read as {}. If letters with accents came out wrong, "
        "export it again as UTF-8, and let its first line say so.",
        decoded.assumed == "UTF-8" ? "says" : "should be (UTF-8)",
        decoded.assumed == "UTF-8" ? "UTF-8" : "Windows-1252, the usual encoding of Windows");
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
      if (has_tag(columns[i], tag)) {
        row[i] = store(id, element.child_value(), columns[i].name);
        return true;
      }
    return false;
  }

  Problem problem_of(TableId id, ProblemKind kind, Effect effect, std::string_view column) const {
    Problem problem;
    problem.kind = kind;
    problem.effect = effect;
    problem.file = name_;
    problem.row = ordinal_[static_cast<std::size_t>(id)];
    problem.unit = schema(id).xml_element;
    problem.column = column;
    return problem;
  }

  Cell store(TableId id, std::string_view value, std::string_view column) {
    value = whole_number(text::plain_cell(value));
    if (value.size() > limits_.cell_bytes) {
      Problem problem = problem_of(id, ProblemKind::cell_too_long, Effect::value_left_out, column);
      problem.sentence =
          fmt::format("This value holds more than {} characters. It was left out; shorten it.",
                      limits_.cell_bytes);
      problems_.add(std::move(problem));
      return {};
    }
    if (unreadable_ && value.find(kUnreadable) != std::string_view::npos) {
      Problem problem = problem_of(id, ProblemKind::wrong_encoding, Effect::noted, column);
      problem.found = PrivateText(std::string(value));
      problem.sentence =
          "{} holds a character that cannot be read. Correct it, or export the file again as "
          "UTF-8.";
      problems_.add(std::move(problem));
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

  // False if what stands there can be no identifier: the child is left out, with all rows.
  bool takes(std::string_view child) {
    const std::string plain = text::upper(whole_number(text::plain_cell(child)));
    const std::string_view why = why_no_identifier(plain);
    if (why.empty()) return true;
    Problem problem =
        problem_of(TableId::header, ProblemKind::not_an_identifier, Effect::row_left_out, "CHILD");
    problem.found = PrivateText(plain);
    problem.sentence = why;
    problems_.add(std::move(problem));
    for (Table& table : tables_) table.row_left_out();
    return false;
  }

  // Elements keep their numbers, whether they are read or not.
  void pass_over_rows(const xml_node& child) {
    for (const TableSchema& table : schemas())
      for (const xml_node& parent : {child, child.child("HEADER")})
        for (xml_node part = parent.first_child(); part; part = part.next_sibling())
          if (table.id != TableId::header && part.name() == table.xml_element)
            ++ordinal_[static_cast<std::size_t>(table.id)];
  }

  void read_child(const xml_node& element) {
    ++ordinal_[static_cast<std::size_t>(TableId::header)];
    const xml_node header = element.child("HEADER");
    const std::string_view child = header.child_value("CHILDID"),
                           birth_date = header.child_value("DOB");
    if (!takes(child)) return pass_over_rows(element);
    if (header) {
      Cell* row = begin_row(TableId::header, child, birth_date);
      for (xml_node leaf = header.first_child(); leaf; leaf = leaf.next_sibling())
        if (leaf.type() == pugi::node_element) read_header_part(row, leaf, child, birth_date);
    }
    if (whole_number(text::plain_cell(header.child_value("UASC"))) == "1")
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
    // The form holds the whole return: a table without rows was given, and is empty. Only of the
    // tables that the form has no place for nothing is said.
    std::vector<Table> held;
    for (Table& table : tables_) {
      if (!has_place_for(table.id())) continue;
      table.set_file(name_, true);
      held.push_back(std::move(table));
    }
    return held;
  }

  const std::string& name_;
  bool unreadable_ = false;  // the text holds U+FFFD for what could not be decoded
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
